"""The catalogue as pages show it."""

from datetime import date

import pytest

from documents.catalogue import overview, queries
from documents.catalogue.models import AwardForm, BaseWage

pytestmark = pytest.mark.usefixtures("rules")


def rules():
    return queries.rule_set_on(date(2026, 7, 1))


def test_every_form_once_from_high_to_low_in_three_statements(django_assert_num_queries):
    rule_set, wage = rules(), BaseWage.objects.first()

    with django_assert_num_queries(3):
        shown = overview.forms_overview(rule_set, wage)

    assert [form.award_form.code for form in shown] == list(AwardForm.objects.values_list("code", flat=True))


def test_a_form_with_its_kinds_nominees_and_money():
    form = AwardForm.objects.get(code="gk-xa")

    (shown,) = overview.forms_overview(rules(), BaseWage.objects.get(effective_from=date(2026, 7, 1)), form)

    assert [rule.kind for rule in shown.rules] == ["merit", "campaign", "sudden", "discovered"]
    assert len(shown.nominees) == 3
    assert [item.amount for item in shown.money] == [760_000, 1_520_000, 1_140_000]
    assert not shown.is_verified  # the sudden kind is a suggestion


def test_money_is_unknown_without_a_base_wage():
    form = AwardForm.objects.get(code="gk-xa")

    (shown,) = overview.forms_overview(rules(), None, form)

    assert [item.amount for item in shown.money] == [None, None, None]


def test_the_limits_that_hold_for_a_form():
    shown = overview.limits_of_form(rules(), AwardForm.objects.get(code="gk-xa"), ["merit", "sudden"])

    days = [[number for _kind, number in row] for _step, row in shown]
    assert days[:4] == [[1, 1], [3, 2], [5, 5], [1, 1]]
    assert len(shown) == 16


def test_limits_stand_in_the_order_of_the_path_the_general_one_first():
    shown = overview.limits_by_step(rules())

    first_step, rows = shown[0]
    assert rows[0].step == "take_up"
    assert [(row.award_form_id is None, row.kind) for row in rows] == [
        (True, ""),
        (True, "sudden"),
        (False, ""),
        (False, "sudden"),
    ]
    assert str(first_step)
