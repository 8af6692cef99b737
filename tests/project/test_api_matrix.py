"""Every endpoint x every office, own and foreign: what is not named is refused, and nothing changed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction

from project.api import description
from tests.calling import Caller
from tests.project.acts_told import faults, last_entry
from tests.project.api_said import ApiWorld, said
from tests.project.api_table import TABLE
from tests.project.test_page_matrix import audience, everything, odd_headers

SIGNS = {200: "+", 201: "+", 204: "+", 422: "~", 409: "=", 403: "-", 404: "0", 401: "!"}
REFUSED = frozenset("-0!")
# Open to everybody: the way in.
OPEN = {("POST", "/token")}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime(2026, 11, 23, 7, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def world(cast, rules):
    world = ApiWorld(cast)
    assert world.table  # both councils are founded
    return world


def lines(topic):
    """[(method, address, thing, name of what is sent, signs in the order of `audience`)]"""
    for line in TABLE[topic].strip().splitlines():
        if not line.startswith("#"):
            method, address, thing, *signs = line.split()
            thing, _colon, name = thing.partition(":")
            yield method, address, thing, name, "".join(signs)


def ask(caller, method, address, body):
    if method == "GET":
        return caller.get(address, **(body or {}))
    if body and "file" in body:
        body["file"].seek(0)
        return caller.upload(address, **body)
    return caller.send(method, address, body)


def _signs(world, callers, method, address, thing, name, typed):
    """The signs of all answers, and what the first deed done should have told and did not.

    What was done is undone; what was refused must have changed nothing.
    """
    body = said(world, thing, name)
    before = everything() if method != "GET" else None
    found, untold, entry = [], [], last_entry()
    for (_who, caller), sign in zip(callers, typed, strict=True):
        with transaction.atomic():
            answer = ask(caller, method, address.format(*world.args(thing)), body)
            found.append(SIGNS.get(answer.status_code, f" {answer.status_code} "))
            assert odd_headers(answer) == []
            if answer.streaming:
                assert b"".join(answer)
            if method != "GET" and found[-1] == "+" and found.count("+") == 1:
                untold = faults(f"{method} {address}", entry)
            transaction.set_rollback(sign not in REFUSED)
    if method != "GET":
        after = everything()
        assert [label for label in before if before[label] != after[label]] == [], (
            f"{method} {address} changed something"
        )
    return "".join(found), untold


@pytest.mark.django_db
@pytest.mark.parametrize("topic", TABLE)
def test_every_endpoint_answers_each_office_as_the_table_says(world, cast, topic):
    callers = [(who, Caller(person)) for who, person in audience(cast)]
    for _method, _address, thing, name, _typed in lines(topic):
        said(world, thing, name)  # made before anybody asks
        world.args(thing)
    wrong = []
    for method, address, thing, name, typed in lines(topic):
        assert len(typed) == len(callers), f"{address} {thing}: {len(typed)} signs"
        found, untold = _signs(world, callers, method, address, thing, name, typed)
        wrong += untold
        if found != typed:
            differ = {
                who: f"{wanted} got {got}"
                for (who, _caller), wanted, got in zip(callers, typed, found, strict=False)
                if wanted != got
            }
            wrong.append((method, address, thing, name, differ))

    assert wrong == []


# --- nothing is forgotten ------------------------------------------------------------------------------
def _shape(address):
    """The address with every parameter alike."""
    return "/".join("*" if "{" in part or part in ("1", "PQ-TH", "gk-xa") else part for part in address.split("/"))


def test_every_endpoint_of_the_api_stands_in_the_table():
    typed = {(method, _shape(address)) for topic in TABLE for method, address, *_rest in lines(topic)}
    typed = {(method, shape.replace("papers/signed", "papers/*")) for method, shape in typed}
    typed = {
        (method, shape.replace("papers/issued", "papers/*").replace("papers/certificates", "papers/*"))
        for method, shape in typed
    }
    served = {
        (method.upper(), _shape(path.removeprefix("/api/v1")))
        for path, methods in description()["paths"].items()
        for method in methods
    }

    assert typed == served - OPEN
