"""A form that is older than the thing it changes: refused, and the record says who, what and from where, whether the
page shows the refusal itself or the common one does."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from permissions.ledger.models import AccessRecord
from tests.project import test_page_matrix
from tests.project.office_world import World
from tests.project.page_table import TABLE

pytestmark = pytest.mark.django_db
_clock = test_page_matrix._clock
people = test_page_matrix.people

# Pages that show the refusal themselves, with what was typed; two more ask what no form stands with at first.
SHOWN_BY_THE_PAGE = {
    "arrivals:change",
    "decisions:issue",
    "letters:edit",
    "letters:row",
    "proposals:withdraw_some",
    "registry:change",
    "transmittals:forward",
}


class Form(HTMLParser):
    """What the form of a page that leads back to the page itself says, as a browser would send it."""

    def __init__(self, address):
        super().__init__()
        self.address, self.said = address, None
        self._open, self._into, self._done = False, "", False

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        name, value = told.get("name"), told.get("value")
        if tag == "form" and not self._done:
            to = urlsplit(told.get("action") or self.address).path
            self._open = told.get("method") == "post" and to == self.address
            self.said = {} if self._open else self.said
        elif not self._open or (not name and tag != "option"):
            return
        elif tag == "input" and told.get("type") in ("radio", "checkbox"):
            if "checked" in told or name not in self.said:
                self.said[name] = value or "on"
        elif tag in ("input", "textarea", "select") and told.get("type") != "file":
            self.said[name], self._into = value or "", name if tag != "input" else ""
        elif tag == "option" and self._into and value and ("selected" in told or not self.said[self._into]):
            self.said[self._into] = value

    def handle_data(self, data):
        if self._open and self._into and self.rawdata is not None and self.lasttag == "textarea":
            self.said[self._into] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self._into = ""
        elif tag == "form" and self._open:
            self._open, self._done = False, True


def forms(world, people):
    """[(name of the address, address, how its first reader asks, what the form says)] of every page that changes."""
    for topic in TABLE:
        rows = list(test_page_matrix.lines(topic))
        changing = {name for method, name, _thing, _signs in rows if method == "POST"}
        for method, name, thing, signs in rows:
            if method == "GET" and name in changing and "+" in signs:
                address = reverse(name, args=world.args(thing))
                ask = next(ask for (_who, ask), sign in zip(people, signs, strict=True) if sign == "+")
                form = Form(address)
                form.feed(ask("GET", address, None).text)
                if form.said and "row_version" in form.said:
                    yield name, address, ask, form.said


def test_an_old_form_leaves_one_record_with_where_it_came_from(cast, rules, people):
    world, wrong, shown = World(cast), [], set()
    for name, address, ask, said in list(forms(world, people)):
        before = AccessRecord.objects.count()
        with transaction.atomic():
            answer = ask("POST", address, {**said, "row_version": 0, "reason": said.get("reason") or "Đủ căn cứ."})
            left = list(AccessRecord.objects.order_by("pk")[before:])
            transaction.set_rollback(True)
        if answer.status_code == 409:
            shown.add(name)
            if [(row.kind, bool(row.person_id), bool(row.address)) for row in left] != [("refused", True, True)]:
                wrong.append((name, left))

    assert wrong == []
    assert SHOWN_BY_THE_PAGE - shown == set()
