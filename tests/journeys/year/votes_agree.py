"""The verdicts of the council beside the hands, names and ballots that were taken, counted anew."""

from collections import Counter

from documents.proposals.models import Nomination
from workflows.council.models import BallotBox, BallotCast, HandsRecord, Vote

MEMBERS = 9
AGAINST = 5  # who vote in secret against whom the plan does not let pass


def compare(books):
    last = {}
    for box in BallotBox.objects.exclude(passed=None).exclude(item__verdict="deferred").order_by("round", "pk"):
        last[box.nomination_id] = box.passed
        what = f"votes on {box.nomination_id} in round {box.round}"
        books.same(what, (box.yes, box.no, box.abstain), _taken(box))
        books.same(f"{what}: passed", box.passed, 2 * box.yes > MEMBERS)
    failed = Nomination.objects.filter(outcome="not_passed").values_list("pk", flat=True)
    books.same("not passed", {pk for pk, passed in last.items() if not passed}, set(failed))
    books.same("who was voted on", set(last), set(_judged()))


def _taken(box):
    """(yes, no, abstain) by name, by hands, else as many ballots as were cast."""
    if votes := {vote.person_id: vote.choice for vote in Vote.objects.filter(box=box).order_by("turn")}:
        found = Counter(votes.values())
        return found["yes"], found["no"], found["abstain"]
    if hands := HandsRecord.objects.filter(item=box.item, round=box.round).last():
        counts = hands.exceptions.filter(nomination=box.nomination).first() or hands
        return counts.yes, counts.no, counts.abstain
    cast = BallotCast.objects.filter(item=box.item, round=box.round).count()
    no = AGAINST if box.nomination.outcome == "not_passed" else 0
    return cast - no, no, 0


def _judged():
    """Everybody of whom a council decided: neither skipped, nor struck out, nor ended before."""
    rows = Nomination.objects.exclude(outcome__in=("struck_out", "proposed")).exclude(proposal__council_skipped=True)
    return rows.values_list("pk", flat=True)
