"""Which criteria concern a unit, how far each unit is, and who sees it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.campaigns import services
from documents.campaigns.models import Campaign
from documents.campaigns.queries import criteria_for, progress_of, running, with_letter_count
from documents.campaigns.states import Phase, phase_on
from permissions import access
from tests import making
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2025, 11, 27), Phase.ANNOUNCED),
        (date(2025, 11, 28), Phase.RUNNING),
        (date(2026, 1, 23), Phase.RUNNING),
        (date(2026, 1, 24), Phase.RECEIVING),
        (date(2026, 1, 31), Phase.RECEIVING),
        (date(2026, 2, 1), Phase.ENDED),
    ],
)
def test_the_phase_follows_the_days(campaign, day, phase):
    assert phase_on(campaign, day) == phase


def test_running_campaigns_are_those_of_the_day(cast, campaign):
    assert list(running(cast.here.commune.pk, date(2026, 1, 23))) == [campaign]
    assert list(running(cast.here.commune.pk, date(2026, 1, 24))) == []
    assert list(running(cast.there.commune.pk, date(2026, 1, 1))) == []


def test_criteria_are_those_of_the_units_kind_and_of_everybody(cast, campaign):
    assert [row.audience for row in criteria_for(campaign, cast.here.school)] == ["Trường học", "Cá nhân"]
    assert [row.audience for row in criteria_for(campaign, cast.here.front)] == ["Cá nhân"]
    assert criteria_for(None, cast.here.school) == []


@pytest.fixture
def sent(cast, plan, lists):
    """A letter with two nominees for a campaign that is open today."""
    today = timezone.localdate()
    dates = {"starts_on": today - timedelta(days=5), "ends_on": today, "closes_on": today + timedelta(days=5)}
    made = services.set_up(commune=cast.here.commune, values=plan | dates, by=cast.here.office_reviewer, **lists)
    campaign = making.launched(cast.here, made)
    return making.sent(cast.here, kind="campaign", campaign=campaign)


def told(progress):
    return {row.unit.code: (row.letters, row.nominees, row.waiting, row.granted) for row in progress}


def test_the_office_sees_every_unit_silent_ones_too(cast, sent):
    person = cast.here.office_reviewer

    progress = progress_of(sent.campaign, person, access.capacities(person))

    assert told(progress) == {
        "PQ-TH": (1, 2, 2, 0),
        "PQ-ND": (0, 0, 0, 0),
        "PQ-X1": (0, 0, 0, 0),
        "PQ-VHXH": (0, 0, 0, 0),
    }


def test_a_unit_sees_its_own_line_only(cast, sent):
    for person, seen in ((cast.here.unit_clerk, {"PQ-TH": (1, 2, 2, 0)}), (cast.here.other_clerk, {"PQ-ND": (0,) * 4})):
        assert told(progress_of(sent.campaign, person, access.capacities(person))) == seen


def test_drafts_and_withdrawn_proposals_do_not_count(cast, sent):
    letter = sent.letter
    letter_services.recall(letter=letter, row_version=letter.row_version, by=cast.here.unit_head, reason="Sai")
    person = cast.here.office_reviewer

    assert told(progress_of(sent.campaign, person, access.capacities(person)))["PQ-TH"] == (0, 0, 0, 0)


def test_progress_takes_three_statements(cast, sent, django_assert_num_queries):
    person = cast.here.office_reviewer
    held = access.capacities(person)
    campaign = sent.campaign

    with django_assert_num_queries(3):
        progress_of(campaign, person, held)


def test_a_unit_counts_its_own_letters_alone(cast, sent):
    counted = [
        with_letter_count(Campaign.objects.all(), person, access.capacities(person)).get().letter_count
        for person in (cast.here.office_reviewer, cast.here.unit_clerk, cast.here.other_clerk)
    ]

    assert counted == [1, 1, 0]
