"""What a letter still lacks, sentence by sentence."""

from datetime import date

import pytest

from documents.proposals import services
from documents.proposals.checklist import Where, checklist, missing
from tests import making

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 2)


def test_an_empty_draft_lacks_number_date_signer_and_rows(letter):
    assert missing(letter, on=TODAY) == [
        "Before sending, fill in: The unit's own number.",
        "Before sending, fill in: Date of the letter.",
        "Before sending, fill in: Signer of the letter.",
        "The list is empty: add at least one person, collective or household.",
    ]


def test_a_complete_letter_lacks_nothing(complete):
    assert missing(complete, on=TODAY) == []


def test_a_bare_row_lacks_form_period_and_summary(cast, letter):
    services.add_nomination(
        letter=letter, values={"nominee_type": "individual", "full_name": "Đặng Quốc Ý"}, by=cast.here.unit_clerk
    )

    checks = [check for check in checklist(letter, on=TODAY) if check.where == Where.ROW]

    assert [check.sentence for check in checks] == [
        "Row 1, Đặng Quốc Ý: award form, achievement period, achievement summary is missing."
    ]


def test_a_form_that_is_not_for_this_kind_of_nominee_is_named(cast, letter):
    values = making.row_values("Hộ ông A", making.award_form("ldtt"), nominee_type="household")
    services.add_nomination(letter=letter, values=values, by=cast.here.unit_clerk)

    assert "Row 1, Hộ ông A: an award form that the rules give to this kind of nominee is missing." in missing(
        letter, on=TODAY
    )


def test_required_papers_are_named_where_they_belong(cast, rules):
    letter = making.draft(cast.here, names=("Đặng Quốc Ý",), papers=False)

    unmet = {(check.where, check.nomination_id is None) for check in checklist(letter, on=TODAY) if not check.is_met}

    assert unmet == {(Where.PAPERS, True), (Where.ROW_PAPERS, False)}


def test_a_removed_paper_is_missing_again(cast, complete):
    paper = complete.papers.filter(nomination=None).first()

    services.remove_paper(paper=paper, by=cast.here.unit_clerk)

    assert len(missing(complete, on=TODAY)) == 1


def test_a_letter_on_paper_needs_its_arrival(cast, rules):
    letter = services.draft_letter(
        unit=cast.here.hamlet, values={"kind": "merit", "title": "Xóm"}, by=cast.here.office_reviewer
    )

    assert {"Fill in: Number of arrival.", "Fill in: Day of arrival."} <= set(missing(letter, on=TODAY))


def test_the_checklist_asks_the_same_statements_for_one_row_and_for_many(
    cast, letter, add_rows, django_assert_num_queries
):
    add_rows(letter, 1, cast.here.unit_clerk)
    letter.refresh_from_db()
    with django_assert_num_queries(8):
        checklist(letter, on=TODAY)
    add_rows(letter, 9, cast.here.unit_clerk)
    letter.refresh_from_db()
    with django_assert_num_queries(8):
        checklist(letter, on=TODAY)
