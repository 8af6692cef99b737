"""The award book, the money and the hand-overs beside the rows of decisions and answers, counted anew."""

from collections import Counter
from datetime import date

from documents.proposals.models import Nomination
from documents.registry.models import Award, Likeness, Recipient
from tests.journeys.year.plan import CSTD, LDTT
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.papers import number_of
from workflows.handoff.models import Answer
from workflows.handover.models import Handover
from workflows.payments.models import Payment
from workflows.payments.queries import money_of, totals_of
from workflows.payments.states import Fund
from workflows.revocations.models import GivenBack

# Hundredths of the base wage. Nghị định 152/2025/NĐ-CP, Điều 50, 54: an individual, a collective, a household.
HUNDREDTHS = {
    "gk-xa": {"individual": 30, "collective": 60, "household": 45},
    "cstd-co-so": {"individual": 100},
    "ldtt": {"individual": 30},
}
WAGES = ((date(2026, 7, 1), 2_530_000), (date(2024, 7, 1), 2_340_000))


def due(form, kind, day):
    """Đồng: multiplier by base wage of the day, rounded up to tens of thousands."""
    wage = next(amount for since, amount in WAGES if day >= since)
    return -(-HUNDREDTHS[form][kind] * wage // 1_000_000) * 10_000


# What became of the nominees by the plan: one struck out, two not passed, one withdrawn and one refused with their
# dossier, three refused by the province; all the others were awarded.
OUTCOMES = {"granted": 83, "struck_out": 1, "not_passed": 2, "proposed": 2, "refused": 3}


# --- the award book --------------------------------------------------------------------------------
def _granted_here():
    for line in DecisionLine.objects.filter(dropped_at=None, decision__state="issued"):
        decision, row = line.decision, line.nomination
        told = (row.full_name, decision.award_form.code, number_of(decision), decision.issued_on)
        yield row.pk, (*told, "commune")


def _granted_above():
    last = {}
    for answer in Answer.objects.order_by("turn"):
        last[answer.line_id] = answer
    for answer in last.values():
        row = answer.line.nomination
        if answer.said == "granted":
            told = (row.full_name, answer.line.transmittal.award_form.code, answer.number, answer.decided_on)
            yield row.pk, (*told, "province")


def granted():
    """{nomination: (name, form, number, day, level)} of every award of the year, revoked ones too."""
    rows = [*_granted_here(), *_granted_above()]
    assert len(rows) == len(dict(rows)), "granted twice"
    return dict(rows)


def compare_book(books, revoked, misprinted):
    """revoked: keys of nominations. misprinted: a name that was put right."""
    counted = granted()
    rows = Award.objects.select_related("recipient", "award_form")
    book = {
        row.nomination_id: (
            row.recipient.full_name,
            row.award_form.code,
            row.decision_number,
            row.decided_on,
            row.level,
        )
        for row in rows
    }
    books.same("award book", book, counted)
    left = Counter(Nomination.objects.values_list("outcome", flat=True))
    books.same("outcomes", left, Counter(OUTCOMES) - Counter(granted=len(revoked)) + Counter(revoked=len(revoked)))
    books.same("awards of the book", rows.count(), len(counted))
    states = {row.nomination_id for row in rows if not row.stands}
    books.same("revoked in the book", states, set(revoked))
    outcomes = Nomination.objects.filter(outcome="granted").values_list("pk", flat=True)
    books.same("granted nominations", set(outcomes), set(counted) - set(revoked))
    refused = Answer.objects.filter(said="refused", superseded_by=None).values_list("line__nomination", flat=True)
    left = Nomination.objects.filter(outcome="refused").values_list("pk", flat=True)
    books.same("refused nominations", set(left), set(refused))
    _compare_people(books, counted, misprinted)
    file = [(row[1], row[10]) for row in books.cells(books.year.town.office_head, "/awards/?year=2026")]
    books.same("file of the award book", Counter(file), Counter((told[0], told[2]) for told in counted.values()))


def _compare_people(books, counted, misprinted):
    """Names are unique in the plan: who was awarded twice stands in the book once."""
    people = {told[0] for told in counted.values()}
    books.same("wrong names", sorted(people & {misprinted}), [])
    books.same("recipients", sorted(Recipient.objects.values_list("full_name", flat=True)), sorted(people))
    books.same("questions of likeness", Likeness.objects.count(), 0)
    twice = Counter(told[0] for told in counted.values())
    known = Counter(Award.objects.values_list("recipient__full_name", flat=True))
    books.same("awards of each", known, twice)


# --- money -----------------------------------------------------------------------------------------
def compare_money(books, revoked):
    """revoked: keys of lines. What was paid on them came back; what was not is not to be paid."""
    both = {row.nomination.full_name for row in DecisionLine.objects.filter(decision__award_form__code=CSTD)}
    held, sums = {}, Counter()
    for payment in Payment.objects.order_by("turn"):
        held[payment.line_id] = payment
    for decision in Decision.objects.order_by("pk"):
        form, day, total = decision.award_form.code, decision.issued_on, Counter()
        for line in decision.lines.select_related("nomination"):
            row, paid = line.nomination, held.get(line.pk)
            amount = 0 if form == LDTT and row.full_name in both else due(form, row.nominee_type, day)
            books.same(f"{decision.code} {row.full_name}", line.bonus_amount, amount)
            part = "nothing" if not amount else paid.state if paid else "not_due" if line.pk in revoked else "open"
            total[part] += amount
            if part == "paid":
                books.same(f"paid to {row.full_name}", paid.amount, amount)
                total[paid.fund] += paid.amount
        told = totals_of(money_of(decision))
        books.same(f"{decision.code} due", told.granted, sum(total[part] for part in ("paid", "not_due", "open")))
        said = (told.paid, told.not_due, told.unpaid, dict(told.by_fund))
        funds = {Fund(name).label: total[name] for name in Fund.values if total[name]}
        books.same(f"{decision.code} money", said, (total["paid"], total["not_due"], total["open"], funds))
        sums.update(total)
    back = [row.revocation.money_due for row in GivenBack.objects.filter(item="money", state="returned")]
    fallen = [held[pk].amount for pk in revoked if pk in held]
    books.same("given back", sorted(back), sorted(fallen))
    books.same("nothing is left to pay", sums["open"], 0)
    books.same("paid by both funds", sums["own"] + sums["donations"], sums["paid"])
    file = books.cells(books.year.town.office_head, "/payments/")
    books.same("file of the money", sum(row[6] or 0 for row in file), sums["paid"] + sums["not_due"])


# --- hand-over -------------------------------------------------------------------------------------
def compare_handovers(books, revoked):
    """revoked: keys of lines. Each award of the commune that stands was handed over once."""
    last = {}
    for record in Handover.objects.order_by("turn"):
        last[record.line_id] = record.state
    standing = DecisionLine.objects.filter(nomination__outcome="granted").values_list("pk", flat=True)
    handed = {pk for pk, state in last.items() if state == "handed"}
    books.same("handed over", handed - set(revoked), set(standing))
    asked = "&".join(f"decision={code}" for code in Decision.objects.values_list("code", flat=True))
    file = books.cells(books.year.town.office_head, f"/handovers/ceremony/?{asked}")
    names = DecisionLine.objects.filter(pk__in=standing).values_list("nomination__full_name", flat=True)
    books.same("file of the hand-overs", sorted(row[2] for row in file if row[6]), sorted(names))
