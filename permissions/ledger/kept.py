"""What topics keep beside the ledger under a SHA-256 that entries name: rows of a table, files of a store.

The ledger knows no topic: each registers once, when the program starts, how its rows are found and its files are read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Model

_rows, _files = [], []


class Named(NamedTuple):
    """What an entry says: on this stream, of this version (None where there are none), this SHA-256."""

    stream: str
    version: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptRows:
    """Rows of a model that entries of some streams name; see `register_rows`."""

    model: type[Model]
    streams: tuple[str, ...]
    keys: tuple[str, ...]
    find: Callable
    every_row: bool
    emptied: Callable | None = None


def register_rows(model, *, streams, keys, find, every_row=True, emptied=None):
    """Have rows compared with the entries that name them.

    streams: how the keys of these entries' streams begin ("proposal/"). keys: where their bodies name the SHA-256.
    find: [Named] -> [(Named, pk)] of the rows that are there and whole, every hash of a row computed anew.
    every_row: a row of the model that no entry names is a break. emptied: as find, of the rows whose text was disposed
    of and that only tell its SHA-256 any more; None where rows stay whole for ever.
    """
    _rows.append(KeptRows(model, tuple(streams), tuple(keys), find, every_row, emptied))


def register_files(read):
    """Have stored files read. read: () -> [(name, sentence of what is wrong or "")], one for each file."""
    _files.append(read)


def kept_rows():
    """What was registered with `register_rows`."""
    return tuple(_rows)


def kept_files():
    """What was registered with `register_files`."""
    return tuple(_files)
