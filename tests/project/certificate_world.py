"""Certificates of the issued decision, and the stock they may be printed on."""

from functools import cached_property

from documents.numbers.models import IssuedNumber, Register
from documents.printing.stock_services import set_up_stock
from workflows.decisions.certificate_services import version_of


class Sheets:
    """A line as the tables of pages and endpoints read it."""

    def __init__(self, line):
        self.line = line

    def refresh_from_db(self):
        """It is counted anew each time."""

    @property
    def row_version(self):
        return version_of(self.line)


class Certified:
    """A part of the world: see office_world.py."""

    @cached_property
    def stock(self):
        values = {"name": "Phôi A3", "width_mm": 420, "height_mm": 297, "is_text_only": True}
        made = set_up_stock(commune=self.town.commune, values=values, by=self.town.records_clerk)
        return [made.pk], made

    @cached_property
    def numbered(self):
        """The register from which the issued decision has its number."""
        made = self.issued[1]
        return [Register.objects.get(commune=made.commune, kind="decision").pk], None

    @cached_property
    def number(self):
        return [IssuedNumber.objects.get(register=self.numbered[0][0]).pk], None

    @cached_property
    def diploma(self):
        """The one line of the issued decision."""
        made = self.issued[1]
        line = made.lines.first()
        return [made.code, line.pk], Sheets(line)

    @cached_property
    def diploma_first(self):
        return [*self.diploma[0], 1], None

    @cached_property
    def certificate(self):
        return [self.issued[1].lines.first().certificates.get().code], None
