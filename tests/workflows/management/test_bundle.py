"""`manage.py bundle`: the bundle of the page as a file, with one record, and every refusal of the page."""

import stat
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from permissions.ledger import verify_bundle
from permissions.ledger.models import AccessRecord, LedgerEntry
from tests import making
from tests.project.office_world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(cast, rules):
    return making.under_review(cast.here)


def _bundle(kind, code, path, by):
    told = StringIO()
    call_command("bundle", kind, code, str(path), by=by.username, stdout=told)
    return told.getvalue()


def test_the_bundle_is_written_for_its_owner_alone_and_leaves_one_record(cast, dossier, tmp_path):
    path, acts = tmp_path / "goi.zip", LedgerEntry.objects.count()

    told = _bundle("proposal", dossier.code, path, cast.here.inspector)

    record = AccessRecord.objects.get(kind="exported")
    sha256 = record.what.rpartition(" ")[2]
    assert record.what == f"{dossier.stream}/bundle {sha256}"
    assert (record.person, record.commune_id) == (cast.here.inspector, dossier.commune_id)
    assert sha256 in told
    assert verify_bundle.check(path, manifest=sha256).told
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert LedgerEntry.objects.count() == acts


def test_each_kind_is_written(cast, rules, tmp_path):
    world = World(cast)
    things = {"meeting": world.closed[1], "decision": world.issued[1], "campaign": world.campaign[1]}

    for kind, thing in things.items():
        _bundle(kind, thing.code, tmp_path / kind, cast.here.inspector)

    assert [bool(verify_bundle.check(tmp_path / kind).told) for kind in things] == [True] * 3
    assert AccessRecord.objects.filter(kind="exported").count() == 3


def test_who_may_not_make_one_or_sees_no_such_thing_is_refused_and_nothing_is_written(cast, dossier, tmp_path):
    path = tmp_path / "goi.zip"
    for by, code in (
        (cast.here.office_reviewer, dossier.code),
        (cast.there.inspector, dossier.code),
        (cast.here.inspector, "PQ-2026-9999"),
    ):
        with pytest.raises(CommandError):
            _bundle("proposal", code, path, by)

    assert (path.exists(), AccessRecord.objects.filter(kind="exported").exists()) == (False, False)


def test_an_account_that_is_not_there_or_shut_is_refused(cast, dossier, tmp_path):
    with pytest.raises(CommandError, match="Không có tài khoản này"):
        call_command("bundle", "proposal", dossier.code, str(tmp_path / "x"), by="nobody")


def test_a_file_that_is_there_is_not_written_over(cast, dossier, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(b"mine")

    with pytest.raises(CommandError):
        _bundle("proposal", dossier.code, path, cast.here.inspector)

    assert path.read_bytes() == b"mine"
    assert not AccessRecord.objects.filter(kind="exported").exists()


def test_a_place_where_no_file_can_be_is_a_sentence_and_no_record(cast, dossier, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "later")
    for place in ("nowhere/goi.zip", "n" * 300, "link"):
        with pytest.raises(CommandError):
            _bundle("proposal", dossier.code, tmp_path / place, cast.here.inspector)

    assert not (tmp_path / "later").exists()
    assert not AccessRecord.objects.filter(kind="exported").exists()
