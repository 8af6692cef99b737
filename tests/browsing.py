"""A browser for tests that have a live server and a database."""

import os
import threading
from contextlib import contextmanager

from django.db import connections

from tests.left_out import chromium

LONGEST_ANSWER_SECONDS = 20


@contextmanager
def a_browser():
    """Chromium, without a window. On leaving, the server has answered everything and let go of the database."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright keeps an event loop in this thread; the tests ask the database only in order.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            try:
                yield browser
            finally:
                browser.close()
                # Beside a running loop Django keeps connections of their own; after it nobody finds them any more.
                connections.close_all()
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before
        _wait_for_answers()


def _wait_for_answers():
    """PostgreSQL drops no database, and empties no table, while an answer that nobody reads any more still uses it."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(LONGEST_ANSWER_SECONDS)
