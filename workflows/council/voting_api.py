"""Endpoints of ballots: my sheets, casting, written opinions, hands. What was voted is told by none of them."""

from django.shortcuts import get_object_or_404

from permissions import access
from permissions.api_fields import Code
from permissions.endpoints import Asks, Endpoints
from workflows.council import ballot_services, hands_services, queries, schemas
from workflows.council.agenda_api import item_or_404
from workflows.council.models import AgendaItem, HandsRecord, Meeting
from workflows.council.room import Room
from workflows.council.states import MeetingState

router = Endpoints(tags=["votes"])
VOTE, RECORD = Asks("meetings.vote"), Asks("meetings.record_hands")


def _sheets(meeting, person):
    room = Room(meeting)
    for item in queries.put_nominations(room.items):
        code, sentence = room.obstacle(item, person.pk) or ("", "")
        aside = {row.pk: room.aside[row.pk][person.pk] for row in item.nominations if person.pk in room.aside[row.pk]}
        yield {
            "item": item.pk,
            "meeting": meeting.code,
            "proposal": item.proposal.code,
            "title": item.proposal.title,
            "is_secret": room.is_secret(item),
            "state": item.state,
            "round": item.round,
            "has_voted": person.pk in room.voters(item),
            "obstacle": sentence,
            "obstacle_code": code,
            "nominations": [row for row in item.nominations if row.pk not in aside],
            "aside": [
                {"nomination": row, "sentence": aside[row.pk].sentence} for row in item.nominations if row.pk in aside
            ],
        }


@router.get("/ballots", auth=VOTE, response=list[schemas.Sheet])
def ballots(request):
    """My ballot sheets in the meetings that are open: filled in or waiting, never what they say."""
    rows = Meeting.objects.filter(state=MeetingState.OPEN).select_related("commune", "council__unit")
    seen = access.visible_to(request.user, rows, acting=request.held).order_by("pk")
    return [sheet for meeting in seen for sheet in _sheets(meeting, request.user)]


@router.post("/ballots", auth=VOTE, response={201: schemas.Cast})
def cast(request, body: schemas.Ballot):
    """Vote on every nomination of an item at once. A secret ballot is final and leaves only counters."""
    meetings = access.visible_to(request.user, Meeting, acting=request.held)
    item = get_object_or_404(AgendaItem, pk=body.item, meeting__in=meetings)
    said = {"choices": body.choices, "default": body.default or "", "round_seen": body.round}
    ballot_services.cast_ballot(item=item, by=request.user, acting_as=body.acting_as, **said)
    return {"item": item.pk}


@router.post("/meetings/{code}/agenda/{proposal}/opinions", auth=RECORD, response={201: schemas.Cast})
def record_opinion(request, code: Code, proposal: Code, body: schemas.Opinion):
    """Enter the signed written opinion of an absent member; it is final."""
    item = item_or_404(request, code, proposal)
    ballot_services.record_written_opinion(
        item=item,
        person_id=body.person,
        choices=body.choices,
        default=body.default or "",
        round_seen=body.round,
        by=request.user,
        acting_as=body.acting_as,
    )
    return {"item": item.pk}


@router.get("/meetings/{code}/agenda/{proposal}/hands", auth=RECORD, response=list[schemas.HandsRecord])
def hands(request, code: Code, proposal: Code):
    """The shows of hands recorded on an item, the last one counts; its id is `seen` of a correction."""
    item = item_or_404(request, code, proposal)
    return HandsRecord.objects.filter(item=item).select_related("recorded_by").prefetch_related("exceptions")


@router.post("/meetings/{code}/agenda/{proposal}/hands", auth=RECORD, response={201: schemas.HandsRecord})
def record_hands(request, code: Code, proposal: Code, body: schemas.Hands):
    """Record a show of hands: counts for all nominations, other counts for the exceptions."""
    item = item_or_404(request, code, proposal)
    return hands_services.record_hands(
        item=item,
        counts=body.counts.dict(),
        exceptions={key: counts.dict() for key, counts in body.exceptions.items()},
        seen=body.seen,
        by=request.user,
        acting_as=body.acting_as,
    )
