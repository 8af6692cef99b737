"""Façade: the tables of this app, for Django alone."""

from permissions.ledger.models import AccessRecord, HistoryFields, LedgerEntry, LedgerPayload, Stream
from permissions.people.models import ApiToken, Appointment, Deputising, SignInAttempt, Unit, User

__all__ = [
    "AccessRecord",
    "ApiToken",
    "Appointment",
    "Deputising",
    "HistoryFields",
    "LedgerEntry",
    "LedgerPayload",
    "SignInAttempt",
    "Stream",
    "Unit",
    "User",
]
