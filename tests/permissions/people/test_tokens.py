"""Personal tokens: shown once, kept as a digest, ended by day, by hand and by a new password."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.people import services, tokens
from permissions.people.models import ApiToken
from permissions.refusals import NotNow, NotYou, ValidationError

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(cast):
    return cast.here.unit_head


def test_a_token_opens_the_door_for_its_person(head):
    _token, text = tokens.issue(user=head)

    assert tokens.holder(text, timezone.now()) == head


def test_only_a_digest_is_kept(head):
    token, text = tokens.issue(user=head, name="  Máy \x00 tính ")

    secret = text.removeprefix(f"bangvang_{token.pk}_")  # which may hold "_" itself
    kept = json.dumps(
        [list(ApiToken.objects.values_list()[0]), list(LedgerPayload.objects.values_list()[0])], default=str
    )
    assert (token.name, len(token.digest)) == ("Máy tính", 64)
    assert len(secret) == 43
    assert secret not in kept
    assert token.digest not in LedgerPayload.objects.get().body


def test_issuing_and_revoking_leave_a_line_each(head):
    token, _text = tokens.issue(user=head)
    tokens.revoke(token=token, by=head)
    tokens.revoke(token=token, by=head)

    entries = LedgerEntry.objects.order_by("seq").values_list("act", "actor", "stream__key")
    assert list(entries) == [("token.issued", head.pk, "people/PQ"), ("token.revoked", head.pk, "people/PQ")]


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-1], lambda text: text + "A", lambda text: text.upper(), str.title]
)
def test_a_spoiled_token_opens_nothing(head, spoil):
    _token, text = tokens.issue(user=head)

    assert tokens.holder(spoil(text), timezone.now()) is None


def test_the_secret_of_one_token_does_not_fit_another(head):
    (first, text), (second, _other) = tokens.issue(user=head), tokens.issue(user=head)

    assert tokens.holder(text.replace(f"_{first.pk}_", f"_{second.pk}_"), timezone.now()) is None


def test_a_token_ends_on_its_day(head):
    now = timezone.now()
    _token, text = tokens.issue(user=head, days=1, now=now)

    assert tokens.holder(text, now + timedelta(hours=23)) == head
    assert tokens.holder(text, now + timedelta(days=1)) is None


def test_a_revoked_token_opens_nothing(head):
    token, text = tokens.issue(user=head)
    tokens.revoke(token=token, by=head)

    assert tokens.holder(text, timezone.now()) is None


def test_a_new_password_ends_every_token(cast, head):
    _token, text = tokens.issue(user=head)
    services.set_password(user=head, password="hoa-mai-nở-2027", by=cast.administrator)

    assert tokens.holder(text, timezone.now()) is None


def test_a_shut_account_has_no_token_when_it_is_opened_again(cast, head):
    (kept, text), (ended, _other), (foreign, others) = (tokens.issue(user=user) for user in (head, head, cast.stranger))
    tokens.revoke(token=ended, by=head)
    for is_active in (False, True):
        services.set_active(user=head, is_active=is_active, reason="Nghỉ phép", by=cast.administrator)

    told = json.loads(LedgerPayload.objects.get(entry__act="person.deactivated").body)
    assert tokens.holder(text, timezone.now()) is None
    assert told["revoked_tokens"] == [kept.pk]
    assert tokens.holder(others, timezone.now()) == foreign.user


def test_an_administrator_may_revoke_a_lost_token_nobody_else(cast, head):
    token, text = tokens.issue(user=head)

    with pytest.raises(NotYou):
        tokens.revoke(token=token, by=cast.here.unit_clerk)
    assert tokens.holder(text, timezone.now()) == head

    tokens.revoke(token=token, by=cast.administrator)
    assert tokens.holder(text, timezone.now()) is None


@pytest.mark.parametrize("days", [0, 366, -1])
def test_a_token_lives_a_day_to_a_year(head, days):
    with pytest.raises(ValidationError) as refusal:
        tokens.issue(user=head, days=days)

    assert set(refusal.value.message_dict) == {"days"}


def test_nobody_gathers_tokens_without_end(head):
    for _number in range(tokens.MOST_LIVE):
        token, _text = tokens.issue(user=head)

    with pytest.raises(NotNow) as refusal:
        tokens.issue(user=head)
    tokens.revoke(token=token, by=head)

    assert refusal.value.code == "too_many_tokens"
    assert tokens.issue(user=head)


def test_recognising_a_token_is_one_statement(head, django_assert_num_queries):
    _token, text = tokens.issue(user=head)

    with django_assert_num_queries(1):
        tokens.holder(text, timezone.now())
    with django_assert_num_queries(0):
        tokens.holder("bangvang_x", timezone.now())
