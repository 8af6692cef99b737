"""Coming in: a clear sentence for a failure, a record for each attempt, a brake on guessing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from permissions.ledger.models import AccessRecord
from permissions.ledger.services import read
from permissions.people.models import SignInAttempt, User
from project import entrance
from tests.conftest import PASSWORD
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def enter(client, username, password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def failures(count, *, name="pq_unit_head", address="127.0.0.1", minutes_ago=1):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    for _ in range(count):
        SignInAttempt.objects.create(name=name, address=address, at=at)


def test_the_right_password_lets_in_and_is_recorded(cast, client):
    answer = enter(client, "pq_unit_head")

    record = AccessRecord.objects.get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert (record.kind, record.person, record.commune, record.address) == (
        "signed_in",
        cast.here.unit_head,
        cast.here.commune,
        "127.0.0.1",
    )


def test_a_sign_in_leaves_no_history_that_no_act_would_name(cast, client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    before = cast.here.unit_head.password

    enter(client, "pq_unit_head")

    cast.here.unit_head.refresh_from_db()
    assert cast.here.unit_head.password != before  # hashed anew, with the stronger hasher
    assert cast.here.unit_head.last_login is not None
    assert not User.history.exists()


def test_the_user_name_may_be_typed_in_capitals(cast, client):
    assert enter(client, "PQ_Unit_Head").status_code == 302


def test_a_wrong_password_keeps_the_name_and_is_recorded(cast, client):
    answer = enter(client, "pq_unit_head", "not-it-7")

    record = AccessRecord.objects.get()
    assert answer.status_code == 422
    assert 'value="pq_unit_head"' in answer.text
    assert "not-it-7" not in answer.text
    assert (record.kind, record.person, record.what) == ("sign_in_failed", None, "pq_unit_head")


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(cast, client):
    known, unknown = enter(client, "pq_unit_head", "wrong"), enter(client, "nobody", "wrong")

    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_a_deactivated_person_does_not_come_in(cast, client):
    cast.here.unit_head.is_active = False
    cast.here.unit_head.save()

    assert enter(client, "pq_unit_head").status_code == 422


def test_after_more_than_ten_failures_even_the_right_password_waits(cast, client):
    failures(11)

    answer = enter(client, "pq_unit_head")

    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "too_often")


def test_ten_failures_do_not_shut_anybody_out(cast, client):
    failures(10)

    assert enter(client, "pq_unit_head").status_code == 302


def test_the_brake_is_released_after_a_quarter_of_an_hour(cast, client):
    failures(11, minutes_ago=16)

    assert enter(client, "pq_unit_head").status_code == 302


def test_failures_from_another_address_do_not_shut_the_person_out(cast, client):
    failures(11, address="203.0.113.9")

    assert enter(client, "pq_unit_head").status_code == 302


def came_in(person, *, address, days_ago):
    at = timezone.now() - timedelta(days=days_ago)
    read("signed_in", by=person, commune_id=None, what=person.username, address=address, at=at)


@pytest.mark.parametrize(
    ("address", "days_ago", "status"), [("127.0.0.1", 29, 302), ("127.0.0.1", 31, 422), ("192.0.2.7", 1, 422)]
)
def test_failures_elsewhere_do_not_shut_out_from_where_one_came_in_lately(cast, client, address, days_ago, status):
    came_in(cast.here.unit_head, address=address, days_ago=days_ago)
    came_in(cast.here.unit_clerk, address="127.0.0.1", days_ago=1)
    for number in range(6):
        failures(9, address=f"203.0.113.{number}")

    assert enter(client, "pq_unit_head").status_code == status


def test_a_known_address_is_shut_by_its_own_failures_all_the_same(cast, client):
    came_in(cast.here.unit_head, address="127.0.0.1", days_ago=1)
    failures(11)

    assert enter(client, "pq_unit_head").status_code == 422


def test_an_attempt_is_kept_where_it_failed_and_for_no_longer_than_it_counts(cast, client):
    failures(3, minutes_ago=16)
    enter(client, "pq_unit_head")
    after_success = SignInAttempt.objects.count()

    enter(client, "pq_unit_head", "wrong")

    assert (after_success, SignInAttempt.objects.get().name) == (0, "pq_unit_head")


def test_who_tries_on_while_shut_does_not_make_it_last_longer(cast, client):
    failures(11)
    enter(client, "pq_unit_head", "wrong")

    assert SignInAttempt.objects.count() == 11


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_no_more_are_looked_at_than_one_after_another(cast):
    def guess(number):
        return lambda: enter(Client(), "pq_unit_head", f"guess-{number}").status_code

    answers = at_once([guess(number) for number in range(30)])

    looked_at = AccessRecord.objects.filter(kind="sign_in_failed").count()
    assert set(answers) == {422}
    assert looked_at <= entrance.FAILURES_OF_PAIR + 1
    assert SignInAttempt.objects.count() == looked_at


def test_an_address_that_tries_many_names_is_shut(cast, client):
    failures(51, name="somebody")

    assert enter(client, "pq_unit_head").status_code == 422


def test_behind_a_proxy_the_address_it_appended_counts(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.9"})

    settings.BEHIND_PROXY = True
    behind = entrance.address_of(request)
    settings.BEHIND_PROXY = False

    assert (behind, entrance.address_of(request)) == ("203.0.113.9", "127.0.0.1")


@pytest.mark.parametrize(
    ("wanted", "reached"), [("/help/", "/help/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")]
)
def test_one_comes_back_to_the_page_one_wanted_and_never_elsewhere(cast, client, wanted, reached):
    assert enter(client, "pq_unit_head", next=wanted).url == reached


def test_the_sample_accounts_are_listed_in_demo_mode_alone(cast, settings, django_assert_num_queries):
    settings.DEMO = True
    with django_assert_num_queries(1):
        listed = {account.username for account in entrance.demo_accounts()}

    settings.DEMO = False
    assert {"pq_unit_head", "yt_office_head", "administrator"} <= listed
    assert "stranger" not in listed
    assert entrance.demo_accounts() == []


def test_guessing_the_old_password_is_braked_too(cast, sign_in):
    client = sign_in(cast.stranger)
    typed = {"old_password": "wrong", "new_password1": "mot-hai-ba-2026", "new_password2": "mot-hai-ba-2026"}
    for _time in range(entrance.FAILURES_OF_PAIR + 1):
        client.post("/change-password/", typed)

    answer = client.post("/change-password/", {**typed, "old_password": PASSWORD})

    assert answer.context["form"].has_error("old_password", "too_often")
