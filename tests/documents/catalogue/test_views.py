"""The pages that show the catalogue: for everybody with an office, in a fixed number of statements."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from documents.catalogue import queries, services
from documents.catalogue.models import AwardForm, RuleSet, VoteRule

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-22T09:00:00+07:00", tick=False):
        yield


def current():
    return queries.rule_set_on(date(2026, 11, 22))


def addresses():
    pk = current().pk
    return [
        reverse("catalogue:index"),
        reverse("catalogue:rule_set", args=[pk]),
        reverse("catalogue:limits", args=[pk]),
        reverse("catalogue:award_form", args=[pk, "gk-xa"]),
        reverse("catalogue:instruments"),
        reverse("catalogue:base_wages"),
        reverse("catalogue:grounds"),
        reverse("catalogue:holidays"),
    ]


@pytest.mark.parametrize("who", ["unit_clerk", "council_member", "records_clerk", "inspector"])
def test_everybody_with_an_office_reads_every_page(cast, sign_in, who):
    client = sign_in(cast.here.person[who])

    assert [client.get(address).status_code for address in addresses()] == [200] * 8


def test_every_page_offers_the_same_parts(cast, sign_in):
    client = sign_in(cast.here.unit_clerk)
    tabs = [client.get(address).context["tabs"] for address in addresses()]

    assert {tuple(tab["url"] for tab in each) for each in tabs} == {
        (
            reverse("catalogue:rule_set", args=[current().pk]),
            reverse("catalogue:limits", args=[current().pk]),
            reverse("catalogue:instruments"),
            reverse("catalogue:base_wages"),
            reverse("catalogue:grounds"),
            reverse("catalogue:holidays"),
        )
    }


def test_days_without_first_or_last_are_told_in_words(cast, sign_in):
    client = sign_in(cast.here.unit_clerk)
    pages = [client.get(reverse(f"catalogue:{name}")).content.decode() for name in ("index", "instruments")]

    assert [re.findall(r">\s*-\s|\d -\s*<", page) for page in pages] == [[], []]


def test_nobody_signed_in_is_sent_to_the_door(client):
    answers = [client.get(address) for address in addresses()]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith("/sign-in/") for answer in answers)


def test_a_person_without_office_reads_nothing(cast, sign_in):
    client = sign_in(cast.stranger)

    assert {client.get(address).status_code for address in addresses()} == {403}


def test_the_front_page_shows_the_rules_in_force_with_todays_money(cast, sign_in):
    page = sign_in(cast.here.unit_clerk).get(reverse("catalogue:index")).content.decode()

    assert "Quy định chung từ 01/10/2026" in page
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân xã" in page
    assert "760.000 đồng" in page
    assert "1.140.000 đồng" in page


def test_an_own_rule_set_is_shown_to_its_commune_alone(cast, sign_in):
    own = services.adopt_rule_set(
        rule_set=current(),
        owner_unit=cast.here.commune,
        effective_from=date(2026, 11, 1),
        title="Quy định riêng của xã",
        legal_basis="Quyết định của tỉnh",
        by=cast.administrator,
        reason="Thử",
    )
    address = reverse("catalogue:rule_set", args=[own.pk])

    assert "Quy định riêng của xã" in sign_in(cast.here.unit_clerk).get(reverse("catalogue:index")).content.decode()
    assert sign_in(cast.there.unit_clerk).get(address).status_code == 404
    assert sign_in(cast.administrator).get(address).status_code == 200


def test_what_nobody_has_verified_is_marked(cast, sign_in):
    form = reverse("catalogue:award_form", args=[current().pk, "cstd-co-so"])
    page = sign_in(cast.here.unit_clerk).get(form)

    assert page.context["form"].is_verified is False
    assert "chip-amber" in page.content.decode()


def test_an_ended_instrument_is_named_on_the_rules_that_rest_on_it(cast, sign_in):
    with time_machine.travel("2027-03-01T09:00:00+07:00", tick=False):
        page = sign_in(cast.here.office_head).get(reverse("catalogue:index"))

    assert [instrument.number for instrument in page.context["ended"]] == ["152/2025/NĐ-CP"]
    assert "notice-red" in page.content.decode()


def test_without_any_rules_the_page_says_what_to_do(cast, sign_in):
    VoteRule.objects.all().delete()
    for name in ("time_limits", "multipliers"):
        for rules in RuleSet.objects.all():
            getattr(rules, name).all().delete()
    for rules in RuleSet.objects.order_by("-pk"):
        for rule in rules.form_rules.all():
            rule.papers.all().delete()
            rule.delete()
        rules.delete()

    page = sign_in(cast.here.unit_clerk).get(reverse("catalogue:index"))

    assert page.status_code == 200
    assert "load_catalogue" in page.content.decode()


def test_holidays_of_a_year_and_the_missing_one(cast, sign_in):
    client = sign_in(cast.here.unit_clerk)

    this_year = client.get(reverse("catalogue:holidays"))
    asked = client.get(reverse("catalogue:holidays"), {"year": "2025"})
    nonsense = client.get(reverse("catalogue:holidays"), {"year": "x' or 1"})

    assert [page.context["year"] for page in (this_year, asked, nonsense)] == [2026, 2025, 2026]
    assert this_year.context["missing"] == []
    with time_machine.travel("2027-11-22T09:00:00+07:00", tick=False):
        page = sign_in(cast.here.unit_clerk).get(reverse("catalogue:holidays"))
        assert page.context["missing"] == [2028]


def test_only_an_administrator_is_offered_changes(cast, sign_in):
    for address in addresses():
        assert "/amend/" not in sign_in(cast.here.office_head).get(address).content.decode()
        assert "/add/" not in sign_in(cast.here.office_head).get(address).content.decode()

    page = sign_in(cast.administrator).get(reverse("catalogue:instruments")).content.decode()
    assert "/amend/" in page


def test_a_set_in_use_offers_no_change_of_its_rows(cast, sign_in):
    services.mark_used(rule_set=current(), by=cast.here.unit_head, at=timezone.now())
    client = sign_in(cast.administrator)

    page = client.get(reverse("catalogue:award_form", args=[current().pk, "gk-xa"])).content.decode()

    assert "/amend/" not in page


def statements(django_assert_max_num_queries, client, address):
    with django_assert_max_num_queries(12) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_pages_cost_the_same_for_few_and_for_many_rows(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.administrator)
    many = {address: statements(django_assert_max_num_queries, client, address) for address in addresses()}

    rules = current()
    keep = AwardForm.objects.get(code="gk-xa")
    rules.multipliers.exclude(award_form=keep).delete()
    rules.time_limits.exclude(award_form=keep).delete()
    for rule in rules.form_rules.exclude(award_form=keep):
        rule.papers.all().delete()
        rule.vote_rule.delete()
        rule.delete()

    assert {address: statements(django_assert_max_num_queries, client, address) for address in addresses()} == many
