"""`bench trail`: what evidence costs to write and to check, beside the same work without it."""

import hashlib
import random
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from permissions.keyset import cursor_of
from permissions.ledger import tracked
from permissions.ledger.checkpoints import checking, making
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.services import Line, compose, link, record
from permissions.ledger.verify import verify
from permissions.roles import Office
from project import urls  # noqa: F401 - importing declares every act
from project.bench.report import Case
from project.bench.timing import interleaved, statements_of
from project.bench.writers import four_writers
from project.seeding.loading import Keys, load, quick
from project.seeding.places import towns
from project.seeding.services import seed
from workflows.trail.journal import PAGE, Narrowed, journal

ENTRIES_PER_STREAM = 20
_AT_ONCE = 2_000  # streams in one transaction
_REASON = "Hồ sơ đủ thành phần, thành tích rõ; đề nghị Hội đồng xét theo quy chế. " * 4
_ENTRY_BYTES = bytes(470)  # what the text of one such entry takes
_LEAF_BYTES, _NODE_BYTES = bytes(106), bytes(65)  # what its leaf takes, and a node of the tree
# Number and moment as text, as the check reads them: to make objects of them takes longer than to read the rows.
_READ = """
SELECT s.key, e.seq, CAST(e.act_id AS varchar), CAST(e.at AS varchar), e.commune_id, e.actor_id, e.acting_as_id,
    e.deputising_id, e.act, e.from_state, e.to_state, e.version, e.form, e.payload_digest, e.prev_hash, e.hash,
    p.salt, p.body
FROM permissions_stream s JOIN permissions_ledgerentry e ON e.stream_id = s.id
    JOIN permissions_ledgerpayload p ON p.entry_id = e.id
"""

_PAGE = """
SELECT e.id, e.at, e.act, e.from_state, e.to_state, s.key, u.full_name, p.body
FROM permissions_ledgerentry e JOIN permissions_stream s ON s.id = e.stream_id
    JOIN permissions_ledgerpayload p ON p.entry_id = e.id JOIN permissions_user u ON u.id = e.actor_id
WHERE e.commune_id = %s {behind} ORDER BY e.at DESC, e.id DESC LIMIT 26
"""


def add_entries(count, town):
    """So many entries over streams of twenty, chained as the ledger does, through the years of a commune."""
    dice, keys = random.Random(3), Keys()
    head = town.capacity(Office.OFFICE_HEAD)
    start = timezone.now() - timedelta(days=1500)
    for first in range(0, count // ENTRIES_PER_STREAM, _AT_ONCE):
        streams, entries, payloads = [], [], []
        for number in range(first, min(first + _AT_ONCE, count // ENTRIES_PER_STREAM)):
            stream = quick(Stream, id=keys.take(Stream), key=f"seed/{number}", commune_id=town.commune.pk)
            for seq in range(ENTRIES_PER_STREAM):
                line = Line(stream=stream.key, act="seed.made", from_state="x", to_state="y", body={"reason": _REASON})
                at = start + timedelta(minutes=(number * ENTRIES_PER_STREAM + seq) * 2_000_000 // count)
                act_id = UUID(int=dice.getrandbits(128), version=4)
                entry, payload = compose(
                    line, act_id=act_id, at=at, commune_id=town.commune.pk, by=head.user, acting_as=head
                )
                entry.pk = payload.entry_id = keys.take(LedgerEntry)
                link(stream, entry)
                entries.append(entry)
                payloads.append(payload)
            streams.append(stream)
        with transaction.atomic():
            for rows in (streams, entries, payloads):
                load(rows)
    keys.close()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _read_and_hash(hashed):
    """The floor of a check: every row read, in any order, and SHA-256 over as many bytes as it hashes beside bodies."""
    sha256 = hashlib.sha256
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_READ)
        while rows := cursor.fetchmany(2_000):
            for row in rows:
                sha256(row[-1].encode())
                for data in hashed:
                    sha256(data)


def _verify_chains(_number=0):
    return _held(verify())


def _verify_all(_number=0):
    report = verify()
    checking.check(report)
    return _held(report)


def _held(report):
    if not report.holds:
        raise ValueError(f"the bench's own trail does not hold: {report.breaks[:3]}")


def verifying(entries, town):
    """The check of so many entries, and of the checkpoint over them too, each beside its floor.

    The chains hash each payload and each entry, the checkpoint each entry's leaf and a node above it too.
    """
    add_entries(entries, town)
    making.make(now=timezone.now())
    ways = {
        "chains": _verify_chains,
        "chains floor": lambda _number: _read_and_hash([_ENTRY_BYTES]),
        "all": _verify_all,
        "all floor": lambda _number: _read_and_hash([_ENTRY_BYTES, _LEAF_BYTES, _NODE_BYTES]),
    }
    found, count = interleaved(ways, 3, warm_up=0), LedgerEntry.objects.count()
    for name, way, told in (("chains", _verify_chains, ""), ("all", _verify_all, " with their checkpoint")):
        mine, least, counted = found[name], found[f"{name} floor"], len(statements_of(way))
        name = f"{count} entries verified{told}, over reading the rows and bare SHA-256 over the same bytes"
        yield Case(name, mine / least, "<= 3", mine, floor_ms=least, statements=counted)


def one_entry(rounds, town):
    """A save with history, with its entry and without: in its own transaction each."""
    by, unit = town.capacity(Office.OFFICE_HEAD), town.units[0]

    def change(number, word):
        unit.short_name = f"{word}{number}"[:20]
        return tracked.save(unit, by=by.user, reason="bench")

    def bare(number):
        with transaction.atomic():
            change(number, "a")

    def told(number):
        with transaction.atomic():
            body = {"reason": _REASON, "history": [change(number, "b")]}
            line = Line(stream="seed/bench", act="seed.made", body=body)
            record([line], commune_id=town.commune.pk, by=by.user, acting_as=by)

    counted = len(statements_of(lambda: told(-1)))
    found = interleaved({"told": told, "bare": bare}, rounds)
    mine, least = found["told"], found["bare"]
    yield Case(
        "a save with its entry, over the same save with history alone",
        mine / least,
        "",
        mine,
        floor_ms=least,
        statements=counted,
    )


def reading(rounds, town):
    """A page of the journal, its first one and one in the middle of all entries, beside the bare statement."""
    head, narrowed = town.capacity(Office.OFFICE_HEAD), Narrowed(commune_id=town.commune.pk)
    middle = LedgerEntry.objects.filter(commune=town.commune).order_by("-at", "-pk")
    row = middle.only("at")[middle.count() // 2]
    cursor = cursor_of(row, ["at", "pk"])
    at = connection.ops.adapt_datetimefield_value(row.at)
    deep = "AND (e.at, e.id) < (%s, %s)"

    def page(after=""):
        events, _ahead, _behind = journal(narrowed, head.user, [head], after=after)
        if len(events) != PAGE:
            raise ValueError("the journal does not show its page")

    def bare(behind="", *values):
        with connection.cursor() as told:
            told.execute(_PAGE.format(behind=behind), [town.commune.pk, *values])
            return told.fetchall()

    counted = len(statements_of(page))
    ways = {
        "first": lambda _number: page(),
        "deep": lambda _number: page(cursor),
        "bare": lambda _number: bare(),
        "bare deep": lambda _number: bare(deep, at, row.pk),
    }
    found = interleaved(ways, rounds)
    for name, mine, least in (("first page", "first", "bare"), ("page in the middle", "deep", "bare deep")):
        ratio = found[mine] / found[least]
        name = f"journal, {name}, over the bare statement"
        yield Case(name, ratio, "", found[mine], floor_ms=found[least], statements=counted)
    ratio = found["deep"] / found["first"]
    yield Case("journal, page in the middle, over its first page", ratio, "<= 1.3", found["deep"])


def cases(entries, rounds):
    """The report of one run."""
    seed(communes=1, proposals=1)
    (town,) = islice(towns(1), 1)
    yield from verifying(entries, town)
    yield from reading(rounds, town)
    yield from one_entry(rounds, town)
    yield from four_writers(town, seconds=max(rounds / 20, 1))
