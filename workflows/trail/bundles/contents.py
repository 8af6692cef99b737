"""What a bundle is made of, before it is written: streams, facts, texts, files, and what its index says of them."""

from dataclasses import dataclass, field

from documents.attachments.media_types import MediaType
from documents.attachments.models import Blob
from documents.printing.models import Issued
from workflows.handoff.packages import ascii_name


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the index page: lines of text, and a table where there is one. cells: plain texts."""

    title: str
    lines: list = field(default_factory=list)
    columns: tuple = ()
    rows: list = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that goes in as it is kept. sha256: as the trail names it; an empty text was disposed of."""

    path: str
    title: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A stored file that goes in byte for byte. path: below files/, without accents."""

    path: str
    title: str
    blob: Blob


@dataclass(slots=True)
class Contents:
    """One bundle. told: stream key -> Told, its own stream first. facts: plain values. notes: what is not in it."""

    thing: object
    title: str
    told: dict
    facts: dict
    sections: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    files: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def enclosed(folder, rows):
    """Enclosed files of a folder, each once. rows: [(title, file name, Blob)]."""
    once = {}
    for title, name, blob in rows:
        once.setdefault((name, blob.sha256), (title, name, blob))
    return [
        Enclosed(f"{folder}/{number:03}-{ascii_name(name)}", title, blob)
        for number, (title, name, blob) in enumerate(once.values(), 1)
    ]


def renditions(stream, named=None):
    """Every rendition that is kept of a thing, the oldest first: [(title, file name, Blob)]; one statement.

    named: {key of an Issued row: (title, file name)} of those that have a name of their own; of others their kind is
    told, and that they are for Word.
    """
    named = named or {}
    rows = Issued.objects.filter(subject_key=stream).select_related("blob").order_by("pk")
    return [(*(named.get(row.pk) or _name_of(row)), row.blob) for row in rows]


def _name_of(issued):
    kind = str(issued.get_kind_display())
    title = f"{kind[:1].upper()}{kind[1:]}: {issued.title}"
    return title, f"{issued.title}{MediaType(issued.blob.media_type).extensions[0]}"


def blobs_of(sha256s):
    """{sha256: Blob}: one statement."""
    return {blob.sha256: blob for blob in Blob.objects.filter(sha256__in=set(sha256s))}
