"""The closing of a meeting: the announced verdicts become outcomes of nominations, each table at once."""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _

from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from permissions.ledger import tracked
from permissions.ledger.queries import body_of, entries_of
from permissions.refusals import NotNow
from workflows.council import counting, papers_in_box
from workflows.council.models import AgendaItem, BallotBox
from workflows.council.states import ItemVerdict, VoteState
from workflows.council.vote_models import Revote, TellerCount, VoteRound


@dataclass(slots=True)
class Result:
    """What came of an item at a closing. boxes: of its announced round, none of a deferred item."""

    item: AgendaItem
    boxes: list = field(default_factory=list)
    round: VoteRound | None = None
    earlier: list = field(default_factory=list)

    @property
    def verdict(self):
        if self.item.verdict == ItemVerdict.DEFERRED:
            return ItemVerdict.DEFERRED
        return ItemVerdict.CARRIED if any(box.passed for box in self.boxes) else ItemVerdict.REJECTED

    @property
    def words(self):
        """For the ledger."""
        told = {"proposal": self.item.proposal.code, "verdict": str(self.verdict)}
        if self.earlier:
            told["earlier"] = self.earlier
        if self.verdict == ItemVerdict.DEFERRED:
            return {**told, "reason": self.item.defer_reason}
        return {
            **told,
            "method": str(self.round.method),
            "round": self.item.round,
            "participants": self.round.participants,
            "written": self.round.written_count,
            "on_paper": self.round.paper_count,
            "nominations": [counting.words(box) for box in self.boxes],
        }


def boxes_of(items):
    """The counted boxes of the present round, under lock: {item id: [BallotBox]}."""
    found = defaultdict(list)
    rows = BallotBox.objects.select_for_update(of=("self",)).filter(item__in=items, passed__isnull=False)
    for box in rows.filter(round=F("item__round")).select_related("nomination").order_by("pk"):
        found[box.item_id].append(box)
    return found


def results_of(meeting, items):
    """The Result of every item; a fixed number of statements. Boxes stay locked.

    items: with their `proposal`. Raises NotNow where a box was changed after its result was announced.
    """
    boxes, rounds, earlier, announced = boxes_of(items), {}, _set_aside(items), _announced(meeting)
    for row in VoteRound.objects.filter(item__in=items, number=F("item__round")):
        rounds[row.item_id] = row
    results = []
    for item in items:
        is_announced = item.state == VoteState.ANNOUNCED and item.verdict != ItemVerdict.DEFERRED
        result = Result(item, earlier=earlier[item.pk])
        if is_announced:
            result.boxes, result.round = boxes[item.pk], rounds[item.pk]
            _refuse_what_was_changed(result.boxes, announced.get(item.proposal.code, []))
        results.append(result)
    return results


def _announced(meeting):
    """What was announced last of each item, as the evidence says: {proposal code: the counted boxes in words}."""
    told = (json.loads(body_of(entry)) for entry in entries_of(meeting.stream).filter(act="meeting.vote_announced"))
    return {body["proposal"]: body["results"] for body in told}


def _refuse_what_was_changed(boxes, announced):
    """Raises NotNow where a box no longer says what was read out."""
    known = {each["nomination"]: each for each in announced}
    for box in boxes:
        now, then = counting.words(box), known.get(box.nomination_id, {})
        if any(now[name] != then.get(name) for name in now if name not in ("name", "sentence")):
            raise NotNow(
                _("%(name)s: the box no longer says what was announced. Do not close.")
                % {"name": box.nomination.full_name},
                code="box_does_not_add_up",
            )


def _set_aside(items):
    """What earlier rounds had counted and why they were repeated, for the ledger: {item id: [...]}."""
    found, boxes = defaultdict(list), defaultdict(list)
    rows = BallotBox.objects.filter(item__in=items, round__lt=F("item__round"), passed__isnull=False)
    for box in rows.select_related("nomination").order_by("pk"):
        boxes[box.item_id, box.round].append(counting.words(box))
    for row in Revote.objects.filter(item__in=items):
        told = {"round": row.number, "reason": row.reason, "nominations": boxes[row.item_id, row.number]}
        found[row.item_id].append(told)
    return found


def keep_results(results, *, by):
    """Write verdicts of items and outcomes of nominations, each table at once.

    Returns for the ledger {proposal id: {"outcomes": ..., "history": ...}}, and under "history" the items' rows.
    """
    outcomes = {}
    for result in results:
        result.item.verdict = result.verdict
        if result.round:
            result.item.participants, result.item.written_count = result.round.participants, result.round.written_count
        for box in result.boxes:
            outcomes[box.nomination_id] = Outcome.PASSED if box.passed else Outcome.NOT_PASSED
    told = {result.item.proposal_id: _proposal_words(result) for result in results}
    for row, kept in _keep_outcomes(outcomes, by):
        told[row.proposal_id].setdefault("history", []).append(kept)
    items = [result.item for result in results]
    _forget_what_was_not_counted([item for item in items if item.verdict == ItemVerdict.DEFERRED])
    told["history"] = tracked.save_many(items, ["verdict", "participants", "written_count"], by=by)
    return told


def _forget_what_was_not_counted(items):
    """Of a vote that was deferred before it was closed neither ballots nor what single tellers keyed stay."""
    boxes = BallotBox.objects.filter(item__in=items, passed__isnull=True)
    boxes.update(**dict.fromkeys(papers_in_box.KEYED, 0))
    TellerCount.objects.filter(item__in=items).delete()


def _proposal_words(result):
    if result.verdict == ItemVerdict.DEFERRED:
        return {"reason": result.item.defer_reason}
    return {
        "outcomes": [
            {
                "nomination": box.nomination_id,
                "name": box.nomination.full_name,
                "outcome": str(Outcome.PASSED if box.passed else Outcome.NOT_PASSED),
                "sentence": box.sentence,
            }
            for box in result.boxes
        ]
    }


def _keep_outcomes(outcomes, by):
    rows = list(Nomination.objects.select_for_update().filter(pk__in=outcomes).order_by("pk"))
    for row in rows:
        row.outcome = outcomes[row.pk]
    kept = tracked.save_many(rows, ["outcome"], by=by) if rows else []
    return list(zip(rows, kept, strict=True))
