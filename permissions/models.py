"""Façade: the tables of this app, for Django alone."""

from permissions.ledger.models import AccessRecord, LedgerEntry, LedgerPayload, Stream
from permissions.people.models import ApiToken, Appointment, Deputising, Unit, User

__all__ = [
    "AccessRecord",
    "ApiToken",
    "Appointment",
    "Deputising",
    "LedgerEntry",
    "LedgerPayload",
    "Stream",
    "Unit",
    "User",
]
