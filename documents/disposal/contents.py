"""What belongs to a dossier and goes with it: each topic registers its rows once, when the program starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _

from documents.attachments import uses
from documents.disposal.queries import disposed_letters

_texts, _streams, _files = [], [], {}


@dataclass(frozen=True, slots=True)
class Texts:
    """Rows of a dossier whose texts go: by, the lookup from the row to the letter; what becomes of each field."""

    model: type[Model]
    by: str
    words: tuple[str, ...]
    clear: dict

    def rows_of(self, letter, model=None):
        """The rows of the dossier in the table, or in its history."""
        return (model or self.model)._base_manager.filter(**{self.by: letter.pk}).order_by()


def register_texts(model, *, by, words=(), clear=None):
    """Have the texts of a topic go with the dossier. Their history goes as a whole.

    words: text fields; what is written there becomes `gone()`, what is empty stays so. clear: {field: value} beside it,
    or a function of the row.
    """
    _texts.append(Texts(model, by, tuple(words), clear or {}))


def register_streams(find: Callable):
    """Have the payloads of a topic's own streams go too. find: letter -> keys of streams."""
    _streams.append(find)


def register_file(model, *, field, of):
    """Have the file of a row go where nothing else needs it. of: keys of letters -> Q of the rows that are theirs."""
    _files[model, field] = of
    uses.register(model, field, lambda: of(disposed_letters()))


def files_of(letter):
    """SHA-256 of the stored files of the dossier that no row of another needs."""
    theirs = {place: of([letter.pk]) for place, of in _files.items()}
    found = set()
    for (model, field), rows in theirs.items():
        found.update(
            model.objects.filter(rows, **{f"{field}__isnull": False}).values_list(f"{field}__sha256", flat=True)
        )
    return sorted(found - uses.needed(found, theirs))


def registered_texts():
    """What was registered with `register_texts`."""
    return tuple(_texts)


def streams_of(letter):
    """The keys of the dossier's streams, the letter's own first."""
    proposals = letter.proposals.order_by("pk").values_list("code", flat=True)
    own = [letter.stream, *(f"proposal/{code}" for code in proposals)]
    return own + [key for find in _streams for key in find(letter)]


def gone():
    """What stands where a text was, in the language of the house."""
    with translation.override("vi"):
        return _("(disposed of by law)")
