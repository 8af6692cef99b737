"""Endpoints of the agenda: placing, order, taking off, deferring."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from documents.proposals.models import Proposal
from permissions import access
from permissions.api_fields import Code, Deed
from permissions.endpoints import Asks, Endpoints, read_form
from permissions.refusals import ValidationError
from workflows.approval.schemas import Moved
from workflows.council import agenda_services, deferral_services, queries, schemas, services
from workflows.council.api import VIEW, meeting_or_404
from workflows.council.deferrals import put_deferrals
from workflows.council.forms import ReasonForm
from workflows.council.models import AgendaItem
from workflows.council.room import Room
from workflows.council.shown import rule_words

router = Endpoints(tags=["council"])
PLACE, PRESIDE = Asks("meetings.place_on_agenda"), Asks("meetings.preside")


def runs_votes(request, meeting):
    """Does this person run the votes of the meeting, and so read results before they are announced?"""
    return bool(access.holding(request.held, "meetings.run_votes", meeting))


def items_of(request, meeting):
    """The agenda as it is answered: who has voted, never what; results once they are announced."""
    room = Room(meeting)
    items = put_deferrals(queries.put_nominations(room.items, also_closed=runs_votes(request, meeting)))
    for item in items:
        item.is_secret, item.rule_told = room.is_secret(item), rule_words(room, item)
        item.voted = sorted(room.voters(item))
    return items


def item_or_404(request, code, proposal):
    """An item of the agenda of a meeting that this person may see, by the code of its proposal."""
    rows = AgendaItem.objects.select_related("proposal__award_form", "proposal__unit", "vote_rule")
    meeting = meeting_or_404(request, code)
    item = get_object_or_404(rows, meeting=meeting, proposal__code=proposal)
    item.meeting = meeting
    return item


@router.get("/meetings/{code}/agenda", auth=VIEW, response=list[schemas.AgendaItem])
def agenda(request, code: Code):
    """The agenda in order, with nominations, the state of each vote, who has voted and the announced results."""
    return items_of(request, meeting_or_404(request, code))


@router.post("/meetings/{code}/agenda", auth=PLACE, response={201: list[schemas.AgendaItem]})
def place_on_agenda(request, code: Code, body: schemas.Placing):
    """Put appraised proposals at the end of the agenda, in the order given."""
    meeting = meeting_or_404(request, code)
    seen = access.visible_to(request.user, Proposal, acting=request.held)
    found = {row.code: row for row in seen.filter(code__in=[placed.code for placed in body.proposals])}
    if unknown := [placed.code for placed in body.proposals if placed.code not in found]:
        raise ValidationError({"proposals": _("No such dossier: %(codes)s.") % {"codes": ", ".join(unknown)}})
    agenda_services.place_on_agenda(
        meeting=meeting,
        proposals=list({p.code: found[p.code] for p in body.proposals}.values()),
        row_versions={found[p.code].pk: p.row_version for p in body.proposals},
        by=request.user,
        acting_as=body.acting_as,
    )
    return items_of(request, meeting)


@router.put("/meetings/{code}/agenda", auth=PLACE, response=list[schemas.AgendaItem])
def reorder_agenda(request, code: Code, body: schemas.AgendaOrder):
    """Put the agenda in another order."""
    meeting = meeting_or_404(request, code)
    agenda_services.reorder_agenda(
        meeting=meeting,
        row_version=body.row_version,
        codes=body.codes,
        by=request.user,
        acting_as=body.acting_as,
    )
    return items_of(request, meeting)


@router.post("/meetings/{code}/agenda/{proposal}/take-off", auth=PLACE, response=Moved)
def take_off(request, code: Code, proposal: Code, body: schemas.TakingOff):
    """Take a dossier off before anybody has voted on it."""
    item = item_or_404(request, code, proposal)
    reason = read_form(ReasonForm({"reason": body.reason})).cleaned_data["reason"]
    said = {"row_version": body.row_version, "reason": reason, "acting_as": body.acting_as}
    return agenda_services.take_off_agenda(item=item, by=request.user, **said)


@router.post("/meetings/{code}/agenda/{proposal}/defer", auth=PRESIDE, response={204: None})
def defer(request, code: Code, proposal: Code, body: schemas.Deferring):
    """Leave an item to a later meeting; its dossier goes back when the meeting is closed."""
    item = item_or_404(request, code, proposal)
    reason = read_form(ReasonForm({"reason": body.reason})).cleaned_data["reason"]
    services.defer_item(item=item, reason=reason, by=request.user, acting_as=body.acting_as)


@router.post("/meetings/{code}/agenda/{proposal}/defer-some", auth=PRESIDE, response={201: Moved})
def defer_some(request, code: Code, proposal: Code, body: schemas.DeferringSome):
    """Leave some nominations of an item to a later meeting, before its vote is opened; answers their new dossier."""
    item = item_or_404(request, code, proposal)
    reason = read_form(ReasonForm({"reason": body.reason})).cleaned_data["reason"]
    said = {"row_version": body.row_version, "nominations": body.nominations, "acting_as": body.acting_as}
    return deferral_services.defer_nominations(item=item, reason=reason, by=request.user, **said)


@router.post("/meetings/{code}/agenda/{proposal}/undefer", auth=PRESIDE, response={204: None})
def undefer(request, code: Code, proposal: Code, body: Deed):
    """Take a deferred item up again while the meeting is open."""
    item = item_or_404(request, code, proposal)
    services.undefer_item(item=item, by=request.user, acting_as=body.acting_as)
