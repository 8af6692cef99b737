"""The catalogue through the API: the rules of the day, whole rule sets, who sees which."""

import pytest

from documents.catalogue.models import RuleSet
from tests.calling import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast, rules):
    return Caller(cast.here.unit_clerk)


def test_the_award_forms_of_the_day_are_told_highest_first(clerk):
    forms = clerk.get("/award-forms").json()
    for_households = clerk.get("/award-forms", nominee_type="household", kind="merit").json()

    assert [form["rank"] for form in forms] == sorted(form["rank"] for form in forms)
    assert {form["code"] for form in for_households} < {form["code"] for form in forms}
    assert clerk.get("/award-forms", kind="moon").status_code == 422


def test_an_award_form_is_told_with_papers_vote_and_level(clerk):
    rules = clerk.get("/award-forms/gk-xa").json()

    merit = next(rule for rule in rules if rule["kind"] == "merit")
    assert merit["authority_level"] == "commune"
    assert merit["papers"]
    assert merit["vote_rule"]["quorum_words"]
    assert clerk.get("/award-forms/nowhere").status_code == 404


def test_a_rule_set_is_told_whole_in_a_fixed_number_of_statements(clerk, django_assert_max_num_queries):
    rule_set = RuleSet.objects.get(owner_unit=None, effective_to=None)

    with django_assert_max_num_queries(12):
        told = clerk.get(f"/rule-sets/{rule_set.pk}").json()

    assert len(told["forms"]) == rule_set.form_rules.count()
    assert len(told["time_limits"]) == rule_set.time_limits.count()
    assert len(told["multipliers"]) == rule_set.multipliers.count()


def test_instruments_wages_and_holidays_are_lists(clerk):
    instruments = clerk.get("/instruments", limit=2).json()
    wages = clerk.get("/base-wages").json()["items"]
    days = clerk.get("/holidays", year=2026, limit=100).json()["items"]

    assert len(instruments["items"]) == 2
    assert [wage["effective_from"] for wage in wages] == sorted((w["effective_from"] for w in wages), reverse=True)
    assert {day["on"][:4] for day in days} == {"2026"}
    assert clerk.get("/holidays", year=1901).json()["items"] == []
