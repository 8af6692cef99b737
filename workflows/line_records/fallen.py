"""Lines whose award was revoked: what had been given out before can still be recorded, and is asked back then.

Records know no revocation; the topic that keeps them says once how they are found and what follows.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from documents.proposals.states import Outcome
from permissions.refusals import ValidationError

_FINDERS, _FOLLOWERS = [], []


@dataclass(frozen=True, slots=True)
class Fallen:
    """The decision by which an award fell. number: as it is printed."""

    number: str
    revoked_on: date


def register_fallen(*, find, follow):
    """find(keys of lines) -> {line pk: Fallen}. follow(records that tell what was given out) -> what the entry says."""
    _FINDERS.append(find)
    _FOLLOWERS.append(follow)


def fallen_of(lines):
    """{line pk: Fallen} of DecisionLines whose award was revoked; no statement where none was."""
    keys = [line.pk for line in lines if line.nomination.outcome == Outcome.REVOKED]
    return {pk: fallen for find in _FINDERS if keys for pk, fallen in find(keys).items()}


def refuse_late(rows, *, day, note, day_field, note_field):
    """Of an award that was revoked only what was given out before that day is recorded, with a note saying why so late.

    rows: [(DecisionLine, Fallen)]. Raises ValidationError by field.
    """
    faults = {}
    for line, fallen in rows:
        said = {"name": line.nomination, "day": formats.date_format(fallen.revoked_on, "SHORT_DATE_FORMAT")}
        if day >= fallen.revoked_on:
            told = _("The award of %(name)s was revoked on %(day)s; only what was given out before can be recorded.")
            faults.setdefault(day_field, []).append(told % said)
        if not note:
            told = _("The award of %(name)s was revoked on %(day)s; say why this is recorded only now.")
            faults.setdefault(note_field, []).append(told % said)
    if faults:
        raise ValidationError(faults)


def asked_back(records):
    """Ask back what was given out of awards that fell; returns what the entry says. records: made, of one model."""
    return {key: value for follow in _FOLLOWERS if records for key, value in follow(records).items()}
