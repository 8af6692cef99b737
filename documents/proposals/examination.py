"""What cannot be in a unit's own examination: an hour of no clock, more people than were called, votes of nobody."""

from django.utils.translation import gettext as _

from permissions.fields import read_hour
from permissions.refusals import ValidationError


def _in_words(text):
    """An hour as minutes print it, 14 giờ 00; empty stays. Raises ValidationError."""
    return f"{read_hour(text):%H giờ %M}" if text else ""


def settle(letter):
    """Write the hours of the letter's examination in one form. Raises ValidationError by field for what cannot be."""
    for name in ("examined_from", "examined_until"):
        try:
            setattr(letter, name, _in_words(getattr(letter, name)))
        except ValidationError as fault:
            raise ValidationError({name: fault.messages}) from None
    if letter.examined_from and letter.examined_until and letter.examined_until < letter.examined_from:
        raise ValidationError({"examined_until": _("The examination ends before it begins.")})
    if letter.present_count is None:
        return
    if letter.called_count is not None and letter.present_count > letter.called_count:
        raise ValidationError({"present_count": _("More people are present than were called.")})
    if letter.pk:
        _refuse_fewer_than_voted(letter)


def _refuse_fewer_than_voted(letter):
    for row in letter.nominations.all():
        votes = votes_of(row)
        if votes > letter.present_count:
            told = _("%(name)s has %(votes)s votes; so many people were present at least.")
            raise ValidationError({"present_count": told % {"name": row.full_name, "votes": votes}})


def votes_of(row):
    """Votes for and against, in the unit's own examination."""
    return (row.yes_count or 0) + (row.no_count or 0)


def refuse_more_votes_than_people(row):
    """Raises ValidationError where a row has more votes than people were present, as far as the letter tells."""
    present, votes = row.letter.present_count, votes_of(row)
    if present is not None and votes > present:
        told = _("%(votes)s votes for and against, but %(present)s people were present at the examination.")
        field = "yes_count" if (row.yes_count or 0) > present else "no_count"
        raise ValidationError({field: told % {"votes": votes, "present": present}})
