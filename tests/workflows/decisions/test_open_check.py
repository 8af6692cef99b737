"""The open page of a certificate: who may read what of it without signing in, and what a wrong code gives away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from tests.documents.printing.reading import pages_of
from tests.workflows.decisions.test_papers import kept
from workflows.decisions import open_check
from workflows.decisions.certificate_models import Certificate, CodeAsked
from workflows.decisions.certificates import ALPHABET, CODE_LENGTH, address_of, new_code

pytestmark = pytest.mark.django_db


def _open(client, code):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(reverse("certificates:check", args=[code]))
    return answer, len(asked)


def _words(answer):
    return " ".join(answer.content.decode().split())


def test_each_certificate_prints_its_own_code_which_anybody_may_look_up(desk, client, settings):
    settings.PUBLIC_URL = "https://thidua.example.vn"
    decision = desk.issued(desk.passed("Nguyễn Thị Hòa", "Bùi B & <C>"))

    sheets = list(Certificate.objects.order_by("line__order"))
    answer, _count = _open(client, sheets[1].code)

    assert [sheet.rendition_id for sheet in sheets] == [decision.certificates_id] * 2
    printed = pages_of(kept(decision.certificates))
    addresses = [address_of(sheet.code).removeprefix("https://") for sheet in sheets]
    assert [address in page for address, page in zip(addresses, printed, strict=True)] == [True, True]
    page = _words(answer)
    assert answer.status_code == 200
    for told in ("Bùi B &amp; &lt;C&gt;", "Giấy khen", "01/QĐ-UBND", "23/11/2026", "Chủ tịch Ủy ban nhân dân xã"):
        assert told in page
    assert "chip-green" in page and "Nguyễn Thị Hòa" not in page
    assert answer["X-Robots-Tag"].startswith("noindex")


def test_what_was_revoked_or_replaced_no_longer_counts_and_no_reason_is_told(desk, client):
    desk.issued(desk.passed("Nguyễn Thị Hòa"))
    sheet = Certificate.objects.get()
    Nomination.objects.update(outcome=Outcome.REFUSED, outcome_reason="Khai man thành tích")

    answer, _count = _open(client, sheet.code)

    assert "chip-red" in _words(answer)
    assert "Khai man" not in _words(answer)
    Nomination.objects.update(outcome=Outcome.GRANTED)
    assert "chip-green" in _words(_open(client, sheet.code)[0])
    values = {"golden_book_number": 1, "golden_book_year": 2026, "rendition": sheet.rendition, "made_by": sheet.made_by}
    values |= {"made_at": sheet.made_at, "kind": "replaced", "reason": "Bị mất"}
    newer = Certificate.objects.create(line=sheet.line, turn=2, code=new_code(), **values)
    assert "chip-red" in _words(_open(client, sheet.code)[0])
    assert "chip-green" in _words(_open(client, newer.code)[0])
    assert "Bị mất" not in _words(_open(client, sheet.code)[0])


def test_the_name_of_who_is_under_age_stays_out(desk, client):
    proposal = desk.passed("Trần Thị Hoa")
    proposal.nominations.update(position="Học sinh lớp 4A")
    desk.issued(proposal)

    page = _words(_open(client, Certificate.objects.get().code)[0])

    assert "T. T. H." in page
    assert "Trần" not in page


def test_every_wrong_code_gets_the_same_page_after_the_same_work(desk, client):
    desk.issued(desk.passed("Nguyễn Thị Hòa"))
    right = Certificate.objects.get().code
    wrong = [new_code(), right[:-1], right + "0", "khong-co", "%00", "x" * 500]

    answers = [_open(client, code) for code in wrong]
    _right, count = _open(client, right)

    assert {answer.status_code for answer, _count in answers} == {404}
    assert len({_words(answer) for answer, _count in answers}) == 1
    assert "Không có giấy khen nào mang mã này" in _words(answers[0][0])
    assert {asked for _answer, asked in answers} == {count}
    assert _open(client, right.upper()[:13] + "-" + right.upper()[13:])[0].status_code == 200


def test_codes_are_random_and_long_enough():
    codes = {new_code() for _turn in range(1_000)}

    assert len(codes) == 1_000
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert len(ALPHABET) ** CODE_LENGTH >= 2**128
    assert set("".join(codes)) == set(ALPHABET)


def test_who_asks_too_often_waits_and_others_do_not(desk, client, monkeypatch, clock):
    monkeypatch.setattr(open_check, "ASKED_IN_WINDOW", 2)
    address = reverse("certificates:check", args=[new_code()])

    answers = [client.get(address).status_code for _turn in range(3)]
    elsewhere = client.get(address, REMOTE_ADDR="10.9.9.9").status_code
    clock.shift(open_check.WINDOW.total_seconds() + 1)

    assert answers == [404, 404, 429]
    assert elsewhere == 404
    assert client.get(address).status_code == 404
    assert CodeAsked.objects.count() == 1
