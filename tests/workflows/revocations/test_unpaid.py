"""A title without money because of a higher one that is revoked: shown, told, and decided by a person with a reason."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from permissions.ledger.models import LedgerEntry
from permissions.refusals import NotNow, ValidationError
from tests.calling import Caller
from tests.workflows.payments.test_titles import dossier
from workflows.decisions import services as decisions
from workflows.decisions.models import DecisionLine
from workflows.decisions.unpaid import unpaid_without_cause
from workflows.notices.models import Notice
from workflows.payments.queries import money_of, totals_of
from workflows.payments.services import correct_payment, record_payments
from workflows.revocations import services
from workflows.revocations.queries import lines_of
from workflows.revocations.unpaid import to_decide

pytestmark = pytest.mark.django_db
NOT_DUE = {"state": "not_due", "reason": "Chủ tịch UBND xã quyết định không chi bổ sung."}


@pytest.fixture
def titles(desk):
    """(the higher title with its money, the lower one of the same person and period without)."""
    drafted = desk.drafted(dossier(desk, "cstd-co-so"))
    lower = desk.issued(dossier(desk, "ldtt"))
    signed = issued(desk, drafted)
    assert [line.bonus_amount for line in lower.lines.all()] == [0]
    return signed, lower


def issued(desk, decision):
    said = {"decision": decision, "row_version": decision.row_version}
    decision = decisions.sign_decision(**said, by=desk.town.commune_chair)
    return decisions.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)


def drafted(papers, decision):
    line = decision.lines.get()
    said = [{"line": line.pk, "ground": "fraud_declaration", "reason": "Khai khống."}]
    return services.draft_amendment(kind="revocation", lines=said, by=papers.town.office_reviewer)


def anew(decision):
    return [(bool(row.anew), row.is_open) for row in money_of(decision)]


def _file(client):
    """The reason that the file of all money gives for the one line without any."""
    content = client.get("/payments/?format=xlsx").content
    rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    (reason,) = [row[-2] for row in rows if isinstance(row[0], int) and row[6] == 0]
    return reason


def record(desk, decision, **values):
    said = {"lines": [line.pk for line in decision.lines.all()], "by": desk.town.office_reviewer}
    return record_payments(decision=decision, row_version=0, values=NOT_DUE | values, **said)


def test_the_lower_title_is_shown_before_and_after_its_higher_one_is_revoked(desk, papers, titles, sign_in):
    higher, lower = titles
    amendment = drafted(papers, higher)
    before = [(row.line, row.is_open) for row in to_decide(amendment, lines_of(amendment))]
    assert (before, anew(lower)) == ([(lower.lines.get(), True)], [(False, False)])

    amendment = papers.issue(papers.sign(amendment))

    assert [row.line for row in to_decide(amendment, lines_of(amendment))] == [lower.lines.get()]
    assert anew(lower) == [(True, True)]
    body = LedgerEntry.objects.get(act="amendment.issue").payload.body
    assert '"decide_anew":["Nguyễn Thị Hòa"]' in body
    notices = Notice.objects.filter(words="amendment.unpaid")
    assert {(row.subject, row.office) for row in notices} == {(amendment.stream, "office_reviewer")}
    assert desk.town.office_reviewer in [row.person for row in notices]
    client = sign_in(desk.town.office_reviewer)
    pages = [
        client.get(address).content.decode()
        for address in (
            reverse("revocations:detail", args=[amendment.code]),
            reverse("payments:list"),
            reverse("payments:detail", args=[lower.code]),
        )
    ]
    (sentence,) = [row.anew for row in money_of(lower)]
    assert 'id="unpaid"' in pages[0] and reverse("payments:detail", args=[lower.code]) in pages[0]
    assert [sentence in page for page in pages[1:]] == [True, True]
    (told,) = Caller(desk.town.office_reviewer).get(f"/amendments/{amendment.code}/unpaid").json()
    assert (told["decision"], told["full_name"], told["is_open"]) == (lower.code, "Nguyễn Thị Hòa", True)


def test_a_person_decides_with_a_reason_and_nothing_is_paid_by_itself(desk, papers, titles, sign_in):
    higher, lower = titles
    with pytest.raises(NotNow) as settled:
        record(desk, lower)
    amendment = papers.issue(papers.sign(drafted(papers, higher)))

    with pytest.raises(NotNow) as unpaid:
        record(desk, lower, state="paid", voucher="PC-01", fund="own", paid_on=date(2026, 11, 23))
    with pytest.raises(ValidationError):
        record(desk, lower, reason="")
    before = _file(sign_in(desk.town.office_reviewer))
    (payment,) = record(desk, lower)
    after = _file(sign_in(desk.town.office_reviewer))

    assert (settled.value.code, unpaid.value.code) == ("settled", "not_due")
    assert (before, after) == (money_of(lower)[0].anew, NOT_DUE["reason"])
    assert anew(lower) == [(True, False)]
    (row,) = to_decide(amendment, lines_of(amendment))
    assert (row.is_open, row.record.reason) == (False, NOT_DUE["reason"])
    assert totals_of(money_of(lower)).granted == 0
    said = {"state": "open", "reason": "Xem xét lại."}
    correct_payment(payment=payment, row_version=1, values=said, by=desk.town.office_reviewer)
    assert anew(lower) == [(True, True)]


def test_a_title_of_another_person_period_or_with_money_is_none_of_them(desk, papers, titles):
    higher, lower = titles
    desk.issued(dossier(desk, "ldtt", birth_on=date(1981, 5, 2)))
    desk.issued(dossier(desk, "ldtt", period_from=date(2024, 9, 1), period_to=date(2025, 5, 31)))
    amendment = papers.issue(papers.sign(drafted(papers, higher)))

    assert [row.line for row in to_decide(amendment, lines_of(amendment))] == [lower.lines.get()]


def test_a_higher_title_that_was_not_granted_after_all_leaves_the_lower_one_to_decide(desk):
    waiting = desk.drafted(dossier(desk, "cstd-co-so"))
    lower = desk.issued(dossier(desk, "ldtt"))
    line = waiting.lines.get()
    assert anew(lower) == [(False, False)]

    line.nomination.letter.nominations.update(outcome="not_passed")

    (found,) = unpaid_without_cause(list(lower.lines.select_related("nomination__proposal__unit"))).values()
    assert found.higher == line
    assert (anew(lower), money_of(lower)[0].anew == found.sentence) == ([(True, True)], True)


def test_statements_do_not_grow_with_the_lines(desk, papers, django_assert_num_queries):
    for count, names in enumerate((("Bùi A",), ("Chu B", "Dương C", "Đỗ D")), start=1):
        higher = desk.passed(*names, form="cstd-co-so")
        higher.nominations.update(birth_on=date(1980, 5, count))
        desk.drafted(higher)
        below = desk.passed(*names, form="ldtt")
        below.nominations.update(birth_on=date(1980, 5, count))
        lower = desk.issued(below)
        higher.nominations.update(outcome="refused")
        joined = ("decision__award_form", "nomination__proposal__unit")
        lines = list(DecisionLine.objects.filter(decision=lower).select_related(*joined))
        with django_assert_num_queries(1):
            found = unpaid_without_cause(lines)
        assert len(found) == len(names)
