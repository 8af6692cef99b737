"""What moves ask of the catalogue is kept in memory only where nobody can change it, or for a minute."""

from datetime import date

import pytest
from django.utils import timezone

from documents.catalogue import in_use, queries, services
from documents.catalogue.kinds import Kind, Step
from documents.catalogue.models import AwardForm, TimeLimit
from permissions.refusals import NotNow

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule_set(rules):
    return queries.rule_set_on(date(2026, 6, 1))


@pytest.fixture
def used(rule_set):
    services.mark_used(rule_set=rule_set, by=None, at=timezone.now())
    return rule_set


def _ask(rule_set):
    form = AwardForm.objects.get(code="gk-xa")
    rule = in_use.form_rule(rule_set.pk, form.pk, Kind.MERIT)
    return rule, in_use.time_limit(rule_set.pk, Step.REVIEW, form.pk, Kind.MERIT)


def test_the_answers_are_those_of_the_catalogue(rule_set):
    form = AwardForm.objects.get(code="gk-xa")

    rule, limit = _ask(rule_set)

    assert rule == queries.form_rule(rule_set, form, Kind.MERIT)
    assert limit == queries.time_limit(rule_set, Step.REVIEW, form, Kind.MERIT)


def test_the_refusals_are_those_of_the_catalogue(rule_set):
    form = AwardForm.objects.create(code="thu", name="Thử", short_name="Thử", certificate_title="Thử", rank=999)
    TimeLimit.objects.filter(rule_set=rule_set, step=Step.REVIEW).delete()

    with pytest.raises(NotNow) as no_form:
        in_use.form_rule(rule_set.pk, form.pk, Kind.MERIT)
    with pytest.raises(NotNow) as no_limit:
        in_use.time_limit(rule_set.pk, Step.REVIEW, form.pk, Kind.MERIT)

    assert [refusal.value.code for refusal in (no_form, no_limit)] == ["not_granted", "no_time_limit"]


def test_a_set_in_use_is_read_once(used, django_assert_num_queries, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = _ask(used)

    with django_assert_num_queries(1):  # the award form
        assert _ask(used) == first


def test_a_set_not_yet_in_use_is_read_each_time(rule_set, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _ask(rule_set)
    TimeLimit.objects.filter(rule_set=rule_set, step=Step.REVIEW).update(working_days=77)

    assert _ask(rule_set)[1].working_days == 77


def test_what_was_rolled_back_is_never_kept(used, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():  # never executed: the transaction failed
        _ask(used)
    TimeLimit.objects.filter(rule_set=used, step=Step.REVIEW).update(working_days=77)

    assert _ask(used)[1].working_days == 77


def test_holidays_are_heard_of_within_a_minute(rules, monkeypatch, django_capture_on_commit_callbacks):
    at = [1_000.0]
    monkeypatch.setattr(in_use, "monotonic", lambda: at[0])
    with django_capture_on_commit_callbacks(execute=True):
        before = in_use.holidays([2026])
    day = date(2026, 7, 15)
    year = queries.HolidayYear.objects.get(year=2026)
    year.holidays.create(on=day, name="Nghỉ bù", source="thử")

    assert in_use.holidays([2026]) == before
    at[0] += in_use.HOLIDAYS_KEPT_SECONDS + 1
    assert in_use.holidays([2026])[2026][day] is True


def test_whoever_amends_the_catalogue_hears_of_it_at_once(cast, rules, django_capture_on_commit_callbacks):
    day = date(2026, 7, 15)
    with django_capture_on_commit_callbacks(execute=True):
        in_use.holidays([2026])

    with django_capture_on_commit_callbacks(execute=True):
        services.add_holiday(
            values={"on": day, "name": "Nghỉ bù", "is_day_off": True, "source": "thử", "is_verified": False},
            by=cast.administrator,
        )

    assert in_use.holidays([2026])[2026][day] is True
