"""The page of an arrival leads whom it lets record, and tells who registered it why not."""

from django.urls import reverse

from documents.arrivals.models import Arrival
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


def test_all_that_is_wrong_is_told_at_once_and_the_file_is_asked_for_again(cast, sign_in):
    client, here = sign_in(cast.here.records_clerk), reverse("arrivals:register")
    said = {"arrived_on": "01/01/2999", "paper_on": "02/01/2999", "sender": " ", "title": " ", "newest": "0"}

    refused = client.post(here, said | {"scan": making.pdf("q.pdf")})

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"arrived_on", "paper_on", "sender", "title"}
    assert refused.text.count('class="field-error"') == 5
    assert not Arrival.objects.exists()
