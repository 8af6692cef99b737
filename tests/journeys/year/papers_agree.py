"""What is printed of the year beside the rows: decisions, minutes, packages' lists, reports, and the open page."""

import io
import zipfile

import openpyxl
from django.utils import timezone

from documents.attachments.store import path_of
from documents.printing import wording
from documents.proposals.models import Nomination
from tests.documents.printing.reading import letters, text_of
from tests.journeys.year.awards_agree import granted
from tests.journeys.year.figures_agree import NOMINEES, WITHDRAWN
from workflows.council.models import Meeting
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.models import Decision
from workflows.decisions.open_check import certificate_of_code
from workflows.handoff.models import Sending


def compare(books, revoked, as_printed):
    """as_printed: {right name: the wrong one that papers before the correction bear}."""
    _compare_decisions(books, as_printed)
    _compare_minutes(books, as_printed)
    _compare_lists(books)
    _compare_reports(books, revoked)
    _compare_open_pages(books, revoked)


def _printed(issued):
    return letters(text_of(path_of(issued.blob.sha256).read_bytes()))


def _missing(text, words):
    return sorted({word for word in words if letters(str(word)) not in text})


def _compare_decisions(books, as_printed):
    """Each nominee, number and sum stands on the decision; each name on a certificate of it."""
    for decision in Decision.objects.select_related("second_rendition__blob", "certificates__blob"):
        lines = list(decision.lines.select_related("nomination"))
        names = [as_printed.get(line.nomination.full_name, line.nomination.full_name) for line in lines]
        total = wording.grouped(sum(line.bonus_amount for line in lines))
        sums = {wording.grouped(line.bonus_amount) for line in lines if line.bonus_amount}
        words = [*names, total, *sums, wording.short_date(decision.issued_on)[:2]]
        books.same(f"{decision.code} prints", _missing(_printed(decision.second_rendition), words), [])
        books.same(f"certificates of {decision.code}", _missing(_printed(decision.certificates), names), [])


def _compare_minutes(books, as_printed):
    for meeting in Meeting.objects.select_related("minutes__blob"):
        names = (
            Nomination.objects.filter(proposal__agenda_items__meeting=meeting)
            .exclude(outcome="struck_out")
            .values_list("full_name", flat=True)
        )
        books.same(
            f"minutes of {meeting.code} print",
            _missing(_printed(meeting.minutes), [as_printed.get(name, name) for name in names]),
            [],
        )


def _compare_lists(books):
    """The list in Excel of each package names who is sent with it, of a letter sent again not the others."""
    for sending in Sending.objects.select_related("transmittal"):
        with zipfile.ZipFile(path_of(sending.sha256)) as archive:
            sheet = next(name for name in archive.namelist() if name.endswith(".xlsx"))
            rows = list(openpyxl.load_workbook(io.BytesIO(archive.read(sheet))).active.values)
        cells = {str(cell) for row in rows for cell in row if cell}
        names = set(sending.lines.values_list("line__nomination__full_name", flat=True))
        others = set(Nomination.objects.exclude(full_name__in=names).values_list("full_name", flat=True))
        books.same(f"list of {sending}", (names - cells, others & cells), (set(), set()))


def _compare_reports(books, revoked):
    head, awards = books.year.town.office_head, granted()
    book = letters(text_of(b"".join(books.page(head, "/awards/2026/print/award-book/pdf/"))))
    books.same("printed award book", _missing(book, [told[0] for told in awards.values()]), [])
    report = letters(text_of(b"".join(books.page(head, "/awards/2026/print/report/pdf/"))))
    came = f"20 tờ trình, {60 - WITHDRAWN} hồ sơ với {NOMINEES - WITHDRAWN} trường hợp đề nghị"
    words = f"{came}; {len(awards) - len(revoked)} trường hợp được khen thưởng"
    books.same("printed report of the year", _missing(report, [words]), [])


def _compare_open_pages(books, revoked):
    """The sheet last printed of each award counts; an earlier one and one of a revoked award do not."""
    rows, last, today = list(Certificate.objects.select_related("line").order_by("turn")), {}, timezone.localdate()
    for row in rows:
        last[row.line_id] = row.pk
    counted = {row.pk: last[row.line_id] == row.pk and row.line.nomination_id not in revoked for row in rows}
    books.same("open pages", {row.pk: certificate_of_code(row.code, today).is_valid for row in rows}, counted)
