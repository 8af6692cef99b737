"""How lists, papers and certificates say who a nominee is, beside the name."""

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
