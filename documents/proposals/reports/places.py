"""As which paper of a row the uploaded files are attached."""

from django.utils import timezone

from documents.proposals.paper_places import places_of_row
from documents.proposals.queries import rules_for


def kinds_of(letter, rows, today=None):
    """The places for papers that the rows of this letter have, those that are asked first; any other paper last.

    rows: nominations with their award forms.
    """
    rules, found = rules_for(letter, today or timezone.localdate()), {}
    for row in rows:
        row.papers_now = []
        for place in places_of_row(row, rules):
            known = found.setdefault(place.code, place)
            known.is_mandatory = known.is_mandatory or place.is_mandatory
    return sorted(found.values(), key=lambda place: not place.is_mandatory)
