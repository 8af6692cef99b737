"""Rows of the list as people type them: one after another, wrongly, twice, too late, completed."""

import pytest
from django.urls import reverse

from documents.proposals import services
from documents.proposals.models import Nomination
from tests import making
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db


def new_url(letter):
    return reverse("letters:row_new", args=[letter.code])


def row_url(row):
    return reverse("letters:row", args=[row.letter.code, row.pk])


@pytest.fixture
def row(cast, letter, add_rows):
    return add_rows(letter, 1, cast.here.unit_clerk)[0]


# --- adding ----------------------------------------------------------------------------------------
def test_after_a_row_the_next_empty_form_is_ready_with_what_lists_repeat(cast, letter, sign_in, row_typed):
    client = sign_in(cast.here.unit_clerk)

    response = client.post(new_url(letter), row_typed | {"order": "1"}, follow=True)

    saved = Nomination.objects.get()
    form = response.context["form"]
    assert response.redirect_chain[0][0] == f"{new_url(letter)}?like={saved.pk}"
    assert (saved.full_name, saved.is_female, saved.award_form) == ("Nguyễn Thị Hòa", True, making.award_form())
    assert response.context["order"] == 2
    assert form["full_name"].value() is None
    assert form["summary"].value() is None
    assert (form["workplace"].value(), form["award_form"].value()) == ("Tổ 4-5", making.award_form().pk)


def test_a_double_click_adds_one_row(cast, letter, sign_in, row_typed):
    client = sign_in(cast.here.unit_clerk)

    for _click in range(2):
        client.post(new_url(letter), row_typed | {"order": "1"})

    assert Nomination.objects.count() == 1


def test_a_row_may_be_saved_unfinished(cast, letter, sign_in):
    sign_in(cast.here.unit_clerk).post(new_url(letter), {"nominee_type": "individual", "full_name": "Đặng Quốc Ý"})

    assert Nomination.objects.get().award_form is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("full_name", "  ", "This field is required."),
        ("birth_on", "31/02/1990", "there is no such day"),
        ("birth_on", "1990", "is a year only"),
        ("birth_on", "01/01/2099", "The birth date has not come yet."),
        ("period_from", "12/25/2025", "The day comes first, then the month: 25/12/2025."),
        ("period_to", "01/01/2020", "The period ends before it begins."),
        ("nominee_type", "robot", "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    cast, letter, sign_in, row_typed, field, typed, sentence
):
    response = sign_in(cast.here.unit_clerk).post(new_url(letter), row_typed | {field: typed})

    assert response.status_code == 422
    assert any(sentence in str(error) for error in response.context["form"].errors[field])
    assert "Hoàn thành xuất sắc nhiệm vụ." in response.text
    assert not Nomination.objects.exists()


def test_award_forms_follow_the_kind_of_nominee(cast, letter, sign_in):
    client = sign_in(cast.here.unit_clerk)

    offered = {
        kind: {
            form.code
            for form in client.post(reverse("letters:row_choices", args=[letter.code]), {"nominee_type": kind})
            .context["form"]
            .fields["award_form"]
            .queryset
        }
        for kind in ("individual", "collective", "household")
    }

    assert "ldtt" in offered["individual"] - offered["collective"]
    assert "tt-ldtt" in offered["collective"] - offered["individual"]
    assert "gd-van-hoa" in offered["household"]


def test_changing_the_kind_of_nominee_keeps_what_was_typed_and_saves_nothing(cast, letter, sign_in, row_typed):
    response = sign_in(cast.here.unit_clerk).post(
        reverse("letters:row_choices", args=[letter.code]), row_typed | {"nominee_type": "collective"}
    )

    form = response.context["form"]
    assert response.status_code == 200
    assert form["full_name"].value() == "Nguyễn Thị Hòa"
    assert form["summary"].value() == "Hoàn thành xuất sắc nhiệm vụ."
    assert '<input type="hidden" name="position" value="Giáo viên">' in response.text
    assert 'id="by-type"' in response.text
    assert not Nomination.objects.exists()


def test_without_script_a_form_for_others_is_refused_with_the_right_ones_to_choose(cast, letter, sign_in, row_typed):
    response = sign_in(cast.here.unit_clerk).post(
        new_url(letter),
        row_typed | {"nominee_type": "collective", "award_form": str(making.award_form("ldtt").pk)},
    )

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors["award_form"] == [
        "This award form is not given to this kind of nominee. Choose one of the list."
    ]
    assert making.award_form("tt-ldtt") in form.fields["award_form"].queryset


def test_a_campaign_offers_its_own_forms_only(cast, rules, sign_in, campaign):
    letter = services.draft_letter(
        unit=cast.here.school,
        values={"kind": "campaign", "campaign": campaign, "title": "Đợt"},
        by=cast.here.unit_clerk,
    )

    page = sign_in(cast.here.unit_clerk).get(new_url(letter))

    assert list(page.context["form"].fields["award_form"].queryset) == [making.award_form()]


def test_the_criteria_of_the_campaign_for_this_unit_stand_beside(cast, rules, sign_in, campaign):
    campaign.criteria.create(order=1, audience="Trường học", unit_kinds=["school"], text="Dạy tốt, học tốt")
    campaign.criteria.create(order=2, audience="Doanh nghiệp", unit_kinds=["company"], text="Kinh doanh giỏi")
    campaign.criteria.create(order=3, audience="Cá nhân", text="Gương mẫu")
    letter = services.draft_letter(
        unit=cast.here.school,
        values={"kind": "campaign", "campaign": campaign, "title": "Đợt"},
        by=cast.here.unit_clerk,
    )

    page = sign_in(cast.here.unit_clerk).get(new_url(letter))

    assert [row.audience for row in page.context["criteria"]] == ["Trường học", "Cá nhân"]
    assert "Dạy tốt, học tốt" in page.text


def test_a_letter_before_the_head_takes_no_row(cast, complete, sign_in, row_typed):
    letter_services.hand_to_head(letter=complete, row_version=complete.row_version, by=cast.here.unit_clerk)
    client = sign_in(cast.here.unit_clerk)

    answers = {client.get(new_url(complete)).status_code, client.post(new_url(complete), row_typed).status_code}

    assert answers == {409}
    assert complete.nominations.count() == 2


# --- changing --------------------------------------------------------------------------------------
def test_a_row_is_changed_and_the_person_led_back(cast, row, sign_in, row_typed):
    response = sign_in(cast.here.unit_clerk).post(row_url(row), row_typed | {"row_version": "1"})

    row.refresh_from_db()
    assert response.url == reverse("letters:detail", args=[row.letter.code]) + "#rows"
    assert row.full_name == "Nguyễn Thị Hòa"


def test_an_old_row_form_keeps_what_was_typed_and_says_who_was_faster(cast, row, sign_in, row_typed):
    services.change_nomination(nomination=row, row_version=1, values={"position": "Tổ trưởng"}, by=cast.here.unit_head)

    refused = sign_in(cast.here.unit_clerk).post(row_url(row), row_typed | {"row_version": "1"})

    row.refresh_from_db()
    assert refused.status_code == 409
    assert cast.here.unit_head.full_name in refused.text
    assert 'value="Nguyễn Thị Hòa"' in refused.text
    assert ("Position, occupation", "Tổ trưởng") in refused.context["stored"]
    assert refused.context["row_version"] == row.row_version == 2
    assert row.position == "Tổ trưởng"


def test_what_is_not_asked_of_a_collective_is_emptied(cast, row, sign_in, row_typed):
    typed = row_typed | {
        "row_version": "1",
        "nominee_type": "collective",
        "full_name": "Tổ 4-5",
        "award_form": making.award_form("tt-ldtt").pk,
    }

    sign_in(cast.here.unit_clerk).post(row_url(row), typed)

    row.refresh_from_db()
    assert (row.nominee_type, row.position, row.birth_on, row.is_female) == ("collective", "", None, None)


def test_a_row_of_a_returned_proposal_is_completed_on_the_same_page(cast, rules, sign_in, row_typed):
    proposal = making.returned(cast.here)
    row = proposal.nominations.first()
    back = f"/proposals/{proposal.code}/"
    client = sign_in(cast.here.unit_clerk)

    page = client.get(row_url(row) + f"?next={back}")
    response = client.post(row_url(row), row_typed | {"row_version": row.row_version, "next": back})

    row.refresh_from_db()
    assert set(page.context["form"].fields) & {"nominee_type", "award_form"} == set()
    assert response.url == back
    assert row.summary == "Hoàn thành xuất sắc nhiệm vụ."


def test_a_row_under_review_is_shut(cast, rules, sign_in, row_typed):
    row = making.under_review(cast.here).nominations.first()
    client = sign_in(cast.here.unit_clerk)

    assert {client.get(row_url(row)).status_code, client.post(row_url(row), row_typed).status_code} == {409}


def test_a_row_is_taken_off_and_pressing_twice_is_harmless(cast, row, sign_in):
    client = sign_in(cast.here.unit_clerk)
    url = reverse("letters:row_remove", args=[row.letter.code, row.pk])

    answers = [client.post(url, {"row_version": "1"}).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("form", [{"row_version": "1"}, {}, {"row_version": "x"}])
def test_an_old_form_takes_no_row_off(cast, row, sign_in, form):
    client, url = sign_in(cast.here.unit_clerk), reverse("letters:row_remove", args=[row.letter.code, row.pk])
    change = {"values": {"position": "Tổ trưởng"}, "by": cast.here.unit_head}
    services.change_nomination(nomination=row, row_version=1, **change)

    answer = client.post(url, form)

    assert answer.status_code == 409
    assert cast.here.unit_head.full_name in answer.text
    assert Nomination.objects.exists()


def test_the_button_that_takes_a_row_off_carries_the_row_as_it_was_read(cast, row, sign_in):
    client, url = sign_in(cast.here.unit_clerk), reverse("letters:row_remove", args=[row.letter.code, row.pk])
    change = {"values": {"position": "Tổ trưởng"}, "by": cast.here.unit_head}
    services.change_nomination(nomination=row, row_version=1, **change)

    page = client.get(row_url(row)).text

    assert f'action="{url}"' in page
    assert page.partition(f'action="{url}"')[2].partition("</form>")[0].count('name="row_version" value="2"') == 1


def test_a_link_takes_no_row_off(cast, row, sign_in):
    url = reverse("letters:row_remove", args=[row.letter.code, row.pk])

    assert sign_in(cast.here.unit_clerk).get(url).status_code == 405
    assert Nomination.objects.exists()


@pytest.mark.parametrize("page", ["row_new", "row", "row_remove", "row_choices", "row_papers", "papers"])
def test_nobody_else_reaches_the_rows_of_a_draft(cast, row, sign_in, row_typed, page):
    args = [row.letter.code, *([row.pk] if page in ("row", "row_remove", "row_papers") else [])]
    url = reverse(f"letters:{page}", args=args)
    people = {
        "other unit": (cast.here.other_clerk, 404),
        "office": (cast.here.office_reviewer, 404),
        "other commune": (cast.there.unit_clerk, 404),
        "council": (cast.here.council_member, 403),
        "stranger": (cast.stranger, 403),
    }

    answers = {name: sign_in(person).post(url, row_typed).status_code for name, (person, _answer) in people.items()}

    assert answers == {name: answer for name, (_person, answer) in people.items()}
    assert [row.full_name for row in Nomination.objects.all()] == ["Người thứ 1"]


def test_a_row_of_another_letter_is_not_found_here(cast, row, sign_in, complete):
    url = reverse("letters:row", args=[complete.code, row.pk])

    assert sign_in(cast.here.unit_clerk).get(url).status_code == 404


def test_three_hundred_rows_are_taken(cast, letter, sign_in, add_rows, row_typed):
    add_rows(letter, 300, cast.here.unit_clerk)
    client = sign_in(cast.here.unit_clerk)

    client.post(new_url(letter), row_typed)
    page = client.get(reverse("letters:detail", args=[letter.code]), {"page": "7"})

    assert letter.nominations.count() == 301
    assert [row.order for row in page.context["page"].object_list] == [301]
