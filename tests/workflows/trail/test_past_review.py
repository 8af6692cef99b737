"""The review in views of the past: remarks with their answers and judgements, told to whom they were told."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from permissions import access
from tests import making
from tests.calling import Caller
from workflows.approval import part_services as parts
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.trail.past import past_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)
INSIDE = ("office_reviewer", "office_head", "inspector")


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def past_by(person, proposal, moment):
    thing = type(proposal).objects.select_related("unit", "letter").get(pk=proposal.pk)
    return past_of(thing, moment, person, access.capacities(person))


def remarks(person, proposal, moment):
    """[(state, answer)] as the person is told."""
    return [(remark.state, remark.answer) for remark in past_by(person, proposal, moment).remarks]


def note(town, proposal, text="Bổ sung số liệu.", **place):
    proposal.refresh_from_db()
    return review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, text=text, **place
    )


def done(clock, deed):
    """The deed, an hour after the one before; the moment right after it."""
    clock.shift(timedelta(hours=1))
    deed()
    clock.shift(timedelta(minutes=1))
    return datetime.now(UTC)


@pytest.fixture
def reviewed(town, clock):
    """A dossier whose remark was noted, returned, answered, sent and settled: the dossier and the moments."""
    proposal = making.under_review(town)

    def on(service, by, **said):
        proposal.refresh_from_db()
        service(row_version=proposal.row_version, by=by, **said)

    def of_remark(service, by, **said):
        on(service, by, remark=proposal.remarks.get(), **said)

    return proposal, SimpleNamespace(
        noted=done(clock, lambda: note(town, proposal)),
        returned=done(clock, lambda: on(approval.return_for_completion, town.office_reviewer, proposal=proposal)),
        answered=done(clock, lambda: of_remark(review_services.answer_remark, town.unit_clerk, answer="Đã nộp.")),
        changed=done(clock, lambda: of_remark(review_services.answer_remark, town.unit_clerk, answer="Đã bổ sung.")),
        sent=done(clock, lambda: on(approval.resend, town.unit_head, proposal=proposal)),
        settled=done(clock, lambda: of_remark(review_services.settle_remark, town.office_reviewer)),
    )


OPEN, SETTLED = [("open", "")], [("settled", "Đã bổ sung.")]
ANSWERED = [("answered", "Đã bổ sung.")]
# moment: (told within the office, to the chair, to the unit); what is not sent yet stays with who wrote it
TOLD = {
    "noted": ([("noted", "")], [], []),
    "returned": (OPEN, OPEN, OPEN),
    "answered": (OPEN, OPEN, [("answered", "Đã nộp.")]),
    "changed": (OPEN, OPEN, ANSWERED),
    "sent": (ANSWERED, ANSWERED, ANSWERED),
    "settled": (SETTLED, SETTLED, SETTLED),
}


@pytest.mark.parametrize("moment", TOLD)
def test_remark_stands_as_it_stood_and_what_was_not_sent_stays_with_who_wrote_it(town, reviewed, moment):
    proposal, moments = reviewed
    inside, chair, unit = TOLD[moment]
    expected = dict.fromkeys(INSIDE, inside) | {"commune_chair": chair, "unit_clerk": unit, "unit_head": unit}

    told = {office: remarks(town.person[office], proposal, getattr(moments, moment)) for office in expected}

    assert told == expected


def test_dropped_remark_is_told_of_the_time_it_stood_to_the_office_alone(town, clock):
    proposal = making.under_review(town)
    noted = done(clock, lambda: note(town, proposal))

    def drop():
        proposal.refresh_from_db()
        review_services.drop_remark(
            remark=proposal.remarks.get(), row_version=proposal.row_version, by=town.office_reviewer
        )

    dropped = done(clock, drop)

    assert remarks(town.office_head, proposal, noted) == [("noted", "")]
    assert remarks(town.unit_head, proposal, noted) == remarks(town.office_head, proposal, dropped) == []


def test_who_said_what_about_which_place_is_told(town, reviewed):
    proposal, moments = reviewed
    (remark,) = past_by(town.office_head, proposal, moments.sent).remarks

    assert (remark.text, remark.target, remark.version) == ("Bổ sung số liệu.", "general", 1)
    assert (remark.made_by, remark.answered_by) == (town.office_reviewer, town.unit_clerk)


@pytest.fixture
def parted(town, clock):
    """A dossier with a remark on the whole and one on the row that is split off afterwards."""
    mother = making.under_review(town)
    row = mother.nominations.get(full_name="Đặng Quốc Ý")
    note(town, mother, text="Về hồ sơ.")
    before = done(clock, lambda: note(town, mother, text="Về một người.", target="nomination", nomination=row))
    made = []

    def split():
        mother.refresh_from_db()
        facts = {"suspension_code": "complaint", "suspension_reference": "12/TB-TTr"}
        deed = {"row_version": mother.row_version, "by": town.office_head, "nominations": [row]}
        made.append(parts.suspend_nominations(proposal=mother, **deed, **facts))

    after = done(clock, split)
    return mother, made[0], before, after


def test_remarks_go_with_the_rows_that_are_split_off(town, parted):
    mother, sister, before, after = parted

    def texts(proposal, moment):
        return [remark.text for remark in past_by(town.office_head, proposal, moment).remarks]

    assert texts(mother, before) == ["Về hồ sơ.", "Về một người."]
    assert texts(mother, after) == ["Về hồ sơ."]
    assert sorted(texts(sister, after)) == ["Về hồ sơ.", "Về một người."]


def test_remark_on_a_row_that_went_where_the_reader_does_not_see_it_is_left_out(cast, town, parted):
    mother, sister, before, _after = parted
    elsewhere = making.sent(cast.there)
    sister.nominations.update(proposal=elsewhere)

    assert [remark.text for remark in past_by(town.office_head, mother, before).remarks] == ["Về hồ sơ."]


def test_judgements_stand_as_they_stood_for_who_may_know_them(town, clock):
    proposal = making.under_review(town)
    first, _second = proposal.nominations.all()

    def judge(verdict, reason):
        proposal.refresh_from_db()
        said = {"verdicts": [(first, verdict, reason)], "by": town.office_reviewer}
        review_services.judge(proposal=proposal, row_version=proposal.row_version, **said)

    struck = done(clock, lambda: judge("struck_out", "Thiếu thời gian công tác."))
    eligible = done(clock, lambda: judge("eligible", ""))

    def judged(office, moment):
        rows = past_by(town.person[office], proposal, moment).rows
        return {row.pk: (row.judgement.verdict, row.judgement.reason) for row in rows if row.judgement}

    for office in INSIDE:
        assert judged(office, struck) == {first.pk: ("struck_out", "Thiếu thời gian công tác.")}
        assert judged(office, eligible) == {first.pk: ("eligible", "")}
    for office in ("unit_head", "unit_clerk", "commune_chair"):
        assert judged(office, struck) == judged(office, eligible) == {}


def test_page_and_endpoint_show_them(town, reviewed, sign_in):
    proposal, moments = reviewed
    at = {"at": timezone.localtime(moments.sent).strftime("%Y-%m-%dT%H:%M:%S")}

    page = sign_in(town.office_head).get(reverse("past:proposal", args=[proposal.code]), at).text
    told = Caller(town.office_head).get(f"/proposals/{proposal.code}/past", at=moments.noted.isoformat()).json()
    kept_back = Caller(town.unit_head).get(f"/proposals/{proposal.code}/past", at=moments.noted.isoformat()).json()

    assert ("Bổ sung số liệu." in page, "Đã bổ sung." in page) == (True, True)
    assert [(remark["state"], remark["text"]) for remark in told["remarks"]] == [("noted", "Bổ sung số liệu.")]
    assert kept_back["remarks"] == []
