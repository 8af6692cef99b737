"""A paper opens beside the form it is judged by; on a phone it is a link like any other."""

import pytest
from django.urls import reverse

from documents.proposals.models import Paper
from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINK, DOCK = "#nominations a[data-preview]", "#preview"


@pytest.fixture
def browse(settings, browse):
    settings.ROOT_URLCONF = "project.urls"
    return browse


@pytest.fixture
def dossier(cast, rules):
    return making.under_review(cast.here)


def test_a_paper_opens_beside_the_form_and_what_was_typed_stays(cast, dossier, browse):
    page = browse(cast.here.office_reviewer)
    page.goto(reverse("proposals:detail", args=[dossier.code]))
    page.locator("#nominations input[name^=reason_]").first.fill("Chưa rõ thành tích.")

    with page.expect_response(lambda answer: "/papers/" in answer.url):
        page.locator(LINK).first.click()

    paper = Paper.objects.filter(nomination__proposal=dossier).first()
    assert page.locator(f"{DOCK} iframe").get_attribute("src").split("#")[0].endswith(f"/papers/{paper.pk}/")
    assert page.locator(f"{DOCK} b").inner_text() == paper.file_name
    assert page.locator("#nominations input[name^=reason_]").first.input_value() == "Chưa rõ thành tích."

    page.keyboard.press("Escape")

    assert page.locator(DOCK).is_hidden()
    assert page.evaluate("document.activeElement.matches('#nominations a[data-preview]')")


def test_on_a_phone_the_link_is_followed(cast, dossier, browse):
    page = browse(cast.here.office_reviewer)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("proposals:detail", args=[dossier.code]))

    with page.expect_request(lambda request: "/papers/" in request.url):
        page.locator(LINK).first.click()

    assert page.locator(DOCK).is_hidden()
