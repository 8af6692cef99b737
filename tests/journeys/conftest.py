"""Browsers for the journeys: one for each person of the cast, signed in through the page."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.browsing import a_browser
from tests.conftest import PASSWORD
from tests.journeys.screens import Screen

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 9 o'clock here


@pytest.fixture(autouse=True)
def clock():
    """The clock of the server starts at 09:00 on Monday 23/11/2026 and runs on."""
    with time_machine.travel(MONDAY, tick=True) as clock:
        yield clock


@pytest.fixture
def browser():
    with a_browser() as browser:
        yield browser


@pytest.fixture
def people(browser, live_server):
    """`people(person)` is that person's screen, opened on first use; `people(person, script=False)` has no script."""
    screens = {}

    def at(person, *, script=True):
        if person.pk not in screens:
            context = browser.new_context(
                base_url=live_server.url,
                locale="vi-VN",
                viewport={"width": 1366, "height": 768},
                java_script_enabled=script,
            )
            screens[person.pk] = Screen(context, person, PASSWORD, script=script)
        return screens[person.pk]

    yield at
    assert {str(screen.person): screen.complaints for screen in screens.values() if screen.complaints} == {}
