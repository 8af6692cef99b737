"""Every address of the pages x every office, own and foreign: what is not named is refused, and nothing changed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.project.acts_told import faults, last_entry
from tests.project.office_world import World
from tests.project.page_table import TABLE

SIGNS = {"+": 200, ">": 302, "~": 422, "=": 409, "-": 403, "0": 404, ".": "/sign-in/"}
REFUSED = frozenset("-0.")
OFFICES = [
    "unit_clerk",
    "unit_head",
    "office_reviewer",
    "office_head",
    "council_secretary",
    "council_member",
    "council_chair",
    "commune_chair",
    "commune_deputy_chair",
    "records_clerk",
    "inspector",
]
# Rows that reading may add: who opened what, and sessions.
NOT_COUNTED = {"permissions.AccessRecord", "sessions.Session"}


def lines(topic):
    """[(method, name of the address, thing, signs in the order of `audience`)]"""
    for line in TABLE[topic].strip().splitlines():
        if not line.startswith("#"):
            method, name, thing, *signs = line.split()
            yield method, name, thing, "".join(signs)


def audience(cast):
    """[(who, User or None)] in the order of the signs."""
    here, there = cast.here.person, cast.there.person
    return [
        *((office, here[office]) for office in OFFICES),
        ("province_officer", cast.province_officer),
        ("administrator", cast.administrator),
        ("clerk of another unit", here["other_clerk"]),
        ("head of another unit", here["other_head"]),
        *((f"{office} of another commune", there[office]) for office in OFFICES),
        ("stranger", cast.stranger),
        ("nobody", None),
    ]


@pytest.fixture
def people(cast):
    """[(who, a way to ask as that person)]: signed in once, asked many times."""

    def keep(person):
        client = Client()
        if person:
            client.force_login(person)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}

        def ask(method, address, body):
            client = Client()
            client.cookies.load(cookies)
            return getattr(client, method.lower())(address, body)

        return ask

    return [(who, keep(person)) for who, person in audience(cast)]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime(2026, 11, 23, 7, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def world(cast, rules):
    return World(cast)


def odd_headers(answer):
    """Headers that are not plain text: the client of tests takes them, a server refuses the whole answer."""
    return [name for name, value in answer.headers.items() if type(value) is not str]


def sign_of(answer):
    """The sign of an answer; its status where there is none."""
    led_to = answer.headers.get("Location", "")
    if odd := odd_headers(answer):
        return f" {odd} "
    if answer.status_code == 302 and led_to.startswith("/sign-in/?next="):
        return "."
    return {status: sign for sign, status in SIGNS.items()}.get(answer.status_code, f" {answer.status_code} ")


def everything():
    """Every row of every table, as the database gives it."""
    models = [model for model in apps.get_models() if model._meta.label not in NOT_COUNTED]
    found = {}
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found[model._meta.label] = sorted(map(repr, cursor.fetchall()))
    return found


# What forms carry beside the row version; fields a form does not know are ignored.
BODY = {
    "reason": "Đủ căn cứ.",
    "text": "Bổ sung số liệu.",
    "place": "general",
    "answer": "Đã bổ sung.",
    "issued_on": "23/11/2026",
    "discussion": "Nhất trí.",
}
CHOICES = {
    "disposal:hold": {"document_number": "12/TTr"},
    "letters:excel_leave_out": {"row": "4"},
    "letters:excel_bring_back": {"row": "4"},
    "proposals:judge": {"all": "eligible"},
    "council:ballot": {"all": "yes"},
    "opinions:answer": {"answer": "agree", "version": 1},
}


@pytest.mark.django_db
@pytest.mark.parametrize("topic", TABLE)
def test_every_address_answers_each_office_as_the_table_says(world, people, topic):
    rows = list(lines(topic))
    for _method, _name, thing, _signs in rows:
        world.args(thing)  # made before anybody asks
    wrong = []
    for method, name, thing, signs in rows:
        assert len(signs) == len(people), f"{name} {thing}: {len(signs)} signs"
        found, untold = _ask_everybody(world, people, method, name, thing, signs)
        wrong += untold
        if found != signs:
            wrong += [f"{method} {name} {thing}: {difference}" for difference in _differences(people, signs, found)]

    assert not wrong, "\n".join(wrong)


def _ask_everybody(world, people, method, name, thing, signs):
    """The signs of all answers, and what the first deed done should have told and did not.

    What was done is undone; what was refused must have changed nothing.
    """
    address = reverse(name, args=world.args(thing))
    body = {**BODY, **CHOICES.get(name, {}), **world.row_version(thing)} if method == "POST" else None
    before = everything() if method == "POST" else None
    found, untold, entry = [], [], last_entry()
    for (_who, ask), sign in zip(people, signs, strict=True):
        with transaction.atomic():
            answer = ask(method, address, body)
            found.append(sign_of(answer))
            if answer.streaming:
                assert b"".join(answer)
            if method == "POST" and found[-1] == ">" and found.count(">") == 1:
                untold = faults(name, entry)
            transaction.set_rollback(sign not in REFUSED)
    if method == "POST":
        after = everything()
        assert [label for label in before if before[label] != after[label]] == [], f"{name} changed something"
    return "".join(found), untold


def _differences(people, signs, found):
    asked = zip(people, signs, found, strict=True)
    return [f"{who} gets {got} instead of {typed}" for (who, _ask), typed, got in asked if typed != got]


# --- nothing is forgotten --------------------------------------------------------------------------
def _addresses(patterns, space=""):
    """Names of all addresses; the API has its own table."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "api":
            yield from _addresses(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)


def test_every_address_of_the_site_stands_in_the_table():
    typed = {name for topic in TABLE for _method, name, _thing, _signs in lines(topic)}

    assert typed == set(_addresses(get_resolver().url_patterns))


@pytest.mark.django_db
@pytest.mark.parametrize("topic", TABLE)
def test_what_stands_in_the_table_for_reading_alone_takes_no_deed(world, people, topic):
    rows = list(lines(topic))
    deeds = {name for method, name, _thing, _signs in rows if method == "POST"}
    readers = {name: (thing, signs) for method, name, thing, signs in rows if name not in deeds}

    answers = {}
    for name, (thing, signs) in readers.items():
        reader = next(ask for (_who, ask), sign in zip(people, signs, strict=True) if sign in "+>")
        answers[name] = reader("POST", reverse(name, args=world.args(thing)), {}).status_code

    assert answers == dict.fromkeys(readers, 405)
