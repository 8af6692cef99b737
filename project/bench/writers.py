"""Four processes that move four proposals, with the ledger and without it."""

import multiprocessing
from dataclasses import dataclass
from time import perf_counter, sleep

from django.db import connection, connections

from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions.people.models import User
from permissions.roles import Office
from project.bench.report import Case
from project.seeding.services import seed
from workflows.approval import moving, services

WRITERS = 4
OTHER_WORK_SECONDS = 0.005  # of a request beside its move, as the measured peers had it
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Writer:
    """What one process gets to know. pause: seconds of other work inside each transaction."""

    proposal_id: int
    reviewer_id: int
    seconds: float
    with_ledger: bool
    pause: float


def _no_ledger(lines, **who):
    return []


def _moves(writer):
    """Take a proposal up and release it until the time is over; how many moves a second."""
    connections.close_all()
    proposal = Proposal.objects.get(pk=writer.proposal_id)
    by = User.objects.get(pk=writer.reviewer_id)
    record = moving.record if writer.with_ledger else _no_ledger

    def keep(lines, **who):
        sleep(writer.pause)
        return record(lines, **who)

    moving.record = keep  # in this short-lived process alone
    count, started = 0, perf_counter()
    while perf_counter() - started < writer.seconds:
        proposal = services.take_up(proposal=proposal, row_version=proposal.row_version, by=by)
        proposal = services.release(proposal=proposal, row_version=proposal.row_version, by=by, reason="x")
        count += 2
    return count / (perf_counter() - started)


def _rate(proposals, reviewers, seconds, with_ledger, pause):
    writers = [
        Writer(proposal.pk, reviewers[number % len(reviewers)].user.pk, seconds, with_ledger, pause)
        for number, proposal in enumerate(proposals)
    ]
    with multiprocessing.get_context("fork").Pool(WRITERS) as pool:
        return sum(pool.map(_moves, writers, chunksize=1))


def four_writers(town, seconds):
    """Moves a second of four processes, with the ledger against without, in turn."""
    known = set(Proposal.objects.values_list("pk", flat=True))
    seed(communes=1, proposals=WRITERS, states={ProposalState.SUBMITTED: 1}, first=7)
    proposals = list(Proposal.objects.exclude(pk__in=known))
    reviewers = town.capacities(Office.OFFICE_REVIEWER)
    for name, pause in (("", 0), (" beside 5 ms of other work", OTHER_WORK_SECONDS)):
        kept, bare = 0, 0
        for _round in range(ROUNDS):
            connections.close_all()
            kept += _rate(proposals, reviewers, seconds, True, pause)
            bare += _rate(proposals, reviewers, seconds, False, pause)
        connection.ensure_connection()
        yield Case(
            f"four writers{name}, rate with the ledger over rate without",
            kept / bare,
            ">= 0.8",
            1000 * ROUNDS / kept,
            floor_ms=1000 * ROUNDS / bare,
        )
