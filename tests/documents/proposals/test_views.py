"""Starting a letter and changing its own fields, as people type them."""

import pytest
from django.urls import reverse

from documents.catalogue.models import FormRule
from documents.proposals import services
from documents.proposals.models import Letter
from permissions.ledger.models import AccessRecord
from tests import making

pytestmark = pytest.mark.django_db
TYPED = {"basis": "merit", "title": "Đề nghị khen thưởng", "number": "", "signed_on": "", "newest": "0"}


def edit_url(letter):
    return reverse("letters:edit", args=[letter.code])


def typed(letter, **changes):
    return {
        "row_version": letter.row_version,
        "basis": "merit",
        "title": letter.title,
        "number": "15/TTr-THPQ",
        "signed_on": "01/06/2026",
        "signer_name": "Trần Thị Bích",
        "signer_title": "Hiệu trưởng",
        **changes,
    }


# --- a new letter ----------------------------------------------------------------------------------
def test_a_clerk_starts_a_letter_and_goes_on_to_it(cast, rules, sign_in):
    response = sign_in(cast.here.unit_clerk).post(reverse("letters:new"), TYPED)

    letter = Letter.objects.get()
    assert response.url == reverse("letters:detail", args=[letter.code])
    assert (letter.unit, letter.kind, letter.title) == (cast.here.school, "merit", "Đề nghị khen thưởng")


def test_the_signer_is_suggested(cast, rules, sign_in):
    page = sign_in(cast.here.unit_clerk).get(reverse("letters:new"))

    assert page.context["form"].initial["signer_name"] == cast.here.unit_head.full_name


def test_a_letter_rests_on_what_the_rules_give_an_award_for(cast, campaign, sign_in):
    client = sign_in(cast.here.unit_clerk)

    offered = client.get(reverse("letters:new")).context["form"].fields["basis"].choices
    refused = client.post(reverse("letters:new"), TYPED | {"basis": "contribution"})

    assert [value for value, _label in offered[:-1]] == ["", "merit", "sudden", "discovered"]
    assert [value for value, _label in offered[-1][1]] == [f"campaign:{campaign.pk}"]
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"basis"})
    assert not Letter.objects.exists()


def test_a_campaign_is_no_basis_where_the_rules_give_no_award_for_it(cast, campaign, sign_in):
    FormRule.objects.filter(kind="campaign").update(kind="contribution")

    offered = sign_in(cast.here.unit_clerk).get(reverse("letters:new")).context["form"].fields["basis"].choices

    assert [value for value, _label in offered] == ["", "merit", "sudden", "discovered", "contribution"]


def test_a_double_click_makes_one_letter(cast, rules, sign_in):
    client = sign_in(cast.here.unit_clerk)

    urls = {client.post(reverse("letters:new"), TYPED).url for _click in range(2)}

    assert len(urls) == 1
    assert Letter.objects.count() == 1


def test_who_holds_offices_in_two_units_is_asked_which(cast, rules, sign_in, several_hats):
    client = sign_in(several_hats)

    page = client.get(reverse("letters:new"))
    unasked = client.post(reverse("letters:new"), TYPED)
    client.post(reverse("letters:new"), TYPED | {"unit": cast.here.front.pk})

    assert set(page.context["form"].fields["unit"].queryset) == {cast.here.school, cast.here.front}
    assert unasked.status_code == 422
    assert [letter.unit for letter in Letter.objects.all()] == [cast.here.front]


def test_a_unit_of_others_cannot_be_chosen(cast, rules, sign_in, several_hats):
    response = sign_in(several_hats).post(reverse("letters:new"), TYPED | {"unit": cast.there.school.pk})

    assert response.status_code == 422
    assert not Letter.objects.exists()


def test_a_reviewer_drafts_for_units_without_accounts_only(cast, rules, sign_in):
    client = sign_in(cast.here.office_reviewer)

    page = client.get(reverse("letters:new"))
    client.post(reverse("letters:new"), TYPED)

    assert page.context["units"] == [cast.here.hamlet]
    assert Letter.objects.get().unit == cast.here.hamlet


@pytest.mark.parametrize("office", ["office_head", "commune_chair", "inspector", "council_member", "records_clerk"])
def test_other_offices_start_no_letter(cast, rules, sign_in, office):
    client = sign_in(cast.here.person[office])

    answers = {client.get(reverse("letters:new")).status_code, client.post(reverse("letters:new"), TYPED).status_code}

    assert answers == {403}
    assert not Letter.objects.exists()


def test_a_campaign_in_the_address_is_chosen_already(cast, rules, sign_in, campaign):
    page = sign_in(cast.here.unit_clerk).get(reverse("letters:new") + f"?campaign={campaign.code}")

    assert page.context["form"].initial["basis"] == f"campaign:{campaign.pk}"


def test_a_campaign_of_another_commune_cannot_be_chosen(cast, rules, sign_in, campaign):
    response = sign_in(cast.there.unit_clerk).post(reverse("letters:new"), TYPED | {"basis": f"campaign:{campaign.pk}"})

    assert response.status_code == 422
    assert not Letter.objects.exists()


def test_nothing_typed_is_lost_when_a_field_is_wrong(cast, rules, sign_in):
    response = sign_in(cast.here.unit_clerk).post(
        reverse("letters:new"), TYPED | {"basis": "", "signed_on": "31/02/2026", "number": "15/TTr"}
    )

    assert response.status_code == 422
    assert "there is no such day; month 2 of 2026 has 28 days." in response.text
    assert 'value="31/02/2026"' in response.text
    assert 'value="15/TTr"' in response.text
    assert not Letter.objects.exists()


# --- its own fields --------------------------------------------------------------------------------
def test_the_fields_are_saved_and_nothing_is_sent(cast, letter, sign_in):
    response = sign_in(cast.here.unit_clerk).post(edit_url(letter), typed(letter))

    letter.refresh_from_db()
    assert response.url == reverse("letters:detail", args=[letter.code])
    assert (letter.number, letter.signed_on.isoformat(), letter.state) == ("15/TTr-THPQ", "2026-06-01", "draft")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31/02/2026", "there is no such day"),
        ("12/25/2026", "The day comes first, then the month: 25/12/2026."),
        ("2026", "is a year only"),
    ],
)
def test_a_wrong_day_has_its_sentence_and_stays_typed(cast, letter, sign_in, day, sentence):
    response = sign_in(cast.here.unit_clerk).post(edit_url(letter), typed(letter, signed_on=day))

    letter.refresh_from_db()
    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{day}"' in response.text
    assert letter.signed_on is None


def test_a_name_with_markup_is_shown_as_it_was_typed(cast, letter, sign_in):
    title = "Khen &<script>alert(1)</script> Hoa\u0300"
    client = sign_in(cast.here.unit_clerk)
    client.post(edit_url(letter), typed(letter, title=title))

    page = client.get(reverse("letters:detail", args=[letter.code])).text

    assert "Khen &amp;&lt;script&gt;alert(1)&lt;/script&gt; Hoà" in page
    assert "<script>alert" not in page


def test_an_old_form_keeps_what_was_typed_and_says_who_was_faster(cast, letter, sign_in):
    services.save_letter(
        letter=letter, row_version=1, values={"number": "99/TTr", "title": "Đầu đề mới"}, by=cast.here.unit_head
    )
    client = sign_in(cast.here.unit_clerk)

    refused = client.post(edit_url(letter), typed(letter, number="15/TTr", row_version=1))

    letter.refresh_from_db()
    assert refused.status_code == 409
    assert cast.here.unit_head.full_name in refused.text
    assert 'value="15/TTr"' in refused.text
    assert "99/TTr" in refused.text
    assert letter.number == "99/TTr"
    assert AccessRecord.objects.filter(kind="refused", what__startswith="lost_race POST").count() == 1

    client.post(edit_url(letter), typed(letter, number="15/TTr", row_version=letter.row_version))
    letter.refresh_from_db()
    assert letter.number == "15/TTr"


def test_a_version_nobody_could_have_is_a_lost_race_not_a_fault(cast, letter, sign_in):
    response = sign_in(cast.here.unit_clerk).post(edit_url(letter), typed(letter, row_version="x" * 50))

    assert response.status_code == 409


def test_the_arrival_is_asked_where_the_unit_has_no_accounts(cast, rules, sign_in):
    letter = services.draft_letter(
        unit=cast.here.hamlet, values={"kind": "merit", "title": "Xóm"}, by=cast.here.office_reviewer
    )
    client = sign_in(cast.here.office_reviewer)

    future = client.post(edit_url(letter), typed(letter, arrival_number="12", arrived_on="01/01/2099"))
    client.post(edit_url(letter), typed(letter, arrival_number="12", arrived_on="02/06/2026"))

    letter.refresh_from_db()
    assert future.status_code == 422
    assert (letter.arrival_number, letter.arrived_on.isoformat()) == ("12", "2026-06-02")


def test_the_person_is_led_back_to_a_page_of_ours_only(cast, letter, sign_in):
    client = sign_in(cast.here.unit_clerk)

    ours = client.post(edit_url(letter), typed(letter, number="1", next="/proposals/PQ-2026-0001/"))
    letter.refresh_from_db()
    theirs = client.post(edit_url(letter), typed(letter, number="2", next="//evil.example/"))

    assert ours.url == "/proposals/PQ-2026-0001/"
    assert theirs.url == reverse("letters:detail", args=[letter.code])


def test_a_sent_letter_has_no_form(cast, rules, sign_in):
    letter = making.sent(cast.here).letter

    assert sign_in(cast.here.unit_clerk).get(edit_url(letter)).status_code == 409


def test_a_returned_letter_may_be_completed_but_keeps_its_kind(cast, rules, sign_in):
    letter = making.returned(cast.here).letter
    page = sign_in(cast.here.unit_clerk).get(edit_url(letter))

    assert page.status_code == 200
    assert "basis" not in page.context["form"].fields


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("other_clerk", 404),
        ("office_reviewer", 404),
        ("commune_chair", 404),
        ("council_member", 403),
        ("records_clerk", 403),
    ],
)
def test_the_draft_of_a_unit_is_nobody_elses(cast, letter, sign_in, who, answer):
    client = sign_in(cast.here.person[who])

    answers = {client.get(edit_url(letter)).status_code, client.post(edit_url(letter), typed(letter)).status_code}

    letter.refresh_from_db()
    assert answers == {answer}
    assert letter.number == ""


def test_another_commune_and_strangers_see_nothing(cast, letter, sign_in, client):
    for person, answer in ((cast.there.unit_clerk, 404), (cast.stranger, 403), (cast.administrator, 403)):
        assert sign_in(person).get(edit_url(letter)).status_code == answer
    client.logout()
    assert client.get(edit_url(letter)).status_code == 302


def test_who_may_only_read_a_returned_letter_gets_no_form(cast, rules, sign_in):
    letter = making.returned(cast.here).letter

    assert sign_in(cast.here.office_reviewer).get(edit_url(letter)).status_code == 403
