"""What a deed left in the ledger: one act, and no row of a history that no entry names."""

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify

_LIST = "a list that waits is no evidence; taking it over is the act, and tells every row"
_NO_FILE = "the table sends no file: nothing is attached"
_OWN = "a filter that a person keeps for the own screen"
_NOTICE = "notices and their mails are no evidence"
# Deeds by page or endpoint that leave no act, each with its reason. Typed by hand.
NONE = {
    "sign_out": "a session ends",
    "notices:read": _NOTICE,
    "notices:repeat": _NOTICE,
    "POST /notices/{0}/read": _NOTICE,
    "letters:excel_mend": _LIST,
    "letters:excel_leave_out": _LIST,
    "letters:excel_bring_back": _LIST,
    "letters:excel_drop": _LIST,
    "POST /letters/{0}/excel": _LIST,
    "PATCH /letters/{0}/excel": _LIST,
    "POST /letters/{0}/excel/leave-out": _LIST,
    "POST /letters/{0}/excel/bring-back": _LIST,
    "POST /letters/{0}/excel/drop": _LIST,
    "POST /letters/{0}/reports": _NO_FILE,
    "POST /letters/{0}/reports/drop": "a file that waits for its row was never used",
    "POST /mailings/{0}/repeat": _NOTICE,
    "PUT /me/mail": _NOTICE,
    "letters:papers": _NO_FILE,
    "letters:row_papers": _NO_FILE,
    "letters:reports": _NO_FILE,
    "letters:reports_drop": "a file that waits for its row was never used",
    "council:presiding": "the chair presides, as before",
    "PUT /meetings/{0}/presiding": "the chair presides, as before",
    "council:topic_down": "the last item stays where it is",
    "council:order": "the order stays as it is",
    "trail:keep_filter": _OWN,
    "trail:drop_filter": _OWN,
    "POST /ledger/filters": _OWN,
    "POST /ledger/filters/{0}/drop": _OWN,
    "POST /transmittals/{0}/answer-sheet": "reads a sheet of answers and records none",
}


def last_entry():
    """The number of the newest entry, 0 before the first."""
    return LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def faults(deed, since):
    """What is wrong with the trail of a deed just done. since: `last_entry` before it."""
    acts = LedgerEntry.objects.filter(pk__gt=since).values_list("act_id", flat=True).distinct().count()
    if acts != (0 if deed in NONE else 1):
        told = sorted(set(LedgerEntry.objects.filter(pk__gt=since).values_list("act", flat=True)))
        return [f"{deed} left {acts} acts: {told}"]
    return [f"{deed} left {found}" for found in verify().breaks]
