"""What the tests need from the machine, and a plain account of what they left out where it is missing.

A pytest plugin: tests marked `browser` are skipped without Chromium, `libreoffice` without LibreOffice, `postgres` and
`sqlite` on the other database.
REQUIRE_ALL=1 makes every skipped test a failure of the run.
"""

import os
import shutil
from collections import Counter

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium():
    """Path of the browser: CHROMIUM, else the first that is installed; None without one."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def _missing(item):
    from django.db import connection

    if item.get_closest_marker("browser") and not chromium():
        return "needs Chromium (installed, or named by CHROMIUM)"
    if item.get_closest_marker("libreoffice") and not shutil.which("soffice"):
        return "needs LibreOffice (soffice)"
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        return "needs PostgreSQL (named by DATABASE_URL)"
    if item.get_closest_marker("sqlite") and connection.vendor != "sqlite":
        return "needs SQLite (no DATABASE_URL)"
    return None


def _require_all():
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if reason := _missing(item):
        pytest.skip(reason)


def _reasons(reporter):
    """How many tests were skipped, by reason."""
    return Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reporter.stats.get("skipped", []))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and _require_all() and _reasons(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    reasons = _reasons(terminalreporter)
    if not reasons:
        return
    terminalreporter.section("left out")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"LEFT OUT: {count} {'test' if count == 1 else 'tests'}: {reason}")
    if _require_all():
        terminalreporter.write_line("REQUIRE_ALL=1: what is left out is a failure.", red=True)
