"""Minutes signed on paper: as if both had signed here, told of who recorded it from which scan."""

import json
from datetime import date
from functools import partial

import pytest
from django.utils.translation import override

from documents.arrivals.models import Recording
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from permissions.roles import Office
from tests import making
from tests.calling import Caller
from tests.conftest import appoint, make_person
from tests.racing import at_once
from tests.workflows.council.conftest import NOW
from workflows.council import minutes_services
from workflows.council.minutes_on_paper import record_signed_minutes

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def paper(table):
    return making.signed_paper(table.town, title="Biên bản họp Hội đồng")


def seat(person):
    return person.appointments.get(office__in=[Office.COUNCIL_SECRETARY, Office.COUNCIL_CHAIR])


def record(table, meeting, paper, by=None, **said):
    said = {"secretary": seat(table.secretary), "chair": seat(table.chair), "signed_on": TODAY} | said
    return record_signed_minutes(
        meeting=meeting, row_version=meeting.row_version, arrival=paper, by=by or table.town.office_head, **said
    )


@pytest.mark.parametrize("who", ["office_head", "office_reviewer"])
def test_the_trail_names_the_signers_the_recorder_and_the_scan(table, paper, who):
    meeting = table.closed()

    done = record(table, meeting, paper, by=table.town.person[who])

    assert (done.secretary_signed_by, done.chair_signed_by) == (table.secretary, table.chair)
    assert done.minutes_signed_at and done.minutes.number == "1" and done.minutes_paper == paper
    assert done.desk_office == ""
    entry = last_act(meeting.stream)
    body = json.loads(entry.payload.body)
    assert (entry.act, entry.actor) == ("meeting.minutes_recorded", table.town.person[who])
    assert body["recorded_for"] == f"{table.secretary.full_name}, {table.chair.full_name}"
    assert (body["arrival"], body["scan_sha256"]) == (str(paper), paper.scan.sha256)
    recording = Recording.objects.get()
    assert (recording.arrival, recording.kind, recording.code) == (paper, "minutes", meeting.code)
    assert verify().holds


def test_who_reads_the_arrival_book_opens_the_scan_from_the_minutes(table, paper, sign_in):
    address = f"/meetings/{record(table, table.closed(), paper).code}/minutes/"
    scan = f'href="/arrivals/{paper.pk}/scan/"'

    page = sign_in(table.town.office_reviewer).get(address).content.decode()
    of_a_member = sign_in(table.seats[0]).get(address)

    assert scan in page and paper.scan.sha256 in page
    assert of_a_member.status_code == 200
    assert scan not in of_a_member.content.decode()


def test_a_second_records_clerk_records_what_the_first_registered(table, paper):
    second = make_person("vanthu2", "Đinh Thị Lụa")
    appoint(second, Office.RECORDS_CLERK, table.town.commune)

    assert record(table, table.closed(), paper, by=second).minutes_signed_at


def test_who_registered_the_paper_does_not_record_it(table, paper):
    with pytest.raises(NotYou, match="Who registered the paper"):
        record(table, table.closed(), paper, by=table.town.records_clerk)


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_who_signed_does_not_record_it(table, paper, who):
    signer = getattr(table, who)
    appoint(signer, Office.OFFICE_REVIEWER, table.town.office)

    with pytest.raises(NotYou, match="Who wrote or signed"):
        record(table, table.closed(), paper, by=signer)


def test_who_wrote_the_minutes_does_not_record_their_signatures(table, paper):
    writer = make_person("thuky2", "Lò Văn Ghi")
    appoint(writer, Office.COUNCIL_SECRETARY, table.town.council)
    appoint(writer, Office.OFFICE_REVIEWER, table.town.office)
    meeting = table.closed()
    written = {"meeting": meeting, "row_version": meeting.row_version, "text": "Các thành viên nhất trí.", "by": writer}
    meeting = minutes_services.write_discussion(**written)

    with pytest.raises(NotYou, match="Who wrote or signed"):
        record(table, meeting, paper, by=writer)


@pytest.mark.parametrize(
    "who", ["commune_chair", "unit_head", "inspector", "council_secretary", "council_chair", "council_member"]
)
def test_others_record_no_minutes(table, paper, who):
    with pytest.raises(NotYou):
        record(table, table.closed(), paper, by=table.town.person[who])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"secretary": None}, "Choose who signed as “Secretary of the council”"),
        ({"chair": None}, "Choose who signed as “Chair of the council”"),
        ({"signed_on": None}, "Give the day"),
        ({"signed_on": date(2026, 1, 5)}, "cannot have been signed before"),
        ({"signed_on": date(2100, 1, 1)}, "cannot have been signed later"),
    ],
)
def test_what_cannot_be_is_refused_with_its_sentence(table, paper, said, sentence):
    with pytest.raises(NotNow) as refusal:
        record(table, table.closed(), paper, **said)

    assert any(sentence in told for told in refusal.value.sentences)
    assert not Recording.objects.exists()


def test_a_seat_is_not_taken_for_the_other(table, paper):
    with pytest.raises(NotNow, match="Secretary of the council"):
        record(table, table.closed(), paper, secretary=seat(table.chair))


def test_a_paper_is_named_and_is_none_of_a_unit_nor_used(table, paper):
    meeting = table.closed()

    for arrival, sentence in (
        (None, "Name the signed paper"),
        (making.arrival(table.town), "does not hold the minutes"),
    ):
        with pytest.raises(NotNow, match=sentence):
            record(table, meeting, arrival)
    done = record(table, meeting, paper)
    with pytest.raises(NotNow, match="is recorded already"):
        record(table, table.closed(title="Phiên họp sau"), paper)
    with pytest.raises(NotNow, match="Both have signed"):
        record(table, done, making.signed_paper(table.town, "2"))


def test_minutes_of_a_meeting_in_session_are_not_signed(table, paper):
    with pytest.raises(NotNow, match="when the meeting is closed"):
        record(table, table.opened(), paper)


def test_the_signature_given_here_is_that_of_the_paper(table, paper):
    other = make_person("thuky2", "Lò Văn Ghi")
    appoint(other, Office.COUNCIL_SECRETARY, table.town.council)
    meeting = table.sign(table.closed(), table.secretary)

    with pytest.raises(NotNow, match="Somebody else has signed"):
        record(table, meeting, paper, secretary=seat(other))
    assert record(table, meeting, paper).minutes_signed_at


def test_the_slower_hand_is_told_who_was_faster(table, paper):
    meeting = table.closed()
    table.sign(meeting, table.secretary)
    stale = type(meeting).objects.get(pk=meeting.pk)
    stale.row_version -= 1

    with pytest.raises(LostRace, match=table.secretary.full_name):
        record(table, stale, paper)


def test_the_page_offers_closed_meetings_and_records_one(table, paper, sign_in):
    meeting = table.closed()
    client, address = sign_in(table.town.office_head), f"/meetings/minutes-on-paper/{paper.pk}/"

    assert meeting.code in client.get(address).content.decode()
    form = {"meeting": f"{meeting.pk}:{meeting.row_version}", "secretary": seat(table.secretary).pk}
    early = client.post(address, form | {"chair": seat(table.chair).pk, "signed_on": "05/01/2026"})
    answer = client.post(address, form | {"chair": seat(table.chair).pk, "signed_on": f"{TODAY:%d/%m/%Y}"})

    assert early.status_code == 409 and meeting.code in early.content.decode()
    assert answer.headers["Location"] == f"/arrivals/{paper.pk}/"
    meeting.refresh_from_db()
    assert meeting.minutes_signed_at


def test_the_endpoint_records_it(table, paper):
    meeting = table.closed()
    said = {"meeting": meeting.code, "row_version": meeting.row_version, "signed_on": TODAY.isoformat()}
    said |= {"secretary": seat(table.secretary).pk, "chair": seat(table.chair).pk}

    answer = Caller(table.town.office_head).send("POST", f"/arrivals/{paper.pk}/minutes-signatures", said)

    assert (answer.status_code, answer.json()["code"]) == (200, meeting.code)


@pytest.mark.django_db(transaction=True)
def test_two_meetings_at_once_on_one_paper_leave_one_signed(table, paper):
    meetings = [table.closed(title=title) for title in ("Phiên một", "Phiên hai")]

    answers = at_once([partial(record, table, meeting, paper) for meeting in meetings])

    assert sorted(type(answer).__name__ for answer in answers) == ["Meeting", "NotNow"]
    assert verify().holds
