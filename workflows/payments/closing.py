"""A file is closed when the money of its awards is recorded."""

from django.utils.translation import gettext as _

from documents.proposals.naming import first_of
from permissions.refusals import Pointer
from workflows.approval.conditions import tell
from workflows.payments.queries import unpaid_of


def money_not_recorded(proposal):
    """Whose money is neither recorded as paid nor as not to be paid: a sentence, none where it is all recorded."""
    if open_rows := unpaid_of(proposal):
        told = _("Money that is not recorded yet: %(names)s.") % {
            "names": first_of([name for name, _code in open_rows])
        }
        yield Pointer(told, "payments:detail", open_rows[0][1])


tell("everything_is_recorded", money_not_recorded)
