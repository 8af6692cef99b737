"""Campaigns through the API: setting up, changing, exceptions; units see their own part."""

import pytest

from documents.campaigns.models import Campaign, LateException
from tests.calling import Caller

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Thi đua chào mừng Đại hội",
    "plan_number": "15/KH-UBND",
    "plan_on": "2026-10-01",
    "starts_on": "2026-10-10",
    "ends_on": "2026-12-10",
    "closes_on": "2026-12-20",
    "contents": ["Nội dung một", "Nội dung hai\n\ncó hai đoạn"],
    "criteria": [{"audience": "Trường học", "unit_kinds": ["school"], "text": "Dạy tốt"}],
    "award_forms": ["gk-xa"],
}


@pytest.fixture
def reviewer(cast, rules):
    return Caller(cast.here.office_reviewer)


def test_a_campaign_is_set_up_and_read(reviewer):
    made = reviewer.post("/campaigns", **PLAN)

    told = reviewer.get(f"/campaigns/{made.json()['code']}").json()
    assert made.status_code == 201
    assert {name: told[name] for name in PLAN if name != "award_forms"} == {
        name: value for name, value in PLAN.items() if name != "award_forms"
    }
    assert [form["code"] for form in told["award_forms"]] == ["gk-xa"]
    assert [row["code"] for row in reviewer.get("/campaigns").json()["items"]] == [told["code"]]


def test_changing_says_the_whole_again_and_races_are_seen(reviewer):
    made = reviewer.post("/campaigns", **PLAN).json()
    address = f"/campaigns/{made['code']}"

    changed = reviewer.put(address, row_version=made["row_version"], **PLAN | {"contents": []})
    stale = reviewer.put(address, row_version=made["row_version"], **PLAN)

    assert (changed.json()["contents"], changed.json()["row_version"]) == ([], 2)
    assert (stale.status_code, stale.json()["code"]) == (409, "lost_race")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": "2026-10-01"}, "ends_on"),
        ({"closes_on": "2026-10-01"}, "closes_on"),
        ({"award_forms": []}, "award_forms"),
        ({"award_forms": ["nowhere"]}, "award_forms"),
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"criteria": [{"audience": "", "text": "Dạy tốt"}]}, "criteria"),
        ({"criteria": [{"audience": "A", "unit_kinds": ["moon"], "text": "x"}]}, "criteria.0.unit_kinds.0"),
    ],
)
def test_a_plan_with_a_fault_is_refused_by_field(reviewer, values, field):
    answer = reviewer.post("/campaigns", **PLAN | values)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})
    assert not Campaign.objects.exists()


def test_a_plan_is_entered_once(reviewer):
    reviewer.post("/campaigns", **PLAN)

    assert set(reviewer.post("/campaigns", **PLAN).json()["fields"]) == {"plan_number"}


def test_a_late_exception_is_told_to_its_unit_and_to_the_office(cast, reviewer):
    code = reviewer.post("/campaigns", **PLAN).json()["code"]
    Caller(cast.here.office_head).post(f"/campaigns/{code}/launch", row_version=1)
    said = {"unit": "PQ-TH", "until_on": "2026-12-31", "reason": "Mất điện."}

    made = Caller(cast.here.office_head).post(f"/campaigns/{code}/exceptions", **said)

    def told(person):
        return [row["unit"]["code"] for row in Caller(person).get(f"/campaigns/{code}").json()["exceptions"]]

    assert (made.status_code, made.json()["until_on"]) == (201, "2026-12-31")
    assert told(cast.here.office_reviewer) == told(cast.here.unit_head) == ["PQ-TH"]
    assert told(cast.here.other_head) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until_on": "2026-12-20"}, "until_on"),
        ({"unit": "YT-TH"}, "unit"),
        ({"unit": "PQ"}, "unit"),
        ({"reason": " "}, "reason"),
    ],
)
def test_an_exception_with_a_fault_is_refused_by_field(cast, reviewer, values, field):
    code = reviewer.post("/campaigns", **PLAN).json()["code"]
    Caller(cast.here.office_head).post(f"/campaigns/{code}/launch", row_version=1)
    said = {"unit": "PQ-TH", "until_on": "2026-12-31", "reason": "Mất điện."} | values

    answer = Caller(cast.here.office_head).post(f"/campaigns/{code}/exceptions", **said)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})
    assert not LateException.objects.exists()
