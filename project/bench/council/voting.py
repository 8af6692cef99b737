"""A meeting voted through by members at their screens: polls with their tags, ballots, some of them sent twice."""

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic, sleep

from django.db.models import Count
from django.urls import reverse

from permissions.ledger.verify import verify
from workflows.council import vote_services
from workflows.council.models import AgendaItem, BallotBox, BallotCast, Vote
from workflows.council.states import Choice, VoteState

SENT_TWICE = 0.25  # of the ballots: both windows of a browser, at the same time
_ITEM_SECONDS = 120
_SHEET = re.compile(r'data-ballot id="sheet-(\d+)-(\d+)')
_DOSSIER = re.compile(r'name="item" value="([^"]+)"')
_NOMINATION = re.compile(r'name="choice_(\d+)"')


@dataclass
class Told:
    """What the members saw and sent. sent: {(item id, nomination id): Counter of choices}; times in milliseconds."""

    fresh: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    ballots: list = field(default_factory=list)
    voted: Counter = field(default_factory=Counter)
    sent: dict = field(default_factory=lambda: defaultdict(Counter))
    faults: list = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def unchanged_share(self):
        return len(self.unchanged) / max(len(self.unchanged) + len(self.fresh), 1)


class Seat(Thread):
    """One member: asks every `pause` seconds, votes once on every item shown. seed: of the member's dice."""

    def __init__(self, visitor, meeting, told, over, *, pause, seed):
        super().__init__(daemon=True)
        self.visitor, self.other, self.told, self.over = visitor, visitor.again(), told, over
        self.pause, self.dice = pause, random.Random(seed)
        self.page = reverse("council:member", args=[meeting.code])
        self.part = reverse("council:member_part", args=[meeting.code])
        self.tag, self.done = "", set()

    def run(self):
        sleep(self.dice.random() * self.pause)
        while not self.over.is_set():
            try:
                self._look()
            except Exception as fault:  # a thread's fault would otherwise be silent
                self.told.faults.append(f"poll: {fault!r}")
            sleep(self.pause)
        self.visitor.close()
        self.other.close()

    def _look(self):
        answer = self.visitor.get(self.part, tag=self.tag)
        if answer.status == 304:
            self.told.unchanged.append(answer.ms)
            return
        if answer.status != 200:
            self.told.faults.append(f"poll answered {answer.status}")
            return
        self.told.fresh.append(answer.ms)
        self.tag = answer.headers["ETag"]
        sheet = _SHEET.search(answer.text)
        if sheet and sheet.groups() not in self.done:
            self.done.add(sheet.groups())
            self._vote(int(sheet[1]), int(sheet[2]), answer.text)

    def _vote(self, item_id, number, shown):
        rows = sorted({int(pk) for pk in _NOMINATION.findall(shown)})
        choices = {pk: self.dice.choices(Choice.values, weights=(8, 1, 1))[0] for pk in rows}
        values = {"item": _DOSSIER.search(shown)[1], "round": number, "all": ""}
        values |= {f"choice_{pk}": choice for pk, choice in choices.items()}
        sleep(self.dice.random() * self.pause)
        twin = Thread(target=self._send, args=[self.other, values], daemon=True)
        if self.dice.random() < SENT_TWICE:
            twin.start()
        self._send(self.visitor, values)
        if twin.ident:
            twin.join()
        with self.told.lock:
            for pk, choice in choices.items():
                self.told.sent[item_id, pk][choice] += 1
            self.told.voted[item_id] += 1

    def _send(self, visitor, values):
        try:
            answer = visitor.post(self.page, values, **{"HX-Request": "true"})
        except Exception as fault:  # a thread's fault would otherwise be silent
            self.told.faults.append(f"ballot: {fault!r}")
            return
        self.told.ballots.append(answer.ms)
        if answer.status != 200:
            self.told.faults.append(f"ballot answered {answer.status}")


def vote_through(meeting, house, visitors, *, pause, talk=0.0):
    """Vote on every item of a meeting, one after another; returns what the members were Told.

    pause: seconds between two polls. talk: seconds for which the room talks over an item before its vote.
    """
    told, over = Told(), Event()
    seats = [
        Seat(visitor, meeting, told, over, pause=pause, seed=place) for place, visitor in enumerate(visitors, start=1)
    ]
    for seat in seats:
        seat.start()
    try:
        for item in meeting.items.order_by("order"):
            sleep(talk)
            item = vote_services.open_vote(
                item=item, row_version=item.row_version, namesakes_differ=True, by=house.secretary
            )
            _wait(told, item, len(seats))
            item = AgendaItem.objects.get(pk=item.pk)
            item = vote_services.close_vote(
                item=item, row_version=item.row_version, missing_ballots=True, by=house.secretary
            )
            sleep(pause)  # the secretary reads the totals
            vote_services.announce_vote(item=item, row_version=item.row_version, by=house.secretary)
            sleep(pause)
    finally:
        over.set()
        for seat in seats:
            seat.join()
    return told


def _wait(told, item, members):
    started = monotonic()
    while told.voted[item.pk] < members:
        if monotonic() - started > _ITEM_SECONDS:
            told.faults.append(f"only {told.voted[item.pk]} of {members} have voted on item {item.order}")
            return
        sleep(0.02)


# --- compared with the database afterwards -------------------------------------------------------------
def wrong_ballots(meeting, told, members):
    """How many ballots the database lost, has twice or counted otherwise than they were sent; sentences of each."""
    yield from told.faults
    casts = dict(
        BallotCast.objects.filter(item__meeting=meeting).order_by().values_list("item").annotate(Count("person"))
    )
    for item in meeting.items.all():
        people = set(item.casts.values_list("person_id", flat=True))
        if not casts.get(item.pk, 0) == len(people) == told.voted[item.pk] == members:
            yield f"item {item.order}: {casts.get(item.pk, 0)} cast by {len(people)}, {told.voted[item.pk]} sent"
        if item.state != VoteState.ANNOUNCED:
            yield f"item {item.order} is {item.state}"
    boxes = list(BallotBox.objects.filter(item__meeting=meeting))
    for box in boxes:
        sent = told.sent[box.item_id, box.nomination_id]
        counted = {choice: getattr(box, choice) for choice in Choice.values}
        if any(counted[choice] != sent[choice] for choice in Choice.values):
            yield f"nomination {box.nomination_id}: counted {counted}, sent {dict(sent)}"
    yield from _wrong_names(meeting, boxes, members)
    if not verify().holds:
        yield "the trail does not hold"


def _wrong_names(meeting, boxes, members):
    """Of open votes: each member's choice stands once."""
    rows = Vote.objects.filter(box__item__meeting=meeting)
    expected = len(boxes) * members if meeting.vote_method == "open" else 0
    if rows.count() != expected or rows.exclude(turn=1).exists():
        yield f"{rows.count()} votes by name, {expected} expected"
