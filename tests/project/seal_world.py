"""Things under a checkpoint, and to whom checkpoints are mailed."""

from functools import cached_property

from django.db import transaction

from permissions.ledger.checkpoints import making
from permissions.ledger.services import Line, record
from workflows.seals import services as seals


class Sealed:
    """The part of the World that is about checkpoints."""

    @cached_property
    def sealed_entry(self):
        """An entry of the commune's own stream under a checkpoint."""
        place = {"commune_id": self.town.commune.pk, "by": self.cast.administrator, "acting_as": None}
        with transaction.atomic():
            (entry,) = record([Line(stream="people/PQ", act="person.changed")], **place)
        making.make()
        return [entry.stream.key, entry.seq], None

    @cached_property
    def checkpoint(self):
        assert self.sealed_entry
        return [1], None

    @cached_property
    def seal_address(self):
        row = seals.add_address(name="Lưu trữ tỉnh", email="luutru@example.vn", by=self.cast.administrator)
        return [row.pk], row
