"""The closing of a meeting: at once against one by one, cut by kill -9 at many moments, and by two at the same time."""

from dataclasses import dataclass
from statistics import median
from threading import Thread
from time import perf_counter, sleep

from django.db import transaction
from django.urls import reverse

from documents.proposals.states import Outcome, ProposalState
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from project.bench.council.visitor import Unanswered, Visitor
from project.bench.timing import nothing_collected, statements_of
from workflows.approval.moving import Step, move_many
from workflows.council import services
from workflows.council.closing import keep_results, results_of
from workflows.council.models import AgendaItem, Meeting
from workflows.council.states import ItemVerdict, MeetingState

_MOVES = {ItemVerdict.CARRIED: "carry", ItemVerdict.REJECTED: "reject"}


def close_at_once(meeting, by):
    services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=by)


def close_one_by_one(meeting, by):
    """The same rows and the same evidence, a transaction for each dossier and one for the meeting.

    What was announced is read once for all of them, outside of what would be repeated.
    """
    facts = {"closing": True}
    with transaction.atomic():
        rows = AgendaItem.objects.filter(meeting=meeting).select_related("proposal").order_by("order", "pk")
        results = results_of(meeting, list(rows))
    for result in results:
        with transaction.atomic():
            told = keep_results([result], by=by)
            of_proposal = told[result.item.proposal_id]
            kept = [*of_proposal.get("history", []), *told["history"]]
            body = {"meeting": meeting.code, **of_proposal, "history": kept}
            step = Step(
                things=[result.item.proposal],
                move=_MOVES[result.verdict],
                apply=lambda proposal, deed, came_from, body=body: {"body": body},
            )
            move_many(step, by=by, facts=facts)
    move_many(Step(things=[meeting], move="close"), by=by, facts=facts)


def times_of_closing(house, count, rounds):
    """(median ms at once, median ms one by one) of meetings with so many dossiers each, in turn."""
    ways, taken = (close_at_once, close_one_by_one), ([], [])
    for _round in range(rounds):
        for way, times in zip(ways, taken, strict=True):
            meeting = house.voted(count)
            with nothing_collected():
                started = perf_counter()
                way(meeting, house.chair)
                times.append((perf_counter() - started) * 1000)
    return tuple(median(times) for times in taken)


def statements_of_closing(house, count):
    """How many statements the closing of a meeting with so many dossiers takes."""
    meeting = house.voted(count)
    return len(statements_of(lambda: close_at_once(meeting, house.chair)))


# --- kill -9 -------------------------------------------------------------------------------------------
def closed_whole_or_not_at_all(meeting):
    """(is closed, sentence where only a part was done). The lock waits until the database has let go of the dead."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    items = list(meeting.items.select_related("proposal").prefetch_related("proposal__nominations"))
    nominations = [row for item in items for row in item.proposal.nominations.all()]
    is_closed = meeting.state == MeetingState.CLOSED
    entries = LedgerEntry.objects.filter(stream__key=meeting.stream, act="meeting.close").count()
    moved = LedgerEntry.objects.filter(
        stream__key__in=[item.proposal.stream for item in items], act__in=["proposal.carry", "proposal.reject"]
    ).count()
    done = [
        *[item.verdict != "" for item in items],
        *[item.proposal.state != ProposalState.ON_AGENDA for item in items],
        *[row.outcome != Outcome.PROPOSED for row in nominations],
        entries == 1,
        moved == len(items),
    ]
    untouched = not any(done[:-2]) and (entries, moved) == (0, 0)
    whole = all(done) if is_closed else untouched
    return is_closed, "" if whole else f"{meeting.code} is {meeting.state}, {sum(done)} of {len(done)} parts done"


@dataclass
class Cuts:
    """How many closings a kill -9 cut before the answer, and what came of them. faults: sentences."""

    cut: int = 0
    done: int = 0
    undone: int = 0
    faults: tuple = ()


def _close_by(visitor, meeting, answers):
    address = reverse("council:close", args=[meeting.code])
    try:
        answers.append(visitor.post(address, {"row_version": meeting.row_version}))
    except Unanswered:
        answers.append(None)


def cut_closings(house, server, count, kills, *, usual_ms):
    """Kill the one worker of the server at `kills` moments of a closing that usually takes so many milliseconds."""
    cuts, faults, meeting = Cuts(), [], None
    for number in range(kills):
        meeting = meeting or house.voted(count)
        meeting.refresh_from_db()
        worker = server.process_that_answers(house.chair)
        visitor, answers = Visitor(server.port, house.chair), []
        closing = Thread(target=_close_by, args=[visitor, meeting, answers])
        closing.start()
        sleep(usual_ms / 1000 * (number + 0.5) / kills)
        server.kill_worker(worker)
        closing.join()
        is_closed, fault = closed_whole_or_not_at_all(meeting)
        if answers[0] is not None and not is_closed:
            fault = fault or f"{meeting.code} was answered {answers[0].status} and is not closed"
        faults += [fault] if fault else []
        cuts.cut += answers[0] is None
        cuts.done, cuts.undone = cuts.done + is_closed, cuts.undone + (not is_closed)
        meeting = None if is_closed else meeting
    if meeting is not None:
        close_at_once(Meeting.objects.get(pk=meeting.pk), house.chair)
    if not verify().holds:
        faults.append("the trail does not hold")
    cuts.faults = tuple(faults)
    return cuts
