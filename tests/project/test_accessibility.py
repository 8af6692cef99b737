"""Every page of the sample commune in a browser, at a desk and on a phone: nothing axe-core objects to, nothing too
wide, no complaint of the browser, nothing from outside, light enough for a slow line."""

import gzip
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from permissions.ledger import guards
from project.demo.commune import PASSWORD
from tests.browsing import a_browser
from tests.project import sample_more
from tests.project.conftest import DESK, PHONE
from tests.project.sample_pages import NOBODY, every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FIRST_VISIT_BYTES = 150 * 1024
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 criterion 2.5.8; axe-core 4.4 does not know it yet
TARGETS = """smallest => [...document.querySelectorAll("main :is(button, summary, select, textarea, input, a.btn)")]
  .map(target => ["radio", "checkbox"].includes(target.type) ? target.labels[0] : target)
  .filter(target => target.checkVisibility() && !target.closest(".visually-hidden"))
  .map(target => [target.getBoundingClientRect(), target.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && (box.width < smallest || box.height < smallest))
  .map(([box, words]) => `${Math.round(box.width)}x${box.height.toFixed(1)} ${words}`)"""
# Console words of answers that are meant: 403 and 404 as pages.
MEANT = "the server responded with a status of 40"


@dataclass
class Walk:
    """What was found on the way, each by address."""

    faults: dict = field(default_factory=dict)
    widths: dict = field(default_factory=dict)
    small: dict = field(default_factory=dict)
    complaints: dict = field(default_factory=dict)
    outside: dict = field(default_factory=dict)
    statuses: dict = field(default_factory=dict)
    page_bytes: dict = field(default_factory=dict)
    static_bytes: dict = field(default_factory=dict)


@contextmanager
def sample_commune(media):
    """A server of the sample commune, on Monday 23/11/2026; the database is empty again afterwards."""
    here = override_settings(
        MEDIA_ROOT=str(media),
        DEMO=True,
        ALLOWED_HOSTS=["*"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with here, time_machine.travel(datetime(2026, 11, 23, 2, tzinfo=UTC)):
        try:
            call_command("load_catalogue", verbosity=0)
            call_command("demo", verbosity=0)
            sample_more.add()
            server = LiveServer("localhost")
            yield server.url
            server.stop()
        finally:
            guards.remove(connection)
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every page opened once as the person who meets it; the tests only read what was found."""
    found, tabs = Walk(), {}
    with django_db_blocker.unblock(), sample_commune(tmp_path_factory.mktemp("media")) as base, a_browser() as browser:
        for person, address in every_page():
            if person not in tabs:
                tabs[person] = _tab(browser, base, person, found)
            _look(tabs[person], f"{person} {address}", address, found)
    return found


def _tab(browser, base, person, found):
    page = browser.new_context(base_url=base, locale="vi-VN").new_page()
    page.said = []
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("console", lambda said: said.type == "error" and MEANT not in said.text and page.said.append(said.text))
    page.on("response", lambda answer: _note_response(answer, base, found))
    if person != NOBODY:
        page.goto("/sign-in/")
        page.fill("[name=username]", person)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.click(".gate-form button")
    return page


def _note_response(answer, base, found):
    path = urlsplit(answer.url).path
    if answer.url.startswith("data:"):
        return
    if not answer.url.startswith(base):
        found.outside[answer.url] = answer.request.headers.get("referer", "")
    elif path.startswith("/static/") and path not in found.static_bytes:
        found.static_bytes[path] = _wire_bytes(path)


def _wire_bytes(path):
    """Bytes as a server with gzip sends them; fonts are packed already."""
    content = Path(finders.find(path.removeprefix("/static/"))).read_bytes()
    return len(content if path.endswith(".woff2") else gzip.compress(content))


def _look(page, where, address, found):
    """One page in both sizes, loaded once."""
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    answer = page.goto(address)
    found.statuses[where] = answer.status
    found.page_bytes[where] = len(gzip.compress(answer.body()))
    for name, size in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        _judge(page, f"{where} ({name})", size[0], found)
    if page.said:
        found.complaints[where] = list(page.said)
        page.said.clear()


def _judge(page, where, width, found):
    from axe_core_python.sync_playwright import Axe

    shown = page.evaluate("document.documentElement.scrollWidth")
    if shown > width:
        found.widths[where] = shown
    if small := page.evaluate(TARGETS, SMALLEST_TARGET):
        found.small[where] = small
    violations = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
    if violations:
        found.faults[where] = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in violations]


def test_axe_finds_no_violation_on_any_page(walk):
    assert walk.faults == {}


def test_no_page_scrolls_sideways(walk):
    assert walk.widths == {}


def test_everything_that_is_pressed_is_large_enough_for_a_finger(walk):
    assert walk.small == {}


def test_the_browser_complains_of_nothing(walk):
    """Script faults, broken links to files and breaches of the content policy all stand in the console."""
    assert walk.complaints == {}


def test_nothing_comes_from_outside(walk):
    assert walk.outside == {}


def test_only_the_pages_that_are_meant_to_be_refused_are_refused(walk):
    refused = {where: status for where, status in walk.statuses.items() if status != 200}

    assert refused == {"chuyenvien /nowhere/": 404, "chuyenvien /people/": 403}


def test_a_first_visit_to_any_page_weighs_at_most_150_kilobytes(walk):
    heaviest = max(walk.page_bytes, key=walk.page_bytes.get)

    assert walk.page_bytes[heaviest] + sum(walk.static_bytes.values()) <= FIRST_VISIT_BYTES, heaviest
