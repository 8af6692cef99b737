"""What was typed is not lost: not with the session, not to a refusal, not when another form of the page is sent."""

import pytest
from django.conf import settings
from django.urls import reverse

from documents.proposals.models import Proposal
from tests import making
from workflows.approval import review_services
from workflows.approval import services as approval

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Chủ nhiệm lớp 5A, phụ đạo 12 học sinh."


@pytest.fixture
def browse(settings, browse):
    settings.ROOT_URLCONF = "project.urls"
    return browse


def sign_in_again(page, person):
    page.fill("[name=username]", person.username)
    page.fill("[name=password]", "phong-quang-2026")
    with page.expect_navigation():
        page.click(".gate-form button")


def test_a_session_that_ended_gives_the_form_back_as_it_was(cast, rules, browse):
    letter = making.draft(cast.here)
    page = browse(cast.here.unit_clerk)
    page.goto(reverse("letters:row_new", args=[letter.code]))
    page.fill("[name=full_name]", "Lê Thu Hường")
    page.fill("[name=summary]", TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.click("form.card .btn-primary")
    page.wait_for_url("**/sign-in/**")

    sign_in_again(page, cast.here.unit_clerk)

    assert page.input_value("[name=full_name]") == "Lê Thu Hường"
    assert page.input_value("[name=summary]") == TYPED
    assert letter.nominations.filter(full_name="Lê Thu Hường").count() == 0


def test_somebody_else_at_the_same_screen_gets_nothing_of_it(cast, rules, browse):
    letter = making.draft(cast.here)
    page = browse(cast.here.unit_clerk)
    page.goto(reverse("letters:row_new", args=[letter.code]))
    page.fill("[name=summary]", TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.click("form.card .btn-primary")
    page.wait_for_url("**/sign-in/**")

    sign_in_again(page, cast.here.unit_head)

    assert page.input_value("[name=summary]") == ""


def test_a_refusal_shows_what_was_typed_and_the_page_takes_it_back(cast, rules, browse):
    proposal = making.under_review(cast.here)
    page = browse(cast.here.office_reviewer)
    address = reverse("proposals:detail", args=[proposal.code])
    page.goto(address)
    page.fill("#remarks form textarea[name=text]", TYPED)
    Proposal.objects.filter(pk=proposal.pk).update(row_version=9)
    with page.expect_navigation():
        page.click("#remarks form .btn-primary, #remarks form button")

    assert page.locator("textarea[readonly]").input_value() == TYPED
    page.click(".refusal .btn-primary")
    page.wait_for_url(f"**{address}")
    assert page.locator("#remarks form textarea[name=text]").input_value() == TYPED


def test_saving_one_answer_keeps_the_others(cast, rules, browse):
    proposal, reviewer = making.under_review(cast.here), cast.here.office_reviewer
    for text in ("Bổ sung số liệu.", "Bổ sung biên bản."):
        review_services.note_remark(proposal=proposal, row_version=proposal.row_version, by=reviewer, text=text)
        proposal.refresh_from_db()
    approval.return_for_completion(proposal=proposal, row_version=proposal.row_version, by=reviewer)
    page = browse(cast.here.unit_clerk)
    page.goto(reverse("proposals:detail", args=[proposal.code]))
    answers = page.locator("#remarks textarea[name=answer]")
    answers.nth(0).fill("Đã bổ sung số liệu.")
    answers.nth(1).fill(TYPED)
    with page.expect_navigation():
        page.locator("#remarks form button").nth(0).click()

    assert answers.nth(0).input_value() == "Đã bổ sung số liệu."
    assert answers.nth(1).input_value() == TYPED
    assert proposal.remarks.exclude(answer="").count() == 1


def test_a_choice_that_stands_by_itself_was_not_typed(cast, rules, browse):
    """The ground of a suspension has no chosen one; sending another form of the page is no reason to unfold it."""
    proposal = making.awaiting_endorsement(cast.here)
    page = browse(cast.here.office_head)
    page.goto(reverse("proposals:detail", args=[proposal.code]))

    with page.expect_navigation():
        page.click("form[action$='/endorse/'] button")

    assert page.locator("form[action$='/suspend/']").count() == 1
    assert page.locator("#moves .notice-blue, #moves details[open]").count() == 0


def test_a_page_left_by_mistake_comes_back_with_days_too(cast, rules, browse):
    letter = making.draft(cast.here)
    page = browse(cast.here.unit_clerk)
    page.goto(reverse("letters:row_new", args=[letter.code]))
    page.fill("[name=full_name]", "Lê Thu Hường")
    page.fill("[name=birth_on]", "05/09/1990")
    page.goto(reverse("letters:list"))

    page.go_back()

    assert page.input_value("[name=full_name]") == "Lê Thu Hường"
    assert page.input_value("[name=birth_on]") == "05/09/1990"
