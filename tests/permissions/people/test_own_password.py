"""A password that somebody else set opens one door only: that of choosing an own one."""

import pytest

from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import entries_of
from permissions.people import conditions, services, tokens
from permissions.refusals import ValidationError
from tests.calling import ROOT, Caller

pytestmark = pytest.mark.django_db
GIVEN, OWN = "toi-la-chu-tich-9", "mot-hai-ba-2026"


@pytest.fixture
def chair(cast):
    """The chair, for whom the administrator has set a password."""
    return services.set_password(user=cast.here.commune_chair, password=GIVEN, by=cast.administrator)


@pytest.fixture
def signed_in(chair, client):
    client.post("/sign-in/", {"username": chair.username, "password": GIVEN})
    return client


def choose(client, old=GIVEN, new=OWN):
    return client.post("/change-password/", {"old_password": old, "new_password1": new, "new_password2": new})


def test_who_set_the_password_and_when_is_kept_and_told_in_the_ledger(cast, chair):
    entry = LedgerEntry.objects.get()

    assert (chair.password_set_by, chair.must_change_password) == (cast.administrator, True)
    assert (entry.act, entry.actor, entry.at) == ("person.password_set", cast.administrator, chair.password_set_at)


def test_an_own_password_is_nobody_elses(cast, chair):
    chair = services.set_password(user=chair, password=OWN, by=chair)

    assert (chair.password_set_by, chair.must_change_password) == (None, False)


def test_the_first_password_of_an_account_is_changed_too(cast):
    made = services.add_person(username="moi", full_name="Người Mới", password=GIVEN, by=cast.administrator)

    assert (made.password_set_by, made.must_change_password) == (cast.administrator, True)


@pytest.mark.parametrize("page", ["/", "/inbox/", "/people/", "/decisions/", "/proposals/"])
def test_every_page_leads_to_the_new_password(signed_in, page):
    answer = signed_in.get(page)

    assert (answer.status_code, answer.url) == (302, "/change-password/")


def test_no_deed_is_done_before(cast, signed_in):
    row = services.appoint(
        user=cast.stranger, unit=cast.here.front, office="unit_head", from_on="2026-01-01", by=cast.administrator
    )

    answer = signed_in.post(f"/appointments/{row.pk}/confirm/")

    row.refresh_from_db()
    assert (answer.url, row.confirmed_by) == ("/change-password/", None)


def test_the_page_says_who_set_it_and_one_may_leave(cast, chair, signed_in):
    text = signed_in.get("/change-password/").text

    assert str(cast.administrator) in text
    assert signed_in.post("/sign-out/").url == "/sign-in/"
    assert signed_in.get("/help/").status_code == 200


def test_with_an_own_password_everything_opens(cast, signed_in, chair):
    answer = choose(signed_in)

    assert (answer.status_code, signed_in.get("/inbox/").status_code) == (302, 200)
    assert [entry.actor for entry in entries_of("people/PQ")] == [cast.administrator, chair]


def test_the_given_password_is_not_chosen_again(signed_in, chair):
    answer = choose(signed_in, new=GIVEN)

    chair.refresh_from_db()
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"new_password1"})
    assert chair.must_change_password
    with pytest.raises(ValidationError):
        services.set_password(user=chair, password=GIVEN, by=chair)


def test_no_token_is_given_for_it(chair):
    answer = Caller().post("/token", username=chair.username, password=GIVEN)

    assert (answer.status_code, answer.json()["code"]) == (403, "own_password_first")
    assert str(chair.password_set_by) in answer.json()["sentence"]
    with pytest.raises(conditions.OwnPasswordFirst):
        tokens.issue(user=chair)


def test_the_api_gives_a_session_nothing_but_the_new_password(signed_in, chair):
    refused = signed_in.get(f"{ROOT}/me")
    body = {"old_password": GIVEN, "new_password": OWN}
    changed = signed_in.post(f"{ROOT}/me/password", body, "application/json")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_password_first")
    assert changed.status_code == 204
    assert signed_in.get(f"{ROOT}/me").json()["username"] == chair.username
