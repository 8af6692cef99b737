"""A file is closed when its awards are handed over."""

from django.utils.translation import gettext as _

from documents.proposals.naming import first_of
from permissions.refusals import Pointer
from workflows.approval.conditions import tell
from workflows.handover.queries import not_handed


def awards_not_handed_over(proposal):
    """Whose award, decided here, is not recorded as handed over: a sentence, none where all are."""
    if open_rows := not_handed(proposal):
        told = _("Awards that are not recorded as handed over: %(names)s.") % {
            "names": first_of([name for name, _code in open_rows])
        }
        yield Pointer(told, "handover:detail", open_rows[0][1])


tell("everything_is_recorded", awards_not_handed_over)
