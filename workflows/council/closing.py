"""Counting at closing: from ballots, hands and written opinions to tallies and verdicts, and keeping them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from permissions.ledger import tracked
from permissions.refusals import NotNow
from workflows.council.models import AgendaItem, BallotBox, Vote
from workflows.council.room import Room
from workflows.council.states import BallotMethod, Choice, ItemVerdict
from workflows.council.verdicts import Tally, Verdict, judge


@dataclass(slots=True)
class Result:
    """What came of an item. boxes: [(box, Tally, Verdict)], none for a deferred item."""

    item: AgendaItem
    code: str
    method: str = ""
    participants: int = 0
    written: int = 0
    boxes: list[tuple[BallotBox, Tally, Verdict]] = field(default_factory=list)

    @property
    def verdict(self):
        if self.item.verdict == ItemVerdict.DEFERRED:
            return ItemVerdict.DEFERRED
        carried = any(verdict.is_passed for _box, _tally, verdict in self.boxes)
        return ItemVerdict.CARRIED if carried else ItemVerdict.REJECTED

    @property
    def words(self):
        """For the ledger."""
        told = {"proposal": self.code, "verdict": str(self.verdict)}
        if self.verdict == ItemVerdict.DEFERRED:
            return {**told, "reason": self.item.defer_reason}
        return {
            **told,
            "method": str(self.method),
            "participants": self.participants,
            "written": self.written,
            "nominations": [_box_words(box, tally, verdict) for box, tally, verdict in self.boxes],
        }


def _box_words(box, tally, verdict):
    return {
        "nomination": box.nomination_id,
        "name": box.nomination.full_name,
        "yes": tally.yes,
        "no": tally.no,
        "abstain": tally.abstain,
        "invalid": tally.invalid,
        "passed": verdict.is_passed,
        "sentence": verdict.sentence,
    }


def results_of(meeting, items):
    """The Result of every item; a fixed number of statements. Items and boxes stay locked.

    Raises NotNow where a box does not hold as many ballots as members took part.
    """
    room = Room(meeting)
    boxes = defaultdict(list)
    locked = BallotBox.objects.select_for_update(of=("self",)).filter(item__in=items).select_related("nomination")
    for box in locked.order_by("pk"):
        boxes[box.item_id].append(box)
    votes = _current_votes(items)
    return [_result(room, item, boxes[item.pk], votes) for item in room.items]


def _current_votes(items):
    """The last turn of every open vote: {box id: {person id: choice}}."""
    found = defaultdict(dict)
    rows = Vote.objects.filter(box__item__in=items).order_by("turn")
    for box_id, person_id, choice in rows.values_list("box_id", "person_id", "choice"):
        found[box_id][person_id] = choice
    return found


def _result(room, item, boxes, votes):
    result = Result(item, item.proposal.code)
    if room.is_deferred(item) or not room.has_started(item) or item.rule is None:
        return result
    hands = room.hands.get(item.pk)
    written = room.voted_in_writing(item)
    result.participants, result.written = room.participants(item), len(written)
    result.method = BallotMethod.HANDS if hands else BallotMethod.SECRET if room.is_secret(item) else BallotMethod.NAMED
    there = hands.room_count if hands else len(room.in_room | room.voted_on_screen(item))
    for box in boxes:
        tally = _tally(result.method, box, votes[box.pk], hands, room.chair_id)
        if tally.cast != result.participants:
            raise NotNow(
                _("%(name)s: %(ballots)s ballots are in the box, but %(people)s members took part. Do not close.")
                % {"name": box.nomination.full_name, "ballots": tally.cast, "people": result.participants},
                code="box_does_not_add_up",
            )
        verdict = judge(tally, item.rule, members=room.members, taking_part=there + len(written))
        result.boxes.append((box, tally, verdict))
    return result


def _tally(method, box, votes, hands, chair_id):
    if method == BallotMethod.SECRET:
        return Tally(yes=box.yes, no=box.no, abstain=box.abstain, invalid=box.invalid)
    named = list(votes.values())
    yes, no, abstain = (named.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN))
    agrees = votes.get(chair_id) == Choice.YES
    if hands:
        exception = next((e for e in hands.exceptions.all() if e.nomination_id == box.nomination_id), None)
        counts = exception or hands
        yes, no, abstain = yes + counts.yes, no + counts.no, abstain + counts.abstain
        agrees = agrees or counts.chair_agrees
    return Tally(yes=yes, no=no, abstain=abstain, chair_agrees=agrees)


def keep_results(results, *, by):
    """Write counters, verdicts and outcomes, each table at once.

    Returns for the ledger {proposal id: {"outcomes": ..., "history": ...}}, and under "history" the items' rows.
    """
    boxes, nominations = [], {}
    for result in results:
        result.item.verdict = result.verdict
        if result.verdict != ItemVerdict.DEFERRED:
            result.item.participants, result.item.written_count = result.participants, result.written
        for box, tally, verdict in result.boxes:
            boxes.append(_fill_box(box, result.method, tally, verdict))
            nominations[box.nomination_id] = Outcome.PASSED if verdict.is_passed else Outcome.NOT_PASSED
    if boxes:
        BallotBox.objects.bulk_update(boxes, _BOX_FIELDS)
    told = {result.item.proposal_id: _proposal_words(result) for result in results}
    for row, kept in _keep_outcomes(nominations, by):
        told[row.proposal_id].setdefault("history", []).append(kept)
    items = [result.item for result in results]
    told["history"] = tracked.save_many(items, ["verdict", "participants", "written_count"], by=by)
    return told


_BOX_FIELDS = [
    *("yes", "no", "abstain", "invalid", "method", "base_kind", "base", "threshold_numerator", "threshold_denominator"),
    *("is_strict", "votes_needed", "passed", "sentence", "legal_basis"),
]


def _fill_box(box, method, tally, verdict):
    box.yes, box.no, box.abstain, box.invalid = tally.yes, tally.no, tally.abstain, tally.invalid
    box.method, box.base_kind, box.base = method, verdict.base_kind, verdict.base
    box.threshold_numerator, box.threshold_denominator = verdict.numerator, verdict.denominator
    box.is_strict, box.votes_needed, box.passed = verdict.is_strict, verdict.needed, verdict.is_passed
    box.sentence, box.legal_basis = verdict.sentence, verdict.basis
    return box


def _proposal_words(result):
    if result.verdict == ItemVerdict.DEFERRED:
        return {"reason": result.item.defer_reason}
    return {
        "outcomes": [
            {
                "nomination": box.nomination_id,
                "name": box.nomination.full_name,
                "outcome": str(Outcome.PASSED if verdict.is_passed else Outcome.NOT_PASSED),
                "sentence": verdict.sentence,
            }
            for box, _tally, verdict in result.boxes
        ]
    }


def _keep_outcomes(outcomes, by):
    rows = list(Nomination.objects.select_for_update().filter(pk__in=outcomes).order_by("pk"))
    for row in rows:
        row.outcome = outcomes[row.pk]
    kept = tracked.save_many(rows, ["outcome"], by=by) if rows else []
    return list(zip(rows, kept, strict=True))
