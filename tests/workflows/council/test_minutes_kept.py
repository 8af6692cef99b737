"""What two people signed is kept as data: whatever is renamed later, extracts and minutes say the same."""

import json

import pytest
from django.db import connection

from permissions.ledger import guards
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import body_of
from permissions.ledger.verify import verify
from permissions.people.models import Unit, User
from tests.workflows.council.test_extracts import signed, words_of
from tests.workflows.council.test_minutes_services import text_of
from tests.workflows.council.test_split_after import split_off
from workflows.council import minutes_kept
from workflows.council.extracts import RENDERS, extract
from workflows.council.minutes_models import MinutesFacts
from workflows.council.models import Meeting
from workflows.council.papers import minutes_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(table):
    return signed(table, table.closed(table.proposal("Nguyễn Thị Hòa", "Đặng Quốc Ý"), yes=6, no=3))


def rename_everything(table):
    """Every name that a paper of the meeting shows, where it stands now."""
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(name=f"{unit.name} (mới)", place="Chỗ mới")
    for person in User.objects.all():
        User.objects.filter(pk=person.pk).update(full_name=f"Tên mới {person.pk}")
    Meeting.objects.update(title="Phiên họp khác", place="Nơi khác", discussion="Viết thêm.")
    table.council.unit.refresh_from_db()


@pytest.mark.parametrize("ending", RENDERS)
def test_an_extract_stays_what_it_was_whatever_is_renamed(table, meeting, ending):
    proposal = meeting.items.get().proposal
    words = text_of if ending == "pdf" else words_of
    before = words(extract(Meeting.objects.get(), proposal, RENDERS[ending]))

    rename_everything(table)

    after = words(extract(Meeting.objects.get(), type(proposal).objects.get(pk=proposal.pk), RENDERS[ending]))
    assert after == before
    assert "mới" not in after and table.secretary.full_name in after


def test_minutes_drawn_anew_after_the_signing_say_what_was_signed(table, meeting):
    before = text_of(minutes_pdf(meeting))

    rename_everything(table)

    assert text_of(minutes_pdf(Meeting.objects.get())) == before


def test_who_was_split_off_later_has_an_extract_from_the_same_facts(table, meeting):
    sister = split_off(table, meeting.items.get().proposal)
    before = text_of(extract(meeting, sister))

    rename_everything(table)

    assert text_of(extract(Meeting.objects.get(), sister)) == before
    assert "Đặng Quốc Ý" in before and "Nguyễn Thị Hòa" not in before


def test_a_draft_says_what_the_data_say_now(table):
    meeting = table.closed()
    Unit.objects.filter(pk=table.town.school.pk).update(name="Trường đổi tên")

    assert "Trường đổi tên" in text_of(minutes_pdf(Meeting.objects.get()))
    assert not MinutesFacts.objects.exists()
    assert meeting.minutes is None


def test_the_entry_of_the_second_signature_names_the_facts(meeting):
    facts = MinutesFacts.objects.get()
    entries = LedgerEntry.objects.filter(act="meeting.minutes_signed").order_by("seq")

    told = [json.loads(body_of(entry)).get("facts_sha256") for entry in entries]

    assert told == [None, facts.sha256]
    assert verify().holds


@pytest.mark.parametrize("change", [{"body": "{}"}, {"sha256": "0" * 64}])
def test_facts_that_were_changed_below_are_found(meeting, change):
    guards.remove(connection)
    MinutesFacts.objects.update(**change)
    guards.install(connection)

    assert not verify().holds


def test_minutes_signed_before_facts_were_kept_are_read_anew(meeting):
    before = text_of(extract(meeting, meeting.items.get().proposal))
    guards.remove(connection)
    MinutesFacts.objects.all().delete()
    guards.install(connection)

    assert text_of(extract(Meeting.objects.get(), meeting.items.get().proposal)) == before
    assert minutes_kept.facts_of(Meeting.objects.get()).number == "1"
