"""What had been paid or handed over before a revocation and is recorded only afterwards comes back all the same."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, ValidationError
from tests import making
from tests.calling import Caller
from tests.workflows.revocations.conftest import TODAY
from workflows.handover import queries as handovers
from workflows.handover.models import Handover
from workflows.handover.services import correct_handover, record_handovers
from workflows.notices.models import Notice
from workflows.payments import queries as payments
from workflows.payments.models import Payment
from workflows.payments.services import correct_payment, record_payments
from workflows.receipts.services import add_receipt
from workflows.revocations.models import FoundLater, Revocation
from workflows.revocations.queries import items_of, revocations_seen, still_due, with_records
from workflows.revocations.reminding import remind_of_returns
from workflows.revocations.returning import record_given_back

pytestmark = pytest.mark.django_db
FELL = date(2026, 11, 25)
WHY = "Thủ quỹ nộp phiếu chi muộn."
PAID = {"state": "paid", "voucher": "PC-09", "fund": "own", "paid_on": TODAY, "reason": WHY}
HANDED = {"handed_on": TODAY, "place": "Hội trường xã", "note": WHY}


@pytest.fixture
def decision(desk, papers, clock):
    """Bùi A was paid and got the certificate in hand, which was recorded; of Chu B and Dương C nothing was. The awards
    of Bùi A and Chu B fell two days later."""
    made = desk.issued(desk.passed("Bùi A", "Chu B", "Dương C"))
    papers.paid("Bùi A")
    papers.handed("Bùi A")
    clock.move_to(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    papers.issued("Bùi A", "Chu B")
    return made


@pytest.fixture
def sheet(desk, decision):
    said = {"about": "handover", "row_version": 0, "upload": making.pdf("ky-nhan.pdf", "sheet")}
    return add_receipt(decision=decision, by=desk.town.office_reviewer, **said)


def pay(desk, papers, decision, *names, **values):
    said = {"row_version": payments.version_of(decision), "by": desk.town.office_reviewer}
    lines = [papers.line(name).pk for name in names]
    return record_payments(decision=decision, lines=lines, values=PAID | values, **said)


def hand(desk, papers, decision, *names, **values):
    said = {"row_version": handovers.version_of(decision), "by": desk.town.office_reviewer}
    lines = [papers.line(name).pk for name in names]
    return record_handovers(decision=decision, lines=lines, values=HANDED | values, **said)


def due(name):
    revocation = with_records(Revocation.objects.filter(nomination__full_name=name)).get()
    return [(one.item, one.amount, one.is_open, one.due_on) for one in items_of(revocation)]


def shown(desk, part="", today=FELL):
    rows = revocations_seen(desk.town.office_reviewer, None, part=part, today=today)
    return sorted(row.nomination.full_name for row in rows)


def body_of(act):
    return json.loads(LedgerEntry.objects.filter(act=act).order_by("pk").last().payload.body)


def test_money_and_object_are_due_as_if_they_had_been_recorded_before(desk, papers, decision, sheet):
    before = due("Bùi A")
    assert (due("Chu B"), shown(desk)) == ([], ["Bùi A"])

    acts = LedgerEntry.objects.count()
    (payment,) = pay(desk, papers, decision, "Chu B")
    assert (LedgerEntry.objects.count() - acts, shown(desk, "due")) == (1, ["Bùi A", "Chu B"])
    hand(desk, papers, decision, "Chu B")

    day = before[0][3]
    assert due("Chu B") == before == [("money", 760_000, True, day), ("object", 0, True, day)]
    rows = [{"name": "Chu B", "amount": amount, "object": not amount, "by": day.isoformat()} for amount in (760_000, 0)]
    assert [body_of(act)["due_back"] for act in ("payment.recorded", "handover.recorded")] == [[row] for row in rows]
    late = date(day.year, day.month, day.day + 1)
    assert [row.nomination.full_name for row in still_due(late).order_by("pk")] == ["Bùi A", "Chu B"]
    assert (shown(desk, "overdue", day), shown(desk, "overdue", late)) == ([], ["Bùi A", "Chu B"])
    totals = payments.totals_of(payments.money_of(decision))
    assert (totals.paid, totals.unpaid, totals.not_due, payment.amount) == (1_520_000, 760_000, 0, 760_000)
    revocation = Revocation.objects.get(nomination__full_name="Chu B")
    for version, item in enumerate(("money", "object")):
        values = {"state": "returned", "returned_on": FELL, "voucher": "PT-04"}
        said = {"row_version": version, "item": item, "values": values, "by": desk.town.office_reviewer}
        record_given_back(revocation=revocation, **said)
    assert (shown(desk, "due"), shown(desk, "done")) == (["Bùi A"], ["Chu B"])
    assert verify().holds


def test_what_was_found_later_alone_is_reminded_of(desk, papers, clock):
    decision = desk.issued(desk.passed("Chu B"))
    clock.move_to(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    amendment = papers.issued("Chu B")
    pay(desk, papers, decision, "Chu B")

    late = datetime(2026, 12, 21, 3, 0, tzinfo=UTC)
    assert remind_of_returns(late) > 0
    notices = Notice.objects.filter(words="revocation.overdue")
    assert {(notice.subject, notice.due_on) for notice in notices} == {(amendment.stream, due("Chu B")[0][3])}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"paid_on": FELL}, "paid_on"),
        ({"paid_on": date(2026, 11, 26)}, "paid_on"),
        ({"paid_on": date(2026, 11, 22)}, "paid_on"),
        ({"reason": " "}, "reason"),
        ({"voucher": ""}, "voucher"),
    ],
    ids=["on the day", "to come", "before the award", "no word why", "no voucher"],
)
def test_money_without_its_evidence_is_refused_by_field(desk, papers, decision, values, field):
    with pytest.raises(ValidationError) as refusal:
        pay(desk, papers, decision, "Dương C", "Chu B", **values)

    assert (set(refusal.value.error_dict), Payment.objects.count()) == ({field}, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"handed_on": FELL}, "handed_on"), ({"note": ""}, "note"), ({"place": ""}, "place")],
    ids=["on the day", "no word why", "no place"],
)
def test_a_hand_over_without_its_evidence_is_refused_by_field(desk, papers, decision, sheet, values, field):
    with pytest.raises(ValidationError) as refusal:
        hand(desk, papers, decision, "Chu B", **values)

    assert (set(refusal.value.error_dict), Handover.objects.count()) == ({field}, 1)


def test_no_sheet_no_hand_over_and_nothing_is_recorded_or_due_twice(desk, papers, decision):
    codes = []
    with pytest.raises(NotNow) as bare:
        hand(desk, papers, decision, "Chu B")
    pay(desk, papers, decision, "Chu B")
    for names in (("Chu B",), ("Bùi A",)):
        with pytest.raises(NotNow) as twice:
            pay(desk, papers, decision, *names)
        codes.append(twice.value.code)
    with pytest.raises(NotNow) as handed:
        hand(desk, papers, decision, "Bùi A")

    assert (bare.value.code, codes, handed.value.code) == ("no_signed_sheet", ["settled"] * 2, "handed_before")
    one = FoundLater.objects.get()
    for change in ({}, {"item": "object"}, {"payment_id": None}):
        values = {"revocation_id": one.revocation_id, "item": "money", "payment_id": one.payment_id}
        with pytest.raises(IntegrityError), transaction.atomic():
            FoundLater.objects.create(give_back_by=one.give_back_by, **values | change)


def test_a_record_that_is_corrected_into_given_out_asks_it_back_too_and_once(desk, papers, decision, sheet):
    said, before = {"by": desk.town.office_reviewer}, FoundLater.objects.count()
    (payment,) = pay(desk, papers, decision, "Chu B", state="not_due")
    with pytest.raises(ValidationError) as late:
        correct_payment(payment=payment, row_version=2, values=PAID | {"paid_on": FELL}, **said)
    paid = correct_payment(payment=payment, row_version=2, values=PAID, **said)
    again = correct_payment(payment=paid, row_version=3, values=PAID | {"voucher": "PC-10"}, **said)
    undone = correct_payment(payment=again, row_version=4, values={"state": "open", "reason": "Nhầm."}, **said)
    correct_payment(payment=undone, row_version=5, values=PAID, **said)

    (handed,) = hand(desk, papers, decision, "Chu B")
    with pytest.raises(ValidationError) as moved:
        correct_handover(handover=handed, row_version=2, values=HANDED | {"state": "handed", "handed_on": FELL}, **said)

    assert [set(fault.value.error_dict) for fault in (late, moved)] == [{"paid_on"}, {"handed_on"}]
    assert [row[:2] for row in due("Chu B")] == [("money", 760_000), ("object", 0)]
    assert (before, FoundLater.objects.count()) == (0, 2)
    assert "due_back" not in body_of("payment.corrected")


def test_a_hand_over_that_was_undone_and_is_put_right_after_the_revocation_is_asked_back(desk, papers, clock):
    decision = desk.issued(desk.passed("Chu B"))
    said = {"by": desk.town.office_reviewer}
    papers.handed("Chu B")
    undone = {"state": "undone", "note": "Nhầm."}
    record = correct_handover(handover=Handover.objects.get(), row_version=1, values=undone, **said)
    clock.move_to(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    papers.issued("Chu B")
    assert due("Chu B") == []
    values = {**HANDED, "state": "handed"}

    with pytest.raises(NotNow) as bare:
        correct_handover(handover=record, row_version=2, values=values, **said)
    upload = making.pdf("ky-nhan.pdf", "sheet")
    add_receipt(decision=decision, about="handover", row_version=0, upload=upload, **said)
    correct_handover(handover=record, row_version=2, values=values, **said)

    assert (bare.value.code, [row[:2] for row in due("Chu B")]) == ("no_signed_sheet", [("object", 0)])
    assert [row["name"] for row in body_of("handover.corrected")["due_back"]] == ["Chu B"]
    assert verify().holds


def test_a_record_from_before_may_keep_its_day_even_that_of_the_revocation(desk, papers):
    desk.issued(desk.passed("Bùi A"))
    papers.paid("Bùi A")
    papers.handed("Bùi A")
    papers.issued("Bùi A")
    said = {"row_version": 1, "by": desk.town.office_reviewer}

    payment = correct_payment(payment=Payment.objects.get(), values=PAID | {"voucher": "PC-08"}, **said)
    values = HANDED | {"state": "handed", "place": "Nhà riêng"}
    handover = correct_handover(handover=Handover.objects.get(), values=values, **said)

    assert (payment.voucher, handover.place, FoundLater.objects.count()) == ("PC-08", "Nhà riêng", 0)


def test_the_pages_say_who_fell_take_what_was_given_out_before_and_lead_to_what_is_due(
    desk, papers, decision, sheet, sign_in
):
    client, line = sign_in(desk.town.office_reviewer), str(papers.line("Chu B").pk)
    money, handing = (reverse(f"{topic}:detail", args=[decision.code]) for topic in ("payments", "handover"))
    sent = {"row_version": "1", "lines": [line]}
    paid = sent | {"state": "paid", "voucher": "PC-09", "fund": "own", "paid_on": "25/11/2026", "reason": WHY}
    handed = sent | {"handed_on": "23/11/2026", "place": "Nhà riêng", "note": WHY}

    for page in (money, handing):
        assert ("02/QĐ-UBND" in client.get(page).text, "25/11/2026" in client.get(page).text) == (True, True)
    assert client.get(handing).text.count(" checked") == 1  # Dương C alone: who fell is ticked by hand
    refused = client.post(money, paid)
    assert (refused.status_code, 'value="PC-09"' in refused.text, "Chu B" in refused.text) == (422, True, True)
    assert client.post(money, paid | {"paid_on": "24/11/2026"}).status_code == 302
    taken = client.post(money, paid | {"row_version": "2", "paid_on": "24/11/2026"})
    assert (taken.status_code, 'value="PC-09"' in taken.text) == (409, True)
    assert client.post(handing, handed).status_code == 302

    for page in (money, handing):
        assert client.get(page).text.count(reverse("returns:list")) == 2
    revocation = Revocation.objects.get(nomination__full_name="Chu B")
    page = client.get(reverse("returns:detail", args=[revocation.pk])).text
    assert ("760.000" in page, page.count("Còn phải nộp")) == (True, 2)
    amendment = revocation.amendment_line.amendment
    assert client.get(reverse("revocations:detail", args=[amendment.code])).text.count("760.000") >= 2
    answer = client.get(reverse("returns:list"), {"format": "xlsx", "q": "chu b"})
    cells = [str(cell) for row in load_workbook(BytesIO(answer.content)).active.values for cell in row if cell]
    assert ("Chu B" in cells, "760000" in cells, cells.count("Còn phải nộp")) == (True, True, 2)


def test_the_list_and_its_file_cost_the_same_for_one_and_three(desk, papers, clock, sign_in):
    decision = desk.issued(desk.passed("Bùi A", "Chu B", "Dương C"))
    clock.move_to(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    papers.issued("Bùi A", "Chu B", "Dương C")
    client, seen = sign_in(desk.town.office_reviewer), []

    for names in (("Bùi A",), ("Chu B", "Dương C")):
        pay(desk, papers, decision, *names)
        for said in ({}, {"format": "xlsx"}):
            client.get(reverse("returns:list"), said)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse("returns:list"), said).status_code == 200
            seen.append(len(captured))

    assert seen[:2] == seen[2:]
    assert max(seen) <= 12


def test_endpoints_record_it_and_tell_what_is_due(desk, papers, decision, sheet):
    caller, line = Caller(desk.town.office_reviewer), papers.line("Chu B").pk
    money, handing = (f"/decisions/{decision.code}/{topic}" for topic in ("payments", "handovers"))
    told = {row["full_name"]: row["revoked_on"] for row in caller.get(money).json()["lines"]}
    awards = {row["full_name"]: row["revoked_on"] for row in caller.get(handing).json()["awards"]}
    sent = {"row_version": 1, "lines": [line]}
    paid = {"state": "paid", "voucher": "PC-09", "fund": "own", "reason": WHY}

    wrong = caller.post(money, **sent, **paid, paid_on="2026-11-25")
    made = caller.post(money, **sent, **paid, paid_on="2026-11-24")
    handed = caller.post(handing, **sent, handed_on="2026-11-23", place="Hội trường", note=WHY)

    assert told == awards == {"Bùi A": "2026-11-25", "Chu B": "2026-11-25", "Dương C": None}
    assert (wrong.status_code, made.status_code, handed.status_code) == (422, 201, 201)
    (row,) = caller.get("/revocations?q=chu").json()["items"]
    assert [(item["item"], item["amount"], item["is_open"]) for item in row["items"]] == [
        ("money", 760_000, True), ("object", 0, True),
    ]  # fmt: skip
    assert row["give_back_by"] == due("Bùi A")[0][3].isoformat()
