"""The lists of the catalogue as files: what the pages show, in columns, with the money as numbers."""

import io
from datetime import date

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from documents.catalogue.models import Holiday, RuleSet
from permissions.ledger.models import AccessRecord

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def taken(cast, rules, sign_in):
    """A way to take a list out: {head: [values]}, and the sheet."""

    def take(address):
        answer = sign_in(cast.here.unit_clerk).get(f"/catalogue/{address}", headers={"accept-language": "en"})
        assert answer.status_code == 200
        sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
        rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
        head = next(place for place, row in enumerate(rows) if row[1] is not None)
        columns = dict(zip(rows[head], zip(*rows[head + 1 :], strict=True), strict=True))
        return columns, sheet

    return take


def test_the_award_forms_stand_with_who_grants_papers_and_money(taken):
    rules = RuleSet.objects.filter(owner_unit=None).first()

    columns, sheet = taken(f"rule-sets/{rules.pk}/?format=xlsx")

    heads = list(columns)
    names, grants = columns[heads[1]], columns[heads[3]]
    assert names == tuple(rules.form_rules.values_list("award_form__name", flat=True))
    assert all(grants)
    assert any(isinstance(amount, int) for head in heads[7:10] for amount in columns[head])
    money = next(
        cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int) and cell.value > 9_999
    )
    assert money.number_format == "#,##0"


def test_the_limits_of_a_rule_set_stand_in_the_order_of_the_path(taken):
    rules = RuleSet.objects.filter(owner_unit=None).first()

    columns, _sheet = taken(f"rule-sets/{rules.pk}/limits/?format=xlsx")

    heads = list(columns)
    assert sorted(columns[heads[4]]) == sorted(rules.time_limits.values_list("working_days", flat=True))


def test_days_are_days_and_a_year_holds_only_its_own(taken):
    columns, _sheet = taken("holidays/?format=xlsx&year=2026")

    days = [moment.date() for moment in columns[list(columns)[1]]]
    assert days == list(Holiday.objects.filter(holiday_year__year=2026).values_list("on", flat=True))
    assert all(day.year == 2026 for day in days)


@pytest.mark.parametrize(
    "address", ["instruments/?format=xlsx", "base-wages/?format=xlsx", "grounds/?format=xlsx", "rule-sets/excel/"]
)
def test_a_list_has_a_row_for_each_thing_and_leaves_one_record(taken, address):
    columns, _sheet = taken(address)

    assert len(columns[list(columns)[1]]) >= 1
    (record,) = AccessRecord.objects.filter(kind="exported")
    assert record.what.startswith(f"catalogue/{address.partition('/')[0]}?")


def test_a_wage_is_a_number_and_its_first_day_a_day(taken):
    columns, _sheet = taken("base-wages/?format=xlsx")

    heads = list(columns)
    assert all(type(amount) is int for amount in columns[heads[2]])
    assert all(isinstance(moment.date(), date) for moment in columns[heads[1]])
