"""Recording acts: the chain, what is refused, the number of statements, and eight writers at once."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from permissions.access import Capacity
from permissions.ledger import canonical
from permissions.ledger.models import AccessRecord, LedgerEntry, LedgerPayload, Stream
from permissions.ledger.services import Line, read, record
from permissions.ledger.verify import verify
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from tests.permissions.ledger.conftest import AT
from tests.racing import at_once

LINE = Line(stream="proposal/PQ-2026-0001", act="thing.made", body={"reason": "đủ"})


def _statements(lines, **who):
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        transaction.atomic(),
    ):
        record(lines, **who)
    return [row["sql"] for row in asked if not row["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))]


def test_entries_of_a_stream_are_chained(write):
    first = write("proposal/1")[0]
    second = write("proposal/1")[0]

    assert [first.seq, first.prev_hash] == [1, canonical.GENESIS]
    assert [second.seq, second.prev_hash] == [2, first.hash]
    stream = Stream.objects.get()
    assert [stream.key, stream.seq, stream.head] == ["proposal/1", 2, second.hash]


def test_every_line_of_an_act_carries_its_number_in_the_order_given(write):
    lines = write("proposal/2", "proposal/1", "proposal/2")

    assert len({line.act_id for line in lines}) == 1
    assert [(line.stream.key, line.seq) for line in lines] == [("proposal/2", 1), ("proposal/1", 1), ("proposal/2", 2)]
    assert verify().holds


def test_entry_says_who_and_in_whose_name(commune, capacity):
    deputy = User.objects.create(username="pho", full_name="Phó")
    paper = Deputising.objects.create(
        appointment=capacity.appointment, deputy=deputy, basis="12/QĐ", from_on=date(2026, 1, 1)
    )
    line = replace(LINE, from_state="draft", to_state="sent", version=2)

    with transaction.atomic():
        made = record(
            [line], commune_id=commune.pk, by=deputy, acting_as=Capacity(deputy, capacity.appointment, paper), at=AT
        )

    entry = LedgerEntry.objects.get()
    assert made == [entry]
    assert (entry.actor, entry.acting_as, entry.deputising) == (deputy, capacity.appointment, paper)
    assert (entry.commune, entry.at, entry.act) == (commune, AT, "thing.made")
    assert (entry.from_state, entry.to_state, entry.version) == ("draft", "sent", 2)
    assert entry.payload.body == '{"reason":"đủ"}'


def test_the_system_acts_without_a_person(commune):
    with transaction.atomic():
        record([LINE], commune_id=None, by=None, acting_as=None)

    entry = LedgerEntry.objects.get()
    assert (entry.actor, entry.acting_as, entry.commune) == (None, None, None)
    assert verify().holds


def test_equal_bodies_do_not_show_that_they_are_equal(write):
    write("proposal/1", "proposal/2")

    assert LedgerPayload.objects.values("salt").distinct().count() == 2
    assert LedgerEntry.objects.values("payload_digest").distinct().count() == 2


def test_undeclared_act_is_refused(commune, person):
    with pytest.raises(KeyError, match=r"thing\.eaten"), transaction.atomic():
        record([replace(LINE, act="thing.eaten")], commune_id=commune.pk, by=person, acting_as=None)

    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "body",
    [{"score": 0.5}, {1: "x"}, {"text": "\ud800"}, {"history": ["proposal 1"]}, {"history": [{"pk": 1}]}],
)
def test_body_that_could_not_be_checked_later_is_refused(commune, person, body):
    with pytest.raises((TypeError, ValueError)), transaction.atomic():
        record([replace(LINE, body=body)], commune_id=commune.pk, by=person, acting_as=None)

    assert not LedgerEntry.objects.exists()


def test_capacity_of_another_person_is_refused(commune, capacity):
    other = User.objects.create(username="khac", full_name="Khác")

    for by in (other, None):
        with pytest.raises(ValueError, match="capacity"), transaction.atomic():
            record([LINE], commune_id=commune.pk, by=by, acting_as=capacity)


def test_stream_of_another_commune_is_refused(write, person):
    write(LINE.stream)
    other = Unit(code="YT", name="UBND xã Yên Trạch", kind=UnitKind.COMMUNE)
    other.save()

    with pytest.raises(ValueError, match="another commune"), transaction.atomic():
        record([LINE], commune_id=other.pk, by=person, acting_as=None)


def test_moment_without_zone_and_act_without_lines_are_refused(commune, person):
    with pytest.raises(ValueError, match="time zone"), transaction.atomic():
        record([LINE], commune_id=commune.pk, by=person, acting_as=None, at=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="one line"), transaction.atomic():
        record([], commune_id=commune.pk, by=person, acting_as=None)


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        record([LINE], commune_id=None, by=None, acting_as=None)


def test_act_that_is_rolled_back_leaves_nothing(write):
    class ChangedMyMind(Exception):
        pass

    with pytest.raises(ChangedMyMind), transaction.atomic():
        write("proposal/1")
        raise ChangedMyMind

    assert not Stream.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_one_line_costs_the_same_on_a_new_stream_and_on_an_old_one(commune, person):
    who = {"commune_id": commune.pk, "by": person, "acting_as": None}
    few = 2 if connection.vendor == "postgresql" else 4

    assert len(_statements([LINE], **who)) == few
    assert len(_statements([LINE], **who)) == few


@pytest.mark.postgres
def test_hundred_lines_on_hundred_streams_cost_no_more_statements_than_one(commune, person):
    lines = [replace(LINE, stream=f"proposal/{number}") for number in range(100)]

    assert len(_statements(lines, commune_id=commune.pk, by=person, acting_as=None)) == 2


def test_hundred_lines_on_hundred_streams_cost_few_statements(commune, person):
    lines = [replace(LINE, stream=f"proposal/{number}") for number in range(100)]

    assert len(_statements(lines, commune_id=commune.pk, by=person, acting_as=None)) <= 7
    assert verify().entries == 100


@pytest.mark.django_db(transaction=True)
def test_eight_writers_on_one_new_stream_make_one_chain():
    def five_acts():
        for _turn in range(5):
            with transaction.atomic():
                record([LINE], commune_id=None, by=None, acting_as=None)

    assert at_once([five_acts] * 8) == [None] * 8

    assert list(LedgerEntry.objects.values_list("seq", flat=True)) == list(range(1, 41))
    report = verify()
    assert (report.holds, report.streams, report.entries) == (True, 1, 40)


@pytest.mark.django_db(transaction=True)
def test_writers_who_name_the_same_new_streams_in_different_order_do_not_block_each_other():
    keys = [f"proposal/{number}" for number in range(6)]

    def acts_in_own_order(number):
        for turn in range(4):
            own = [replace(LINE, stream=f"{key}/{turn}") for key in keys[number % 6 :] + keys[: number % 6]]
            with transaction.atomic():
                record(own if number % 2 else own[::-1], commune_id=None, by=None, acting_as=None)

    assert at_once([partial(acts_in_own_order, number) for number in range(8)]) == [None] * 8

    report = verify()
    assert (report.holds, report.streams, report.entries) == (True, 24, 192)


def test_reading_leaves_an_access_record_in_one_statement(commune, person, django_assert_num_queries):
    with django_assert_num_queries(1):
        read("downloaded", by=person, commune_id=commune.pk, what="proposal/PQ-2026-0001", at=AT, address="10.0.0.7")

    assert list(AccessRecord.objects.values_list("kind", "person", "commune", "what", "at", "address")) == [
        ("downloaded", person.pk, commune.pk, "proposal/PQ-2026-0001", AT, "10.0.0.7")
    ]


def test_failed_sign_in_names_what_was_typed(db):
    read("sign_in_failed", by=None, commune_id=None, what="quản trị" * 100)

    found = AccessRecord.objects.get()
    assert (found.person, len(found.what)) == (None, 300)


def test_unknown_kind_of_reading_is_refused(db):
    with pytest.raises(ValueError):
        read("looked", by=None, commune_id=None, what="x")


def test_person_and_office_in_the_evidence_cannot_be_deleted(commune, capacity):
    with transaction.atomic():
        record([LINE], commune_id=commune.pk, by=capacity.user, acting_as=capacity)

    assert Appointment.objects.filter(office=Office.OFFICE_REVIEWER).exists()
    for row in (capacity.appointment, capacity.user):
        with pytest.raises(Exception, match="protected"):
            row.delete()
