"""The pages of one decision: reading, changing the draft, signing, sending back, issuing."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.catalogue import queries as catalogue
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.printing.wording import document_number
from documents.proposals.naming import post_and_place
from documents.signatures.queries import beside
from documents.signatures.told import files_for
from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import asks, held_by
from permissions.reads import opened
from permissions.refusals import ValidationError
from workflows.approval.moving import moves_of
from workflows.approval.paper_issuing import tried
from workflows.approval.paper_signing_views import scan_rows
from workflows.decisions import papers, services, told
from workflows.decisions.background import background
from workflows.decisions.forms import IssueForm, WordsForm
from workflows.decisions.models import Decision
from workflows.decisions.money import fill_bonuses
from workflows.decisions.queries import is_inside, lines_of, next_number, waiting_for_signature, with_totals
from workflows.decisions.states import DecisionState
from workflows.decisions.stock_queries import stocks_for
from workflows.decisions.suggestions import undated
from workflows.decisions.touched import touching
from workflows.notices import services as notices

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
# How the buttons look; the machine says which there are. Deeds with a page of their own are links.
LOOKS = {"sign": ("green", "signature"), "send_back": ("red", "arrow-back-up"), "issue": ("primary", "rubber-stamp")}
OWN_PAGES = {"sign", "issue"}
SIGNED_DIGITALLY = {"signed", "issued"}
RELATED = (
    "commune",
    "award_form",
    "rule_set",
    "drafted_by",
    "signed_by",
    "signed_for",
    "issued_by",
    "first_rendition__blob",
    "second_rendition__blob",
    "certificates__blob",
)


def decision_or_404(request, code):
    """The decision, if this person may see it."""
    rows = access.visible_to(request.user, Decision, acting=held_by(request))
    return opened(request, get_object_or_404(rows.select_related(*RELATED), code=code))


def _holders(decision, right, held):
    """The capacities in which the person holds the right on the decision; own ones hide deputies'."""
    offices = access.offices_with(right)
    found = [c for c in held if c.office in offices and c.reaches(decision)]
    return [c for c in found if not c.deputising] or found


def _button(decision, move, held):
    tone, icon = LOOKS[move.name]
    return {
        "name": move.name,
        "label": move.label,
        "url": reverse(f"decisions:{move.name}", args=[decision.code]),
        "tone": tone,
        "icon": icon,
        "unmet": move.unmet,
        "needs_reason": "reason" in move.asks,
        "capacities": _holders(decision, move.right, held),
    }


def _buttons(request, decision):
    """(links to deeds with a page of their own, the other moves)."""
    held = held_by(request)
    moves = [move for move in moves_of(decision, request.user, held=held) if move.name in LOOKS]
    buttons = [_button(decision, move, held) for move in moves]
    links = [button for button in buttons if button["name"] in OWN_PAGES and not button["unmet"]]
    return links, [button for button in buttons if button not in links]


def _may_change(request, decision):
    return DecisionState(decision.state).is_open_for_editing and bool(
        _holders(decision, "decisions.draft", held_by(request))
    )


def _files(decision, inside, held):
    """The kept papers this person may open; a unit gets the issued decision alone."""
    kept = [(_("Decision"), decision.second_rendition, "issued")]
    if inside:
        kept.append((_("Certificates"), decision.certificates, "certificates"))
        kept.append((_("Decision as it was signed, without number"), decision.first_rendition, "signed"))
    there = [(title, issued, which) for title, issued, which in kept if issued is not None]
    signable = [issued for _title, issued, which in there if which in SIGNED_DIGITALLY] if inside else []
    signed = beside(signable, decision, held)
    blobs = files_for([issued for _title, issued, _which in there])
    return [
        {
            "title": title,
            "signing": signed.get(issued.pk),
            "name": papers.file_name(decision, which),
            "url": reverse("decisions:paper", args=[decision.code, which]),
            "size_bytes": blobs[issued.pk].size_bytes,
            "sha256": blobs[issued.pk].sha256,
            "at": issued.made_at,
        }
        for title, issued, which in there
    ]


@require_GET
@asks("decisions.view")
def detail(request, code):
    decision = decision_or_404(request, code)
    notices.opened(person=request.user, subject=decision.stream)
    lines = lines_of(decision)
    held = held_by(request)
    inside = is_inside(decision, held)
    for line in lines:
        line.golden_book, line.detail = papers.golden_book_number(decision, line), post_and_place(line.nomination)
    links, moves = _buttons(request, decision)
    context = {
        "decision": decision,
        "number": papers.number_of(decision),
        "lines": lines,
        "total": sum(line.bonus_amount for line in lines),
        "inside": inside,
        "files": [*_files(decision, inside, held), *scan_rows(decision.signed_paper_id, request.user, held)],
        "links": links,
        "moves": moves,
        "may_change": _may_change(request, decision),
        "may_issue": bool(_holders(decision, "decisions.issue", held)),
        "may_see_money": decision.state == DecisionState.ISSUED and bool(_holders(decision, "payments.view", held)),
        "undated": undated(decision.grounds),
        "touches": touching(decision, request.user, held) if decision.state == DecisionState.ISSUED else [],
        "may_touch": decision.state == DecisionState.ISSUED and bool(_holders(decision, "decisions.draft", held)),
        **(background(decision, held) if inside else {}),
    }
    return render(request, "workflows/decisions/decision.html", context)


@GET_OR_POST
@asks("decisions.draft")
def change(request, code):
    """The words of a draft and the order of its list, in one form."""
    decision = decision_or_404(request, code)
    if not _may_change(request, decision):
        access.require(request.user, "decisions.draft", decision)
        return redirect("decisions:detail", code=code)
    form = WordsForm(request.POST or None, instance=decision, lines=lines_of(decision))
    row_version = request.POST.get("row_version", 0) if request.method == "POST" else decision.row_version
    if request.method == "POST" and form.is_valid():
        try:
            decision = services.change_draft(
                decision=decision,
                row_version=row_version,
                by=request.user,
                values=form.cleaned_data,
                order=[line.pk for line in form.ordered()],
                acting_as=request.POST.get("acting_as", ""),
            )
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, told.after_changing(decision))
            return redirect("decisions:detail", code=code)
    context = {
        "decision": decision,
        "form": form,
        "row_version": row_version,
        **background(decision, held_by(request)),
    }
    return render(request, "workflows/decisions/change.html", context, status=422 if form.errors else 200)


def _as_of_today(decision, lines):
    """The lines of a draft with the money of today, in memory only: signing writes it."""
    today = timezone.localdate()
    fill_bonuses(lines, decision.award_form, catalogue.rule_set_on(today, decision.commune), today)
    return lines


@GET_OR_POST
@asks("decisions.sign")
def sign(request, code):
    """Read the whole decision and sign it with one button; the other waiting ones stand beside it."""
    decision = decision_or_404(request, code)
    waiting = waiting_for_signature(held_by(request)).exclude(pk=decision.pk)
    if request.method == "POST":
        decision = services.sign_decision(
            decision=decision,
            row_version=request.POST.get("row_version") or 0,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
        messages.success(request, told.after_signing(decision))
        following = waiting.first()
        if following is None:
            return redirect("decisions:detail", code=code)
        return redirect("decisions:sign", code=following.code)
    if not DecisionState(decision.state).is_open_for_editing:
        return redirect("decisions:detail", code=code)
    signers = _holders(decision, "decisions.sign", held_by(request))
    if not signers:
        access.require(request.user, "decisions.sign", decision)
    links, moves = _buttons(request, decision)
    lines = _as_of_today(decision, lines_of(decision))
    signer = papers.signer_block(*papers.signature_of(signers[0]))
    text = papers.decision_text(decision, lines, signer=signer)
    for move in links:
        move["confirm"] = told.before_signing(decision, len(lines), text.total)
    context = {
        "decision": decision,
        "text": text,
        "moves": links + moves,
        "waiting": with_totals(waiting)[:20],
        **background(decision, held_by(request)),
    }
    return render(request, "workflows/decisions/sign.html", context)


@require_POST
@asks("decisions.send_back")
def send_back(request, code):
    decision = decision_or_404(request, code)
    decision = services.send_back_paper(
        decision=decision,
        row_version=request.POST.get("row_version") or 0,
        by=request.user,
        reason=request.POST.get("reason", ""),
        acting_as=request.POST.get("acting_as", ""),
    )
    messages.success(request, told.after_sending_back(decision))
    return redirect("decisions:detail", code=code)


def _issue(request, decision, form):
    """Returns the status of the page, None when done."""
    deed = partial(services.issue_decision, decision=decision)
    return tried(request, form, deed, commune_id=decision.commune_id, field="issued_on")


@GET_OR_POST
@asks("decisions.issue")
def issue(request, code):
    """Number, date and one button; the next number is only a preview, it is taken while issuing."""
    decision = decision_or_404(request, code)
    access.require(request.user, "decisions.issue", decision)
    today, status = timezone.localdate(), 200
    is_external = numbers.is_external(commune=decision.commune, kind=RegisterKind.DECISION, year=today.year)
    stocks = list(stocks_for(decision.commune_id, decision.award_form_id))
    form = IssueForm(request.POST or None, is_external=is_external, stocks=stocks, initial={"issued_on": today})
    if request.method == "POST":
        status = _issue(request, decision, form) if form.is_valid() else 422
        if status is None:
            decision.refresh_from_db()
            messages.success(request, told.after_issuing(decision))
            return redirect("decisions:detail", code=code)
    elif decision.state != DecisionState.SIGNED:
        return redirect("decisions:detail", code=code)
    context = {
        "decision": decision,
        "form": form,
        "is_external": is_external,
        "next_number": document_number(next_number(decision.commune, today.year), decision.symbol),
        "lines": lines_of(decision),
        "signers": _holders(decision, "decisions.issue", held_by(request)),
        "row_version": request.POST.get("row_version") or decision.row_version,
    }
    return render(request, "workflows/decisions/issue.html", context, status=status)
