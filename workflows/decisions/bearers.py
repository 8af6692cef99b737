"""Which decision bears a number, and which of its lines a number of the golden book."""

from django.utils import timezone

from documents.numbers.bearers import Bearer, register_bearers
from documents.numbers.kinds import RegisterKind
from documents.proposals.states import Outcome
from workflows.decisions import papers
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.models import Decision, DecisionLine


def _decisions(commune, year, numbers):
    rows = Decision.objects.filter(commune=commune, register_year=year, number__in=numbers).select_related("issued_by")
    standing = DecisionLine.objects.filter(decision__in=rows, nomination__outcome=Outcome.GRANTED)
    live = set(standing.values_list("decision_id", flat=True))
    return {
        row.number: Bearer(
            papers.number_of(row), row.title, row.issued_on, str(row.issued_by), row.pk in live, row.symbol
        )
        for row in rows
    }


def _golden(commune, year, numbers):
    """By the line of the decision, or by a certificate issued again under a number of its own."""
    again = Certificate.objects.filter(line__decision__commune=commune, golden_book_year=year, turn__gt=1)
    again = again.filter(golden_book_number__in=[int(number) for number in numbers])
    rows = again.select_related("line__decision", "line__nomination", "made_by").order_by("turn")
    return {str(row.golden_book_number): _of_again(row) for row in rows} | _lines(commune, year, numbers)


def _of_again(row):
    decision, nominee = row.line.decision, row.line.nomination
    stands = nominee.outcome == Outcome.GRANTED
    return Bearer(
        papers.number_of(decision), nominee.full_name, timezone.localdate(row.made_at), str(row.made_by), stands
    )


def _lines(commune, year, numbers):
    rows = DecisionLine.objects.filter(decision__commune=commune, decision__register_year=year)
    rows = rows.filter(golden_book_number__in=[int(number) for number in numbers])
    return {
        str(row.golden_book_number): Bearer(
            papers.number_of(row.decision),
            row.nomination.full_name,
            row.decision.issued_on,
            str(row.decision.issued_by),
            row.nomination.outcome == Outcome.GRANTED,
        )
        for row in rows.select_related("decision__issued_by", "nomination")
    }


register_bearers(RegisterKind.DECISION, _decisions)
register_bearers(RegisterKind.GOLDEN_BOOK, _golden)
