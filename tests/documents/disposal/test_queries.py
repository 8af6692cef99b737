"""When a dossier may go: counted from the end of the year in which its last proposal ended."""

from datetime import date

import pytest

from documents.catalogue.models import FormRule
from documents.disposal import queries
from documents.proposals.models import Letter, Proposal
from tests import making


def _due(on, **asked):
    return [(letter.code, letter.due_year) for letter in queries.due(Letter.objects.all(), today=on, **asked)]


# (years in the rule, day looked at, the first year it may go; None: it may not). The dossiers end in 2026.
TABLE = [
    (10, date(2036, 12, 31), None),
    (10, date(2037, 1, 1), 2037),
    (10, date(2050, 6, 1), 2037),
    (1, date(2027, 12, 31), None),
    (1, date(2028, 1, 1), 2028),
    (20, date(2046, 12, 31), None),
    (20, date(2047, 1, 1), 2047),
    (None, date(2500, 1, 1), None),
]


@pytest.mark.parametrize(("years", "on", "due_year"), TABLE)
def test_years_are_those_of_the_rule_it_was_judged_by(ended, years, on, due_year):
    letter = ended()
    proposal = letter.proposals.get()
    FormRule.objects.filter(rule_set=proposal.rule_set, award_form=proposal.award_form, kind=proposal.kind).update(
        retention_years=years
    )

    assert _due(on) == ([(letter.code, due_year)] if due_year else [])


def test_rules_of_the_sample_give_a_commune_certificate_ten_years(ended):
    letter = ended()

    assert _due(date(2037, 1, 1)) == [(letter.code, 2037)]


def test_letter_with_a_proposal_that_still_runs_is_never_due(town):
    making.under_review(town)

    assert _due(date(2500, 1, 1)) == []


def test_draft_is_never_due(town):
    making.draft(town)

    assert _due(date(2500, 1, 1)) == []


def test_longest_period_of_a_letter_counts(ended):
    letter = ended()
    longer, proposal = making.award_form("bk-tinh"), letter.proposals.get()
    rule = FormRule.objects.filter(award_form=longer, retention_years=20).first()
    other = Proposal.objects.get(pk=proposal.pk)
    other.pk, other.code, other.award_form, other.kind = None, "PQ-2026-9999", longer, rule.kind
    other.rule_set = rule.rule_set
    other.save()

    assert _due(date(2500, 1, 1)) == []  # nothing tells when the second one ended


def test_year_narrows_the_list(ended):
    letter = ended()

    assert _due(date(2040, 1, 1), year=2037) == [(letter.code, 2037)]
    assert _due(date(2040, 1, 1), year=2038) == []


def test_listed_and_gone_dossiers_are_not_due_again(ended, approved):
    letter = ended()
    approved(letter)

    assert _due(date(2040, 1, 1)) == []
