"""Who presides in the chair's absence: a vice chair who is there, with the chair's rights on that meeting alone."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from documents.printing.blocks import Paragraph, Signatures
from permissions import access
from permissions.ledger.queries import body_of, entries_of
from permissions.ledger.verify import verify
from permissions.people import services as people
from permissions.people.models import Appointment
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.calling import Caller
from tests.workflows.council.test_services import acts
from workflows.council import ballot_services, minutes_services, presiding, services, vote_services
from workflows.council.models import AgendaItem, Meeting
from workflows.council.papers import minutes_blocks
from workflows.council.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def vices(table):
    """The standing vice chair and a vice chair, as their titles say."""
    standing, second = table.seats[1], table.seats[2]
    seats = Appointment.objects.filter(office="council_member")
    seats.filter(user=standing).update(title="Phó Chủ tịch thường trực Hội đồng")
    seats.filter(user=second).update(title="Phó Chủ tịch Hội đồng")
    return standing, second


def name(table, meeting, person, **values):
    meeting.refresh_from_db()
    key = person.pk if person else None
    said = {"row_version": meeting.row_version, "person_id": key, "reason": "Chủ tịch đi công tác", **values}
    return presiding.name_presiding(meeting=meeting, **{"by": table.secretary, **said})


def said_in(blocks):
    return ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]


@pytest.fixture
def without_chair(table, vices):
    """A meeting in preparation at which everybody but the chair is."""
    meeting = table.prepared(table.proposal(), vote_method="open")
    table.mark(meeting, "present", *table.seats[1:], table.secretary)
    meeting.refresh_from_db()
    return meeting


def test_the_standing_vice_chair_comes_first(without_chair, vices):
    assert [member.person for member in presiding.able_to_preside(Room(without_chair))] == list(vices)


def test_who_presides_opens_defers_closes_and_signs_in_the_chairs_place(table, vices, without_chair):
    standing = vices[0]
    meeting = name(table, without_chair, standing)

    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=standing)
    item = meeting.items.get()
    services.defer_item(item=item, reason="Chờ xác minh", by=standing)
    services.undefer_item(item=item, by=standing)
    item = table.open_vote(item)
    for person in table.seats[1:]:
        ballot_services.cast_ballot(item=item, choices=table.choices(item), by=person)
    item = table.count(item)
    vote_services.announce_vote(item=item, row_version=item.row_version, by=table.secretary)
    meeting.refresh_from_db()
    meeting = services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=standing)
    for person in (table.secretary, standing):
        meeting.refresh_from_db()
        meeting = minutes_services.sign_minutes(meeting=meeting, row_version=meeting.row_version, by=person)

    assert (meeting.state, meeting.chair_signed_by, meeting.presided_by) == ("closed", standing, standing)
    assert meeting.minutes_signed_at
    assert "meeting.presiding" in acts(meeting)
    assert verify().holds


def test_who_presides_runs_the_votes_and_the_absent_chair_does_not(table, vices, without_chair, client):
    standing, other = vices
    meeting = name(table, without_chair, standing)
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=standing)
    item = meeting.items.get()
    running = reverse("council:run", args=[meeting.code])

    for person in (table.chair, other):
        with pytest.raises(NotYou):
            vote_services.open_vote(item=item, row_version=item.row_version, by=person)
    item = vote_services.open_vote(item=item, row_version=item.row_version, by=standing)
    for person in table.seats[1:]:
        ballot_services.cast_ballot(item=item, choices=table.choices(item), by=person)
    item = vote_services.close_vote(item=AgendaItem.objects.get(), row_version=item.row_version, by=standing)
    pages = {}
    for person in (standing, other, table.chair):
        client.force_login(person)
        pages[person] = client.get(running)
    item = vote_services.announce_vote(item=item, row_version=item.row_version, by=standing)
    item = vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Kiểm lại.", by=standing)

    assert item.round == 2
    assert [pages[person].status_code for person in (standing, other, table.chair)] == [200, 403, 403]
    labels = [deed["url"].rsplit("/", 2)[-2] for deed in pages[standing].context["deeds"]]
    assert labels == ["announce-vote", "repeat-vote", "defer"]


def test_no_member_but_who_presides_reads_a_result_before_it_is_announced(table, vices, without_chair):
    meeting = name(table, without_chair, vices[0])
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=vices[0])
    item = table.open_vote(meeting.items.get())
    for person in table.seats[1:]:
        ballot_services.cast_ballot(item=item, choices=table.choices(item), by=person)
    table.count(item)
    told = {}
    for person in (vices[0], vices[1], table.chair, table.secretary):
        vote = Caller(person).get(f"/meetings/{meeting.code}/agenda/{item.proposal.code}/vote").json()
        told[person] = bool(vote["results"])

    assert [told[person] for person in (vices[0], vices[1], table.chair, table.secretary)] == [True, False, False, True]


def test_the_minutes_name_who_presided_and_that_the_chair_was_absent(table, vices, without_chair):
    meeting = name(table, without_chair, vices[0])
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=vices[0])
    item = meeting.items.get()
    services.defer_item(item=item, reason="Chờ xác minh", by=vices[0])
    meeting.refresh_from_db()
    meeting = services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=vices[0])

    blocks = minutes_blocks(meeting)

    told = said_in(blocks)
    who = f"1. Chủ trì: {vices[0].full_name}, Phó Chủ tịch thường trực Hội đồng (Chủ tịch Hội đồng vắng mặt)."
    assert who in told
    signers = next(block for block in blocks if isinstance(block, Signatures)).signers
    assert [(signer.lines, signer.name) for signer in signers][1] == (("CHỦ TRÌ",), vices[0].full_name)


@pytest.mark.parametrize("deed", ["open", "sign"])
def test_nobody_else_holds_the_chairs_rights(table, vices, without_chair, deed):
    meeting = name(table, without_chair, vices[0])
    right = {"open": "meetings.preside", "sign": "meetings.sign_minutes"}[deed]

    able = {person for person in (*table.seats, table.secretary) if access.may(person, right, meeting)}

    assert able == ({vices[0]} if deed == "open" else {vices[0], table.secretary})


def test_without_a_record_only_the_chair_presides(table, vices, without_chair):
    assert [person for person in table.seats if access.may(person, "meetings.preside", without_chair)] == [table.chair]
    with pytest.raises(NotYou):
        services.open_meeting(meeting=without_chair, row_version=without_chair.row_version, by=vices[0])


def test_it_holds_on_that_meeting_alone(table, vices, without_chair):
    other = table.prepared()
    name(table, without_chair, vices[0])

    assert not access.may(vices[0], "meetings.preside", other)


def test_while_the_chair_is_there_nobody_else_presides(table, vices):
    meeting = table.prepared(table.proposal())
    table.mark(meeting, "present", *table.seats)

    with pytest.raises(NotNow, match="Chủ tịch Hội đồng có mặt và chủ trì"):
        name(table, meeting, vices[0])


def test_a_vice_chair_who_is_absent_does_not_preside(table, vices):
    meeting = table.prepared(table.proposal())
    table.mark(meeting, "present", *table.seats[2:])

    with pytest.raises(ValidationError) as refusal:
        name(table, meeting, vices[0])

    assert list(refusal.value.message_dict) == ["person"]


def test_a_plain_member_does_not_preside(table, without_chair):
    with pytest.raises(ValidationError):
        name(table, without_chair, table.seats[5])


def test_without_a_vice_chair_there_nobody_presides(table):
    meeting = table.prepared(table.proposal())
    table.mark(meeting, "present", *table.seats[1:])

    with pytest.raises(NotNow) as refusal:
        name(table, meeting, table.seats[1])

    assert refusal.value.code == "cannot_preside"


def test_a_reason_is_asked(table, vices, without_chair):
    with pytest.raises(ValidationError) as refusal:
        name(table, without_chair, vices[0], reason=" ")

    assert list(refusal.value.message_dict) == ["reason"]


def test_nobody_but_the_secretary_records_it(table, vices, without_chair):
    with pytest.raises(NotYou):
        name(table, without_chair, vices[0], by=vices[0])


def test_the_minutes_say_who_presided_until_the_chair_came(table, vices, without_chair, clock):
    meeting = name(table, without_chair, vices[0])
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=vices[0])
    clock.move_to(meeting.opened_at + timedelta(minutes=20))
    table.mark(meeting, "present", table.chair)
    table.vote(meeting, yes=9)

    blocks = minutes_blocks(table.close(Meeting.objects.get(pk=meeting.pk)))

    assert (
        f"1. Chủ trì: {vices[0].full_name}, Phó Chủ tịch thường trực Hội đồng (đến 14 giờ 20 phút, Chủ tịch Hội đồng"
        f" vắng mặt); {table.chair.full_name}, Chủ tịch Hội đồng (từ 14 giờ 20 phút)."
    ) in said_in(blocks)


def test_a_stale_form_is_refused(table, vices, without_chair):
    with pytest.raises(LostRace):
        name(table, without_chair, vices[0], row_version=without_chair.row_version + 1)


def test_the_chair_who_comes_back_presides_again(table, vices, without_chair):
    meeting = name(table, without_chair, vices[0])

    meeting = name(table, meeting, None)

    assert (meeting.presided_by, meeting.presiding_reason) == (None, "")
    assert access.may(table.chair, "meetings.preside", meeting)
    assert not access.may(vices[0], "meetings.preside", meeting)


def test_the_rights_of_who_presided_end_when_the_chair_comes(table, vices, without_chair):
    meeting = name(table, without_chair, vices[0])
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=vices[0])
    item, shown = meeting.items.get(), meeting.row_version

    table.mark(meeting, "present", table.chair)

    meeting.refresh_from_db()
    assert (meeting.presided_by, meeting.presiding_reason, meeting.row_version) == (None, "", shown + 1)
    with pytest.raises(NotYou):
        services.defer_item(item=item, reason="Chờ xác minh", by=vices[0])
    with pytest.raises(NotYou):
        vote_services.open_vote(item=item, row_version=item.row_version, by=vices[0])
    assert vote_services.open_vote(item=item, row_version=item.row_version, by=table.chair).state == "open"
    marked = entries_of(meeting.stream).filter(act="meeting.attendance").order_by("seq")
    told = [json.loads(body_of(entry)).get("presides") for entry in marked]
    assert told == [None, table.chair.full_name]
    assert verify().holds


def test_a_closed_meeting_keeps_who_presided(table, vices):
    meeting = table.closed()

    with pytest.raises(NotNow):
        name(table, meeting, vices[0])


@pytest.mark.parametrize("office", ["council_chair", "council_member", "council_secretary"])
def test_a_seat_cannot_be_deputised(table, cast, office):
    seat = Appointment.objects.filter(unit=table.council.unit, office=office).first()

    with pytest.raises(NotNow):
        people.name_deputy(
            appointment=seat,
            deputy=cast.stranger,
            signing_form="TUQ",
            basis="Giấy ủy quyền 1",
            from_on=seat.from_on,
            by=cast.administrator,
        )
