"""`bench council`: a big council votes through a real server, beside a bare page; a meeting is closed at once."""

from dataclasses import dataclass
from statistics import median

from django.test import Client
from django.urls import reverse

from permissions.ledger.verify import verify
from project.bench.council import closing
from project.bench.council.house import EVERY, house
from project.bench.council.pace import AT_ONCE, paces, slow
from project.bench.council.racing import two_at_once
from project.bench.council.served import BARE, served
from project.bench.council.visitor import Visitor
from project.bench.council.voting import vote_through, wrong_ballots
from project.bench.report import Case
from project.bench.timing import statements_of
from workflows.council.models import Meeting

_CLOSINGS = 3
_SMALL = 10  # a tenth of the dossiers, to see whether statements grow with them


@dataclass(frozen=True, slots=True)
class Size:
    """How big the council and its meetings are.

    pause: seconds between two polls of a screen; it is two in a room. talk: seconds over an item of the talked meeting.
    """

    members: int = 50
    nominations: int = 200
    dossiers: int = 100
    kills: int = 12
    pause: float = 1.0
    talk: float = 30.0


def _voting(council, server, size, method):
    """One meeting voted through: nothing lost, nothing double; how long ballots and polls took."""
    meeting = council.sitting(council.dossiers_with(size.nominations), method=method)
    visitors = [Visitor(server.port, person) for person in council.members]
    told = vote_through(meeting, council, visitors, pause=size.pause)
    faults = list(wrong_ballots(meeting, told, len(council.members)))
    closing.close_at_once(Meeting.objects.get(pk=meeting.pk), council.chair)
    what = f"{len(council.members)} members, {size.nominations} nominations, {method}"
    ballots, polls = told.ballots or [0.0], [*told.unchanged, *told.fresh] or [0.0]
    yield _faultless(f"{what}: ballots lost, double or miscounted", faults, median(ballots))
    yield Case(f"{what}: share of polls answered 304", told.unchanged_share, "", median(polls))
    yield Case(f"{what}: 95 of 100 ballots, seconds", slow(ballots) / 1000, "", median(ballots))
    yield Case(f"{what}: 95 of 100 polls, seconds", slow(polls) / 1000, "", median(polls))


def _talked(council, server, size):
    """A short meeting that talks over its items: mostly nothing has happened when a screen asks."""
    meeting = council.sitting(council.dossiers_with(EVERY), method="secret")
    visitors = [Visitor(server.port, person) for person in council.members]
    told = vote_through(meeting, council, visitors, pause=2 * size.pause, talk=size.talk)
    closing.close_at_once(Meeting.objects.get(pk=meeting.pk), council.chair)
    what = f"{len(council.members)} members, {size.talk:g} s of talk before each vote"
    yield Case(f"{what}: share of polls answered 304", told.unchanged_share, "", median(told.unchanged or [0.0]))


def _faultless(name, faults, ms=0.0):
    """A case that counts faults, and names the first of them. faults: sentences."""
    name = f"{name} ({'; '.join(faults[:3])})" if faults else name
    return Case(name, float(len(faults)), "<= 0", ms)


def _pace(council, server, size):
    """Polls beside a bare page of the same server, while a vote is open."""
    meeting = council.sitting(council.dossiers_with(size.nominations), method="secret")
    council.open_first(meeting)
    part = reverse("council:member_part", args=[meeting.code])
    visitors = [Visitor(server.port, council.members[place % len(council.members)]) for place in range(AT_ONCE)]
    tags = {visitor: visitor.get(part).headers["ETag"] for visitor in visitors}
    kinds = {
        "bare": (lambda visitor: visitor.get(BARE), 200),
        "unchanged": (lambda visitor: visitor.get(part, tag=tags[visitor]), 304),
        "fresh": (lambda visitor: visitor.get(part), 200),
    }
    found = paces(visitors, kinds, turns=3, seconds=2 * size.pause)
    bare, same, fresh = found["bare"], found["unchanged"], found["fresh"]
    asked = _statements(council.members[-1], part)
    council.give_up(meeting)
    for name, pace, aim, counted in (
        ("a poll answered 304", same, ">= 0.5", asked[0]),
        ("a screen told anew", fresh, "", asked[1]),
    ):
        times = {"floor_ms": bare.middle, "statements": counted}
        words = f"{name}, requests a second over a bare page ({pace.per_second:.0f} / {bare.per_second:.0f})"
        yield Case(words, pace.per_second / bare.per_second, aim, pace.middle, **times)
        words = f"{name}, 95 of 100, over the bare page's"
        yield Case(words, pace.slow / bare.slow, "", pace.slow, floor_ms=bare.slow, statements=counted)
    yield Case("a poll answered 304, statements", float(asked[0]), "<= 4", same.middle, statements=asked[0])


def _statements(person, part):
    """(of a poll answered 304, of a screen told anew)."""
    client = Client(headers={"Host": "127.0.0.1"})
    client.force_login(person)
    same = {"If-None-Match": client.get(part)["ETag"]}
    return len(statements_of(lambda: client.get(part, headers=same))), len(statements_of(lambda: client.get(part)))


def _closings(council, size):
    many, few = size.dossiers, max(size.dossiers // _SMALL, EVERY)
    at_once, single = closing.times_of_closing(council, many, _CLOSINGS)
    asked = closing.statements_of_closing(council, many)
    growth = (asked - closing.statements_of_closing(council, few)) / (many - few)
    name = f"closing a meeting of {many}, times faster than one by one"
    yield Case(name, single / at_once, ">= 3", at_once, peer_ms=single, statements=asked)
    # SQLite takes rows in parts of some hundred values, so it is not nothing there.
    yield Case("closing, statements a dossier more", growth, "<= 0.2", at_once, statements=asked)


def _cut(council, size, usual_ms):
    with served(council.chair, workers=1) as server:
        cuts = closing.cut_closings(council, server, size.dossiers, size.kills, usual_ms=usual_ms)
    name = f"closing cut by kill -9 {cuts.cut} times ({cuts.undone} undone, {cuts.done} done): parts left"
    yield _faultless(name, cuts.faults, usual_ms)


def cases(size):
    """Every case of `council`."""
    council = house(size.members)
    with served(council.chair) as server:
        for method in ("secret", "open"):
            yield from _voting(council, server, size, method)
        yield from _talked(council, server, size)
        yield from _pace(council, server, size)
        faults = list(two_at_once(council, server))
        yield _faultless("two who close the same at once, without one clear winner", faults)
    found = list(_closings(council, size))
    yield from found
    yield from _cut(council, size, found[0].median_ms)
    yield _faultless("places where the trail does not hold", [str(fault) for fault in verify().breaks])
