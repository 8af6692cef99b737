"""The province's pages: what stands first, one paper for several nominees, nothing typed is dropped."""

import pytest
from django.urls import reverse

from workflows.handoff.models import Answer
from workflows.handoff.queries import lines_of

pytestmark = pytest.mark.django_db
PAPER = {"number": "812/QĐ-UBND", "decided_on": "23/11/2026", "issuer": "Chủ tịch UBND tỉnh Thái Nguyên"}


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.province_officer)
    return client


def page_of(letter, name="detail"):
    return reverse(f"transmittals:{name}", args=[letter.code])


def typed(line, **values):
    return {f"{line.pk}-{name}": value for name, value in values.items()}


def record(officer, letter, *said):
    data = {"row_version": letter.row_version}
    for line in said:
        data |= line
    return officer.post(page_of(letter, "record_answer"), data)


def test_the_receipt_is_acknowledged_before_anything_else_is_offered(above, officer):
    page = officer.get(page_of(above.forwarded())).content.decode()

    assert page.index("Acknowledge the receipt") < page.index("Record answers")
    assert page.count("btn btn-primary w-100") == 0


def test_a_line_without_a_paper_takes_that_of_the_line_above_with_the_same_answer(above, officer):
    letter = above.received()
    first, second, third = lines_of(letter)

    answer = record(
        officer,
        letter,
        typed(first, said="granted", **PAPER),
        typed(second, said="refused", reason="Chưa đủ thời gian.", **PAPER | {"number": "77/SNV"}),
        typed(third, said="granted"),
    )

    assert answer.status_code == 302
    kept = dict(Answer.objects.values_list("line", "number"))
    assert kept == {first.pk: "812/QĐ-UBND", second.pk: "77/SNV", third.pk: "812/QĐ-UBND"}


def test_a_paper_given_in_part_is_asked_for_and_nothing_typed_is_lost(above, officer):
    letter = above.received()
    first, second, _third = lines_of(letter)

    answer = record(officer, letter, typed(first, said="granted", **PAPER), typed(second, said="granted", number="9"))

    assert answer.status_code == 422
    assert "Give the date of the decision or letter." in answer.content.decode()
    assert 'value="812/QĐ-UBND"' in answer.content.decode()
    assert not Answer.objects.exists()


def test_words_beside_no_answer_are_asked_about_and_not_dropped(above, officer):
    letter = above.received()
    first, second, _third = lines_of(letter)

    answer = record(officer, letter, typed(first, said="granted", **PAPER), typed(second, reason="Chưa đủ thời gian."))

    assert answer.status_code == 422
    assert "Choose whether it is granted or refused." in answer.content.decode()
    assert not Answer.objects.exists()


def test_the_only_award_form_that_waits_is_chosen_already(above, client):
    dossier = above.passed()
    client.force_login(above.town.office_reviewer)

    page = client.get(reverse("transmittals:draft")).content.decode()

    assert f'value="{dossier.code}:{dossier.row_version}"' in page
