"""The agenda is put in order by dragging, with mouse and finger, and by the buttons, which need no script."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from tests.workflows.council.conftest import Table, make_council
from tests.workflows.council.test_topic_services import add, order_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime(2026, 11, 23, 7, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def browse(settings, browse):
    settings.ROOT_URLCONF = "project.urls"
    return browse


@pytest.fixture
def meeting(cast, rules):
    """Two dossiers and a free item, in this order."""
    table = Table(cast.here, make_council(cast.here, cast.administrator))
    meeting = table.prepared(table.proposal("An"), table.proposal("Bình"))
    add(table, meeting, "Việc khác")
    return meeting


@pytest.fixture
def page(cast, meeting, browse):
    page = browse(cast.here.council_secretary)
    page.goto(reverse("council:detail", args=[meeting.code]))
    return page


def grip(page, place):
    """The middle of the grip of an item, in pixels of the window."""
    found = page.locator(".agenda-item > .grip").nth(place)
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def above(page, place):
    box = page.locator(".agenda-item").nth(place).bounding_box()
    return box["y"] + 4


def test_an_item_is_dragged_with_the_mouse_and_kept(page, meeting):
    first, second, topic = order_of(meeting)
    x, y = grip(page, 2)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, above(page, 1), steps=8)
    with page.expect_navigation():
        page.mouse.up()

    assert order_of(meeting) == [first, topic, second]


def test_an_item_is_dragged_with_a_finger(page, meeting):
    first, second, topic = order_of(meeting)
    page.set_viewport_size({"width": 390, "height": 844})
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    x, y = grip(page, 1)
    top = above(page, 0)
    line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        point = {"x": x, "y": y + (top - y) * step / 8}
        line.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    with page.expect_navigation():
        line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    assert order_of(meeting) == [second, first, topic]


def test_escape_puts_the_item_back(page, meeting):
    before = order_of(meeting)
    x, y = grip(page, 2)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, above(page, 1), steps=8)
    dragged = page.locator(".agenda-item").evaluate_all("items => items.map(item => item.dataset.key)")
    page.keyboard.press("Escape")
    page.mouse.up()
    shown = page.locator(".agenda-item").evaluate_all("items => items.map(item => item.dataset.key)")

    assert (dragged != before, shown, order_of(meeting)) == (True, before, before)


def test_nothing_is_swapped_while_an_item_is_dragged(page, meeting):
    x, y = grip(page, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    swapped = page.evaluate("""() => {
      const event = new CustomEvent("htmx:beforeSwap", {bubbles: true, detail: {shouldSwap: true, xhr: {}}});
      document.getElementById("live").dispatchEvent(event);
      return event.detail.shouldSwap;
    }""")
    page.mouse.up()

    assert swapped is False


def test_the_buttons_move_an_item_by_one_place(page, meeting):
    first, second, topic = order_of(meeting)
    page.focus(f"#down-{first}")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert order_of(meeting) == [second, first, topic]


def test_who_may_not_order_the_agenda_gets_no_grips(cast, meeting, browse):
    page = browse(cast.here.council_member)
    page.goto(reverse("council:detail", args=[meeting.code]))

    assert page.locator(".grip").count() == 0 and page.locator(".agenda-item").count() == 3
