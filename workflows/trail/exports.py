"""The journal as a file: the same entries as the page, with what they were narrowed to."""

from django.utils.translation import gettext as _

from documents.sheets.serving import EXPORT_LIMIT, Shown, csv_response, export_response
from workflows.trail.journal import journal_rows


def _changes(event):
    return "; ".join(f"{label}: {before} → {after}" for label, before, after in event.differences)


def _shown():
    return [
        Shown(_("When"), lambda event: event.at, 17, "date"),
        Shown(_("Who"), lambda event: event.person, 24),
        Shown(_("Acting as"), lambda event: event.acting_as, 28),
        Shown(_("Act"), lambda event: event.sentence, 34),
        Shown(_("Stream"), lambda event: event.stream, 22),
        Shown(_("Reason"), lambda event: event.reason, 36),
        Shown(_("Changes"), _changes, 44),
        Shown(_("Details"), lambda event: "; ".join(event.details), 44),
        Shown(_("Number in the stream"), lambda event: event.seq, 10, "number"),
        Shown(_("Hash"), lambda event: event.hash, 30),
    ]


def journal_file(request, narrowed, held, words, *, as_csv=False):
    """The newest entries as .xlsx or .csv; every file taken out leaves a record."""
    rows = journal_rows(narrowed, request.user, held, EXPORT_LIMIT + 1)
    answer = csv_response if as_csv else export_response
    return answer(request, "journal", title=_("Journal"), shown=_shown(), rows=rows, narrowed=words)
