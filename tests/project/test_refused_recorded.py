"""Who was refused a dossier, by a page or by an endpoint, stands in the records of access: once, with code and address.

The tables of who gets what say who is refused what; here each first refusal of a kind is looked at on every line.
"""

from functools import partial

import pytest
from django.urls import reverse

from permissions.ledger.models import AccessRecord
from tests.calling import ROOT, Caller
from tests.project import test_api_matrix, test_page_matrix
from tests.project.api_said import ApiWorld, said
from tests.project.office_world import World
from tests.project.test_page_matrix import BODY, CHOICES, audience

pytestmark = pytest.mark.django_db
_clock = test_page_matrix._clock
people = test_page_matrix.people
DOSSIERS = ("letters", "proposals", "opinions", "public_notice", "council", "transmittals", "decisions")
PAGES, ENDPOINTS = (*DOSSIERS, "trail", "seals"), (*DOSSIERS, "own")
STATUS = {"-": 403, "0": 404, "=": 409}


def firsts(signs):
    """[(place in the audience, sign)]: the first person of each kind of refusal."""
    return [(signs.index(sign), sign) for sign in STATUS if sign in signs]


def wrong_with(ask, sign, person, method, path):
    """What is wrong with the record that a refusal left; empty where there is exactly the one wanted."""
    before = AccessRecord.objects.count()
    answer = ask()
    left = list(AccessRecord.objects.order_by("pk")[before:])
    if answer.status_code != STATUS[sign]:
        return [f"{method} {path}: {answer.status_code} instead of {STATUS[sign]}"]
    if [(row.kind, row.person_id, bool(row.address)) for row in left] != [("refused", person.pk, True)]:
        return [f"{method} {path}, {STATUS[sign]}: left {left}"]
    code, _blank, what = left[0].what.partition(" ")
    known = {"-": code == "not_you", "0": code == "not_found"}.get(sign, code not in ("not_you", "not_found"))
    return [] if known and what == f"{method} {path}"[: len(what)] else [f"{method} {path}: recorded as {code} {what}"]


@pytest.mark.parametrize("topic", PAGES)
def test_each_refusal_of_a_page_is_recorded(cast, rules, people, topic):
    world, wrong = World(cast), []
    rows = list(test_page_matrix.lines(topic))
    for _method, _name, thing, _signs in rows:
        world.args(thing)  # made before anybody asks
    for method, name, thing, signs in rows:
        address = reverse(name, args=world.args(thing))
        body = {**BODY, **CHOICES.get(name, {}), **world.row_version(thing)} if method == "POST" else None
        for place, sign in firsts(signs):
            (_who, ask), person = people[place], audience(cast)[place][1]
            wrong += wrong_with(partial(ask, method, address, body), sign, person, method, address)

    assert wrong == []


@pytest.mark.parametrize("topic", ENDPOINTS)
def test_each_refusal_of_an_endpoint_is_recorded(cast, rules, topic):
    world, wrong = ApiWorld(cast), []
    assert world.table  # both councils are founded
    callers = [Caller(person) for _who, person in audience(cast)]
    rows = list(test_api_matrix.lines(topic))
    for _method, _address, thing, name, _signs in rows:
        said(world, thing, name)
        world.args(thing)
    for method, address, thing, name, signs in rows:
        to, body = address.format(*world.args(thing)), said(world, thing, name)
        for place, sign in firsts(signs):
            caller, person = callers[place], audience(cast)[place][1]
            asking = partial(test_api_matrix.ask, caller, method, to, body)
            wrong += wrong_with(asking, sign, person, method, f"{ROOT}{to}")

    assert wrong == []
