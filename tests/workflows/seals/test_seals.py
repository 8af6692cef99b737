"""Checkpoints for people: pages, files, proofs, and the mails to named addresses; the line on papers."""

import json
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from documents.printing.sealed import sealed_line
from permissions.ledger import verify_bundle
from permissions.ledger.checkpoints import making
from permissions.ledger.checkpoints.models import Checkpoint
from permissions.ledger.checkpoints.queries import code_of, file_of
from permissions.ledger.models import AccessRecord, LedgerEntry
from permissions.ledger.services import Line, record
from permissions.ledger.verify import verify
from permissions.mandates.models import Mandate
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.calling import Caller
from tests.conftest import give_mandate
from tests.making import returned, sent
from tests.racing import at_once
from workflows.seals import sending, services
from workflows.seals.models import SealAddress, SealMail
from workflows.seals.queries import window

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)


@pytest.fixture
def entry(cast):
    with transaction.atomic():
        line = Line(stream="people/PQ", act="seal_address.added", body={"reason": "không ai được biết"})
        (entry,) = record([line], commune_id=cast.here.commune.pk, by=cast.administrator, acting_as=None, at=EVENING)
    return entry


@pytest.fixture
def checkpoint(entry):
    return making.make(now=EVENING)


@pytest.fixture
def address(cast):
    return services.add_address(name="Thanh tra tỉnh", email="Thanhtra@Example.vn", by=cast.administrator)


# --- pages -----------------------------------------------------------------------------------------
def test_list_shows_the_code_and_warns_while_nobody_outside_has_one(cast, checkpoint, sign_in):
    page = sign_in(cast.here.inspector).get("/checkpoints/").text

    assert code_of(checkpoint) in page
    assert page.count("notice-amber") == 1


def test_list_takes_the_same_statements_for_one_and_thirty(cast, checkpoint, sign_in):
    client = sign_in(cast.here.inspector)
    client.get("/checkpoints/")
    with CaptureQueriesContext(connection) as one:
        client.get("/checkpoints/")
    for number in range(30):
        making.make(now=EVENING + timedelta(hours=number))
    with CaptureQueriesContext(connection) as many:
        client.get("/checkpoints/")

    assert len(one) == len(many) <= 12


def test_file_is_the_one_that_the_verifier_takes_and_that_it_was_taken_is_recorded(cast, checkpoint, sign_in):
    answer = sign_in(cast.here.inspector).get("/checkpoints/1/file/")

    assert answer.content.decode() == file_of(checkpoint)
    assert verify_bundle.check_file(answer.content.decode()).told
    taken = AccessRecord.objects.get(kind="downloaded")
    assert (taken.person, taken.what) == (cast.here.inspector, "checkpoint/1")


def test_detail_names_key_and_hash(cast, checkpoint, sign_in):
    page = sign_in(cast.here.inspector).get("/checkpoints/1/").text

    assert checkpoint.hash in page
    assert code_of(checkpoint) in page


def test_window_begins_at_the_last_checkpoint_that_left_the_house(cast, checkpoint, sign_in):
    now = EVENING + timedelta(hours=50)
    assert (window(now).outside, window(now).hours, window(now).is_long) == (None, None, True)

    sign_in(cast.here.inspector).get("/checkpoints/1/file/")
    making.make(now=EVENING + timedelta(hours=24))

    found = window(now)
    assert (found.newest.number, found.outside, found.hours, found.is_long) == (2, checkpoint, 50, True)


# --- an inspector whose mandate covers single dossiers ----------------------------------------------
@pytest.fixture
def narrow(cast, rules):
    """(inspector who may read one dossier alone, that dossier, another one)"""
    covered, other = sent(cast.here), sent(cast.here, number="99/TTr")
    Mandate.objects.filter(appointment__user=cast.here.inspector).delete()
    give_mandate(cast.here.inspector, dossiers=covered.code)
    making.make(now=EVENING)
    return cast.here.inspector, covered, other


def test_the_file_that_names_every_stream_is_shut_to_a_narrow_mandate(narrow, address, sign_in):
    inspector, _covered, other = narrow
    page = sign_in(inspector).get("/checkpoints/1/")
    answers = [sign_in(inspector).get("/checkpoints/1/file/"), Caller(inspector).get("/checkpoints/1/file")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert [other.code in answer.text for answer in answers] == [False, False]
    assert not AccessRecord.objects.filter(kind="downloaded").exists()
    assert (page.status_code, "/checkpoints/1/file/" in page.text, address.name in page.text) == (200, False, False)


def test_a_narrow_mandate_reads_codes_and_hashes_of_checkpoints_and_no_stream(narrow, sign_in):
    inspector, covered, other = narrow
    pages = [sign_in(inspector).get(path) for path in ("/checkpoints/", "/checkpoints/1/")]
    answers = [Caller(inspector).get(path) for path in ("/checkpoints", "/checkpoints/1")]

    assert [answer.status_code for answer in pages + answers] == [200] * 4
    for answer in pages + answers:
        assert code_of(Checkpoint.objects.get()) in answer.text
        assert not any(code in answer.text for code in (covered.code, other.code, "people/PQ"))


def test_a_narrow_mandate_proves_what_it_covers_and_nothing_else(narrow, sign_in):
    inspector, covered, other = narrow
    own = LedgerEntry.objects.filter(stream__key=covered.stream, act="proposal.submitted").get()
    taken = sign_in(inspector).get(f"/checkpoints/proof/{covered.stream}/{own.seq}/")
    foreign = [f"/checkpoints/proof/{key}/1/" for key in (other.stream, "people/PQ", "ledger/addresses", "catalogue")]

    assert (taken.status_code, other.code in taken.content.decode()) == (200, False)
    assert [sign_in(inspector).get(path).status_code for path in foreign] == [404] * 4
    for key in (other.stream, "people/PQ", "catalogue"):
        assert Caller(inspector).get("/ledger/proof", stream=key, seq=1).status_code == 404


# --- proof of an entry -----------------------------------------------------------------------------
def test_proof_holds_alone_and_shows_no_text(cast, entry, checkpoint, sign_in):
    answer = sign_in(cast.here.inspector).get(f"/checkpoints/proof/people/PQ/{entry.seq}/")

    text = answer.content.decode()
    assert verify_bundle.check_file(text).told
    assert json.loads(text)["hash"] == entry.hash
    assert "không ai được biết" not in text


def test_no_proof_before_the_evening(cast, entry, sign_in):
    assert sign_in(cast.here.inspector).get(f"/checkpoints/proof/people/PQ/{entry.seq}/").status_code == 409


@pytest.mark.parametrize("path", ["people/PQ/99", "people/YT/1", "proposal/X/1", "ledger/keys/1"])
def test_no_proof_of_what_is_not_there_or_not_for_this_person(cast, checkpoint, sign_in, path):
    assert sign_in(cast.here.inspector).get(f"/checkpoints/proof/{path}/").status_code == 404


def test_what_a_unit_drafts_has_no_proof_for_the_office(cast, rules, sign_in):
    proposal = returned(cast.here)
    making.make()
    client = sign_in(cast.here.office_head)
    hidden = [
        each.seq
        for each in LedgerEntry.objects.filter(stream__key=proposal.stream)
        if client.get(f"/checkpoints/proof/{proposal.stream}/{each.seq}/").status_code == 404
    ]
    shown = LedgerEntry.objects.filter(stream__key=proposal.stream).count() - len(hidden)

    assert shown > 0
    for seq in hidden:
        act = LedgerEntry.objects.get(stream__key=proposal.stream, seq=seq).act
        assert act.split(".")[0] in ("proposal", "nomination", "paper", "letter")


# --- addresses -------------------------------------------------------------------------------------
def test_address_is_added_by_an_act_and_ended_by_another(cast, address):
    services.end_address(address=address, row_version=1, by=cast.administrator)

    assert list(LedgerEntry.objects.filter(stream__key=services.STREAM).values_list("act", flat=True)) == [
        "seal_address.added", "seal_address.ended",
    ]  # fmt: skip
    assert (address.email, verify(stream=services.STREAM).holds) == ("thanhtra@example.vn", True)


def test_only_who_keeps_the_mailings_adds_or_ends(cast, address):
    with pytest.raises(NotYou):
        services.add_address(name="x", email="x@example.vn", by=cast.here.inspector)
    with pytest.raises(NotYou):
        services.end_address(address=address, row_version=1, by=cast.here.inspector)


def test_same_address_twice_and_no_address_are_refused(cast, address):
    with pytest.raises(ValidationError):
        services.add_address(name="Khác", email="thanhtra@example.vn", by=cast.administrator)
    with pytest.raises(ValidationError):
        services.add_address(name="Khác", email="không phải thư", by=cast.administrator)


def test_an_address_ended_once_is_not_ended_again_and_a_lost_race_is_told(cast, address):
    services.end_address(address=address, row_version=1, by=cast.administrator)

    with pytest.raises(LostRace):
        services.end_address(address=address, row_version=1, by=cast.administrator)
    with pytest.raises(NotNow):
        services.end_address(address=address, row_version=2, by=cast.administrator)


def test_page_gives_back_what_was_typed(cast, address, sign_in):
    client = sign_in(cast.administrator)

    again = client.post("/checkpoints/addresses/", {"name": "Lưu trữ", "email": "thanhtra@example.vn"})
    done = client.post("/checkpoints/addresses/", {"name": "Lưu trữ", "email": "luutru@example.vn"})

    assert (again.status_code, "Lưu trữ" in again.text) == (422, True)
    assert (done.status_code, SealAddress.objects.count()) == (302, 2)


# --- mails -----------------------------------------------------------------------------------------
def test_each_checkpoint_goes_once_to_each_address_with_its_file(checkpoint, address):
    for hours in (0, 1, 25):
        sending.mail_checkpoints(EVENING + timedelta(hours=hours))

    (sent,) = mail.outbox
    ((name, content, kind),) = sent.attachments
    assert (sent.to, name, kind) == (["thanhtra@example.vn"], "diem-niem-phong-2026-0001.json", "application/json")
    assert content.decode() == file_of(checkpoint)
    assert code_of(checkpoint) in sent.body
    assert checkpoint.hash in sent.body
    assert SealMail.objects.get().state == "sent"


def test_unsigned_checkpoint_says_so_in_the_mail(checkpoint, address):
    sending.mail_checkpoints(EVENING)

    assert checkpoint.get_unsigned_display() in mail.outbox[0].body


def test_a_fault_is_tried_again_and_ends_after_some_tries(checkpoint, address, monkeypatch):
    monkeypatch.setattr(sending, "message_of", lambda row: _Broken())
    now = EVENING
    for _turn in range(6):
        assert sending.mail_checkpoints(now) == 0
        now += timedelta(days=2)

    row = SealMail.objects.get()
    assert (row.state, row.tries, row.fault) == ("failed", 6, "SMTPServerDisconnected")


class _Broken:
    def send(self):
        raise SMTPServerDisconnected


def test_nothing_goes_to_an_address_that_ended_meanwhile(cast, checkpoint, address):
    sending._gather(EVENING)
    services.end_address(address=address, row_version=1, by=cast.administrator)

    sending.mail_checkpoints(EVENING)

    assert (mail.outbox, SealMail.objects.get().state) == ([], "dropped")


def test_a_mail_broken_off_counts_as_failed_and_old_checkpoints_flood_nobody(checkpoint, address):
    SealMail.objects.create(checkpoint=checkpoint, address=address, state="sending", due_at=EVENING)

    sending.mail_checkpoints(EVENING + timedelta(days=9))

    assert (mail.outbox, SealMail.objects.get().state) == ([], "failed")


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_send_one_mail(cast, entry):
    making.make(now=EVENING)
    services.add_address(name="Thanh tra", email="t@example.vn", by=cast.administrator)

    at_once([lambda: sending.mail_checkpoints(EVENING)] * 4)

    assert [row.state for row in SealMail.objects.all()] == ["sent"]
    assert len(mail.outbox) == 1


# --- papers ----------------------------------------------------------------------------------------
def test_papers_name_the_newest_checkpoint_made_before_their_day(checkpoint):
    making.make(now=EVENING + timedelta(days=1))

    (line,) = sealed_line(date(2026, 11, 23))
    assert (
        "".join(run.text for run in line.runs) == f"Điểm niêm phong dữ liệu: {code_of(checkpoint)} (ngày 22/11/2026)."
    )
    assert sealed_line(date(2026, 11, 22)) == []
