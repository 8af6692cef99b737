"""Each page and endpoint that shows or gives out what tells of people leaves one record; no other leaves any."""

import pytest
from django.urls import reverse

from permissions.ledger.models import AccessRecord
from tests import making
from tests.calling import Caller
from tests.project import api_table, page_table, test_api_matrix, test_page_matrix
from tests.project.api_said import ApiWorld, said
from tests.project.office_world import World
from tests.project.recorded_table import ENDPOINTS, PAGES
from tests.project.test_page_matrix import audience

_clock = test_page_matrix._clock
people = test_page_matrix.people


def typed(table):
    """{(address, thing): (kind, of what)}"""
    rows = [line.split() for line in table.splitlines() if line.strip()]
    return {(address, thing): (kind, what) for address, thing, kind, what in rows}


def _left(ask):
    """(kind, first word of what) of every record that asking left; who was it, and from where, is always told."""
    before = AccessRecord.objects.count()
    answer = ask()
    if answer.streaming:
        assert b"".join(answer)
    left = AccessRecord.objects.order_by("-pk")[: AccessRecord.objects.count() - before]
    assert all(row.person_id and row.address for row in left)
    return [(row.kind, row.what.replace("?", "/").replace(" ", "/").partition("/")[0]) for row in left]


def _compare(found, table):
    wanted = {key: [record] for key, record in typed(table).items()}
    assert {key: left for key, left in found.items() if left} == wanted


@pytest.mark.django_db
def test_each_page_leaves_the_record_that_the_table_says(cast, rules, people):
    world, found = World(cast), {}
    for topic in page_table.TABLE:
        for method, name, thing, signs in test_page_matrix.lines(topic):
            if method == "GET" and "+" in signs:
                address = reverse(name, args=world.args(thing))
                asking = next(ask for (_who, ask), sign in zip(people, signs, strict=True) if sign == "+")
                found[name, thing] = _left(lambda ask=asking, to=address: ask("GET", to, None))

    _compare(found, PAGES)


@pytest.mark.django_db
def test_each_endpoint_leaves_the_record_that_the_table_says(cast, rules):
    world, found = ApiWorld(cast), {}
    assert world.table  # both councils are founded
    callers = [Caller(person) for _who, person in audience(cast)]
    for topic in api_table.TABLE:
        for method, address, thing, name, signs in test_api_matrix.lines(topic):
            if method == "GET" and "+" in signs:
                body, to = said(world, thing, name), address.format(*world.args(thing))
                caller = next(caller for caller, sign in zip(callers, signs, strict=True) if sign == "+")
                key = address, f"{thing}:{name}" if name else thing
                found[key] = _left(lambda by=caller, to=to, body=body: test_api_matrix.ask(by, "GET", to, body))

    _compare(found, ENDPOINTS)


@pytest.mark.django_db
def test_a_form_that_comes_back_with_the_dossier_is_an_opening_and_a_refusal_is_none(cast, rules, sign_in):
    proposal = making.under_review(cast.here)
    client = sign_in(cast.here.office_head)
    address, gone = (f"/proposals/{proposal.code}/{end}/" for end in ("nominations/suspend", "endorse"))

    back = client.post(address, {"row_version": proposal.row_version})
    refused = client.post(gone, {"row_version": proposal.row_version})

    name = proposal.nominations.first().full_name
    assert (back.status_code, name in back.text) == (422, True)
    assert (refused.status_code, name in refused.text) == (409, False)
    kinds = AccessRecord.objects.filter(person=cast.here.office_head).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["opened", "refused"]
