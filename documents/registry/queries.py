"""Who reads the award book, and what its pages read."""

from dataclasses import dataclass

from django.db.models import Q

from documents.catalogue.kinds import NomineeType
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.states import Answer
from permissions import access
from permissions.keyset import with_words


def _named_by(units):
    return Award.objects.filter(nomination__letter__unit__in=units).order_by().values("recipient")


def _recipients_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "registry.view")
    return Q(unit_id__in=units) | Q(pk__in=_named_by(units)) if units else None


def _recipients_of_the_commune(held):
    _units, communes = access.units_and_communes(held, "registry.view")
    return Q(commune_id__in=communes) if communes else None


def _awards_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "registry.view")
    return Q(recipient__unit_id__in=units) | Q(recipient__in=_named_by(units)) if units else None


def _questions_of_the_office(held):
    _units, communes = access.units_and_communes(held, "registry.edit")
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(Recipient, _recipients_of_the_unit)
access.register_visibility(Recipient, _recipients_of_the_commune)
access.register_visibility(Award, _awards_of_the_unit)
access.register_visibility(Award, _recipients_of_the_commune)
access.register_visibility(Likeness, _questions_of_the_office)


def reads_book(held, unit):
    """Does the person read the commune's book, at least what it says of this unit's nominees?"""
    units, communes = access.units_and_communes(held, "registry.view")
    return unit.pk in units or unit.commune_id in communes


def asks_itself(held, commune_id):
    """Does the person keep the book of the commune, and so reads who may be the same?"""
    _units, communes = access.units_and_communes(held, "registry.edit")
    return commune_id in communes


def awards_seen(user, held, *, words="", year=None, award_form=None, nominee_type="", source=""):
    """The awards a person may read, narrowed, each with its recipient."""
    rows = access.visible_to(user, Award, acting=held)
    rows = with_words(rows, words, "recipient__search_key")
    asked = {"year": year, "award_form": award_form, "recipient__nominee_type": nominee_type, "source": source}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return rows.select_related("recipient__unit", "award_form")


def group_of(recipient):
    """The recipients found to be the same, this one among them, oldest first."""
    rows = Recipient.objects.filter(Q(pk=recipient.group) | Q(same_as=recipient.group))
    return list(rows.select_related("unit").order_by("pk"))


def awards_of(recipients):
    """Their awards, the newest first."""
    rows = Award.objects.filter(recipient__in=recipients)
    return list(rows.select_related("award_form", "entered_by", "recipient").order_by("-year", "-decided_on", "-pk"))


def questions(user, held, answer=Answer.WAITING):
    """Two that may be the same, with both sides. answer: None for all."""
    rows = access.visible_to(user, Likeness, acting=held)
    rows = rows.filter(answer=answer) if answer else rows
    return rows.select_related("recipient__unit", "other__unit", "nomination__letter__unit", "answered_by")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question as the page shows it. recipient: None for a nominee."""

    is_person: bool
    full_name: str
    birth_on: object
    is_female: bool | None
    place: str
    awards: list
    recipient: Recipient | None = None


def _side_of(recipient, awards):
    return Side(
        recipient.is_person,
        recipient.full_name,
        recipient.birth_on,
        recipient.is_female,
        recipient.place,
        awards,
        recipient,
    )


def sides_of(asked):
    """[(Likeness, Side, Side)] with what each was awarded: one statement, however many are asked."""
    recipients = {row.recipient_id for row in asked} | {row.other_id for row in asked if row.other_id}
    awards = {}
    for award in awards_of(recipients):
        awards.setdefault(award.recipient_id, []).append(award)
    found = []
    for row in asked:
        first = _side_of(row.recipient, awards.get(row.recipient_id, []))
        second = _side_of(row.other, awards.get(row.other_id, [])) if row.other else _nominee(row.nomination)
        found.append((row, first, second))
    return found


def _nominee(row):
    place = row.workplace or row.letter.unit.name
    return Side(row.nominee_type == NomineeType.INDIVIDUAL, row.full_name, row.birth_on, row.is_female, place, [])
