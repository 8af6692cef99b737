"""Endpoints of the vote on an item: opened, closed, announced, repeated; who stands aside; paper ballots."""

from permissions.api_fields import Code, Deed
from permissions.endpoints import Asks, Endpoints
from workflows.approval.schemas import moves_out
from workflows.council import (
    aside_services,
    counting,
    equals,
    paper_services,
    papers_in_box,
    queries,
    vote_schemas,
    vote_services,
)
from workflows.council.agenda_api import item_or_404, runs_votes
from workflows.council.api import VIEW
from workflows.council.room import Room

router = Endpoints(tags=["votes"])
RUN, PREPARE, COUNT = Asks("meetings.run_votes"), Asks("meetings.prepare"), Asks("meetings.count_papers")
ADDRESS = "/meetings/{code}/agenda/{proposal}"


def vote_of(request, item):
    """The vote on an item as it stands now, as this person may see it."""
    room, runs = Room(item.meeting), runs_votes(request, item.meeting)
    item = room.item(item.pk)
    queries.put_nominations([item], also_closed=runs)
    queries.put_rounds([item], also_closed=runs)
    waiting = [member.person for member in room.missing(item)]
    voted = room.participants(item)
    return {
        "item": item.pk,
        "proposal": item.proposal.code,
        "state": item.state,
        "state_label": item.get_state_display(),
        "round": item.round,
        "row_version": item.row_version,
        "is_secret": room.is_secret(item),
        "opened_at": item.vote_opened_at,
        "voted_count": voted,
        "asked_count": voted + len(waiting),
        "missing": waiting,
        "moves": moves_out(vote_services.vote_moves(item, request.user, held=request.held), item, request.held),
        "aside": _aside(room, item),
        "papers": _papers(room, item),
        "results": item.results,
        "warnings": counting.secrecy_warnings(item.results) if runs else [],
        "hints": equals.hints(item, item.results) if runs else [],
        "earlier": [_earlier(each) for each in item.earlier],
    }


def _earlier(each):
    return {
        "number": each.closed.number,
        "method": each.closed.method,
        "participants": each.closed.participants,
        "closed_at": each.closed.closed_at,
        "was_announced": each.revote.was_announced,
        "reason": each.revote.reason,
        "repeated_at": each.revote.at,
        "results": each.boxes,
    }


def _aside(room, item):
    return [
        {
            "person": room.voting[pk].person,
            "nomination_id": row.pk,
            "kind": aside.kind,
            "why": aside.words,
            "is_noted": aside.recusal_id is not None,
        }
        for row in item.nominations
        for pk, aside in room.aside[row.pk].items()
        if pk in room.voting
    ]


def _papers(room, item):
    return {
        "handed_to": [room.voting[pk].person for pk in room.voting if pk in room.papers[item.pk]],
        "tellers_done": len(papers_in_box.counts_of(item)),
        "faults": list(room.paper_faults(item)) if item.state == "open" else [],
    }


# --- the vote ------------------------------------------------------------------------------------------
@router.get(f"{ADDRESS}/vote", auth=VIEW, response=vote_schemas.Vote)
def vote(request, code: Code, proposal: Code):
    """The vote on an item: its state, who is waited for, who stands aside, papers, and results once announced."""
    return vote_of(request, item_or_404(request, code, proposal))


@router.post(f"{ADDRESS}/vote", auth=RUN, response=vote_schemas.Vote)
def move_vote(request, code: Code, proposal: Code, body: vote_schemas.VoteMove):
    """Open, close or announce the vote, or have it repeated with a reason. Closing counts; the result is not shown."""
    item = item_or_404(request, code, proposal)
    said = {"row_version": body.row_version, "by": request.user, "acting_as": body.acting_as}
    if body.move == "open":
        vote_services.open_vote(item=item, namesakes_differ=body.namesakes_differ, **said)
    elif body.move == "close":
        vote_services.close_vote(item=item, missing_ballots=body.missing_ballots, **said)
    elif body.move == "announce":
        vote_services.announce_vote(item=item, **said)
    else:
        vote_services.repeat_vote(item=item, reason=body.reason, **said)
    return vote_of(request, item)


# --- who stands aside ----------------------------------------------------------------------------------
@router.post(f"{ADDRESS}/aside", auth=VIEW, response=vote_schemas.Vote)
def stand_aside(request, code: Code, proposal: Code, body: vote_schemas.StandAside):
    """Declare that I stand aside from nominations, or enter it of a member; I vote on the others."""
    item = item_or_404(request, code, proposal)
    aside_services.stand_aside(
        item=item,
        nominations=body.nominations,
        kind=body.kind,
        reason=body.reason,
        person_id=body.person,
        by=request.user,
        acting_as=body.acting_as,
    )
    return vote_of(request, item)


@router.post(f"{ADDRESS}/aside/take-back", auth=RUN, response=vote_schemas.Vote)
def take_back(request, code: Code, proposal: Code, body: vote_schemas.TakeBack):
    """Take back that a member stands aside, while the vote is not open, and say why."""
    item = item_or_404(request, code, proposal)
    said = {"nomination_id": body.nomination, "person_id": body.person, "reason": body.reason}
    said["acting_as"] = body.acting_as
    aside_services.take_back(item=item, by=request.user, **said)
    return vote_of(request, item)


# --- paper ballots -------------------------------------------------------------------------------------
@router.post(f"{ADDRESS}/papers", auth=PREPARE, response={201: vote_schemas.HandedOut})
def hand_out_papers(request, code: Code, proposal: Code, body: vote_schemas.HandOut):
    """Hand paper ballots to members in the room; they have no ballot on the screen then."""
    item = item_or_404(request, code, proposal)
    said = {"people": body.people, "by": request.user, "acting_as": body.acting_as}
    warnings = paper_services.hand_out_papers(item=item, **said)
    room = Room(item.meeting)
    return {"papers": _papers(room, room.item(item.pk)), "warnings": warnings}


@router.post(f"{ADDRESS}/papers/take-back", auth=PREPARE, response=vote_schemas.Vote)
def take_paper_back(request, code: Code, proposal: Code, body: vote_schemas.PaperBack):
    """Take an unused paper back before anything is keyed."""
    item = item_or_404(request, code, proposal)
    said = {"person_id": body.person, "by": request.user, "acting_as": body.acting_as}
    paper_services.take_paper_back(item=item, **said)
    return vote_of(request, item)


@router.post(f"{ADDRESS}/papers/counts", auth=COUNT, response=vote_schemas.Papers)
def key_papers(request, code: Code, proposal: Code, body: vote_schemas.Keying):
    """Key as a teller what the papers in the box say; two tellers do it, each alone. No number is ever given back."""
    item = item_or_404(request, code, proposal)
    counts = {key: numbers.dict() for key, numbers in body.counts.items()}
    said = {"found": body.found, "round_seen": body.round, "by": request.user, "acting_as": body.acting_as}
    paper_services.key_papers(item=item, counts=counts, **said)
    room = Room(item.meeting)
    return _papers(room, room.item(item.pk))


@router.post(f"{ADDRESS}/papers/counts/anew", auth=PREPARE, response=vote_schemas.Papers)
def key_anew(request, code: Code, proposal: Code, body: Deed):
    """Drop what the tellers have keyed, so that two tellers begin anew."""
    item = item_or_404(request, code, proposal)
    paper_services.key_anew(item=item, by=request.user, acting_as=body.acting_as)
    room = Room(item.meeting)
    return _papers(room, room.item(item.pk))
