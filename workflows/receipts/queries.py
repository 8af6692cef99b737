"""The receipts of a decision: who reads them is who reads its hand-overs, or its money."""

from workflows.receipts.models import About, Receipt

# The same offices hold both rights; pages and endpoints ask the first at the door, and of the decision the right one.
VIEW = {About.HANDOVER: "handovers.view", About.PAYMENT: "payments.view"}
RECORD = {About.HANDOVER: "handovers.record", About.PAYMENT: "payments.record"}


def receipts_of(decision, about):
    """The receipts of an issued decision, the oldest first."""
    return Receipt.objects.filter(decision=decision, about=about).select_related("added_by", "scan")


def version_of(decision, about):
    """How many receipts there are: rises with each, so a form knows whether it is stale."""
    return receipts_of(decision, about).count()
