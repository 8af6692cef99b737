"""Pages of opinions: the list, asking, one opinion with the dossier as far as it may be seen, and the deeds on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.fields import whole_number
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first, state_tabs
from permissions.reads import noted, opened
from permissions.refusals import ValidationError
from workflows.approval.moving import moves_of
from workflows.notices import services as notices
from workflows.opinions import papers, services
from workflows.opinions.asking import units_to_ask
from workflows.opinions.exports import opinions_file
from workflows.opinions.forms import AnswerForm, AskForm, Filters, RecordForm, refused_by_field
from workflows.opinions.models import Opinion
from workflows.opinions.queries import as_sent, dossier_shown, files_shown, is_inside, letter_shown, papers_shown
from workflows.opinions.states import OpinionState

PAGE = 25
JOINED = ("commune", "unit", "proposal", "asked_by", "answered_by", "letter__blob")


def _form(name, opinion, *typed):
    """What a deed asks; None where it asks a reason alone."""
    if name == "record":
        return RecordForm(*typed, opinion=opinion, auto_id="record_%s")
    return AnswerForm(*typed, auto_id="answer_%s") if name == "answer" else None


def opinion_or_404(request, code):
    rows = access.visible_to(request.user, Opinion, acting=held_by(request)).select_related(*JOINED)
    return opened(request, get_object_or_404(rows, code=code))


@require_GET
@asks("opinions.view")
def index(request):
    """What was asked, and by when it is to be answered."""
    filters = Filters(request.GET)
    filters.is_valid()
    chosen = filters.cleaned_data
    rows = with_words(access.visible_to(request.user, Opinion, acting=held_by(request)), chosen.get("q", ""))
    rows = rows.filter(state=chosen["state"]) if chosen.get("state") else rows
    if is_export(request):
        return opinions_file(request, rows, words_of_filter(filters))
    shown, newer_url, older_url = newest_first(rows, request, PAGE)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *OpinionState.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "state", "before", "after")),
    }
    return render(request, "workflows/opinions/list.html", context)


# --- asking ----------------------------------------------------------------------------------------
def _proposal_or_404(request, code):
    rows = access.visible_to(request.user, Proposal, acting=held_by(request))
    rows = rows.select_related("commune", "unit", "award_form", "rule_set")
    return opened(request, get_object_or_404(rows, code=code))


@require_http_methods(["GET", "HEAD", "POST"])
@asks("opinions.ask")
def ask(request, code):
    """Ask one or several bodies about a dossier under review."""
    proposal = _proposal_or_404(request, code)
    access.require(request.user, "opinions.ask", proposal)
    row_version = whole_number(request.POST.get("row_version"), 0) if request.POST else proposal.row_version
    form = AskForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask(proposal=proposal, row_version=row_version, by=request.user, **form.asked())
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            told = ngettext("%(count)s body is asked.", "%(count)s bodies are asked.", len(made))
            messages.success(request, told % {"count": len(made)})
            return redirect(reverse("proposals:detail", args=[code]) + "#opinions")
    elif request.method != "POST" and proposal.state != ProposalState.UNDER_REVIEW:
        return redirect("proposals:detail", code)
    context = {
        "proposal": proposal,
        "form": form,
        "row_version": row_version,
        "without_accounts": units_to_ask(proposal).filter(has_accounts=False),
    }
    return render(request, "workflows/opinions/ask.html", context, status=422 if form.errors else 200)


# --- one opinion -----------------------------------------------------------------------------------
def _capacities(opinion, right, held):
    found = [c for c in held if c.office in access.offices_with(right) and c.reaches(opinion)]
    return [c for c in found if not c.deputising] or found


def _moves(request, opinion, proposal, bound):
    """{move: what its form needs}. The unit answers only what it can read."""
    held, found = held_by(request), {}
    for move in moves_of(opinion, request.user, held=held):
        if move.name not in services.DEEDS or (move.name == "answer" and (opinion.is_on_paper or proposal is None)):
            continue
        form = bound.get(move.name) or _form(move.name, opinion)
        found[move.name] = {
            "name": move.name,
            "label": move.label,
            "url": reverse(f"opinions:{move.name}", args=[opinion.code]),
            "icon": {"answer": "send", "record": "inbox"}.get(move.name, "circle-minus"),
            "unmet": move.unmet,
            "form": form,
            "needs_reason": "reason" in move.asks,
            "capacities": _capacities(opinion, move.right, held),
        }
    return found


def _page(request, opinion, *, status=200, bound=None):
    held = held_by(request)
    proposal = dossier_shown(opinion, held)
    moves = _moves(request, opinion, proposal, bound or {})
    inside = is_inside(opinion, held)
    if proposal:
        noted(request, "opened", commune_id=opinion.commune_id, what=f"{opinion.stream} {proposal.code}")
    context = {
        "opinion": opinion,
        "inside": inside,
        "sent": as_sent(proposal) if proposal else None,
        "is_asked": opinion.state == OpinionState.ASKED,
        "is_paused": opinion.proposal.state == ProposalState.SUSPENDED,
        "files": files_shown(opinion, held),
        "letter": letter_shown(opinion, held),
        "letter_name": papers.file_name(opinion),
        "forms": [moves[name] for name in ("answer", "record") if name in moves],
        "moves": [moves[name] for name in ("withdraw",) if name in moves],
    }
    return render(request, "workflows/opinions/detail.html", context, status=status)


@require_GET
@asks("opinions.view")
def detail(request, code):
    opinion = opinion_or_404(request, code)
    notices.opened(person=request.user, subject=opinion.stream)
    return _page(request, opinion)


def _deed(request, code, name, deed, **more):
    """Try the form of a deed; what it can mend stands on the page again."""
    opinion = opinion_or_404(request, code)
    form = _form(name, opinion, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, opinion, status=422, bound={name: form})
    try:
        deed(
            opinion=opinion,
            row_version=whole_number(request.POST.get("row_version"), 0),
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
            **form.cleaned_data,
            **more,
        )
    except ValidationError as fault:
        refused_by_field(form, fault)
        return _page(request, opinion, status=422, bound={name: form})
    messages.success(request, _("%(code)s: the opinion is kept.") % {"code": code})
    return redirect("opinions:detail", code)


@require_POST
@asks("opinions.answer")
def answer(request, code):
    version = whole_number(request.POST.get("version"), 0)
    return _deed(request, code, "answer", services.answer, version=version)


@require_POST
@asks("opinions.record")
def record(request, code):
    return _deed(request, code, "record", services.record_on_paper)


@require_POST
@asks("opinions.ask")
def withdraw(request, code):
    services.withdraw_question(
        opinion=opinion_or_404(request, code),
        row_version=whole_number(request.POST.get("row_version"), 0),
        by=request.user,
        reason=request.POST.get("reason", ""),
        acting_as=request.POST.get("acting_as", ""),
    )
    messages.success(request, _("%(code)s: the question is taken back.") % {"code": code})
    return redirect("opinions:detail", code)


# --- files -----------------------------------------------------------------------------------------
def _give(request, opinion, blob, name, what):
    what = f"{opinion.stream}/{what} {blob.sha256}"
    noted(request, "downloaded", commune_id=opinion.commune_id, what=what)
    is_inline = blob.media_type == MediaType.PDF and "save" not in request.GET
    return file_response(blob, name, inline=is_inline)


@require_GET
@asks("opinions.view")
def letter(request, code):
    """The letter to a body that is asked on paper."""
    opinion = opinion_or_404(request, code)
    issued = letter_shown(opinion, held_by(request))
    if issued is None:
        raise Http404
    return _give(request, opinion, issued.blob, papers.file_name(opinion), "letter")


@require_GET
@asks("opinions.view")
def letter_word(request, code):
    """The same letter for Word, made anew each time."""
    opinion = opinion_or_404(request, code)
    if letter_shown(opinion, held_by(request)) is None:
        raise Http404
    content = papers.render_word(opinion)
    noted(request, "downloaded", commune_id=opinion.commune_id, what=f"{opinion.stream}/letter/word")
    return made_anew(content, papers.file_name(opinion, "docx"), MediaType.DOCX)


@require_GET
@asks("opinions.view")
def file(request, code, pk):
    """A file of the answer."""
    opinion = opinion_or_404(request, code)
    found = get_object_or_404(files_shown(opinion, held_by(request)), pk=pk)
    return _give(request, opinion, found.blob, found.file_name, f"files/{found.pk}")


@require_GET
@asks("opinions.view")
def paper(request, code, pk):
    """A paper of the dossier, to the unit that is asked, while it may see the dossier."""
    opinion = opinion_or_404(request, code)
    found = papers_shown(opinion, held_by(request)).get(pk)
    if found is None:
        raise Http404
    return _give(request, opinion, found.blob, found.file_name, f"papers/{found.pk}")
