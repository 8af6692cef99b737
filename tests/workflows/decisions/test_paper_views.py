"""Papers of a decision as files: who gets which, and what stays of it."""

import hashlib

import pytest
from django.urls import reverse

from permissions.ledger.models import AccessRecord

pytestmark = pytest.mark.django_db


def get(client, decision, which):
    return client.get(reverse("decisions:paper", args=[decision.code, which]))


def test_the_file_is_the_kept_rendition_and_the_download_is_noted(desk, sign_in):
    decision = desk.issued()

    answer = get(sign_in(desk.town.office_reviewer), decision, "issued")

    content = b"".join(answer.streaming_content)
    assert hashlib.sha256(content).hexdigest() == decision.second_rendition.sha256
    assert answer["X-Content-Type-Options"] == "nosniff"
    record = AccessRecord.objects.get(kind="downloaded")
    assert record.person == desk.town.office_reviewer
    assert record.what == f"{decision.stream}/papers/issued {decision.second_rendition.sha256}"


@pytest.mark.parametrize(
    ("office", "which", "status"),
    [
        ("unit_head", "issued", 200),
        ("unit_clerk", "issued", 200),
        ("unit_head", "signed", 404),
        ("unit_head", "certificates", 404),
        ("other_head", "issued", 404),
        ("records_clerk", "certificates", 200),
        ("inspector", "signed", 200),
        ("commune_chair", "nonsense", 404),
        ("council_member", "issued", 403),
    ],
)
def test_who_gets_which_paper(desk, sign_in, office, which, status):
    decision = desk.issued()

    answer = get(sign_in(getattr(desk.town, office)), decision, which)

    if answer.streaming:
        b"".join(answer.streaming_content)  # read to the end, the file is closed
    assert answer.status_code == status
    assert AccessRecord.objects.filter(kind="downloaded").exists() == (status == 200)


def test_what_is_not_yet_made_is_not_found(desk, sign_in):
    assert get(sign_in(desk.town.office_head), desk.signed(), "issued").status_code == 404


def test_the_draft_is_printed_for_who_may_see_it(desk, sign_in):
    decision = desk.drafted()
    address = reverse("decisions:draft_paper", args=[decision.code])

    answer = sign_in(desk.town.commune_chair).get(address)

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert sign_in(desk.town.records_clerk).get(address).status_code == 404


def test_a_signed_decision_has_no_draft(desk, sign_in):
    decision = desk.signed()

    address = reverse("decisions:draft_paper", args=[decision.code])

    assert sign_in(desk.town.commune_chair).get(address).status_code == 404
