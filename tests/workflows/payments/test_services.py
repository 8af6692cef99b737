"""Money recorded, refused, corrected: nothing is overwritten, totals agree with the records and the ledger."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.payments.exports import state_words
from workflows.payments.models import Payment
from workflows.payments.queries import lines_with_money, money_of, totals_of
from workflows.payments.services import correct_payment, record_payments

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
PAID = {"state": "paid", "voucher": "PC-07", "fund": "own", "paid_on": TODAY, "paid_by": "Thủ quỹ xã"}


@pytest.fixture
def decision(desk):
    """A collective and two persons: 1,520,000 and twice 760,000."""
    return desk.issued(desk.passed("Bùi A", "Chu B"), desk.passed("Xóm Đồng", nominee_type="collective"))


def line_of(decision, name):
    return next(row.line for row in money_of(decision) if row.line.nomination.full_name == name)


def record(desk, decision, *names, row_version=0, by=None, **values):
    return record_payments(
        decision=decision,
        row_version=row_version,
        lines=[line_of(decision, name).pk for name in names],
        values={**PAID, **values},
        by=by or desk.town.office_reviewer,
    )


def shown(desk, part):
    rows = lines_with_money(desk.town.office_reviewer, None, part)
    return sorted(line.nomination.full_name for line in rows)


def sums(decision):
    found = totals_of(money_of(decision))
    return found.granted, found.paid, found.not_due, found.unpaid, dict(found.by_fund)


def test_lines_are_paid_together_out_of_their_funds_and_the_rest_is_open(desk, decision):
    record(desk, decision, "Bùi A", "Xóm Đồng")
    record(desk, decision, "Chu B", row_version=2, state="not_due", reason="Xin không nhận.")

    assert sums(decision)[:4] == (3_040_000, 2_280_000, 760_000, 0)
    assert [shown(desk, part) for part in ("unpaid", "paid", "not_due")] == [[], ["Bùi A", "Xóm Đồng"], ["Chu B"]]
    assert {row.received_by for row in Payment.objects.filter(state="paid")} == {"Bùi A", "Xóm Đồng"}
    first, second = LedgerEntry.objects.filter(act="payment.recorded").order_by("seq")
    body = json.loads(first.payload.body)
    assert (first.stream.key, body["paid_total"], body["voucher"]) == (decision.stream, 2_280_000, "PC-07")
    assert sorted((row["name"], row["amount"]) for row in body["payments"]) == [
        ("Bùi A", 760_000), ("Xóm Đồng", 1_520_000),
    ]  # fmt: skip
    assert json.loads(second.payload.body)["reason"] == "Xin không nhận."
    assert verify().holds


def test_a_correction_supersedes_and_the_line_can_be_paid_again(desk, decision):
    (payment,) = record(desk, decision, "Bùi A")
    said = {"values": {"state": "open", "reason": "Ghi nhầm người."}, "by": desk.town.office_reviewer}

    correct_payment(payment=payment, row_version=1, **said)

    assert shown(desk, "unpaid") == ["Bùi A", "Chu B", "Xóm Đồng"]
    record(desk, decision, "Bùi A", row_version=2, fund="donations", voucher="PC-09")
    rows = Payment.objects.order_by("pk").values_list("state", "amount", "voucher", "supersedes__state", "reason")
    assert list(rows) == [
        ("paid", 760_000, "PC-07", None, ""),
        ("open", 0, "", "paid", "Ghi nhầm người."),
        ("paid", 760_000, "PC-09", "open", "Ghi nhầm người."),
    ]
    assert sums(decision)[1] == 760_000
    with pytest.raises(NotNow) as refusal:
        correct_payment(payment=payment, row_version=3, **said)
    assert refusal.value.code == "corrected_before"
    assert verify().holds


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"voucher": " "}, "voucher"),
        ({"fund": ""}, "fund"),
        ({"paid_on": None}, "paid_on"),
        ({"paid_on": date(2026, 11, 22)}, "paid_on"),
        ({"paid_on": date(2026, 11, 24)}, "paid_on"),
        ({"state": "not_due"}, "reason"),
        ({"state": "open", "reason": "x"}, "state"),
        ({"state": ""}, "state"),
        ({"state": "gone"}, "state"),
    ],
    ids=["voucher", "fund", "no day", "before the decision", "to come", "no reason", "open", "nothing", "unknown"],
)
def test_what_cannot_be_is_refused_by_field(desk, decision, values, field):
    with pytest.raises(ValidationError) as refusal:
        record(desk, decision, "Bùi A", **values)

    assert set(refusal.value.error_dict) == {field}
    assert not Payment.objects.exists()


def test_a_keepsake_of_equal_value_takes_the_place_of_money(desk, decision):
    with pytest.raises(ValidationError) as nobody:
        record(desk, decision, "Bùi A", keepsake="Bộ ấm chén")
    assert set(nobody.value.message_dict) == {"received_by"}

    (payment,) = record(desk, decision, "Bùi A", keepsake=" Bộ ấm chén ", received_by="Bùi A")
    said = {"values": {**PAID, "state": "not_due", "keepsake": "x", "reason": "Nhầm."}, "by": desk.town.office_reviewer}
    mended = correct_payment(payment=payment, row_version=1, **said)

    assert [(row.keepsake, row.amount) for row in (payment, mended)] == [("Bộ ấm chén", 760_000), ("", 0)]
    body = json.loads(LedgerEntry.objects.get(act="payment.recorded").payload.body)
    assert (body["keepsake"], body["paid_total"]) == ("Bộ ấm chén", 760_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(**{**whole(mended), "turn": 3, "keepsake": "x"})


def test_what_is_settled_foreign_or_not_granted_is_not_paid(desk, decision):
    record(desk, decision, "Bùi A")

    with pytest.raises(NotNow) as settled:
        record(desk, decision, "Bùi A", "Chu B", row_version=1)
    with pytest.raises(ValidationError):
        record_payments(decision=decision, row_version=1, lines=[0], values=PAID, by=desk.town.office_reviewer)
    with pytest.raises(ValidationError):
        record(desk, decision, row_version=1)
    nomination = line_of(decision, "Chu B").nomination
    type(nomination).objects.filter(pk=nomination.pk).update(outcome="revoked")
    with pytest.raises(NotNow) as revoked:
        record(desk, decision, "Chu B", row_version=1)

    assert (settled.value.code, revoked.value.code, Payment.objects.count()) == ("settled", "not_due", 1)
    assert sums(decision)[:4] == (3_040_000, 760_000, 760_000, 1_520_000)
    assert [shown(desk, part) for part in ("unpaid", "paid", "not_due")] == [["Xóm Đồng"], ["Bùi A"], ["Chu B"]]
    lines = lines_with_money(desk.town.office_reviewer, None).order_by("nomination__full_name")
    assert [state_words(line) for line in lines] == ["Đã chi", "Không chi", "Chưa chi"]


def test_before_the_issue_by_others_and_by_a_stale_form_nothing_is_recorded(desk, decision):
    for office in ("office_head", "commune_chair", "records_clerk", "unit_head", "inspector"):
        with pytest.raises(NotYou):
            record(desk, decision, "Bùi A", by=getattr(desk.town, office))
    record(desk, decision, "Bùi A")
    with pytest.raises(LostRace) as late:
        record(desk, decision, "Chu B")
    signed = desk.signed(desk.passed("Dương C"))
    with pytest.raises(NotNow) as refusal:
        record(desk, signed, "Dương C")

    assert late.value.winner == desk.town.office_reviewer.full_name
    assert (refusal.value.code, Payment.objects.count()) == ("not_issued", 1)


def test_the_database_itself_holds_one_first_record_and_its_words(desk, decision):
    (payment,) = record(desk, decision, "Bùi A")

    for change in (
        {},
        {"turn": 2, "supersedes_id": payment.pk},
        {"turn": 2, "voucher": ""},
        {"turn": 2, "state": "not_due"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.create(**{**whole(payment), **change})


def whole(payment):
    """A row like that record, its key left out."""
    fields = Payment._meta.concrete_fields
    return {
        field.attname: getattr(payment, field.attname) for field in fields if field.name not in ("id", "supersedes")
    }
