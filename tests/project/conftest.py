"""A browser on the pages of the gallery, signed in through the session."""

import pytest
from django.conf import settings as project_settings

from tests.left_out import chromium

DESK, PHONE = (1366, 768), (390, 844)


@pytest.fixture
def gallery(settings):
    """The addresses of the gallery beside the real ones."""
    settings.ROOT_URLCONF = "tests.project.gallery"
    settings.DEMO = True


@pytest.fixture(scope="module")
def browser():
    """One browser for the tests of a file."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests ask the database only in order.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


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
