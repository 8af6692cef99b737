"""Making a bundle: read in one snapshot, written to a file, never held in memory but for one stored file at a time."""

import json
import re
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents.attachments.serving import open_blob
from permissions import access
from permissions.ledger import bundle, disposed
from permissions.ledger.checkpoints.models import CheckpointRange
from permissions.ledger.models import LedgerEntry
from permissions.refusals import NotNow
from workflows.handoff.packages import ascii_name
from workflows.trail.bundles.index import LOOK, PAGE, look, page_of
from workflows.trail.bundles.of_amendment import contents as of_amendment
from workflows.trail.bundles.of_dossier import contents as of_dossier
from workflows.trail.bundles.of_others import of_campaign, of_decision, of_meeting
from workflows.trail.bundles.timeline import as_plain, events_of, stream_in_words, timeline_pdf
from workflows.trail.readers import reader_of

RIGHT = "bundles.make"
CONTENTS = {
    "proposal": of_dossier,
    "meeting": of_meeting,
    "decision": of_decision,
    "amendment": of_amendment,
    "campaign": of_campaign,
}
MOST_FILES, MOST_BYTES, MOST_ENTRIES = 5_000, 2 * 1024**3, 20_000
_NAMED = re.compile(r'"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle as an open file, at its beginning; whoever gives it out closes it. contents: what went in."""

    file: object
    name: str
    written: bundle.Written
    thing: object

    @property
    def taken_out(self):
        """What the record says of it; by the digest another bundle that is shown later is told from this one."""
        return f"{self.thing.stream}/bundle {self.written.manifest_sha256}"


@dataclass(frozen=True, slots=True)
class FileWritten:
    """A line of the table of files. path: below files/. fault: why it is not in the bundle. entry: which names it."""

    title: str
    path: str
    size: int = 0
    fault: str = ""
    sha256: str = ""
    entry: LedgerEntry | None = None

    @property
    def address(self):
        return f"{bundle.FILES}{self.path}"

    @property
    def named(self):
        """Which entry of the chain names the file, as the verifier checks."""
        return f"ghi tại mục {self.entry.seq} của {stream_in_words(self.entry.stream.key)}" if self.entry else ""


@dataclass(slots=True)
class Counts:
    """How many entries of a stream there are, how many are told barely or not, how many no checkpoint seals yet."""

    entries: int = 0
    bare: int = 0
    silent: int = 0
    unsealed: int = 0


@contextmanager
def _one_snapshot():
    """Chain, facts and files as they stood at one moment; on SQLite a transaction is that already."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def thing_of(kind, code, user, held):
    """The thing a bundle can be made of, where the person may make one; None for what there is not for them.

    Raises NotYou where the person reads it, but may make no bundle of it.
    """
    reader = reader_of(f"{kind}/{code}", user, held) if kind in CONTENTS else None
    if reader is None:
        return None
    access.require(user, RIGHT, reader.thing)
    return reader.thing


def contents_of(thing, user, held):
    """What would go into a bundle of a thing, in Vietnamese. Raises NotNow for what is too large for one."""
    with translation.override("vi"):
        found = CONTENTS[thing.stream.partition("/")[0]](thing, user, held)
    count, size = len(found.files), sum(file.blob.size_bytes for file in found.files)
    entries = LedgerEntry.objects.filter(stream__key__in=found.told).count()
    if count > MOST_FILES or size > MOST_BYTES or entries > MOST_ENTRIES:
        told = {"files": count, "size": filesizeformat(size), "entries": entries}
        most = {"most_files": MOST_FILES, "most_size": filesizeformat(MOST_BYTES), "most_entries": MOST_ENTRIES}
        sentence = _(
            "This is too large for one bundle: %(files)s files, %(size)s, %(entries)s acts. At most %(most_files)s "
            "files, %(most_size)s and %(most_entries)s acts fit. Make bundles of its single dossiers instead."
        )
        raise NotNow(sentence % (told | most), code="too_large")
    return found


def make_bundle(*, kind, code, by, held, now=None):
    """Make the bundle of a thing as this person reads it; None where there is no such thing for them.

    It changes nothing and is no act: who makes one leaves an AccessRecord, which the next checkpoint seals, and an act
    would alter the very stream that is given out. Raises NotYou, NotNow for what is too large for one bundle.
    """
    now = now or timezone.now()
    with _one_snapshot():
        thing = thing_of(kind, code, by, held)
        if thing is None:
            return None
        found = contents_of(thing, by, held)
        file = tempfile.TemporaryFile(prefix="bundle-")  # noqa: SIM115 - given out, and closed by the answer
        try:
            with translation.override("vi"):
                written = _Writing(found, by, now).written(file)
        except BaseException:
            file.close()
            raise
    file.seek(0)
    name = f"goi-{ascii_name(thing.code)}-{timezone.localtime(now):%Y%m%d-%H%M}.zip"
    return Made(file, name, written, thing)


class _Writing:
    """One bundle on its way: what was written of each file is told in its index."""

    def __init__(self, contents, by, now):
        self.contents, self.by, self.now = contents, by, now
        self.files, self.named, self.counts = [], {}, defaultdict(Counts)

    def written(self, out):
        self._look_through()
        told = self.contents.told
        return bundle.write(
            out,
            about=self.contents.title,
            streams=list(told),
            files=self._files(),
            front=self._front,
            is_hidden=lambda entry: told[entry.stream.key].is_hidden(entry),
            is_silent=lambda entry: told[entry.stream.key].is_silent(entry),
            now=self.now,
        )

    def _look_through(self):
        """Count the entries, and note which one names which SHA-256 in words that are told: two statements."""
        told = self.contents.told
        ranges = CheckpointRange.objects.filter(stream__key__in=told).values_list("stream__key").order_by("stream__key")
        sealed = dict(ranges.annotate(last=Max("to_seq")))
        rows = LedgerEntry.objects.filter(stream__key__in=told).select_related("stream").order_by("stream", "seq")
        for entry in rows.prefetch_related("payload"):
            key, counts = entry.stream.key, self.counts[entry.stream.key]
            is_silent, is_hidden = told[key].is_silent(entry), told[key].is_hidden(entry)
            counts.entries += 1
            counts.silent += is_silent
            counts.bare += is_hidden and not is_silent
            counts.unsealed += entry.seq > sealed.get(key, 0)
            if not (is_silent or is_hidden) and hasattr(entry, "payload"):
                for sha256 in _NAMED.findall(entry.payload.body):
                    self.named.setdefault(sha256, entry)

    def _file(self, path, title, content):
        self.files.append(FileWritten(title, path, len(content)))
        return bundle.File(path=path, read=lambda: content)

    def _files(self):
        events = events_of(self.contents.told)
        pdf = timeline_pdf(self.contents, events, by=self.by, at=self.now)
        yield self._file("dong-thoi-gian.pdf", "Dòng thời gian (bản đọc)", pdf)
        yield self._file("dong-thoi-gian.json", "Dòng thời gian (bản cho máy)", _json(as_plain(events)))
        yield self._file("noi-dung.json", "Nội dung, yêu cầu, kết quả (bản cho máy)", _json(self.contents.facts))
        for text in self.contents.texts:
            content = text.text.encode()
            fault = "" if content else "Đã tiêu hủy nội dung theo quy định"
            entry = self.named.get(text.sha256)
            self.files.append(FileWritten(text.title, text.path, len(content), fault, text.sha256, entry))
            if content:
                yield bundle.File(path=text.path, read=lambda content=content: content, entry=entry)
        gone = disposed.files() if self.contents.files else set()
        for enclosed in self.contents.files:
            yield from self._stored(enclosed, gone)

    def _stored(self, enclosed, gone):
        """A stored file; one that is missing or changed is told, and the rest of the bundle made all the same."""
        try:
            opened = open_blob(enclosed.blob)
        except NotNow as fault:
            is_named = fault.code == "file_missing" and enclosed.blob.sha256 in gone
            is_disposed = fault.code == "file_disposed" or is_named
            said = "Đã tiêu hủy theo quy định" if is_disposed else "THIẾU HOẶC ĐÃ BỊ THAY ĐỔI trong kho: không đưa vào"
            self.files.append(
                FileWritten(enclosed.title, enclosed.path, fault=f"{said}; SHA-256 {enclosed.blob.sha256}")
            )
            return
        blob, entry = enclosed.blob, self.named.get(enclosed.blob.sha256)
        with opened:
            self.files.append(
                FileWritten(enclosed.title, enclosed.path, blob.size_bytes, sha256=blob.sha256, entry=entry)
            )
            yield bundle.File(path=enclosed.path, read=opened.read, entry=entry)

    def _front(self):
        page = page_of(self.contents, self.files, self.counts, by=self.by, at=self.now)
        return [(PAGE, page), (LOOK, look())]


def _json(value):
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
