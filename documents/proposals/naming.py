"""How lists, papers, certificates and sentences say who a nominee is, or who several are."""

from django.utils.translation import gettext as _

from documents.catalogue.kinds import NomineeType


def place_of(nomination):
    """Workplace or address as the unit typed it; a person without one belongs to the unit that proposes."""
    if nomination.workplace or nomination.nominee_type != NomineeType.INDIVIDUAL:
        return nomination.workplace
    unit = nomination.proposal.unit.name
    return "" if unit.casefold() in nomination.position.casefold() else unit


def post_and_place(nomination):
    """Post and unit, or address; what the name says already is not said twice."""
    name, parts = nomination.full_name.casefold(), (nomination.position, place_of(nomination))
    return ", ".join(part for part in parts if part and part.casefold() not in name)


def first_of(names, most=5):
    """Names for a sentence: the first of them, and how many follow."""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return _("%(names)s and %(count)s more") % {"names": shown, "count": len(names) - most}
