"""A browser on the pages of the gallery, signed in through the session."""

import pytest
from django.conf import settings as project_settings

from tests.browsing import a_browser

DESK, PHONE = (1366, 768), (390, 844)


@pytest.fixture
def gallery(settings):
    """The addresses of the gallery beside the real ones."""
    settings.ROOT_URLCONF = "tests.project.gallery"
    settings.DEMO = True


@pytest.fixture(scope="module")
def browser():
    """One browser for the tests of a file."""
    with a_browser() as browser:
        yield browser


@pytest.fixture
def browse(gallery, browser, live_server, client):
    """`browse(person, size)` opens a tab; what the browser complains of is in `page.complaints`."""
    contexts = []

    def enter(person=None, size=DESK):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=live_server.url, locale="vi-VN"
        )
        contexts.append(context)
        if person:
            client.force_login(person)
            name = project_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        return page

    yield enter
    for context in contexts:
        context.close()
