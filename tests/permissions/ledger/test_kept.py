"""What topics keep under a SHA-256 is compared with the entries that name it; files are read when asked for."""

import pytest

from permissions.ledger import kept
from permissions.ledger.kept import Named
from permissions.ledger.verify import verify
from permissions.people.models import Unit

A, B = "a" * 64, "b" * 64


@pytest.fixture
def shelf(db, monkeypatch):
    """{Named: pk} of what a topic finds whole; it may be registered with `_register`."""
    monkeypatch.setattr(kept, "_rows", [])
    monkeypatch.setattr(kept, "_files", [])
    return {}


def _register(shelf, **options):
    def find(named):
        streams = {one.stream for one in named}
        return [(one, pk) for one, pk in shelf.items() if one.stream in streams]

    kept.register_rows(Unit, streams=["proposal/"], keys=["sha256", "other"], find=find, **options)


def _found(**asked):
    return [(found.stream, found.seq, found.entry_id, found.kind) for found in verify(**asked).breaks]


def test_what_is_there_holds(shelf, write, commune):
    _register(shelf)
    shelf[Named("proposal/1", None, A)] = commune.pk
    write("proposal/1", body={"sha256": A})

    assert verify().holds


@pytest.mark.parametrize("there", [("proposal/1", None, B), ("proposal/2", None, A), ("proposal/1", 1, A)])
def test_other_hash_stream_or_version_is_found(shelf, write, commune, there):
    _register(shelf, every_row=False)
    shelf[Named(*there)] = commune.pk
    entry = write("proposal/1", body={"sha256": A})[0]

    assert _found() == [("proposal/1", 1, entry.pk, "kept")]
    assert _found(stream="proposal/1") == [("proposal/1", 1, entry.pk, "kept")]


def test_each_key_is_looked_at(shelf, write, commune):
    _register(shelf, every_row=False)
    shelf[Named("proposal/1", None, A)] = commune.pk
    entry = write("proposal/1", body={"sha256": A, "other": B})[0]

    assert _found() == [("proposal/1", 1, entry.pk, "kept")]


def test_other_streams_and_words_in_texts_are_left_alone(shelf, write):
    _register(shelf, every_row=False)
    write("letter/1", body={"sha256": A})
    write("proposal/1", body={"reason": f'"sha256":"{A}"', "within": {"sha256": A}, "other": ""})

    assert verify().holds


def test_row_that_no_entry_names_is_found_though_its_stream_is_asked(shelf, write, commune):
    _register(shelf)
    shelf[Named("proposal/1", None, A)] = commune.pk
    shelf[Named("proposal/1", None, B)] = commune.pk + 1
    write("proposal/1", body={"sha256": B})

    assert _found() == [("permissions_unit", 0, None, "unnamed")]
    assert _found(stream="proposal/1") == []


def test_rows_of_one_model_may_be_named_on_streams_of_several_topics(shelf, write, commune):
    _register(shelf)
    kept.register_rows(
        Unit, streams=["letter/"], keys=["mark"], find=lambda named: [(one, commune.pk) for one in named]
    )
    write("letter/1", body={"mark": A})

    assert verify().holds


def test_more_than_are_asked_at_once_are_all_compared(shelf, write, commune):
    _register(shelf, every_row=False)
    shelf |= {Named(f"proposal/{number}", None, A): commune.pk for number in range(1, 1_200)}
    write(*(f"proposal/{number}" for number in range(1_200)), body={"sha256": A})

    assert [row[0] for row in _found()] == ["proposal/0"]


def test_row_that_cannot_be_read_spoils_no_other(shelf, write):
    def find(named):
        if any(one.sha256 == B for one in named):
            raise ValueError("no text any more")
        return [(one, 1) for one in named]

    kept.register_rows(Unit, streams=["proposal/"], keys=["sha256"], find=find, every_row=False)
    write("proposal/1", body={"sha256": A})
    entry = write("proposal/2", body={"sha256": B})[0]

    assert _found() == [("proposal/2", 1, entry.pk, "kept")]


def test_files_are_read_when_asked_for_and_each_fault_is_named(shelf, write):
    kept.register_files(lambda: [("file/a", ""), ("file/b", "changed"), ("file/c", "missing")])

    report = verify(files=True)

    assert report.files == 3
    assert [(found.stream, found.kind, found.reason) for found in report.breaks] == [
        ("file/b", "file", "changed"),
        ("file/c", "file", "missing"),
    ]
    assert (verify().files, verify().holds) == (None, True)
