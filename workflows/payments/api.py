"""Endpoints of the money of decisions. Amounts are in đồng."""

from datetime import date, datetime
from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from documents.sheets.serving import words_of_query
from permissions.api_fields import Code, Day, DeedOnRow, Key, Line, Page, Slice
from permissions.endpoints import Asks, Endpoints
from permissions.keyset import page_of, with_words
from permissions.people.schemas import PersonShort, UnitShort
from workflows.decisions.papers import number_of
from workflows.payments import services
from workflows.payments.exports import money_file, state_words
from workflows.payments.models import Payment
from workflows.payments.queries import history_of, lines_with_money, money_of, payment_of, totals_of, version_of
from workflows.payments.states import Fund, PaymentState, Shown
from workflows.payments.views import decision_or_404, list_file

router = Endpoints(tags=["award money"])
VIEW, RECORD = Asks("payments.view"), Asks("payments.record")


class MoneyQuery(Slice):
    """q: words of a name. state: which part of the list."""

    q: Line = ""
    state: Shown | None = None


class PaymentOut(Schema):
    """A record of money; what holds is the one that no other supersedes."""

    id: int
    name: str = Field(alias="line.nomination.full_name")
    supersedes: int | None = Field(alias="supersedes_id")
    state: str
    amount: int
    fund: str
    voucher: str
    keepsake: str
    paid_on: date | None
    paid_by: str
    received_by: str
    reason: str
    recorded_by: PersonShort
    recorded_at: datetime


class MoneyRow(Schema):
    """A line that brings money. state_label: paid, not to be paid or not paid yet."""

    id: int
    decision: str = Field(alias="decision.code")
    number: str
    issued_on: date = Field(alias="decision.issued_on")
    full_name: str = Field(alias="nomination.full_name")
    unit: UnitShort = Field(alias="nomination.proposal.unit")
    bonus_amount: int
    bonus_reason: str
    state_label: str
    voucher: str
    paid_on: date | None

    @staticmethod
    def resolve_number(line):
        return number_of(line.decision)

    @staticmethod
    def resolve_state_label(line):
        return state_words(line)

    @staticmethod
    def resolve_voucher(line):
        return payment_of(line).voucher if payment_of(line) else ""

    @staticmethod
    def resolve_paid_on(line):
        return payment_of(line).paid_on if payment_of(line) else None


class OpenLine(Schema):
    """A line of the decision: `id` is sent to record its money. obstacle: why it cannot be paid now.

    revoked_on: what had been paid before that day can still be recorded, with the reason why so late.
    anew: why somebody decides anew about a line without money.
    """

    id: int = Field(alias="line.id")
    full_name: str = Field(alias="line.nomination.full_name")
    bonus_amount: int = Field(alias="line.bonus_amount")
    obstacle: str
    anew: str
    is_open: bool
    revoked_on: date | None = None

    @staticmethod
    def resolve_revoked_on(row):
        return row.fallen and row.fallen.revoked_on


class ByFund(Schema):
    fund: str
    amount: int


class Money(Schema):
    """The money of one decision; row_version is sent back with a record."""

    decision: str
    row_version: int
    granted: int
    paid: int
    unpaid: int
    by_fund: list[ByFund]
    lines: list[OpenLine]
    payments: list[PaymentOut]


class Values(DeedOnRow):
    """received_by empty: each one named on the list. A record that is not `paid` needs its reason alone."""

    state: PaymentState
    voucher: Line = ""
    paid_on: Day | None = None
    fund: Fund | Literal[""] = ""
    keepsake: Line = ""
    paid_by: Line = ""
    received_by: Line = ""
    reason: Line = ""


class NewPayments(Values):
    lines: list[Key]


def _lines(request, query):
    rows = lines_with_money(request.user, request.held, query.state or "")
    return with_words(rows, query.q, "nomination__search_key")


def _said(body):
    return {
        "row_version": body.row_version,
        "values": body.dict(exclude={"row_version", "lines", "acting_as"}),
        "acting_as": body.acting_as,
    }


def _money(decision):
    rows = money_of(decision)
    totals = totals_of(rows)
    return {
        "decision": decision.code,
        "row_version": version_of(decision),
        "granted": totals.granted,
        "paid": totals.paid,
        "unpaid": totals.unpaid,
        "by_fund": [{"fund": str(fund), "amount": amount} for fund, amount in totals.by_fund],
        "lines": rows,
        "payments": history_of(decision),
    }


@router.get("/payments", auth=VIEW, response=Page[MoneyRow])
def payments(request, query: Query[MoneyQuery]):
    """Lines of issued decisions that bring money, the newest first."""
    return page_of(_lines(request, query), ("-pk",), query)


@router.get("/payments.xlsx", auth=VIEW)
def payments_for_excel(request, query: Query[MoneyQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return money_file(request, _lines(request, query), words_of_query(query))


@router.get("/decisions/{code}/payments", auth=VIEW, response=Money)
def money(request, code: Code):
    """The money of one issued decision, with every record of it."""
    return _money(decision_or_404(request, code))


@router.post("/decisions/{code}/payments", auth=RECORD, response={201: Money})
def record(request, code: Code, body: NewPayments):
    """Record the money of several lines at once."""
    decision = decision_or_404(request, code)
    services.record_payments(decision=decision, lines=body.lines, by=request.user, **_said(body))
    return _money(decision)


@router.post("/decisions/{code}/payments/{key}/correct", auth=RECORD, response=Money)
def correct(request, code: Code, key: Key, body: Values):
    """Put another record in the place of one; the old one stays."""
    decision = decision_or_404(request, code)
    payment = get_object_or_404(Payment.objects.filter(line__decision=decision), pk=key)
    services.correct_payment(payment=payment, by=request.user, **_said(body))
    return _money(decision)


@router.get("/decisions/{code}/payments/list/{ending}", auth=VIEW)
def payment_list(request, code: Code, ending: Literal["pdf", "docx"]):
    """The list by which the treasurer pays, made anew each time."""
    return list_file(request, decision_or_404(request, code), ending)
