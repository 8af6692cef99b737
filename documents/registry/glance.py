"""What is known of nominees at one glance: awards they surely hold, and those of others who may be the same."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from documents.catalogue.kinds import Family, Kind
from documents.registry.likeness import described, described_row, is_certain
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.queries import asks_itself, reads_book
from documents.registry.states import Answer

_NO_BASIS = (Kind.CAMPAIGN, Kind.SUDDEN)


@dataclass(frozen=True, slots=True)
class Told:
    """An award, with what to mind about it while this nominee is judged."""

    award: Award
    marks: list


@dataclass(frozen=True, slots=True)
class Doubt:
    """A recipient of the same name who may be the nominee: to be asked, not a fact."""

    recipient: Recipient
    awards: list


@dataclass(frozen=True, slots=True)
class Known:
    awards: list = field(default_factory=list)
    doubts: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.awards or self.doubts)


def _overlap(row, award):
    ends = (row.period_from, row.period_to, award.period_from, award.period_to)
    return None not in ends and row.period_from <= award.period_to and award.period_from <= row.period_to


def _marks(row, kind, award):
    """Hints alone; a person judges.

    Source: Luật Thi đua, khen thưởng, one achievement is not rewarded twice in forms of commendation; titles stand
    beside them. Nghị định 152/2025/NĐ-CP: results of sudden and campaign awards are no basis for merit.
    """
    marks = []
    families = {row.award_form.family if row.award_form else "", award.award_form.family if award.award_form else ""}
    if award.stands and families == {Family.FORM} and _overlap(row, award):
        marks.append(_("the periods overlap: is it the same achievement?"))
    if kind == Kind.MERIT and award.kind in _NO_BASIS:
        marks.append(_("no basis for a commendation of merit"))
    if not award.stands:
        marks.append(_("revoked"))
    return marks


def known_of(rows, *, unit, kind, held):
    """{key of the row: Known} for the rows of one letter or dossier, those of whom nothing is known left out.

    rows: as they are shown, with their award forms. Who keeps the commune's book also reads the doubtful ones. Four
    statements, however many rows.
    """
    rows, commune_id = list(rows), unit.commune_id
    if not reads_book(held, unit):
        return {}
    wanted = {row.pk: described_row(row, unit) for row in rows}
    told = {
        (one.nomination_id, one.recipient_id): one.answer
        for one in Likeness.objects.filter(nomination__in=wanted).exclude(answer=Answer.WAITING)
    }
    alike = Recipient.objects.filter(
        Q(name_key__in={one.key[1] for one in wanted.values()}) | Q(pk__in={pk for _row, pk in told}),
        commune_id=commune_id,
    )
    of_name = defaultdict(list)
    alike = list(alike.select_related("unit").order_by("pk"))
    for recipient in alike:
        of_name[described(recipient).key].append(recipient)
    awards = _awards_by_group({recipient.group for recipient in alike})
    sees_doubts, found = asks_itself(held, commune_id), {}
    for row in rows:
        near = [*of_name[wanted[row.pk].key], *(r for r in alike if told.get((row.pk, r.pk)) == Answer.SAME)]
        sure, doubtful = _sorted_out(row.pk, wanted[row.pk], near, told)
        known = Known(
            awards=[
                Told(award, _marks(row, kind, award))
                for group in sure
                for award in awards[group]
                if award.nomination_id != row.pk
            ],
            doubts=[Doubt(r, awards[r.group]) for r in doubtful if awards[r.group]] if sees_doubts else [],
        )
        if known:
            found[row.pk] = known
    return found


def _awards_by_group(groups):
    members = dict(
        Recipient.objects.filter(Q(pk__in=groups) | Q(same_as__in=groups)).order_by().values_list("pk", "same_as")
    )
    awards = defaultdict(list)
    rows = Award.objects.filter(recipient__in=members).select_related("award_form")
    for award in rows.order_by("-year", "-decided_on", "-pk"):
        awards[members[award.recipient_id] or award.recipient_id].append(award)
    return awards


def _sorted_out(row, wanted, near, told):
    """(groups that surely are the nominee, one recipient of each group that may be) of those of the name."""
    groups = defaultdict(list)
    for recipient in near:
        groups[recipient.group].append(recipient)
    same, certain, doubtful = [], [], []
    for group, members in groups.items():
        answers = {told.get((row, member.pk)) for member in members}
        if Answer.SAME in answers:
            same.append(group)
        elif Answer.DIFFERENT in answers:
            continue
        elif any(is_certain(wanted, described(member)) for member in members):
            certain.append(group)
        else:
            doubtful.append(members[0])
    if len(certain) > 1:  # two who were found to differ bear one name and one birth date
        doubtful += [groups[group][0] for group in certain]
        certain = []
    return same + certain, doubtful
