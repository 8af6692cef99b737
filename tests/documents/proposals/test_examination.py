"""What a unit writes down of its examination: printed in its minutes, kept to those who write on the letter."""

from datetime import date

import pytest
from django.urls import reverse

from permissions import access
from tests import making
from workflows.approval import letter_services
from workflows.printouts.of_letters import minutes_paper

pytestmark = pytest.mark.django_db
SAID = {
    "examined_on": date(2026, 5, 25),
    "examined_from": "14 giờ 00",
    "examined_until": "15 giờ 30",
    "examined_at": "Phòng Hội đồng",
    "examination_chair": "Lê Thị Hoa",
    "examination_secretary": "Trần Văn Ổn",
    "called_count": 12,
    "present_count": 11,
}
VOTES = {"yes_count": 10, "no_count": 1}


def printed(letter, person):
    """Every text of the minutes as this person prints them."""
    letter.refresh_from_db()
    found = []
    for block in minutes_paper(letter, access.capacities(person)).blocks:
        found += [run.text for run in getattr(block, "runs", ())]
        found += [" ".join(row.cells) for row in getattr(block, "rows", ()) if hasattr(row, "cells")]
    return "\n".join(found)


def typed(values):
    """As a form sends them."""
    return {name: f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value) for name, value in values.items()}


def test_the_minutes_print_what_was_written_down_and_nobody_else_reads_it(cast, rules, sign_in):
    town = cast.here
    letter = making.draft(town, names=["Nguyễn Thị Hòa"])
    row, clerk = letter.nominations.get(), sign_in(town.unit_clerk)
    stands = {"basis": "merit", "title": letter.title, "number": letter.number, "signed_on": "01/06/2026"}
    stands |= {"signer_name": letter.signer_name, "signer_title": letter.signer_title}
    place = reverse("letters:edit", args=[letter.code])
    answer = clerk.post(place, stands | typed(SAID) | {"row_version": letter.row_version})
    letter.refresh_from_db()
    body = {"yes_count": 10, "no_count": 2, "row_version": row.row_version}
    refused = clerk.patch(f"/api/v1/nominations/{row.pk}", body, content_type="application/json")
    body = VOTES | {"row_version": row.row_version}
    changed = clerk.patch(f"/api/v1/nominations/{row.pk}", body, content_type="application/json")

    assert (answer.status_code, refused.status_code, changed.status_code) == (302, 422, 200)
    assert "no_count" in refused.text
    assert {name: getattr(letter, name) for name in SAID} == SAID
    assert {name: changed.json()[name] for name in VOTES} == VOTES
    minutes = printed(letter, town.unit_clerk)
    assert "...." not in minutes
    for said in (
        "Thời gian: 14 giờ 00, ngày 25 tháng 5 năm 2026",
        "Địa điểm: Phòng Hội đồng",
        "Chủ trì: Lê Thị Hoa",
        "Thư ký: Trần Văn Ổn",
        "triệu tập: 12 người; có mặt: 11 người; vắng mặt: 01 người",
        "Nguyễn Thị Hòa Giấy khen của Chủ tịch Ủy ban nhân dân xã 10 01",
        "kết thúc vào 15 giờ 30 cùng ngày",
    ):
        assert said in minutes

    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    reviewer = sign_in(town.office_reviewer)
    told = reviewer.get(f"/api/v1/letters/{letter.code}").json()
    row_told = reviewer.get(f"/api/v1/nominations/{row.pk}").json()

    assert {told[name] for name in SAID} == {None, ""}
    assert {row_told[name] for name in VOTES} == {None}
    assert "Trần Văn Ổn" not in printed(letter, town.office_reviewer)


@pytest.mark.parametrize("hour", ["25:70", "24:00", "12:60", "7:5", "chiều", "14 giờ 00 hay 15 giờ", "-1:00", "٣:٠٠"])
def test_what_no_clock_shows_is_refused_on_its_field_and_stays_in_the_form(cast, rules, sign_in, hour):
    letter = making.draft(cast.here, papers=False)
    clerk = sign_in(cast.here.unit_clerk)
    body = {"examined_until": hour, "row_version": letter.row_version}
    form = {"basis": "merit", "title": letter.title, "examined_until": hour, "row_version": letter.row_version}

    told = clerk.patch(f"/api/v1/letters/{letter.code}", body, content_type="application/json")
    page = clerk.post(reverse("letters:edit", args=[letter.code]), form)

    assert (told.status_code, list(told.json()["fields"])) == (422, ["examined_until"])
    assert (page.status_code, f'value="{hour}"' in page.text) == (422, True)
    letter.refresh_from_db()
    assert letter.examined_until == ""


@pytest.mark.parametrize(
    ("people", "votes", "field"),
    [
        ({"present_count": 0}, {"yes_count": 1}, "yes_count"),
        ({"present_count": 5}, {"yes_count": 6}, "yes_count"),
        ({"present_count": 5}, {"yes_count": 3, "no_count": 3}, "no_count"),
        ({"present_count": 5}, {"yes_count": 3, "no_count": 2}, None),
        ({"present_count": None}, {"yes_count": 90}, None),
    ],
)
def test_votes_are_not_more_than_people_whichever_is_written_first(cast, rules, sign_in, people, votes, field):
    clerk, refused = sign_in(cast.here.unit_clerk), {}
    for first in ("people", "votes"):
        letter = making.draft(cast.here, names=["Nguyễn Thị Hòa"], papers=False)
        row = letter.nominations.get()
        steps = [(f"/api/v1/letters/{letter.code}", letter, people), (f"/api/v1/nominations/{row.pk}", row, votes)]
        for address, thing, said in steps if first == "people" else reversed(steps):
            thing.refresh_from_db()
            body = said | {"row_version": thing.row_version}
            answer = clerk.patch(address, body, content_type="application/json")
        refused[first] = list(answer.json().get("fields", {}))

    assert refused == {"people": [field] if field else [], "votes": ["present_count"] if field else []}


def test_an_examination_does_not_end_before_it_begins(cast, rules, sign_in):
    letter = making.draft(cast.here, papers=False)
    body = {"examined_from": "14h", "examined_until": "9h30", "row_version": letter.row_version}

    answer = sign_in(cast.here.unit_clerk).patch(
        f"/api/v1/letters/{letter.code}", body, content_type="application/json"
    )

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["examined_until"])


def test_more_present_than_called_is_refused(cast, rules, sign_in):
    letter = making.draft(cast.here, papers=False)
    body = {"called_count": 5, "present_count": 6, "row_version": letter.row_version}

    answer = sign_in(cast.here.unit_clerk).patch(
        f"/api/v1/letters/{letter.code}", body, content_type="application/json"
    )

    assert answer.status_code == 422
    assert "present_count" in answer.text


def test_the_hours_are_kept_in_the_one_form_that_minutes_print(cast, rules, sign_in):
    letter = making.draft(cast.here, papers=False)
    body = {"examined_from": "8h", "examined_until": "9:05", "row_version": letter.row_version}

    sign_in(cast.here.unit_clerk).patch(f"/api/v1/letters/{letter.code}", body, content_type="application/json")

    letter.refresh_from_db()
    assert (letter.examined_from, letter.examined_until) == ("08 giờ 00", "09 giờ 05")
