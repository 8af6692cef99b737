"""The letter as a whole: its path, list, papers, what is missing, and the deeds that move it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.campaigns.queries import criteria_for, may_still_send
from documents.disposal.queries import disposal_of
from documents.proposals.checklist import Where, checklist
from documents.proposals.exports import nominations_file
from documents.proposals.lists.waiting import waiting_list
from documents.proposals.paper_places import places_of_letter, places_of_row
from documents.proposals.queries import rules_for
from documents.proposals.sent import sent_of
from documents.proposals.states import WITH_THE_UNIT, LetterState
from documents.proposals.views import drafting_capacities, letter_or_404, number_in
from documents.registry.glance import known_of
from documents.sheets.serving import is_export
from permissions import access
from permissions.pages import asks, held_by
from workflows.approval.desks import holder_of
from workflows.approval.letter_services import DEEDS
from workflows.approval.moving import moves_of
from workflows.approval.sight import sight_of
from workflows.notices import services as notices

ROWS_A_PAGE = 50
SHOWN_AT_ONCE = 8
# How the buttons look, in the order they stand; the machine says which there are.
LOOKS = {
    "send": {"tone": "green", "icon": "send"},
    "enter_received": {"tone": "green", "icon": "inbox"},
    "hand_to_head": {"tone": "primary", "icon": "writing"},
    "send_back_to_clerk": {"icon": "arrow-back-up"},
    "recall": {"tone": "red", "icon": "arrow-back-up"},
}


def _questions():
    """Asked before a deed that leaves the unit."""
    return {
        "send": _("Sign and send this letter to the commune? It cannot be changed afterwards unless it is returned."),
        "enter_received": _("Enter this letter as received? Its proposals go to the review."),
        "recall": _("Recall this letter? Its proposals are withdrawn and the list becomes a draft again."),
    }


def _shortened(sentences):
    """A few obstacles beside the button; the checklist names all."""
    if len(sentences) <= 3:
        return sentences
    rest = _("… and %(count)s more; see the checklist.") % {"count": len(sentences) - 2}
    return [*sentences[:2], rest]


def move_buttons(letter, user, held):
    """The moves as parts/moves.html shows them."""
    questions, buttons = _questions(), []
    for move in moves_of(letter, user, held=held):
        offices = access.offices_with(move.right)
        mine = [capacity for capacity in held if capacity.office in offices and capacity.reaches(letter)]
        buttons.append(
            LOOKS[move.name]
            | {
                "name": move.name,
                "label": move.label,
                "url": reverse(f"letters:{move.name}", args=[letter.code]),
                "unmet": _shortened(move.unmet),
                "needs_reason": "reason" in move.asks,
                "confirm": questions.get(move.name, "") if "reason" not in move.asks else "",
                "capacities": [capacity for capacity in mine if not capacity.deputising] or mine,
            }
        )
    return sorted(buttons, key=lambda button: list(LOOKS).index(button["name"]))


def _steps(letter):
    """The line of the path: draft, signature, sent, examined."""
    order = [LetterState.DRAFT, LetterState.AWAITING_SIGNATURE, LetterState.SENT]
    notes = {
        LetterState.DRAFT: formats.date_format(timezone.localtime(letter.drafted_at), "SHORT_DATE_FORMAT"),
        LetterState.SENT: formats.date_format(timezone.localtime(letter.sent_at), "SHORT_DATE_FORMAT")
        if letter.state == LetterState.SENT and letter.sent_at
        else "",
    }
    here = order.index(LetterState(letter.state))
    steps = []
    for place, state in enumerate(order):
        is_past = place < here or (place == here and state == LetterState.SENT)
        status = "done" if is_past else "now" if place == here else "todo"
        steps.append({"label": state.label, "note": notes.get(state, ""), "status": status})
    is_sent = letter.state == LetterState.SENT
    steps.append({"label": _("Examined by the commune"), "note": "", "status": "now" if is_sent else "todo"})
    return steps


def _mended_at(letter, check, may_write):
    """The address where a line of the checklist is mended; "" for who cannot mend it now."""
    is_signing = letter.state == LetterState.AWAITING_SIGNATURE
    if not may_write or (is_signing and check.where not in (Where.LETTER, Where.PAPERS)):
        return ""
    if check.where == Where.ROW_PAPERS:
        return reverse("letters:row_papers", args=[letter.code, check.nomination_id])
    if check.where == Where.ROW:
        return reverse("letters:row", args=[letter.code, check.nomination_id])
    name = {Where.LETTER: "letters:edit", Where.ROWS: "letters:row_new", Where.PAPERS: "letters:papers"}[check.where]
    return reverse(name, args=[letter.code])


def _simplified(rows, rules):
    """[(award form, the first paper asked, with its legal basis)] where the rules ask a simplified dossier only."""
    forms = {row.award_form_id: row.award_form for row in rows if row.award_form}
    asked = [(form, rules[key]) for key, form in forms.items() if key in rules and rules[key].simplified]
    return [(form, next(iter(rule.papers.all()), None)) for form, rule in asked]


def _checks(letter, rows, rules, today, may_write):
    """What is missing with the way to mend it, a limited number of lines, and how many are met and missing."""
    checks = checklist(letter, on=today, rows=rows, rules=rules)
    missing = [check for check in checks if not check.is_met]
    items = [
        {"ok": False, "text": c.sentence, "url": _mended_at(letter, c, may_write)} for c in missing[:SHOWN_AT_ONCE]
    ]
    return {
        "missing": items,
        "missing_count": len(missing),
        "more_count": len(missing) - len(items),
        "met": [{"ok": True, "text": c.label} for c in checks if c.is_met and c.nomination_id is None],
        "check_count": len(checks),
    }


def _row_is_open(letter, row, proposals, may_write):
    if not may_write:
        return False
    state = proposals.get(row.proposal_id)
    return state in WITH_THE_UNIT if row.proposal_id else LetterState(letter.state).is_open_for_editing


def _list(request, letter, rows, rules, proposals, may_write):
    """One page of the rows, each with its places for papers and whether it may be changed."""
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    states = {proposal.pk: proposal.state for proposal in proposals}
    codes = {proposal.pk: proposal.code for proposal in proposals}
    for row in page.object_list:
        row.missing_papers = [place.title for place in places_of_row(row, rules) if place.is_missing]
        row.is_open = _row_is_open(letter, row, states, may_write)
        row.code = codes.get(row.proposal_id, "")
    return page


def _campaign_is_closed(letter, today):
    is_draft = letter.state != LetterState.SENT
    return bool(is_draft and letter.campaign and not may_still_send(letter.campaign, letter.unit_id, today))


@require_GET
@asks("letters.view")
def detail(request, code):
    """The letter on one page, for who drafts, signs and receives it."""
    letter, held, today = letter_or_404(request, code), held_by(request), timezone.localdate()
    notices.opened(person=request.user, subject=letter.stream)
    may_write = bool(drafting_capacities(request, letter))
    sent, rules = sent_of(letter, held), rules_for(letter, today)
    if is_export(request):
        return nominations_file(request, letter, sent)
    rows = sent.show_rows(sent.rows_of(letter))
    proposals = list(letter.proposals.select_related("award_form").order_by("pk"))
    is_draft, is_sent = LetterState(letter.state).is_open_for_editing, letter.state == LetterState.SENT
    returned = [proposal for proposal in proposals if proposal.state in WITH_THE_UNIT]
    places = places_of_letter(sent.papers_of(letter), rows, rules)
    page = _list(request, letter, rows, rules, proposals, may_write)
    known = known_of(page.object_list, unit=letter.unit, kind=letter.kind, held=held)
    for row in page.object_list:
        row.known = known.get(row.pk)
    context = {
        "letter": sent.show_letter(letter),
        "steps": _steps(letter),
        "moves": move_buttons(letter, request.user, held),
        "checks": _checks(letter, rows, rules, today, may_write) if not is_sent else None,
        "simplified": _simplified(rows, rules),
        "page": page,
        "last_row": rows[-1] if rows else None,
        "places": [place for place in places if place.papers or (not is_sent and place.is_mandatory)],
        "proposals": proposals,
        "returned": returned if may_write else [],
        "waiting_list": waiting_list(letter) if may_write and is_draft else None,
        "criteria": criteria_for(letter.campaign, letter.unit) if is_draft else [],
        "campaign_is_closed": _campaign_is_closed(letter, today),
        "may_write": may_write and is_draft,
        "may_mend": may_write and bool(not is_sent or returned),
        "sight": sight_of(letter, held),
        "holder": holder_of(letter),
        "disposal": disposal_of(letter),
    }
    return render(request, "workflows/approval/letter.html", context)


@require_GET
@asks("letters.view")
def trail(request, code):
    """Everything that happened to the letter; what the unit drafted is told to the unit alone."""
    letter = letter_or_404(request, code)
    context = {"letter": letter, "sight": sight_of(letter, held_by(request))}
    return render(request, "workflows/approval/letter_trail.html", context)


def _told(name):
    return {
        "hand_to_head": _("The letter lies before the head of the unit."),
        "send_back_to_clerk": _("The letter is back with the clerk."),
        "send": _("The letter is signed and sent."),
        "enter_received": _("The letter is entered; its proposals wait for review."),
        "recall": _("The letter is a draft again."),
    }[name]


@require_POST
@asks("letters.view")
def move(request, code, name):
    """One deed by its address; the service asks who and when."""
    if name not in DEEDS:
        raise Http404
    letter = letter_or_404(request, code)
    reason = {"reason": request.POST.get("reason", "")} if name in ("send_back_to_clerk", "recall") else {}
    DEEDS[name](
        letter=letter,
        row_version=number_in(request.POST, "row_version") or 0,
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
        **reason,
    )
    messages.success(request, _told(name))
    return redirect("letters:detail", code)
