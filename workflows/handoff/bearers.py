"""Which letter to the province bears a number. One that was sent stands, whatever is answered."""

from django.db.models import OuterRef, Subquery

from documents.numbers.bearers import Bearer, register_bearers
from documents.numbers.kinds import RegisterKind
from documents.printing.wording import document_number
from workflows.handoff.models import Sending, Transmittal


def _letters(commune, year, numbers):
    first = Sending.objects.filter(transmittal=OuterRef("pk"), number=1)
    rows = Transmittal.objects.filter(commune=commune, register_year=year, number__in=numbers)
    rows = rows.annotate(numbered_by=Subquery(first.values("sent_by__full_name")))
    return {row.number: _bearer(row) for row in rows}


def _bearer(row):
    code, by = document_number(row.number, row.symbol), row.numbered_by or ""
    return Bearer(code, row.title, row.issued_on, by, is_live=True, symbol=row.symbol)


register_bearers(RegisterKind.TRANSMITTAL, _letters)
