"""A file is closed when its awards are handed over."""

from django.utils.translation import gettext as _

from documents.proposals.naming import first_of
from workflows.approval.conditions import tell
from workflows.handover.queries import not_handed


def awards_not_handed_over(proposal):
    """Whose award, decided here, is not recorded as handed over: a sentence, none where all are."""
    if names := not_handed(proposal):
        yield _("Awards that are not recorded as handed over: %(names)s.") % {"names": first_of(names)}


tell("everything_is_recorded", awards_not_handed_over)
