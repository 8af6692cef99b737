"""Pages of disposal, walked from what is due to what was carried out; nothing typed is lost."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.disposal import executing
from documents.disposal.models import DisposalList, Hold
from tests.documents.disposal.conftest import OVER
from tests.project.test_exports import opened


@pytest.fixture
def later(ended):
    """The clock stands when the time is over; `later(names=...)` made the dossier before."""
    letters = [ended(title=f"Tờ trình {number}") for number in range(3)]
    with time_machine.travel(OVER, tick=False):
        yield letters


def test_clerk_ticks_and_proposes_and_the_chair_approves(later, town, sign_in):
    clerk = sign_in(town.records_clerk)
    assert all(letter.code in clerk.get("/disposal/").text for letter in later)

    assert later[0].code in clerk.get("/disposal/propose/", {"letters": later[0].pk}).text
    answer = clerk.post("/disposal/propose/", {"letters": [later[0].pk], "legal_basis": "Luật Lưu trữ"})

    made = DisposalList.objects.get()
    assert answer.headers["Location"] == f"/disposal/lists/{made.code}/"
    assert later[0].code not in clerk.get("/disposal/").text
    assert "/approve/" not in clerk.get(f"/disposal/lists/{made.code}/").text
    chair = sign_in(town.commune_chair)
    assert "/approve/" in chair.get(f"/disposal/lists/{made.code}/").text
    chair.post(f"/disposal/lists/{made.code}/approve/", {"row_version": made.row_version})
    made.refresh_from_db()
    assert made.state == "approved"


def test_list_without_legal_basis_keeps_what_was_ticked(later, town, sign_in):
    answer = sign_in(town.records_clerk).post("/disposal/propose/", {"letters": [later[1].pk], "legal_basis": " "})

    assert answer.status_code == 422
    assert later[1].code in answer.text
    assert not DisposalList.objects.exists()


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "987654"])
def test_list_of_a_dossier_that_is_not_there_is_told(later, town, sign_in, key):
    answer = sign_in(town.records_clerk).post("/disposal/propose/", {"letters": [key], "legal_basis": "Luật Lưu trữ"})

    assert (answer.status_code, "Luật Lưu trữ" in answer.text) == (422, True)


def test_hold_without_document_keeps_the_reason_and_held_dossier_has_no_tick(later, town, sign_in):
    clerk, address = sign_in(town.records_clerk), f"/disposal/dossiers/{later[0].code}/hold/"

    faulty = clerk.post(address, {"reason": "Thanh tra đang xem"})
    assert (faulty.status_code, "Thanh tra đang xem" in faulty.text) == (422, True)
    clerk.post(address, {"reason": "Thanh tra đang xem", "document_number": "12/TTr"})

    assert f'value="{later[0].pk}"' not in clerk.get("/disposal/").text
    assert "12/TTr" in clerk.get("/disposal/holds/").text
    assert clerk.post("/disposal/propose/", {"letters": [later[0].pk], "legal_basis": "Luật"}).status_code == 409


def test_release_of_what_somebody_changed_since_names_the_race(later, town, sign_in):
    clerk = sign_in(town.records_clerk)
    clerk.post(f"/disposal/dossiers/{later[0].code}/hold/", {"reason": "Thanh tra", "document_number": "12/TTr"})
    address = f"/disposal/holds/{Hold.objects.get().pk}/release/"

    assert clerk.post(address, {"row_version": "7", "reason": "Xong"}).status_code == 409
    assert clerk.post(address, {"row_version": "1", "reason": ""}).status_code == 422
    assert clerk.post(address, {"row_version": "1", "reason": "Xong"}).status_code == 302
    assert clerk.get(address).status_code == 404


def test_year_narrows_list_and_file(later, town, sign_in):
    clerk = sign_in(town.records_clerk)

    assert later[0].code in clerk.get("/disposal/?year=2037").text
    assert clerk.get("/disposal/?year=x").status_code == 200
    assert later[0].code in str(opened(clerk.get("/disposal/?year=2037&format=xlsx")))


def test_dossier_that_went_says_by_which_list_and_when(later, approved, cast, town, sign_in):
    listed = approved(later[0])
    list(executing.carry_out(listed, by=cast.administrator, now=OVER))
    reader = sign_in(town.office_head)

    for page in (f"/letters/{later[0].code}/", f"/proposals/{later[0].proposals.get().code}/"):
        shown = reader.get(page).text
        assert f"{listed.code}" in shown
        assert "05/01/2037" in shown
    assert "05/01/2037" in reader.get(f"/disposal/lists/{listed.code}/").text


@pytest.mark.parametrize("address", ["/disposal/", "/disposal/holds/", "/disposal/lists/"])
def test_lists_ask_the_same_statements_for_any_number_of_rows(later, approved, town, sign_in, address):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    def one_more(letter, number):
        values = {"reason": "Thanh tra", "document_number": f"{number}/TTr"}
        if address == "/disposal/holds/":
            client.post(f"/disposal/dossiers/{letter.code}/hold/", values)
        if address == "/disposal/lists/":
            approved(letter)

    client = sign_in(town.records_clerk)
    one_more(later[0], 1)
    few = asked()
    one_more(later[1], 2)

    assert asked() == few <= 12
