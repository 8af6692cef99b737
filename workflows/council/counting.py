"""Counting when a vote is closed: from ballots, hands, papers and written opinions to tallies and verdicts."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.refusals import NotNow
from workflows.council import papers_in_box
from workflows.council.models import AgendaItem, BallotBox, BallotCast, Vote
from workflows.council.states import BallotMethod, Channel, Choice
from workflows.council.verdicts import Tally, Verdict, judge
from workflows.council.vote_models import TellerCount, VoteRound


@dataclass(slots=True)
class Result:
    """What came of a vote. found: papers in the box, None without any. boxes: [(box, Tally, Verdict)]."""

    item: AgendaItem
    method: str
    participants: int
    written: int
    papers: int
    found: int | None
    boxes: list[tuple[BallotBox, Tally, Verdict]] = field(default_factory=list)


def count(room, item):
    """The Result of an item whose vote is being closed; its boxes stay locked.

    Raises NotNow where a box does not hold as many ballots as members took part.
    """
    method = BallotMethod.SECRET if room.is_secret(item) else BallotMethod.NAMED
    method = BallotMethod.HANDS if item.pk in room.hands else method
    written, papers = len(room.voted_in_writing(item)), len(room.voted_on_paper(item))
    found = next(iter(papers_in_box.found_in_box(item)), None)
    result = Result(item, method, room.participants(item), written, papers, found)
    votes, on_paper = _current_votes(item), papers_in_box.counted(item)
    rows = BallotBox.objects.select_for_update(of=("self",)).filter(item=item, round=item.round)
    for box in rows.select_related("nomination").order_by("pk"):
        tally = _tally(room, item, box, method, votes[box.pk], on_paper.get(box.nomination_id, {}))
        _refuse_unless_it_adds_up(room, item, box, tally, method)
        result.boxes.append((box, tally, _verdict(room, item, box, tally)))
    return result


def _current_votes(item):
    """The last turn of every open vote: {box id: {person id: choice}}."""
    found = defaultdict(dict)
    rows = Vote.objects.filter(box__item=item, box__round=item.round).order_by("turn")
    for box_id, person_id, choice in rows.values_list("box_id", "person_id", "choice"):
        found[box_id][person_id] = choice
    return found


def _tally(room, item, box, method, votes, on_paper):
    if method == BallotMethod.SECRET:
        counted = {name: getattr(box, name) + on_paper.get(name, 0) for name in papers_in_box.KEYED}
        return Tally(**counted)
    named = list(votes.values())
    yes, no, abstain = (named.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN))
    agrees = votes.get(room.chair_id) == Choice.YES
    if method == BallotMethod.HANDS:
        counts = counts_on(room.hands[item.pk], box.nomination_id)
        yes, no, abstain = yes + counts.yes, no + counts.no, abstain + counts.abstain
        agrees = agrees or counts.chair_agrees
    return Tally(yes=yes, no=no, abstain=abstain, chair_agrees=agrees)


def counts_on(hands, nomination_id):
    """The hands on one nomination: its own where it is an exception, else those of the whole item."""
    return next((e for e in hands.exceptions.all() if e.nomination_id == nomination_id), hands)


def _refuse_unless_it_adds_up(room, item, box, tally, method):
    """Hands were checked against the room when they were recorded; all else must equal those who have a ballot."""
    asked = len(room.voters(item) - room.aside_from(box.nomination_id))
    if method != BallotMethod.HANDS and tally.cast != asked:
        raise NotNow(
            _("%(name)s: %(ballots)s ballots are in the box, but %(people)s members took part. Do not close.")
            % {"name": box.nomination.full_name, "ballots": tally.cast, "people": asked},
            code="box_does_not_add_up",
        )


def _verdict(room, item, box, tally):
    hands, aside = room.hands.get(item.pk), room.aside_from(box.nomination_id)
    there = room.in_room | room.voters(item)
    taking_part = hands.room_count + len(room.voted_in_writing(item)) if hands else len(there)
    return judge(
        tally,
        item.rule,
        members=room.members,
        taking_part=taking_part,
        aside=len(aside),
        aside_there=len(aside & there),
    )


# --- keeping ---------------------------------------------------------------------------------------
_BOX_FIELDS = [
    *("yes", "no", "abstain", "invalid", "aside", "method", "base_kind", "base", "threshold_numerator"),
    *("threshold_denominator", "is_strict", "votes_needed", "passed", "sentence", "legal_basis"),
]


def keep(result, *, now):
    """Write counters and verdicts, once; papers become ballots cast, and what single tellers keyed goes."""
    item = result.item
    counts = TellerCount.objects.filter(item=item, round=item.round)
    tellers = ", ".join(counts.order_by("pk").values_list("teller__full_name", flat=True))
    BallotBox.objects.bulk_update([_fill(box, result.method, *found) for box, *found in result.boxes], _BOX_FIELDS)
    VoteRound.objects.create(
        item=item,
        number=item.round,
        method=result.method,
        participants=result.participants,
        written_count=result.written,
        paper_count=result.papers,
        papers_found=result.found,
        tellers=tellers[:300],
        closed_at=now,
    )
    holders = sorted(item.papers.filter(round=item.round).values_list("person_id", flat=True))
    BallotCast.objects.bulk_create(
        BallotCast(item=item, round=item.round, person_id=pk, channel=Channel.PAPER) for pk in holders
    )
    counts.delete()


def _fill(box, method, tally, verdict):
    box.yes, box.no, box.abstain, box.invalid = tally.yes, tally.no, tally.abstain, tally.invalid
    box.method, box.base_kind, box.base, box.aside = method, verdict.base_kind, verdict.base, verdict.aside
    box.threshold_numerator, box.threshold_denominator = verdict.numerator, verdict.denominator
    box.is_strict, box.votes_needed, box.passed = verdict.is_strict, verdict.needed, verdict.is_passed
    box.sentence, box.legal_basis = verdict.sentence, verdict.basis
    return box


def words(box):
    """A counted box for the ledger."""
    return {
        "nomination": box.nomination_id,
        "name": box.nomination.full_name,
        **{name: getattr(box, name) for name in (*papers_in_box.KEYED, "aside")},
        "passed": box.passed,
        "sentence": box.sentence,
    }


# --- what totals give away -------------------------------------------------------------------------
def secrecy_warnings(boxes):
    """What the totals of secret ballots give away about people: sentences for the secretary; none elsewhere.

    boxes: closed, with their nomination. Where all say the same everybody's vote is known, and where one differs each
    of the others is known to whoever cast that one.
    """
    return [told for box in boxes if box.method == BallotMethod.SECRET for told in _given_away(box)]


def _given_away(box):
    kinds = sorted(number for number in (box.yes, box.no, box.abstain, box.invalid) if number)
    named = {"name": box.nomination.full_name, "count": sum(kinds)}
    if len(kinds) == 1:
        told = ngettext(
            "%(name)s: there is one ballot, so its result tells how that member voted.",
            "%(name)s: all %(count)s ballots say the same, so the result tells how each member voted.",
            named["count"],
        )
        yield f"{told % named} {_advice()}"
    elif len(kinds) == 2 and kinds[0] == 1:
        told = _("%(name)s: one ballot differs from all the others, so people may ask whose it was.")
        yield f"{told % named} {_advice()}"


def _advice():
    return _("Read out and write down the totals alone; add no names and no remarks.")
