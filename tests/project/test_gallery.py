"""Every part of the pages, in a browser: nothing axe-core objects to, nothing from outside, usable on a phone."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.project.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("/gallery/", "/gallery/dossier/", "/help/", "/source/", "/change-password/", "/nowhere/")


def violations(page):
    from axe_core_python.sync_playwright import Axe

    found = Axe().run(page)["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_violation_on_any_page(cast, browse, size):
    page = browse(cast.here.office_head, size)

    found = {}
    for address in PAGES:
        page.goto(address)
        if faults := violations(page):
            found[address] = faults

    assert found == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_violation_with_menus_open(cast, browse, size):
    page = browse(cast.here.office_head, size)
    menus = [".who > summary", ".move-more > summary", ".timeline .fold > summary"]

    found = {}
    for menu in menus + [".drawer > summary"] * (size == PHONE):
        page.goto("/gallery/dossier/")
        page.click(menu)
        if faults := violations(page):
            found[menu] = faults

    assert found == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_sign_in_page_is_clean(cast, browse, size):
    page = browse(size=size)
    page.goto("/sign-in/")

    assert (violations(page), page.complaints) == ([], [])


def test_no_page_is_wider_than_a_phone(cast, browse):
    page = browse(cast.here.office_head, PHONE)

    widths = {}
    for address in PAGES:
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PAGES, PHONE[0])


def test_the_side_bar_reaches_the_foot_of_a_long_page(cast, browse):
    page = browse(cast.here.office_head)
    page.goto("/gallery/dossier/")

    assert page.evaluate("document.querySelector('.side').offsetHeight === document.documentElement.scrollHeight")


def test_a_first_visit_weighs_at_most_150_kilobytes_and_takes_nothing_from_outside(cast, browse, live_server):
    page = browse(cast.here.office_head)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/gallery/", wait_until="networkidle")

    outside = [answer.url for answer in answers if not answer.url.startswith((live_server.url, "data:"))]
    weight = sum(_wire_bytes(answer) for answer in answers if not answer.url.startswith("data:"))
    assert outside == []
    assert weight <= 150 * 1024
    assert page.complaints == []


def _wire_bytes(answer):
    """Bytes as a server with gzip would send them; fonts are packed already."""
    path = answer.url.partition("/static/")[2]
    if path.endswith(".woff2"):
        return len(answer.body())
    found = finders.find(path) if path else None
    return len(gzip.compress(Path(found).read_bytes() if found else answer.body()))


def test_the_summary_of_errors_gets_the_focus_and_leads_to_the_field(cast, browse):
    page = browse(cast.here.office_head)
    page.goto("/gallery/dossier/")

    focused = page.evaluate("document.activeElement.className")
    page.click(".error-summary a >> nth=0")

    assert focused == "error-summary"
    assert page.evaluate("document.activeElement.id") == "id_signed_on"


def test_a_form_is_sent_once_however_often_it_is_pressed(cast, browse):
    page = browse(cast.here.office_head)
    page.goto("/gallery/dossier/")
    sent = []
    page.route("**/gallery/", lambda route: (sent.append(route.request.method), route.fulfill(status=204)))

    page.evaluate("const b = document.querySelector('.moves form button'); b.click(); b.click(); b.click();")
    page.wait_for_timeout(300)

    assert sent == ["POST"]
    assert page.get_attribute(".moves form button", "aria-busy") == "true"


def test_a_deed_that_asks_back_is_done_only_after_yes(cast, browse):
    page = browse(cast.here.office_head)
    page.goto("/gallery/dossier/")
    sent = []
    page.route("**/gallery/dossier/", lambda route: (sent.append(route.request.post_data), route.fulfill(status=204)))
    button = page.locator("button[data-confirm^='Gửi phiếu']")

    button.click()
    asked = page.inner_text("#confirm h2")
    page.click("#confirm button[value=no]")
    after_no = list(sent)
    button.click()
    page.click("#confirm button[value=yes]")
    page.wait_for_timeout(300)

    assert asked == "Gửi phiếu? Phiếu đã gửi không đổi được."
    assert after_no == []
    assert len(sent) == 1
    assert "choice=yes" in sent[0]


def test_htmx_takes_the_part_out_of_the_same_page(cast, browse):
    page = browse(cast.here.office_head)
    page.goto("/gallery/")

    page.select_option("#fresh_form", "lđtt")
    page.wait_for_url("**/gallery/?form=*")

    assert page.locator("#rows").count() == 1
    assert page.locator("#rows table tbody tr").count() == 4
    assert page.complaints == []


def test_a_lost_race_is_told_beside_the_page_and_gets_the_focus(cast, browse):
    page = browse(cast.here.office_head)
    page.goto("/gallery/")

    page.click("text=Tiếp nhận")
    page.wait_for_selector("#refusals .refusal-part")

    assert "Hoàng Lan" in page.inner_text("#refusals")
    assert page.locator("#rows table tbody tr").count() == 4
    assert page.evaluate("document.activeElement.classList.contains('refusal-part')")


def test_a_person_signs_in_and_out_by_the_page_alone(cast, browse):
    page = browse()
    page.goto("/gallery/")
    page.goto("/change-password/")
    page.fill("#id_username", cast.here.unit_clerk.username)
    page.fill("#id_password", "phong-quang-2026")
    page.click(".gate-form button")
    inside = page.url

    page.click(".who > summary")
    page.click(".who button")

    assert inside.endswith("/change-password/")
    assert page.url.endswith("/sign-in/")
