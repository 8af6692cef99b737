"""Which signed minutes bear a number. They are kept for good, hence their number is never void."""

from documents.numbers.bearers import Bearer, register_bearers
from documents.numbers.kinds import RegisterKind
from documents.printing.kinds import PaperKind
from documents.printing.models import Issued
from documents.printing.wording import document_number


def _minutes(commune, year, numbers):
    rows = Issued.objects.filter(commune=commune, kind=PaperKind.MINUTES, issued_on__year=year, number__in=numbers)
    return {row.number: _bearer(row) for row in rows.select_related("made_by")}


def _bearer(row):
    code = document_number(row.number, row.symbol)
    return Bearer(code, row.title, row.issued_on, str(row.made_by or ""), is_live=True, symbol=row.symbol)


register_bearers(RegisterKind.MINUTES, _minutes)
