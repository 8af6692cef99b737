"""Later awards and open dossiers of nominees whose award is revoked: they may rest on it. A person judges."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from documents.proposals.models import Nomination
from documents.proposals.states import ENDED, Outcome
from documents.registry.likeness import described, described_row, is_certain
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.states import Answer, AwardState

_STILL_OPEN = (Outcome.PROPOSED, Outcome.PASSED)


@dataclass(slots=True)
class Later:
    """What came after an award of one nominee. dossiers: nominations in dossiers that are not decided yet."""

    nomination: Nomination
    awards: list = field(default_factory=list)
    dossiers: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.awards or self.dossiers)


def later_of(nominations):
    """[Later] of those nominees of one commune of whom something later is known; five statements at most.

    nominations: of awards in the award book. Who bears the same name is counted only where it is surely the same.
    """
    own = {
        row.nomination_id: row for row in Award.objects.filter(nomination__in=nominations).select_related("recipient")
    }
    if not own:
        return []
    groups = {row.recipient.group for row in own.values()}
    members = defaultdict(list)
    rows = Recipient.objects.filter(Q(pk__in=groups) | Q(same_as__in=groups)).select_related("unit").order_by("pk")
    for recipient in rows:
        members[recipient.group].append(recipient)
    awards, dossiers = _awards(members), _dossiers(members)
    found = []
    for nomination in nominations:
        award = own.get(nomination.pk)
        if award is None:
            continue
        group = award.recipient.group
        found.append(
            Later(
                nomination,
                [other for other in awards[group] if other.pk != award.pk and _is_later(other, award)],
                [row for row in dossiers[group] if row.pk != nomination.pk],
            )
        )
    return [later for later in found if later]


def _is_later(other, award):
    if None in (other.decided_on, award.decided_on):
        return other.year >= award.year
    return other.decided_on >= award.decided_on


def _awards(members):
    """{group: awards that stand, the newest first}"""
    of = {recipient.pk: group for group, recipients in members.items() for recipient in recipients}
    found = defaultdict(list)
    rows = Award.objects.filter(recipient__in=of, state=AwardState.GRANTED).select_related("award_form")
    for award in rows.order_by("-year", "-decided_on", "-pk"):
        found[of[award.recipient_id]].append(award)
    return found


def _dossiers(members):
    """{group: nominations in open dossiers that surely are of this recipient, or were answered to be}"""
    of = {recipient.pk: group for group, recipients in members.items() for recipient in recipients}
    told = {
        (row.nomination_id, of[row.recipient_id]): row.answer
        for row in Likeness.objects.filter(recipient__in=of, nomination__isnull=False).exclude(answer=Answer.WAITING)
    }
    recipients = [recipient for group in members.values() for recipient in group]
    named = Q(pk__in={nomination for nomination, _group in told})
    for key in sorted({recipient.name_key for recipient in recipients}):
        named |= Q(search_key__startswith=key)
    rows = Nomination.objects.filter(
        named, outcome__in=_STILL_OPEN, proposal__commune=recipients[0].commune_id
    ).exclude(proposal__state__in=(*ENDED, "refused", "not_passed"))
    found = defaultdict(list)
    for row in rows.select_related("proposal__unit", "proposal__award_form").order_by("pk"):
        for group, alike in members.items():
            answer = told.get((row.pk, group))
            sure = any(is_certain(described_row(row, row.proposal.unit), described(one)) for one in alike)
            if answer == Answer.SAME or (sure and answer != Answer.DIFFERENT):
                found[group].append(row)
    return found
