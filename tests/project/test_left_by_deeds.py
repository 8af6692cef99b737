"""What deeds beside the dossiers' leave: rights, people, mandates, mails, tokens, sign-ins. Typed by hand."""

import pytest
from django.test import Client

from permissions.ledger.models import AccessRecord, LedgerEntry
from tests.calling import ROOT, Caller
from tests.project import test_api_matrix, test_page_matrix
from tests.project.api_said import ApiWorld, said

pytestmark = pytest.mark.django_db
_clock = test_page_matrix._clock

# who does it, method, endpoint, thing and what is sent as in api_table.py: the one act
ENDPOINTS = """
administrator  POST  /people                      .:person            person.added
administrator  PATCH /people/{0}                  person:phone        person.changed
administrator  POST  /people/{0}/password         person:password     person.password_set
administrator  POST  /people/{0}/active           person:inactive     person.deactivated
administrator  POST  /people/{0}/appointments     person:appointment  appointment.made
commune_chair  POST  /appointments/{0}/confirm    appointment:deed    appointment.confirmed
administrator  POST  /appointments/{0}/end        appointment:last-day appointment.ended
administrator  POST  /people/{0}/deputisings      person:deputy       deputising.made
commune_chair  POST  /deputisings/{0}/confirm     waiting-deputy:deed deputising.confirmed
administrator  POST  /deputisings/{0}/end         deputising:last-day deputising.ended
administrator  POST  /mandates                    .:mandate           mandate.entered
commune_chair  POST  /mandates/{0}/confirm        mandate:deed        mandate.confirmed
administrator  POST  /mandates/{0}/end            mandate:ending      mandate.ended
administrator  POST  /checkpoint-addresses        .:mail-address      seal_address.added
administrator  POST  /checkpoint-addresses/{0}/end seal-address:versioned seal_address.ended
unit_clerk     POST  /tokens/{0}/revoke           token:nothing       token.revoked
administrator  POST  /people/{1}/tokens/{0}/revoke token:deed         token.revoked
"""
LINES = [line.split() for line in ENDPOINTS.strip().splitlines()]


@pytest.mark.parametrize(
    ("who", "method", "address", "thing", "act"), LINES, ids=[" ".join(line[1:3]) for line in LINES]
)
def test_each_of_these_endpoints_leaves_its_act(cast, rules, who, method, address, thing, act):
    world, (thing, _colon, name) = ApiWorld(cast), thing.partition(":")
    person = cast.administrator if who == "administrator" else cast.here.person[who]
    body, to, caller = said(world, thing, name), address.format(*world.args(thing)), Caller(person)
    before = LedgerEntry.objects.count()

    answer = test_api_matrix.ask(caller, method, to, body)

    left = LedgerEntry.objects.order_by("pk")[before:]
    assert answer.status_code < 300, answer.text
    assert [(entry.act, entry.actor) for entry in left] == [(act, person)]


@pytest.mark.parametrize("way", ["page", "endpoint"])
def test_who_comes_in_and_who_fails_stands_in_the_records(cast, settings, way):
    person = cast.here.unit_head
    person.set_password("mot-mat-khau-dai")
    person.save()

    def come(password):
        if way == "page":
            return Client().post("/sign-in/", {"username": person.username, "password": password})
        return Caller().post("/token", username=person.username, password=password)

    for _turn in range(11):
        come("sai-mat-khau")
    failed = list(AccessRecord.objects.values_list("kind", "what", "person"))
    come("mot-mat-khau-dai")  # braked: not looked at
    braked = AccessRecord.objects.order_by("pk").last()

    assert failed == [("sign_in_failed", person.username, None)] * 11
    path = "/sign-in/" if way == "page" else f"{ROOT}/token"
    assert (braked.kind, braked.what, braked.person) == ("refused", f"too_often POST {path} {person.username}", None)
    assert AccessRecord.objects.count() == 12


def test_a_token_leaves_its_act_beside_the_record_of_the_sign_in(cast):
    person = cast.here.unit_head
    person.set_password("mot-mat-khau-dai")
    person.save()

    answer = Client().post(
        f"{ROOT}/token", {"username": person.username, "password": "mot-mat-khau-dai"}, "application/json"
    )

    assert answer.status_code == 201
    assert list(AccessRecord.objects.values_list("kind", "person")) == [("signed_in", person.pk)]
    assert list(LedgerEntry.objects.values_list("act", "actor")) == [("token.issued", person.pk)]
