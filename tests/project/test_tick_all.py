"""One button ticks a whole list or none of it, by keyboard too; without script there is no such button."""

import pytest
from django.urls import reverse

from tests.workflows.decisions.conftest import clock, desk
from tests.workflows.revocations.conftest import Papers

__all__ = ["clock", "desk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browse(settings, browse):
    settings.ROOT_URLCONF = "project.urls"
    return browse


@pytest.fixture
def decision(desk):
    return desk.issued(desk.passed("Bùi A", "Chu B", "Dương C"))


def ticked(page):
    return page.locator("#id_lines input:checked").count()


@pytest.mark.parametrize(("page_of", "at_first"), [("payments:detail", 0), ("handover:detail", 3)])
def test_all_or_none_is_one_key_and_the_button_says_which(desk, decision, browse, page_of, at_first):
    page = browse(desk.town.office_reviewer)
    page.goto(reverse(page_of, args=[decision.code]))
    button = page.locator("[data-tick-all]")
    words = {kind: button.get_attribute(f"data-{kind}") for kind in ("all", "none")}

    seen = [(ticked(page), button.inner_text())]
    for key in ("Enter", "Space"):
        button.press(key)
        seen.append((ticked(page), button.inner_text()))
    if not ticked(page):
        button.press("Enter")
    page.locator("#id_lines input").first.uncheck()

    now = {0: (0, words["all"]), 3: (3, words["none"])}
    assert seen == [now[at_first], now[3 - at_first], now[at_first]]
    assert (ticked(page), button.inner_text()) == (2, words["all"])
    assert page.complaints == []


@pytest.mark.parametrize("page_of", ["payments:detail", "handover:detail"])
def test_whose_award_fell_is_ticked_by_hand_alone(desk, decision, browse, page_of):
    Papers(desk).issued("Chu B")
    page = browse(desk.town.office_reviewer)
    page.goto(reverse(page_of, args=[decision.code]))
    button, fallen = page.locator("[data-tick-all]"), page.locator("[data-by-hand]")

    if not ticked(page):
        button.press("Enter")
    seen = [(ticked(page), fallen.is_checked())]
    fallen.check()
    seen.append((ticked(page), fallen.is_checked()))
    button.press("Enter")

    assert [*seen, (ticked(page), fallen.is_checked())] == [(2, False), (3, True), (0, False)]
    assert page.complaints == []


def test_the_list_of_a_ceremony_is_taken_whole(desk, decision, browse):
    desk.issued(desk.passed("Đỗ D"))
    page = browse(desk.town.office_reviewer)
    page.goto(reverse("handover:list"))

    page.locator("[data-tick-all]").press("Enter")
    with page.expect_navigation():
        page.locator("form[action$='/ceremony/'] .btn-primary").click()

    assert page.locator("tbody .row-title").all_inner_texts() == ["Bùi A", "Chu B", "Dương C", "Đỗ D"]


def test_without_script_no_button_is_seen(desk, decision, browser, live_server, client):
    client.force_login(desk.town.office_reviewer)
    page = client.get(reverse("payments:detail", args=[decision.code])).text
    context = browser.new_context(java_script_enabled=False)
    try:
        shown = context.new_page()
        shown.set_content(page)
        assert (shown.locator("[data-tick-all]").count(), shown.locator("[data-tick-all]").is_visible()) == (1, False)
    finally:
        context.close()
