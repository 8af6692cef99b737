"""What the rows of a list would mean to the book: known for certain, asked about, new. Nothing is written."""

from dataclasses import dataclass, field

from documents.registry.likeness import Described, described, is_certain
from documents.registry.models import Recipient
from documents.sheets.columns import Row


@dataclass(frozen=True, slots=True)
class Previewed:
    """known: the recipient it surely is. asked: recipients of the name who will be asked about."""

    row: Row
    known: Recipient | None = None
    asked: list = field(default_factory=list)


def preview_of(commune, earlier):
    """[Previewed] in the order of the file; one statement."""
    wanted = {}
    for row in earlier.good:
        of, _values = earlier.said(row)
        wanted[row.number] = Described(
            **{name: of[name] for name in ("nominee_type", "full_name", "birth_on", "is_female")}, place=of["workplace"]
        )
    names = {one.key[1] for one in wanted.values()}
    near = Recipient.objects.filter(commune=commune, name_key__in=names).select_related("unit").order_by("pk")
    near = [(described(recipient), recipient) for recipient in near]
    found = []
    for row in earlier.rows:
        sought = wanted.get(row.number)
        alike = [(told, recipient) for told, recipient in near if sought and told.key == sought.key]
        sure = {recipient.group: recipient for told, recipient in alike if is_certain(sought, told)}
        known = next(iter(sure.values())) if len(sure) == 1 else None
        asked = [] if known else [recipient for _told, recipient in alike if recipient.same_as_id is None]
        found.append(Previewed(row, known, asked))
    return found
