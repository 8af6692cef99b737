"""Which letter to the province bears a number. One that was sent stands, whatever is answered."""

from documents.numbers.bearers import Bearer, register_bearers
from documents.numbers.kinds import RegisterKind
from documents.printing.wording import document_number
from workflows.handoff.models import Transmittal


def _letters(commune, year, numbers):
    rows = Transmittal.objects.filter(commune=commune, register_year=year, number__in=numbers)
    return {
        row.number: Bearer(document_number(row.number, row.symbol), row.title, row.issued_on, "", True, row.symbol)
        for row in rows
    }


register_bearers(RegisterKind.TRANSMITTAL, _letters)
