"""Façade: the tables of this app, for Django alone."""

from permissions.ledger.models import AccessRecord, HistoryFields, LedgerEntry, LedgerPayload, Stream
from permissions.people.models import ApiToken, Appointment, Deputising, Unit, User

__all__ = [
    "AccessRecord",
    "ApiToken",
    "Appointment",
    "Deputising",
    "HistoryFields",
    "LedgerEntry",
    "LedgerPayload",
    "Stream",
    "Unit",
    "User",
]
