"""Codes of bulk data, counted on where the registers of the communes stand."""

from documents.numbers.kinds import RegisterKind
from documents.numbers.models import Register


class Codes:
    """Gives letters and proposals their codes; `close` writes the registers."""

    def __init__(self, communes):
        rows = Register.objects.filter(commune__in=communes, kind__in=(RegisterKind.LETTER, RegisterKind.PROPOSAL))
        self._registers = {(row.commune_id, row.kind, row.year): row for row in rows}

    def _take(self, commune, kind, year):
        key = (commune.pk, kind.value, year)
        if key not in self._registers:
            self._registers[key] = Register(commune=commune, kind=kind.value, year=year)
        self._registers[key].last_number += 1
        return self._registers[key].last_number

    def proposal(self, commune, year):
        return f"{commune.code}-{year}-{self._take(commune, RegisterKind.PROPOSAL, year):04d}"

    def letter(self, commune, year):
        return f"{commune.code}-{year}-L{self._take(commune, RegisterKind.LETTER, year):04d}"

    def close(self):
        """Write where the registers stand now."""
        Register.objects.bulk_create(
            self._registers.values(),
            update_conflicts=True,
            unique_fields=["commune", "kind", "year"],
            update_fields=["last_number"],
        )
