"""Reminders: of what is due on a desk, once for each thing and working day, one mail line and no flood."""

from datetime import UTC, date, datetime, timedelta

import pytest

from documents.proposals.models import Proposal
from tests import making
from workflows.approval.reminders import remind
from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # 9:00 in the commune
SATURDAY = WEDNESDAY + timedelta(days=3)


@pytest.fixture
def waiting(cast, rules):
    """A dossier on the queue of the office, due on a day; notices so far are gone."""

    def make(due_on):
        proposal = making.sent(cast.here)
        Proposal.objects.filter(pk=proposal.pk).update(due_on=due_on)
        Notice.objects.all().delete()
        return proposal

    return make


def reminders():
    return {(row.person.username, row.words) for row in Notice.objects.filter(kind="reminder", settled_at=None)}


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 20), "due.over"),
        (date(2026, 11, 25), "due.today"),
        (date(2026, 11, 27), "due.soon"),
    ],
)
def test_the_whole_desk_is_reminded(waiting, due_on, words):
    waiting(due_on)

    assert remind(WEDNESDAY) == 2
    assert reminders() == {("pq_office_reviewer", words), ("pq_second_reviewer", words)}


def test_what_is_due_later_waits(waiting):
    waiting(date(2026, 11, 30))

    assert remind(WEDNESDAY) == 0


def test_once_a_day(waiting):
    waiting(date(2026, 11, 20))

    assert [remind(WEDNESDAY), remind(WEDNESDAY), remind(WEDNESDAY + timedelta(hours=3))] == [2, 0, 0]


def test_the_next_day_takes_the_place_of_the_day_before(waiting):
    waiting(date(2026, 11, 20))

    remind(WEDNESDAY)
    remind(WEDNESDAY + timedelta(days=1))

    assert Notice.objects.filter(settled_at=None, read_at=None).count() == 2
    assert Notice.objects.count() == 4


def test_nobody_is_reminded_on_a_day_off_or_before_the_hour(waiting):
    waiting(date(2026, 11, 20))

    assert remind(SATURDAY) == 0
    assert remind(WEDNESDAY.replace(hour=20) - timedelta(days=1)) == 0


def test_who_has_it_in_hand_is_reminded_alone(cast, rules):
    proposal = making.under_review(cast.here)
    Proposal.objects.filter(pk=proposal.pk).update(due_on=date(2026, 11, 20))
    Notice.objects.all().delete()

    remind(WEDNESDAY)

    assert reminders() == {("pq_office_reviewer", "due.over")}
