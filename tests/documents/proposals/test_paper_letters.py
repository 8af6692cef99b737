"""A paper letter entered on its arrival: number, day and scan come from the book, and the ledger says for whom."""

import json
from functools import partial

import pytest

from documents.proposals import services as letters
from documents.proposals.models import Letter, Paper
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
from tests import making
from tests.racing import at_once
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db


def enter(town, arrival, unit=None, by=None):
    values = {"kind": "merit", "title": "Xóm Đồng đề nghị khen thưởng", "arrival_number": "999"}
    return letters.draft_letter(unit=unit or town.hamlet, values=values, by=by or town.office_reviewer, arrival=arrival)


def body_of(stream, act):
    return json.loads(LedgerEntry.objects.get(stream__key=stream, act=act).payload.body)


def test_the_letter_takes_number_day_and_scan_of_the_arrival(cast, rules):
    arrival = making.arrival(cast.here)

    letter = enter(cast.here, arrival)

    assert (letter.arrival, letter.arrival_number, letter.arrived_on) == (arrival, "1", arrival.arrived_on)
    paper = Paper.objects.get(letter=letter)
    assert (paper.kind, paper.blob, paper.file_name) == ("to-trinh", arrival.scan, arrival.file_name)
    told = body_of(letter.stream, "letter.drafted")
    assert (told["arrival"], told["scan_sha256"]) == (str(arrival), arrival.scan.sha256)
    assert told["recorded_for"] == cast.here.hamlet.name
    assert verify().holds


def test_sending_says_who_recorded_what_for_whom(cast, rules):
    town = cast.here
    letter = enter(town, making.arrival(town))
    reviewer = town.office_reviewer
    said = {
        "number": "03/TTr",
        "signed_on": letter.arrived_on,
        "signer_name": "Lý Văn Sự",
        "signer_title": "Trưởng xóm",
    }
    letters.save_letter(letter=letter, row_version=1, values=said, by=reviewer)
    row = letters.add_nomination(
        letter=letter, values=making.row_values("Lý Thị Hoa", making.award_form()), by=reviewer
    )
    making.attach_required(letter, [row], reviewer)
    letter.refresh_from_db()

    letter_services.enter_received(letter=letter, row_version=letter.row_version, by=reviewer)

    told = body_of(letter.stream, "letter.enter_received")
    assert told["recorded_for"] == f"{town.hamlet.name}: Lý Văn Sự, Trưởng xóm"
    assert told["scan_sha256"] == letter.arrival.scan.sha256
    entry = LedgerEntry.objects.get(stream__key=letter.stream, act="letter.enter_received")
    assert entry.actor == reviewer
    assert verify().holds


def test_one_arrival_is_one_letter(cast, rules):
    arrival = making.arrival(cast.here)
    letter = enter(cast.here, arrival)

    with pytest.raises(NotNow, match=letter.code):
        enter(cast.here, arrival)

    assert Letter.objects.count() == 1


def test_the_paper_of_another_sender_is_refused(cast, rules):
    with pytest.raises(NotNow):
        enter(cast.here, making.arrival(cast.here, unit=cast.here.school))


def test_number_and_day_stay_as_the_book_says(cast, rules):
    letter = enter(cast.here, making.arrival(cast.here))

    saved = letters.save_letter(
        letter=letter, row_version=1, values={"arrival_number": "77", "title": "Khác"}, by=cast.here.office_reviewer
    )

    assert (saved.arrival_number, saved.title) == ("1", "Khác")


@pytest.mark.parametrize("office", ["records_clerk", "office_head", "unit_clerk"])
def test_the_office_alone_enters_it(cast, rules, office):
    with pytest.raises(NotYou):
        enter(cast.here, making.arrival(cast.here), by=cast.here.person[office])


@pytest.mark.django_db(transaction=True)
def test_four_hands_on_one_paper_make_one_letter(cast, rules):
    arrival = making.arrival(cast.here)

    answers = at_once([partial(enter, cast.here, arrival) for _hand in range(4)])

    assert sorted(type(answer).__name__ for answer in answers) == ["Letter", "NotNow", "NotNow", "NotNow"]
    assert Letter.objects.get().arrival == arrival
