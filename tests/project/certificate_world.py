"""Certificates of the issued decision, and the stock they may be printed on."""

from functools import cached_property

from documents.numbers.models import IssuedNumber, Register
from documents.printing.stock_services import set_up_stock


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
        return [made.code, made.lines.first().pk], None

    @cached_property
    def diploma_first(self):
        return [*self.diploma[0], 1], None

    @cached_property
    def certificate(self):
        return [self.issued[1].lines.first().certificates.get().code], None
