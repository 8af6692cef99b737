"""What some nominations of a dossier may do without the others, as pages offer it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from documents.proposals.states import BEFORE_COUNCIL
from permissions import access
from workflows.approval import part_services as parts
from workflows.approval.part_forms import SuspendForm, WithdrawForm, WithdrawOnPaperForm
from workflows.approval.splitting import may_be_split


@dataclass(frozen=True, slots=True)
class Part:
    """A deed on some nominations as its page shows it."""

    deed: object
    form: type
    right: str
    label: str
    hint: str
    icon: str
    tone: str


SUSPEND = Part(
    parts.suspend_nominations,
    SuspendForm,
    "proposals.suspend",
    gettext_lazy("Suspend some nominations"),
    gettext_lazy(
        "They go into a dossier of their own and wait there; the others go on at once. The unit is told only that the "
        "examination is paused."
    ),
    "player-pause",
    "btn-danger",
)
WITHDRAW = Part(
    parts.withdraw_nominations,
    WithdrawForm,
    "proposals.withdraw",
    gettext_lazy("Withdraw some nominations"),
    gettext_lazy("They go into a dossier of their own, which ends there; the others go on."),
    "arrow-back-up",
    "btn-danger",
)
WITHDRAW_ON_PAPER = Part(
    parts.record_withdrawal_of_nominations,
    WithdrawOnPaperForm,
    "proposals.record_for_unit",
    gettext_lazy("Enter a withdrawal of some received on paper"),
    gettext_lazy(
        "They go into a dossier of their own, which ends there; the others go on. The trail names the unit, who "
        "recorded it, and the scan."
    ),
    "rubber-stamp",
    "btn-danger",
)
PAGES = {
    "proposals:suspend_some": SUSPEND,
    "proposals:withdraw_some": WITHDRAW,
    "proposals:record_withdraw_some": WITHDRAW_ON_PAPER,
}


def part_links(proposal, rows, held):
    """Where this person can let some nominations go another way: [{"page", "label", "icon"}]."""
    if not may_be_split(proposal, rows):
        return []
    found = []
    for page, part in PAGES.items():
        offices = access.offices_with(part.right)
        is_too_late = part is not SUSPEND and proposal.state not in BEFORE_COUNCIL
        is_of_another = part is WITHDRAW_ON_PAPER and proposal.unit.has_accounts
        if not is_too_late and not is_of_another and any(c.office in offices and c.reaches(proposal) for c in held):
            found.append({"page": page, "label": part.label, "icon": part.icon})
    return found
