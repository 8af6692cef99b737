"""Where the numbers of letters to the province come from: chosen before the first one, typed ones used once."""

import pytest

from documents.numbers.models import Register
from documents.numbers.queries import entries_of, numbers_of
from tests.calling import Caller

pytestmark = pytest.mark.django_db
ADDRESS = "/transmittals/numbering/"
EXTERNAL = {"mode": "external", "row_version": 1}


def forward(client, letter, **typed):
    page = f"/transmittals/{letter.code}/forward/"
    said = {"row_version": letter.row_version, "issued_on": "23/11/2026"} | typed
    return client.get(page).context["is_external"], client.post(page, said)


def test_the_clerk_chooses_typed_numbers_and_each_is_used_once(above, sign_in):
    client = sign_in(above.town.records_clerk)
    first, second = above.signed(), above.signed()
    leads = client.get(f"/transmittals/{first.code}/forward/").text

    chosen = client.post(ADDRESS, EXTERNAL)
    is_external, sent = forward(client, first, number="145")
    _again, doubled = forward(client, second, number="145")

    first.refresh_from_db()
    assert (ADDRESS in leads, chosen.status_code, is_external, sent.status_code) == (True, 302, True, 302)
    assert (first.number, first.register_mode) == ("145", "external")
    assert (doubled.status_code, "number" in doubled.context["form"].errors) == (422, True)


def test_once_a_number_is_out_the_way_of_numbering_stays_to_the_end_of_the_year(above, sign_in):
    above.forwarded()
    clerk = above.town.records_clerk

    page, told = sign_in(clerk).post(ADDRESS, EXTERNAL), Caller(clerk).put("/registers/transmittals", **EXTERNAL)

    assert (page.status_code, told.status_code, told.json()["code"]) == (409, 409, "register_begun")
    assert Register.objects.get(kind="transmittal").mode == "own"


def test_the_register_tells_who_numbered_the_letter(above):
    letter = above.forwarded()
    register = Register.objects.get(kind="transmittal")

    (entry,) = entries_of(register, numbers_of(register))

    assert (entry.title, entry.by) == (letter.title, above.town.records_clerk.full_name)


def test_what_is_no_way_of_numbering_and_an_older_form_are_refused(above, sign_in):
    client = sign_in(above.town.records_clerk)
    unknown = client.post(ADDRESS, {"mode": "thousand", "row_version": 1})
    client.post(ADDRESS, EXTERNAL)

    old = client.post(ADDRESS, {"mode": "own", "row_version": 1})

    assert (unknown.status_code, old.status_code) == (422, 409)
    assert Register.objects.get(kind="transmittal").mode == "external"
