"""Who may add rows and their reports to a letter now."""

from django.utils.translation import gettext as _

from documents.proposals.models import Letter
from documents.proposals.services import drafting_right
from documents.proposals.states import LetterState
from permissions import access
from permissions.refusals import NotNow


def for_drafting(letter, *, by, acting_as, lock=False):
    """(the letter, the capacity) for who may add rows now. Raises NotYou or NotNow."""
    rows = Letter.objects.select_for_update(of=("self",)) if lock else Letter.objects
    letter = rows.select_related("unit", "commune", "campaign", "rule_set").get(pk=letter.pk)
    capacity = access.require(by, drafting_right(letter.unit), letter, acting_as=acting_as)
    if not LetterState(letter.state).is_open_for_editing:
        raise NotNow(_("The letter has been handed over; ask for it back before changing the list."))
    return letter, capacity
