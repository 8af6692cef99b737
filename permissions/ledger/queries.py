"""Reading the evidence of one stream."""

from permissions.ledger.models import LedgerEntry


def entries_of(stream):
    """The entries of a stream, oldest first, with people, offices and payloads: one statement."""
    return (
        LedgerEntry.objects.filter(stream__key=stream)
        .select_related("actor", "acting_as__unit", "acting_as__user", "deputising", "payload")
        .order_by("seq")
    )


def last_act(stream):
    """The last entry of a stream, with its person; None for a stream without entries."""
    return LedgerEntry.objects.filter(stream__key=stream).select_related("actor").order_by("-seq").first()
