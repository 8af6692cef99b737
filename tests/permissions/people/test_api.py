"""People, offices and units through the API, and one's own tokens."""

import pytest

from permissions.people import queries
from permissions.people.models import Appointment, Unit, User
from tests.calling import Caller
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
NEW = {"username": "nguoi.moi", "full_name": "Nguyễn Văn Mới", "password": "mat-khau-moi-2026"}


@pytest.fixture
def administrator(cast):
    return Caller(cast.administrator)


def test_i_am_told_who_i_am_and_in_which_offices_i_may_act(cast):
    me = Caller(cast.here.office_head).get("/me").json()

    appointment = cast.here.office_head.appointments.get()
    assert [(o["key"], o["office"], o["unit"]["code"], o["is_deputy"]) for o in me["offices"]] == [
        (f"a{appointment.pk}", "office_head", "PQ-VHXH", False)
    ]
    assert "proposals.endorse" in me["offices"][0]["rights"]
    assert Caller(cast.stranger).get("/me").json()["offices"] == []


def test_my_tokens_are_told_without_the_token_and_revoked(cast):
    caller, other = Caller(cast.here.unit_head), Caller(cast.here.unit_clerk)
    mine = caller.get("/tokens").json()

    foreign = caller.post(f"/tokens/{other.get('/tokens').json()[0]['id']}/revoke")
    ended = caller.post(f"/tokens/{mine[0]['id']}/revoke")

    assert set(mine[0]) == {"id", "name", "made_at", "expires_at", "revoked_at"}
    assert (foreign.status_code, ended.status_code, caller.get("/me").status_code) == (404, 200, 401)


def test_an_account_is_opened_changed_shut_and_opened_again(administrator):
    made = administrator.post("/people", **NEW)
    key = made.json()["id"]

    changed = administrator.patch(f"/people/{key}", phone="0912 345 678").json()
    shut = administrator.post(f"/people/{key}/active", is_active=False, reason="Nghỉ hưu").json()
    opened = administrator.post(f"/people/{key}/active", is_active=True, reason="Nhầm").json()

    assert (made.status_code, made.json()["username"]) == (201, "nguoi.moi")
    assert (changed["phone"], changed["full_name"]) == ("0912 345 678", "Nguyễn Văn Mới")
    assert (shut["is_active"], opened["is_active"]) == (False, True)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": "administrator"}, "username"),
        ({"full_name": " "}, "full_name"),
        ({"email": "x"}, "email"),
        ({"username": "x" * 61}, "username"),
    ],
)
def test_an_account_with_a_fault_is_refused_by_field(administrator, values, field):
    answer = administrator.post("/people", **NEW | values)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})


def test_a_weak_password_is_refused_with_its_sentence(administrator):
    answer = administrator.post("/people", **NEW | {"password": "123"})

    assert answer.status_code == 422
    assert answer.json()["sentences"]
    assert not User.objects.filter(username="nguoi.moi").exists()


def test_nobody_shuts_their_own_account_or_appoints_themselves(cast, administrator):
    key = cast.administrator.pk

    shut = administrator.post(f"/people/{key}/active", is_active=False, reason="x")
    appointed = administrator.post(
        f"/people/{key}/appointments", unit="PQ", office="records_clerk", from_on="2026-01-01"
    )

    assert (shut.status_code, appointed.status_code) == (403, 403)


def test_an_office_is_given_confirmed_and_ended(cast, administrator):
    address = f"/people/{cast.stranger.pk}/appointments"

    made = administrator.post(address, unit="PQ-X1", office="unit_head", from_on="2026-01-01").json()
    waiting = administrator.get("/appointments/waiting").json()
    own = administrator.post(f"/appointments/{made['id']}/confirm")
    confirmed = Caller(cast.here.commune_chair).post(f"/appointments/{made['id']}/confirm").json()
    ended = administrator.post(f"/appointments/{made['id']}/end", to_on="2026-12-31").json()

    assert (made["needs_confirmation"], [row["id"] for row in waiting]) == (True, [made["id"]])
    assert own.status_code == 403
    assert confirmed["confirmed_by"]["id"] == cast.here.commune_chair.pk
    assert ended["to_on"] == "2026-12-31"


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"unit": "nowhere"}, {"unit"}),
        ({"office": "king"}, {"office"}),
        ({"from_on": "2026-02-30"}, {"from_on"}),
        ({"from_on": "0001-01-01"}, {"from_on"}),
        ({"title": "x" * 121}, {"title"}),
        ({"office": "inspector", "unit": "PQ"}, {"basis", "to_on"}),
    ],
)
def test_an_office_with_a_fault_is_refused_by_field(cast, administrator, values, fields):
    said = {"unit": "PQ-X1", "office": "unit_clerk", "from_on": "2026-01-01"} | values

    answer = administrator.post(f"/people/{cast.stranger.pk}/appointments", **said)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, fields)
    assert not Appointment.objects.filter(user=cast.stranger).exists()


def test_a_deputy_is_named_confirmed_and_ended(cast, administrator):
    chair = cast.here.commune_chair.appointments.get()
    said = {"appointment": chair.pk, "basis": "12/QĐ-UBND", "from_on": "2026-01-01"}

    made = administrator.post(f"/people/{cast.here.commune_deputy_chair.pk}/deputisings", **said)
    key = made.json()["id"]
    waiting = administrator.get("/deputisings/waiting").json()
    own = administrator.post(f"/deputisings/{key}/confirm")
    confirmed = Caller(cast.here.commune_chair).post(f"/deputisings/{key}/confirm").json()
    held = Caller(cast.here.commune_deputy_chair).get("/me").json()["offices"]
    ended = administrator.post(f"/deputisings/{key}/end", to_on="2027-12-31")
    seat = administrator.post(
        f"/people/{cast.stranger.pk}/deputisings",
        **said | {"appointment": cast.here.council_chair.appointments.get().pk},
    )

    assert (made.status_code, made.json()["needs_confirmation"], [row["id"] for row in waiting]) == (201, True, [key])
    assert (own.status_code, confirmed["confirmed_by"]["id"]) == (403, cast.here.commune_chair.pk)
    assert [office["key"] for office in held if office["is_deputy"]] == [f"d{key}"]
    assert ended.json()["to_on"] == "2027-12-31"
    assert (seat.status_code, set(seat.json()["fields"])) == (422, {"appointment"})


def test_the_page_tells_at_the_field_what_an_inspector_lacks(cast, sign_in):
    typed = {"unit": cast.here.commune.pk, "office": "inspector", "from_on": "01/01/2026"}

    answer = sign_in(cast.administrator).post(f"/people/{cast.stranger.pk}/appoint/", typed)

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"basis", "to_on"})


def test_units_are_added_and_changed(administrator):
    made = administrator.post("/units", code="PQ-X9", name="Xóm Chín", kind="hamlet", parent="PQ").json()

    changed = administrator.patch("/units/PQ-X9", has_accounts=False).json()

    assert (made["commune"]["code"], made["has_accounts"]) == ("PQ", True)
    assert (changed["has_accounts"], changed["name"]) == (False, "Xóm Chín")
    assert administrator.post("/units", code="X", name="X", kind="hamlet", parent="nowhere").status_code == 422
    assert administrator.post("/units", code="PQ-X9", name="X", kind="hamlet", parent="PQ").status_code == 422
    assert Unit.objects.filter(name="X").count() == 0


def test_people_of_one_name_are_all_met_page_by_page(administrator, client, cast):
    for number in range(5):
        make_person(f"an{number}", "Vừ Mí Chớ")

    met, after = [], ""
    while after is not None:
        page = administrator.get("/people", q="vu mi cho", limit=2, **({"after": after} if after else {})).json()
        met += [row["username"] for row in page["items"]]
        after = page["next"]

    assert met == [f"an{number}" for number in range(5)]


def test_the_page_of_people_loses_nobody_of_one_name_either(cast, sign_in, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        make_person(f"an{number}", "Vừ Mí Chớ")

    client, met, after = sign_in(cast.administrator), [], ""
    while True:
        page = client.get("/people/", {"q": "vu mi cho", "after": after})
        met += [row.username for row in page.context["rows"]]
        after = page.context["after"]
        if not after:
            break

    assert met == [f"an{number}" for number in range(5)]
