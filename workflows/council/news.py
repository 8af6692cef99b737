"""What happened on a meeting since a page with a form was opened; such a page is not read anew by itself."""

from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import last_act

_COURSE = {"meeting.open", "meeting.close"}
# What changes such a page, by the name with which it asks.
ACTS = {
    "attendance": {"meeting.attendance", "meeting.presiding", "meeting.vote_opened", "meeting.vote_closed", *_COURSE},
    "papers": {
        *("meeting.papers_handed_out", "meeting.paper_taken_back", "meeting.papers_keyed", "meeting.papers_keyed_anew"),
        *("meeting.vote_closed", "meeting.vote_repeated", "meeting.attendance", *_COURSE),
    },
}


def seen_now(code):
    """Number of the last act on a meeting; to be asked before what the page shows is read."""
    last = last_act(f"meeting/{code}")
    return last.seq if last else 0


def last_since(meeting, page, seen):
    """The last act after the number `seen` that changes the page of this name, with its person; None of none."""
    rows = LedgerEntry.objects.filter(stream__key=meeting.stream, seq__gt=seen, act__in=ACTS.get(page, ()))
    return rows.select_related("actor").order_by("-seq").first()
