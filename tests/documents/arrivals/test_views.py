"""The page of an arrival leads whom it lets record, and tells who registered it why not."""

from django.urls import reverse

from permissions.roles import Office
from tests import making
from tests.conftest import appoint, make_person


def test_who_registered_a_paper_is_told_before_the_form_and_another_clerk_is_led_to_it(cast, rules, sign_in):
    town = cast.here
    other = make_person("other_clerk")
    appoint(other, Office.RECORDS_CLERK, town.commune)
    arrival = making.signed_paper(town, by=town.records_clerk)
    page, form = reverse("arrivals:detail", args=[arrival.pk]), reverse("decisions:on_paper", args=[arrival.pk])

    own, led = (sign_in(person).get(page).text for person in (town.records_clerk, other))

    assert form not in own
    assert "phải do người khác" in own
    assert form in led
