"""The dossier page and the deeds done on it."""

from inspect import signature
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.catalogue import in_use
from documents.catalogue.kinds import Level
from documents.disposal.queries import disposal_of
from documents.proposals.exports import nominations_file
from documents.proposals.families import sisters_of
from documents.proposals.models import Proposal
from documents.proposals.sent import sent_of, shared_papers
from documents.proposals.states import Outcome, ProposalState
from documents.proposals.versions import differences
from documents.registry.glance import known_of
from documents.sheets.serving import is_export
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by, next_page
from permissions.reads import opened
from permissions.refusals import ValidationError
from workflows.approval import review_services as review
from workflows.approval.desks import holder_of
from workflows.approval.drawing import drawing
from workflows.approval.forms import PLACES_OF_THE_LETTER, SUSPENSION_CODES, MoveForm, RemarkForm, initial_of
from workflows.approval.models import Judgement
from workflows.approval.moving import machine_of, moves_of
from workflows.approval.parts import part_links
from workflows.approval.path import moves_from, steps_of
from workflows.approval.queries import judged_version, last_judgements, paper_titles
from workflows.approval.services import DEEDS
from workflows.approval.sight import remarks_seen, remarks_shown, sight_of, veil
from workflows.notices import services as notices

# How the buttons look; the machine says which there are.
TONES = {
    "take_up": ("primary", "user-check"),
    "resend": ("green", "send"),
    "record_resend": ("green", "rubber-stamp"),
    "record_withdrawal": ("red", "rubber-stamp"),
    "propose_appraisal": ("green", "list-check"),
    "endorse": ("green", "shield-check"),
    "skip_council": ("primary", "arrow-right"),
    "ask_unit": ("", "message-report"),
    "supplement": ("green", "send"),
    "record_supplement": ("green", "rubber-stamp"),
    "close_file": ("primary", "archive"),
    "open_notice": ("primary", "bell"),
    "close_notice": ("primary", "check"),
    "return_for_completion": ("", "arrow-back-up"),
    "refuse_dossier": ("red", "ban"),
    "withdraw": ("red", "arrow-back-up"),
    "suspend": ("red", "player-pause"),
    "resume": ("primary", "player-play"),
}


@require_GET
@asks("proposals.view")
def path(request):
    """The whole path, drawn from the machine, with the asked state marked."""
    here = request.GET.get("state")
    words = [(state, moves_from(state)) for state in ProposalState]
    return render(request, "workflows/approval/path.html", {"drawing": drawing(here), "words": words, "here": here})


def proposal_or_404(request, code, *, held=None):
    rows = access.visible_to(request.user, Proposal, acting=held).select_related(
        "commune", "unit", "letter", "campaign", "award_form", "rule_set", "handler", "reviewer", "split_from"
    )
    return opened(request, get_object_or_404(rows, code=code))


def move_buttons(proposal, user, held, bound=None):
    """The moves as parts/moves.html shows them. bound: {move name: form with what was typed}."""
    buttons = []
    for move in moves_of(proposal, user, held=held):
        if move.name not in DEEDS:
            continue
        tone, icon = TONES.get(move.name, ("", ""))
        form = (bound or {}).get(move.name) or MoveForm(
            asks=move.asks, proposal=proposal, auto_id=f"{move.name}_%s", initial=initial_of(move.name, proposal)
        )
        offices = access.offices_with(move.right)
        buttons.append(
            {
                "label": move.label,
                "url": reverse("proposals:move", args=[proposal.code, move.name.replace("_", "-")]),
                "tone": tone,
                "icon": icon,
                "unmet": move.unmet,
                "needs_reason": "reason" in move.asks or move.name == "propose_appraisal",
                "reason_label": _("Text of the appraisal") if move.name == "propose_appraisal" else "",
                "form": form if form.fields else None,
                "capacities": [c for c in held if c.office in offices and c.reaches(proposal)],
            }
        )
    return buttons


def _rows(proposal, sent, held, typed=None):
    """Nominations with the judgement that counts; `typed` keeps what a refused form said."""
    judgements = last_judgements(proposal) if sight_of(proposal, held).judgements else {}
    rows = sent.show_rows(sent.rows_of(proposal))
    known = known_of(rows, unit=proposal.unit, kind=proposal.kind, held=held)
    for row in rows:
        row.known = known.get(row.pk)
        row.judgement = judgements.get(row.pk)
        row.verdict = row.judgement.verdict if row.judgement else ""
        row.reason = row.judgement.reason if row.judgement else ""
        if typed:
            row.verdict = typed.get(f"verdict_{row.pk}", row.verdict)
            row.reason = typed.get(f"reason_{row.pk}", row.reason)
    return rows


def with_places(remarks, titles):
    """Remarks with the words of the places they are pinned to. titles: {code: title} of the papers asked for."""
    for remark in remarks:
        remark.paper_title = titles.get(remark.paper_kind, remark.paper_kind)
        remark.field_title = dict(PLACES_OF_THE_LETTER).get(remark.field, remark.field)
    return remarks


def _remarks(proposal, sent, sight, titles):
    remarks = with_places(remarks_shown(proposal, sight), titles)
    for remark in remarks:
        if remark.nomination:
            sent.show_row(remark.nomination)
    return remarks


def _is_granted_above(proposal):
    rule = in_use.form_rule(proposal.rule_set_id, proposal.award_form_id, proposal.kind)
    return rule.authority_level != Level.COMMUNE


def _next_step(proposal, held):
    """The page on which this person goes on with the dossier, where that is not this one."""
    offices = {capacity.office for capacity in held if capacity.reaches(proposal)}
    if proposal.state == ProposalState.PASSED and _is_granted_above(proposal):
        offices &= access.offices_with("transmittals.draft")
        address = f"{reverse('transmittals:draft')}?form={proposal.award_form.code}"
        return (
            {"url": address, "label": _("Draft the letter to the province"), "icon": "mail-forward"}
            if offices
            else None
        )
    if proposal.state == ProposalState.PASSED and offices & access.offices_with("decisions.draft"):
        page = "decisions:draft"
        query = {"form": proposal.award_form.code}
        if proposal.council_skipped:  # it waits for no other dossier: straight to the words
            page, query["proposals"] = "decisions:draft_words", f"{proposal.code}:{proposal.row_version}"
        address = f"{reverse(page)}?{urlencode(query)}"
        return {"url": address, "label": _("Draft the decision"), "icon": "file-text"}
    if proposal.state == ProposalState.PROVINCE_RETURNED and offices & access.offices_with("transmittals.draft"):
        address = f"{reverse('transmittals:draft')}?form={proposal.award_form.code}"
        return {"url": address, "label": _("Draft the letter to the province"), "icon": "mail-forward"}
    if proposal.state == ProposalState.SUPPLEMENT_ASKED and offices & access.offices_with("letters.edit"):
        url = reverse("letters:detail", args=[proposal.letter.code])
        return {"url": url, "label": _("Complete rows and papers"), "icon": "pencil"}
    if proposal.state == ProposalState.APPRAISED and offices & access.offices_with("meetings.place_on_agenda"):
        return {"url": reverse("council:list"), "label": _("Choose a meeting"), "icon": "users-group"}
    if proposal.state == ProposalState.RETURNED and offices & access.offices_with("proposals.answer_remarks"):
        return {"url": "#remarks", "label": _("Answer the remarks"), "icon": "message"}
    return None


def _page(request, proposal, held, *, status=200, bound=None, remark_form=None, typed=None):
    sent, sight = sent_of(proposal, held), sight_of(proposal, held)
    rows = _rows(proposal, sent, held, typed)
    titles = paper_titles(proposal, rows)
    sent.show_letter(proposal.letter)
    may_review = proposal.state == ProposalState.UNDER_REVIEW and any(
        c.office in access.offices_with("proposals.review") and proposal.handler_id in c.persons for c in held
    )
    unit_answers = proposal.state == ProposalState.RETURNED and any(
        c.office in access.offices_with(review.answering_right(proposal.unit)) and c.reaches(proposal) for c in held
    )
    older = judged_version(proposal) if proposal.version > 1 else None
    newer = proposal.versions.order_by("number").last() if older else None
    context = {
        "proposal": veil(proposal, sight),
        "steps": steps_of(proposal),
        "next_moves": moves_from(ProposalState(proposal.state)),
        "drawing": drawing(proposal.state),
        "moves": move_buttons(proposal, request.user, held, bound),
        "rows": rows,
        "titles": titles,
        "papers": shared_papers(proposal, sent),
        "remarks": _remarks(proposal, sent, sight, titles),
        "may_review": may_review,
        "unit_answers": unit_answers,
        "remark_form": remark_form or RemarkForm(nominations=rows, papers=titles.items()) if may_review else None,
        "changed": differences(older, newer) if older else [],
        "older": older,
        "proposed": Outcome.PROPOSED,
        "sight": sight,
        "ground": dict(SUSPENSION_CODES).get(proposal.suspension_code, proposal.suspension_code),
        "holder": holder_of(proposal),
        "disposal": disposal_of(proposal.letter_id),
        "sisters": sisters_of(proposal, request.user, held),
        "part_links": part_links(proposal, rows, held),
        "next_step": _next_step(proposal, held),
        "judged": sum(1 for row in rows if row.judgement and row.judgement.version == proposal.version),
    }
    return render(request, "workflows/approval/proposal.html", context, status=status)


@require_GET
@asks("proposals.view")
def detail(request, code):
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    if is_export(request):
        return nominations_file(request, proposal, sent_of(proposal, held))
    notices.opened(person=request.user, subject=proposal.stream)
    return _page(request, proposal, held)


@require_POST
@asks("proposals.view")
def move(request, code, name):
    """One deed by its URL: /proposals/<code>/take-up/. The service asks who and when."""
    name = name.replace("-", "_")
    if name not in DEEDS:
        raise Http404
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    asked = next((m.asks for m in moves_of(proposal, request.user, held=held) if m.name == name), [])
    form = MoveForm(request.POST, asks=asked, proposal=proposal, auto_id=f"{name}_%s")
    if not form.is_valid():
        return _page(request, proposal, held, status=422, bound={name: form})
    facts = dict(form.cleaned_data)
    # Also where the move is shut by now or another's: the service refuses, and needs the reason to be called at all.
    if "reason" in signature(DEEDS[name]).parameters:
        facts["reason"] = request.POST.get("reason", "")
    moved = DEEDS[name](
        proposal=proposal,
        row_version=whole_number(request.POST.get("row_version"), 0),
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
        **facts,
    )
    messages.success(request, _told(moved, name))
    return redirect(next_page(request) or _after(request, proposal))


def _told(proposal, name):
    """What was done, and with whom the dossier lies now."""
    flow_move = getattr(machine_of(proposal).flow, name)
    words = {
        "code": proposal.code,
        "move": next(iter(flow_move.get_transitions())).label,
        "holder": holder_of(proposal),
    }
    if words["holder"]:
        return _("%(code)s: “%(move)s” is done. Now with: %(holder)s.") % words
    return _("%(code)s: “%(move)s” is done.") % words


def _after(request, proposal):
    """Back to the dossier while the person still sees it, else to the desk."""
    if access.visible_to(request.user, Proposal).filter(pk=proposal.pk).exists():
        return reverse("proposals:detail", args=[proposal.code])
    return reverse("inbox:list")


@require_POST
@asks("proposals.review")
def note_remark(request, code):
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    rows = _rows(proposal, sent_of(proposal, held), held)
    titles = paper_titles(proposal, rows)
    form = RemarkForm(request.POST, nominations=rows, papers=titles.items())
    if not form.is_valid():
        return _page(request, proposal, held, status=422, remark_form=form)
    review.note_remark(
        proposal=proposal,
        row_version=whole_number(request.POST.get("row_version"), 0),
        by=request.user,
        text=form.cleaned_data["text"],
        **form.pinned(),
    )
    messages.success(request, _("The remark is noted; the unit sees it when you return the dossier."))
    return redirect(reverse("proposals:detail", args=[code]) + "#remarks")


def _remark(request, code, pk):
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    return get_object_or_404(remarks_seen(proposal, sight_of(proposal, held)).select_related("proposal"), pk=pk)


@require_POST
@asks("proposals.review")
def drop_remark(request, code, pk):
    remark = _remark(request, code, pk)
    review.drop_remark(remark=remark, row_version=whole_number(request.POST.get("row_version"), 0), by=request.user)
    return redirect(reverse("proposals:detail", args=[code]) + "#remarks")


@require_POST
@asks("proposals.review")
def settle_remark(request, code, pk):
    remark = _remark(request, code, pk)
    review.settle_remark(remark=remark, row_version=whole_number(request.POST.get("row_version"), 0), by=request.user)
    return redirect(reverse("proposals:detail", args=[code]) + "#remarks")


@require_POST
@asks("proposals.record_for_unit")
def enter_answer(request, code, pk):
    """What a unit without accounts answered on paper."""
    return _answer(request, code, pk)


@require_POST
@asks("proposals.answer_remarks")
def answer_remark(request, code, pk):
    return _answer(request, code, pk)


def _answer(request, code, pk):
    remark = _remark(request, code, pk)
    review.answer_remark(
        remark=remark,
        row_version=whole_number(request.POST.get("row_version"), 0),
        by=request.user,
        answer=request.POST.get("answer", ""),
    )
    messages.success(request, _("The answer is kept."))
    return redirect(reverse("proposals:detail", args=[code]) + "#remarks")


@require_POST
@asks("proposals.review")
def judge(request, code):
    """Verdicts of the whole list in one form; rows without a choice stay as they are."""
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    verdicts = []
    for row in _rows(proposal, sent_of(proposal, held), held):
        verdict = request.POST.get("all") or request.POST.get(f"verdict_{row.pk}")
        reason = request.POST.get(f"reason_{row.pk}", "")
        before = (row.judgement.verdict, row.judgement.reason, row.judgement.version) if row.judgement else None
        chosen = verdict and row.outcome == Outcome.PROPOSED
        if chosen and before != (verdict, reason, proposal.version):
            verdicts.append((row, verdict, reason if verdict == Judgement.Verdict.STRUCK_OUT else ""))
    try:
        review.judge(
            proposal=proposal,
            row_version=whole_number(request.POST.get("row_version"), 0),
            by=request.user,
            verdicts=verdicts,
        )
    except ValidationError as fault:
        for sentence in fault.messages:
            messages.error(request, sentence)
        return _page(request, proposal, held, status=422, typed=request.POST)
    messages.success(request, _("The judgements are kept."))
    return redirect(reverse("proposals:detail", args=[code]) + "#nominations")
