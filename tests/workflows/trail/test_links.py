"""Pages lead to the trail of what they show, and an entry to its proof: only those who may read it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.catalogue.models import RuleSet
from permissions.ledger.checkpoints import making
from permissions.roles import Office
from tests.making import arrival, campaign, under_review
from tests.workflows.trail.past_world import give_history

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("office", "is_led"), [("inspector", True), ("unit_clerk", False)])
def test_rule_set_leads_to_its_trail(cast, rules, sign_in, office, is_led):
    rule_set = RuleSet.objects.first()
    page = sign_in(getattr(cast.here, office)).get(reverse("catalogue:rule_set", args=[rule_set.pk]))

    assert page.status_code == 200
    assert (reverse("trail:rules", args=[rule_set.pk]) in page.text) is is_led


@pytest.mark.parametrize("is_sealed", [True, False])
def test_entry_leads_to_its_proof_once_it_is_sealed(cast, rules, sign_in, is_sealed):
    stream = under_review(cast.here).stream
    if is_sealed:
        making.make(now=timezone.now())
    page = sign_in(cast.here.inspector).get(reverse("trail:entry", args=[stream, 1])).text

    assert (reverse("seals:proof", args=[stream, 1]) in page) is is_sealed


def test_who_reads_no_trail_of_the_commune_is_not_led_to_a_page_that_refuses(cast, rules, sign_in):
    stream = under_review(cast.here).stream
    making.make(now=timezone.now())
    page = sign_in(cast.here.unit_clerk).get(reverse("trail:entry", args=[stream, 1]))

    assert page.status_code == 200
    assert reverse("seals:proof", args=[stream, 1]) not in page.text


def _person(town):
    give_history()
    return "people:person", town.unit_clerk.pk, reverse("trail:person", args=[town.unit_clerk.pk])


def _unit(town):
    return "people:units", None, reverse("trail:unit", args=[town.school.pk])


def _arrival(town):
    thing = arrival(town)
    return "arrivals:detail", thing.pk, reverse("trail:stream", args=[thing.stream])


def _campaign(town):
    thing = campaign(town)
    return "campaigns:detail", thing.code, reverse("trail:stream", args=[thing.stream])


LEADERS = {"commune_chair", "inspector"}
OFFICE = {"office_reviewer", "office_head"}
UNIT = {"unit_clerk", "unit_head"}
COUNCIL = {"council_secretary", "council_member", "council_chair"}
# Typed by hand. what the page shows: (its maker, who opens the page and is led to the trail, who opens it and is not)
SHOWN = {
    "person": (_person, LEADERS, {"administrator"}),
    "unit": (_unit, LEADERS, {"administrator"}),
    "arrival": (_arrival, LEADERS | {"office_head"}, {"office_reviewer", "records_clerk", "commune_deputy_chair"}),
    "campaign": (_campaign, LEADERS | OFFICE, UNIT | COUNCIL | {"records_clerk", "commune_deputy_chair"}),
}


@pytest.mark.parametrize("shown", SHOWN)
def test_page_leads_to_the_trail_of_what_it_shows_whoever_may_read_it_and_nobody_else(cast, rules, sign_in, shown):
    make, led, not_led = SHOWN[shown]
    town = cast.here
    name, key, trail = make(town)
    people = {office: town.person.get(office) for office in Office.values} | {
        "administrator": cast.administrator,
        "province_officer": cast.province_officer,
        "of another commune": cast.there.inspector,
    }
    found = {}
    for office, person in people.items():
        page = sign_in(person).get(reverse(name, args=[key] if key else []))
        if page.status_code == 200:
            found[office] = trail in page.text
            if found[office]:
                assert sign_in(person).get(trail).status_code == 200, office

    expected = dict.fromkeys(led, True) | dict.fromkeys(not_led, False)
    assert {office: is_led for office, is_led in found.items() if office != "of another commune"} == expected
    assert not found.get("of another commune")
