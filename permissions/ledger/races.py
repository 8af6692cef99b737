"""Forms that are older than somebody's change: refused, naming who was faster and when."""

from django.utils.translation import gettext as _

from permissions.refusals import LostRace


def lost_race(noun, *, by, at):
    """The refusal of a form opened before somebody else's change. noun: what was changed; by: None where unknown."""
    person = by.full_name if by else _("Somebody else")
    told = _("%(person)s changed %(thing)s meanwhile. Look at the new state, then do it again.")
    return LostRace(told % {"person": person, "thing": noun}, winner=person, at=at)


def check_row_version(thing, row_version, noun):
    """Raises LostRace unless the form showed the thing as it is now.

    thing: under lock, with a history, which knows who changed it last.
    """
    if str(row_version) != str(thing.row_version):
        last = thing.history.select_related("history_user").order_by("-history_id").first()
        raise lost_race(noun, by=last and last.history_user, at=last and last.history_date)
