"""A mandate is entered by one person, confirmed by another, ended with a reason; each refusal is a sentence."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.mandates import services
from permissions.mandates.models import Mandate
from permissions.people.models import Deputising
from permissions.refusals import NotNow, NotYou, ValidationError
from tests.conftest import SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast):
    """The commune, whose inspector has no mandate yet."""
    Mandate.objects.filter(appointment__user=cast.here.inspector).delete()
    return cast.here


def values(**fields):
    today = timezone.localdate()
    said = {"decision_number": "15/QĐ-TTr", "decided_on": today, "issued_by": "Chánh Thanh tra tỉnh"}
    return said | {"from_on": today, "to_on": today + timedelta(days=30)} | fields


def entered(cast, **fields):
    inspector = cast.here.inspector.appointments.get()
    return services.enter_mandate(appointment=inspector, values=values(**fields), by=cast.administrator)


def test_nothing_opens_before_a_third_person_confirms(cast, town):
    mandate = entered(cast)
    before = access.capacities(town.inspector)
    services.confirm_mandate(mandate=mandate, by=town.commune_chair)

    assert before == []
    assert [c.mandate for c in access.capacities(town.inspector)] == [mandate]


def test_each_deed_leaves_one_entry(cast, town):
    mandate = entered(cast)
    services.confirm_mandate(mandate=mandate, by=town.commune_chair)
    services.end_mandate(mandate=mandate, reason="Kết thúc thanh tra sớm.", by=cast.administrator)

    told = LedgerEntry.objects.filter(act__startswith="mandate.").order_by("seq")
    assert list(told.values_list("act", "actor", "stream__key")) == [
        ("mandate.entered", cast.administrator.pk, "people/PQ"),
        ("mandate.confirmed", town.commune_chair.pk, "people/PQ"),
        ("mandate.ended", cast.administrator.pk, "people/PQ"),
    ]


def test_the_same_decision_entered_twice_is_one(cast, town):
    assert entered(cast).pk == entered(cast).pk


def test_who_entered_it_does_not_confirm_it(cast, town):
    with pytest.raises(NotYou):
        services.confirm_mandate(mandate=entered(cast), by=cast.administrator)


def _deputy_of_the_inspector(cast, person):
    Deputising.objects.create(
        appointment=cast.here.inspector.appointments.get(),
        deputy=person,
        signing_form="KT.",
        basis="10/QĐ-TTr",
        from_on=timezone.localdate(),
        named_by=cast.here.commune_deputy_chair,
        needs_confirmation=True,
        confirmed_by=cast.stranger,
    )


def test_who_reads_by_it_as_the_inspectors_deputy_does_not_confirm_it(cast, town):
    mandate = entered(cast)
    _deputy_of_the_inspector(cast, town.commune_chair)

    with pytest.raises(NotYou):
        services.confirm_mandate(mandate=mandate, by=town.commune_chair)


def test_who_would_read_by_it_as_the_inspectors_deputy_does_not_enter_it(cast, town):
    _deputy_of_the_inspector(cast, cast.administrator)

    with pytest.raises(NotYou):
        entered(cast)


def test_the_page_offers_to_confirm_to_exactly_whom_the_service_lets(cast, town, sign_in):
    mandate = entered(cast)
    offer = f"/mandates/{mandate.pk}/confirm/"
    before = offer in sign_in(town.commune_chair).get("/mandates/").text
    _deputy_of_the_inspector(cast, town.commune_chair)

    after = offer in sign_in(town.commune_chair).get("/mandates/").text
    refused = sign_in(town.commune_chair).post(offer)

    assert (before, after, refused.status_code) == (True, False, 403)
    mandate.refresh_from_db()
    assert mandate.confirmed_by is None


def test_it_is_confirmed_once(cast, town):
    mandate = entered(cast)
    services.confirm_mandate(mandate=mandate, by=town.commune_chair)

    with pytest.raises(NotNow):
        services.confirm_mandate(mandate=mandate, by=town.commune_chair)


@pytest.mark.parametrize("office", ["office_head", "inspector", "unit_head"])
def test_who_may_not_confirm_is_refused(cast, town, office):
    with pytest.raises(NotYou):
        services.confirm_mandate(mandate=entered(cast), by=town.person[office])


@pytest.mark.parametrize("office", ["commune_chair", "office_head", "inspector"])
def test_only_an_administrator_enters_one(cast, town, office):
    with pytest.raises(NotYou):
        services.enter_mandate(appointment=town.inspector.appointments.get(), values=values(), by=town.person[office])


def test_it_is_for_an_inspector_alone(cast, town):
    with pytest.raises(ValidationError):
        services.enter_mandate(appointment=town.office_head.appointments.get(), values=values(), by=cast.administrator)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision_number": ""},
        {"issued_by": ""},
        {"to_on": None},
        {"to_on": date(2000, 1, 1)},
        {"from_on": SINCE - timedelta(days=1)},
        {"units": "PQ-TH, PQ-ND"},
        {"sent_from": date(2026, 2, 1), "sent_to": date(2026, 1, 1)},
    ],
    ids=lambda wrong: " ".join(wrong),
)
def test_a_mandate_that_does_not_hold_is_refused(cast, town, wrong):
    with pytest.raises(ValidationError):
        entered(cast, **wrong)


def test_it_ends_at_once_and_with_a_reason(cast, town):
    mandate = entered(cast)
    services.confirm_mandate(mandate=mandate, by=town.commune_chair)
    with pytest.raises(ValidationError):
        services.end_mandate(mandate=mandate, reason=" ", by=cast.administrator)
    services.end_mandate(mandate=mandate, reason="Rút quyết định.", by=cast.administrator)

    assert access.capacities(town.inspector) == []
    with pytest.raises(NotNow):
        services.end_mandate(mandate=mandate, reason="Lần nữa.", by=cast.administrator)
