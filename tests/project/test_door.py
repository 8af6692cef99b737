"""U+0000 comes no further than the door: PostgreSQL cannot store it and no person types it."""

import pytest

from permissions.ledger.models import LedgerEntry
from tests import making

pytestmark = pytest.mark.django_db
ADDRESSES = ["/letters/%00/", "/proposals/%00/", "/catalogue/rule-sets/1/forms/%00/", "/%00"]
LISTS = ["/people/?q=", "/proposals/?q=", "/letters/?q=", "/inbox/?q=", "/meetings/?before=", "/decisions/?q="]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_such_an_address(cast, sign_in, address):
    assert sign_in(cast.here.commune_chair).get(address).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_no_list_is_searched_for_it(cast, sign_in, address):
    assert sign_in(cast.here.commune_chair).get(f"{address}%00").status_code == 400


def test_no_form_brings_it_in(cast, rules, sign_in):
    proposal = making.under_review(cast.here)
    before = LedgerEntry.objects.count()

    answer = sign_in(cast.here.office_reviewer).post(
        f"/proposals/{proposal.code}/release/", {"reason": "Bận\0", "row_version": proposal.row_version}
    )

    assert answer.status_code == 400
    assert LedgerEntry.objects.count() == before


def test_it_is_refused_in_the_name_of_a_field_too(cast, sign_in):
    assert sign_in(cast.here.commune_chair).post("/sign-out/", {"a\0b": "1"}).status_code == 400


def test_no_page_is_kept_for_others(cast, rules, sign_in):
    proposal = making.sent(cast.here)
    client = sign_in(cast.here.unit_clerk)

    assert client.get(f"/proposals/{proposal.code}/")["Cache-Control"] == "private, no-cache"
    assert client.get(f"/api/v1/proposals/{proposal.code}")["Cache-Control"] == "private, no-store"
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache"'
