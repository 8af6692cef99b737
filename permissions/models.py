"""Façade: the tables of this app, for Django alone."""

from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange, SealedAccess, SigningKey
from permissions.ledger.models import AccessRecord, HistoryFields, LedgerEntry, LedgerPayload, Stream
from permissions.mandates.models import Mandate
from permissions.people.models import ApiToken, Appointment, Deputising, SignInAttempt, Unit, User

__all__ = [
    "AccessRecord",
    "ApiToken",
    "Appointment",
    "Checkpoint",
    "CheckpointRange",
    "Deputising",
    "HistoryFields",
    "LedgerEntry",
    "LedgerPayload",
    "Mandate",
    "SealedAccess",
    "SignInAttempt",
    "SigningKey",
    "Stream",
    "Unit",
    "User",
]
