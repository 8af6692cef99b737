"""Carrying out an approved list on whole dossiers: what goes, what stays, and that the check accepts exactly that."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from documents.attachments import store
from documents.attachments.models import Blob
from documents.disposal import executing, services
from documents.disposal.contents import gone
from documents.proposals.models import Letter, Nomination, Paper, Proposal, Version
from permissions.ledger import guards
from permissions.ledger.disposed import ACT
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
from tests.documents.disposal.conftest import OVER
from workflows.trail.queries import timeline

NAME = "Nguyễn Thị Hòa"


def _carry_out(listed, cast, now=OVER):
    return list(executing.carry_out(listed, by=cast.administrator, now=now))


def _whole():
    report = verify(files=True)
    return [(found.stream, found.seq, found.kind, found.reason) for found in report.breaks]


def _every_text():
    """Every value of every text column of the database."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [(table, value) for row in cursor.fetchall() for value in row if isinstance(value, str)]
    return found


def test_timeline_tells_every_act_without_its_words(ended, approved, cast):
    letter = ended()
    proposal = letter.proposals.get()
    acts = [event.act for event in timeline(proposal.stream)]

    _carry_out(approved(letter), cast)

    events = timeline(proposal.stream)
    assert [event.act for event in events] == [ACT, *acts]
    assert {(event.reason, str(event.differences)) for event in events} == {("", "[]")}


def test_texts_go_and_the_whole_trail_holds(ended, approved, cast):
    letter = ended()
    entries = list(LedgerEntry.objects.values_list("pk", "hash"))
    assert any(NAME in value for _table, value in _every_text())

    outcomes = _carry_out(approved(letter), cast)

    assert [(outcome.code, outcome.refusal) for outcome in outcomes] == [(letter.code, "")]
    assert _whole() == []
    assert guards.missing(connection) == []
    assert set(entries) < set(LedgerEntry.objects.values_list("pk", "hash"))
    assert [table for table, value in _every_text() if NAME in value] == []


def test_code_state_days_and_counts_stay(ended, approved, cast):
    letter = ended()
    Letter.objects.update(examined_on=date(2026, 5, 25), called_count=12, present_count=11)
    Nomination.objects.update(yes_count=10, no_count=1)
    before = Proposal.objects.values("code", "state", "submitted_at", "nominee_count", "version").get()

    _carry_out(approved(letter), cast)

    assert Proposal.objects.values("code", "state", "submitted_at", "nominee_count", "version").get() == before
    assert set(Nomination.objects.values_list("full_name", "summary", "birth_on")) == {(gone(), gone(), None)}
    assert Proposal.objects.get().title == Letter.objects.get().title == gone()
    examined = Letter.objects.values_list("examined_on", "called_count", "present_count").get()
    votes = set(Nomination.objects.values_list("yes_count", "no_count"))
    assert (examined, votes) == ((None, None, None), {(None, None)})


def test_versions_lose_their_text_and_keep_their_hash(ended, approved, cast):
    letter = ended()
    before = list(Version.objects.order_by("pk").values_list("pk", "number", "sha256"))

    _carry_out(approved(letter), cast)

    assert list(Version.objects.order_by("pk").values_list("pk", "number", "sha256")) == before
    assert set(Version.objects.values_list("body", flat=True)) == {""}


def test_an_act_on_each_stream_names_what_went_and_who_agreed(ended, approved, cast, town):
    letter = ended()
    proposal, blobs = letter.proposals.get(), set(Blob.objects.values_list("sha256", flat=True))
    listed = approved(letter)

    _carry_out(listed, cast)

    acts = LedgerEntry.objects.filter(act=ACT).select_related("stream", "payload").order_by("pk")
    told = {entry.stream.key: json.loads(entry.payload.body) for entry in acts}
    assert list(told) == [letter.stream, proposal.stream]
    for body in told.values():
        who = [body[name] for name in ("list", "legal_basis", "proposed_by", "approved_by", "executed_by", "due_year")]
        persons = [town.records_clerk.pk, town.commune_chair.pk, cast.administrator.pk]
        assert who == [listed.code, "Luật Lưu trữ", *persons, 2037]
    assert set(told[letter.stream]["disposed"]["files"]) == blobs
    versions = [[each.number, each.sha256] for each in Version.objects.order_by("number")]
    assert sorted(told[proposal.stream]["disposed"]["rows"]["version_sha256"]) == versions


def test_files_go_and_their_rows_stay(ended, approved, cast, settings):
    letter = ended()
    paths = [store.path_of(blob.sha256) for blob in Blob.objects.all()]
    assert paths
    assert all(path.exists() for path in paths)

    _carry_out(approved(letter), cast)

    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert Blob.objects.count() == len(paths)


def test_file_of_two_dossiers_stays_until_the_second_goes(ended, approved, cast, settings):
    first, second = ended(), ended()
    shared = set(Paper.objects.filter(letter=first).values_list("blob__sha256", flat=True))
    shared &= set(Paper.objects.filter(letter=second).values_list("blob__sha256", flat=True))
    assert shared

    _carry_out(approved(first), cast)
    assert all(store.path_of(sha256).exists() for sha256 in shared)
    assert _whole() == []

    _carry_out(approved(second), cast)
    assert not any(store.path_of(sha256).exists() for sha256 in shared)
    assert _whole() == []


def test_held_dossier_is_left_and_the_others_go(ended, approved, cast, town):
    first, second = ended(), ended()
    listed = approved(first, second)
    services.hold(letter=first, reason="Thanh tra", document_number="12/TTr", by=town.records_clerk, now=OVER)

    outcomes = _carry_out(listed, cast)

    assert [(outcome.code, bool(outcome.refusal)) for outcome in outcomes] == [(first.code, True), (second.code, False)]
    assert Nomination.objects.filter(letter=first, full_name=NAME).exists()
    assert _whole() == []


def test_released_dossier_goes_with_the_words_of_its_hold(ended, approved, cast, town):
    letter = ended()
    held = services.hold(letter=letter, reason="Đơn của ông Bảy", document_number="9/QĐ", by=town.records_clerk)
    services.release(held=held, row_version=1, reason="Đã trả lời ông Bảy", by=town.commune_chair)

    _carry_out(approved(letter), cast)

    assert [table for table, value in _every_text() if "ông Bảy" in value] == []
    assert _whole() == []


def test_carrying_out_twice_changes_nothing(ended, approved, cast):
    listed = approved(ended())
    _carry_out(listed, cast)
    count = LedgerEntry.objects.count()

    assert [outcome.refusal for outcome in _carry_out(listed, cast)] == [""]
    assert LedgerEntry.objects.count() == count


def test_interrupted_disposal_leaves_everything(ended, approved, cast, monkeypatch):
    listed, before = approved(ended()), None
    before = sorted(_every_text())

    def stop(*_args, **_rest):
        raise RuntimeError("power cut")

    monkeypatch.setattr("permissions.ledger.disposing.record", stop)
    with pytest.raises(RuntimeError):
        _carry_out(listed, cast)

    assert sorted(_every_text()) == before
    assert guards.missing(connection) == []
    assert _whole() == []


def test_files_left_by_a_power_cut_are_told_and_go_the_next_time(ended, approved, cast, monkeypatch):
    listed = approved(ended())
    with monkeypatch.context() as patch:
        patch.setattr(executing, "_take_away", lambda *_args: None)
        _carry_out(listed, cast)
    assert {kind for _stream, _seq, kind, _reason in _whole()} == {"file"}

    _carry_out(listed, cast)

    assert _whole() == []


def test_file_uploaded_anew_stays(ended, approved, cast):
    listed = approved(ended())
    today = OVER.replace(year=2026, month=1)  # before the files were put: they are fresh
    paths = [store.path_of(blob.sha256) for blob in Blob.objects.all()]

    for path in paths:
        executing._take_away(path.name, today)

    assert all(path.exists() for path in paths)
    assert listed.items.count() == 1


def test_text_put_back_is_a_break(ended, approved, cast, tamper):
    letter = ended()
    body = Version.objects.values_list("body", flat=True).first()
    _carry_out(approved(letter), cast)
    tamper("UPDATE documents_version SET body = %s", [body])

    seq = LedgerEntry.objects.get(stream__key=letter.proposals.get().stream, act=ACT).seq
    assert [row[:3] for row in _whole()] == [
        ("documents_version", 0, "unnamed"),
        (letter.proposals.get().stream, seq, "disposed_there"),
    ]


def test_act_taken_away_leaves_a_break(ended, approved, cast, tamper):
    letter, lives = ended(), ended()
    _carry_out(approved(letter), cast)
    acts = list(LedgerEntry.objects.filter(act=ACT).values_list("pk", flat=True))
    tamper(f"DELETE FROM permissions_ledgerpayload WHERE entry_id IN ({', '.join(map(str, acts))})")

    streams = {row[0] for row in _whole()}
    assert streams >= {letter.stream, letter.proposals.get().stream}
    assert lives.stream not in streams


def test_file_of_a_living_dossier_may_not_be_missing(ended, approved, cast):
    first = ended()
    ended()
    _carry_out(approved(first), cast)
    left = [path for path in map(store.path_of, Blob.objects.values_list("sha256", flat=True)) if path.exists()]
    left[0].unlink()

    assert [row[2] for row in _whole()] == ["file"]


def test_only_an_approved_list_is_carried_out_and_only_by_an_administrator(ended, cast, town):
    listed = services.propose(
        commune=town.commune, letters=[ended()], legal_basis="Luật", by=town.records_clerk, now=OVER
    )

    with pytest.raises(NotNow):
        _carry_out(listed, cast)
    with pytest.raises(NotYou):
        list(executing.carry_out(listed, by=town.commune_chair, now=OVER))
    assert LedgerPayload.objects.exists()


def test_command_tells_each_dossier_and_fails_where_one_is_left(ended, approved, cast, capsys):
    letter = ended()
    listed = approved(letter)

    with pytest.raises(CommandError):  # today its time is not over
        call_command("dispose", listed.code, by=cast.administrator.username)

    assert letter.code in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("dispose", "PQ-0000-TH000", by=cast.administrator.username)
    with pytest.raises(CommandError):
        call_command("dispose", listed.code, by="nobody")
