"""Stored files against their SHA-256: what is missing, changed or unreadable is named; and the ledger's own names."""

import pytest

from documents.attachments import services, store
from permissions.ledger.verify import verify
from tests import making
from tests.documents.attachments import files
from tests.documents.attachments.files import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def blob():
    services.store(Upload("khac.pdf", files.PDF + b"\n"))
    return services.store(Upload("a.pdf", files.PDF))


def _found(**asked):
    return [(each.stream, each.kind, each.reason) for each in verify(**asked).breaks]


def test_whole_files_hold(blob):
    report = verify(files=True)

    assert (report.holds, report.files) == (True, 2)


def test_changed_file_is_named(blob, english):
    place = store.path_of(blob.sha256)
    place.write_bytes(place.read_bytes()[:-1] + b"x")

    assert _found(files=True) == [(f"file/{blob.sha256}", "file", "the stored file was changed")]
    assert verify().holds


def test_missing_file_is_named(blob, english):
    store.path_of(blob.sha256).unlink()

    assert _found(files=True) == [(f"file/{blob.sha256}", "file", "the stored file is missing")]


def test_file_that_cannot_be_read_is_named(blob, english):
    place = store.path_of(blob.sha256)
    place.unlink()
    place.mkdir()

    assert _found(files=True) == [(f"file/{blob.sha256}", "file", "the stored file cannot be read")]


def test_paper_whose_file_has_another_hash_now_is_found_at_its_entry(cast, rules, tamper):
    letter = making.draft(cast.here)
    blob = letter.papers.first().blob

    tamper("UPDATE documents_blob SET sha256 = %s WHERE id = %s", ["0" * 64, blob.pk])

    assert [(each.stream, each.kind) for each in verify().breaks] == [(letter.stream, "kept")]


def test_file_that_no_entry_names_may_lie_there(blob):
    """A refused upload leaves one."""
    assert verify().holds
