"""Paper ballots of a secret vote: handed to named members, taken back unused, and keyed by two tellers, each alone."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.refusals import NotNow, NotYou, ValidationError
from workflows.council.ballot_services import locked_room, refuse_another_round
from workflows.council.obstacles import vote_obstacle
from workflows.council.papers_in_box import KEYED, TELLERS, papers_on
from workflows.council.services import finish
from workflows.council.vote_models import PaperBallot, TellerCount, TellerLine

acts.declare(
    {
        "meeting.papers_handed_out": gettext_lazy("handed out paper ballots"),
        "meeting.paper_taken_back": gettext_lazy("took back an unused paper ballot"),
        "meeting.papers_keyed": gettext_lazy("keyed the paper ballots in the box"),
        "meeting.papers_keyed_anew": gettext_lazy("had the paper ballots keyed anew"),
    }
)


def papers_obstacle(room, item):
    """Why no paper ballots are in use on an item now: (code, sentence); None while they may be."""
    if found := vote_obstacle(room, item):
        return found
    if not room.is_secret(item):
        return "not_secret", _("Paper ballots are for secret votes; this item is voted on openly.")
    return None


def keyed_obstacle(item):
    """Why papers are not handed out or taken back any more: (code, sentence); one statement."""
    if TellerCount.objects.filter(item=item, round=item.round).exists():
        return "keyed", _("A teller has keyed the papers already; no paper is handed out or taken back.")
    return None


def teller_obstacle(room, item, teller):
    """Why a person cannot key the papers in the box now: (code, sentence)."""
    if found := papers_obstacle(room, item):
        return found
    if not room.papers[item.pk]:
        return "no_papers", _("No paper ballot was handed out on this item.")
    others = TellerCount.objects.filter(item=item, round=item.round).exclude(teller=teller)
    if others.count() >= TELLERS:
        return "two_tellers", _("Two tellers have keyed the papers; only they key again.")
    return None


def _refuse(obstacle):
    if obstacle:
        raise (NotYou if obstacle[0] == "two_tellers" else NotNow)(obstacle[1], code=obstacle[0])


def _ready(item, right, by, acting_as):
    """The room, the item and the capacity, once paper ballots are in use there."""
    room, item = locked_room(item)
    capacity = access.require(by, right, room.meeting, acting_as=acting_as)
    _refuse(papers_obstacle(room, item))
    return room, item, capacity


def _tell(room, item, act, by, capacity, now, kept=(), **body):
    body = {"proposal": item.proposal.code, "round": item.round, **body}
    finish(room.meeting, act, body, by=by, capacity=capacity, now=now, kept=kept, bump=False)


@transaction.atomic
def hand_out_papers(*, item, people, by, acting_as="", now=None):
    """Hand paper ballots to members in the room; from now on these members have no ballot on the screen.

    people: ids. Returns sentences to show: what a single paper would give away.
    Raises NotYou, NotNow (not a secret vote, keyed already, voted already, not there), ValidationError.
    """
    now = now or timezone.now()
    room, item, capacity = _ready(item, "meetings.prepare", by, acting_as)
    _refuse(keyed_obstacle(item))
    if not people or set(people) - set(room.voting):
        raise ValidationError({"people": _("Choose voting members of this meeting.")})
    members = [room.voting[pk] for pk in room.voting if pk in set(people)]
    for member in members:
        _refuse(paper_obstacle(room, item, member))
    rows = [PaperBallot(item=item, round=item.round, person=member.person) for member in members]
    kept = tracked.add_many(rows, by=by)
    names = [member.full_name for member in members]
    _tell(room, item, "meeting.papers_handed_out", by, capacity, now, kept=kept, names=names)
    return paper_warnings(len(room.papers[item.pk]) + len(rows))


def paper_warnings(papers):
    """What papers give away to the tellers: sentences for the secretary. papers: in the box."""
    if papers != 1:
        return []
    return [_("With one paper in the box the tellers see how that member votes. Give out more papers, or none.")]


def paper_obstacle(room, item, member):
    """Why a member gets no paper on an item: (code, sentence); None for who may be handed one."""
    named, pk = {"person": member.full_name}, member.person.pk
    if pk in room.voters(item):
        return "voted_already", _("%(person)s has voted or holds a paper already.") % named
    if pk in room.aside_from_all(item):
        return "recused", _("%(person)s stands aside from this vote.") % named
    if not member.is_in_room:
        return "not_present", _("The roll does not show %(person)s as present.") % named
    return None


@transaction.atomic
def take_paper_back(*, item, person_id, by, acting_as="", now=None):
    """Take an unused paper back before anything is keyed; the member may vote on the screen again.

    Raises NotYou, NotNow (no such paper, keyed already).
    """
    now = now or timezone.now()
    room, item, capacity = _ready(item, "meetings.prepare", by, acting_as)
    _refuse(keyed_obstacle(item))
    paper = PaperBallot.objects.filter(item=item, round=item.round, person=person_id).first()
    if paper is None:
        raise NotNow(_("This member holds no paper ballot on the item."), code="no_paper")
    kept = [tracked.delete(paper, by=by)]
    name = room.voting[person_id].full_name
    _tell(room, item, "meeting.paper_taken_back", by, capacity, now, kept=kept, names=[name])


@transaction.atomic
def key_papers(*, item, counts, by, found=None, round_seen=None, acting_as="", now=None):
    """A teller keys what the papers in the box say; keying again replaces the own numbers, until the vote is closed.

    counts: {nomination id: {"yes", "no", "abstain", "invalid"}}, for every nomination; a paper that did not come back
    is invalid. found: papers in the box; None: as many as were handed out. Two tellers do it, each alone: what the
    other keyed is shown to nobody. round_seen: the round of the vote that the form showed.
    Raises NotYou, NotNow (no papers, two others have keyed), ValidationError (numbers that do not add up).
    """
    now = now or timezone.now()
    room, item, capacity = _ready(item, "meetings.count_papers", by, acting_as)
    refuse_another_round(item, round_seen)
    _refuse(teller_obstacle(room, item, by))
    found = len(room.papers[item.pk]) if found is None else found
    _refuse_wrong_sums(room, item, counts, found)
    TellerCount.objects.filter(item=item, round=item.round, teller=by).delete()
    row = TellerCount.objects.create(item=item, round=item.round, teller=by, found=found)
    TellerLine.objects.bulk_create(
        TellerLine(count=row, nomination=nomination, **{name: counts[nomination.pk].get(name) or 0 for name in KEYED})
        for nomination in room.nominations[item.pk]
    )
    _tell(room, item, "meeting.papers_keyed", by, capacity, now)
    return item


def _refuse_wrong_sums(room, item, counts, found):
    rows, handed_out = room.nominations[item.pk], len(room.papers[item.pk])
    if set(counts) - {row.pk for row in rows}:
        raise ValidationError(_("The ballot names somebody who is not voted on here."))
    faults = {}
    if not 0 <= found <= handed_out:
        told = _("%(papers)s papers were handed out; the box cannot hold %(found)s.")
        faults["found"] = told % {"papers": handed_out, "found": found}
    for row in rows:
        numbers = [counts.get(row.pk, {}).get(name) or 0 for name in KEYED]
        papers = papers_on(room, item, row.pk)
        if min(numbers) < 0 or sum(numbers) != papers:
            told = _("%(name)s: the numbers make %(total)s, but %(papers)s papers were handed out.")
            faults[f"counts_{row.pk}"] = told % {"name": row.full_name, "total": sum(numbers), "papers": papers}
        # A missing paper may be of who stands aside from this nomination; then it does not speak of it anyway.
        elif numbers[KEYED.index("invalid")] < papers - found:
            told = _("%(name)s: at least %(missing)s papers did not come back; they count as invalid.")
            faults[f"counts_{row.pk}"] = told % {"name": row.full_name, "missing": papers - found}
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def key_anew(*, item, by, acting_as="", now=None):
    """Drop what the tellers have keyed, so that two tellers begin anew.

    Raises NotYou, NotNow (nothing is keyed).
    """
    now = now or timezone.now()
    room, item, capacity = _ready(item, "meetings.prepare", by, acting_as)
    keyed = TellerCount.objects.filter(item=item, round=item.round)
    if not keyed.exists():
        raise NotNow(_("No teller has keyed anything yet."), code="not_keyed")
    keyed.delete()
    _tell(room, item, "meeting.papers_keyed_anew", by, capacity, now)
