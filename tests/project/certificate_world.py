"""Certificates of the issued decision, and the stock they may be printed on."""

from functools import cached_property

from documents.printing.stock_services import set_up_stock


class Certified:
    """A part of the world: see office_world.py."""

    @cached_property
    def stock(self):
        values = {"name": "Phôi A3", "width_mm": 420, "height_mm": 297, "is_text_only": True}
        made = set_up_stock(commune=self.town.commune, values=values, by=self.town.records_clerk)
        return [made.pk], made

    @cached_property
    def certificate(self):
        return [self.issued[1].lines.first().certificates.get().code], None
