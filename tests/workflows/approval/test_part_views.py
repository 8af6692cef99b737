"""The pages of deeds on some nominations: what is typed wrongly stays, what is done leads back, families are shown."""

import pytest
from django.urls import reverse

from documents.proposals.models import Proposal
from tests import making

pytestmark = pytest.mark.django_db
THREE = ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Thị Thủy")


@pytest.fixture
def mother(cast, rules):
    return making.under_review(cast.here, names=THREE, form=making.award_form("bk-tinh"))


def address(proposal, name="suspend_some"):
    return reverse(f"proposals:{name}", args=[proposal.code])


def typed(proposal, *names, **more):
    keys = list(proposal.nominations.filter(full_name__in=names).values_list("pk", flat=True))
    return {"row_version": proposal.row_version, "nominations": keys, **more}


def page_of(sign_in, person, proposal):
    return sign_in(person).get(reverse("proposals:detail", args=[proposal.code])).content.decode()


def test_names_are_ticked_and_leave_the_dossier(cast, mother, sign_in):
    said = typed(mother, THREE[1], suspension_code="complaint", suspension_reference="12/TB-TTr")

    answer = sign_in(cast.here.office_head).post(address(mother), said)

    sister = Proposal.objects.get(split_from=mother)
    assert (answer.status_code, answer.url) == (302, reverse("proposals:detail", args=[mother.code]))
    assert (sister.state, sister.nominations.get().full_name) == ("suspended", THREE[1])


def test_what_was_typed_stays_where_something_is_missing(cast, mother, sign_in):
    said = typed(mother, THREE[1], suspension_code="press", suspension_reference="")

    answer = sign_in(cast.here.office_head).post(address(mother), said)

    page = answer.content.decode()
    key = mother.nominations.get(full_name=THREE[1]).pk
    assert answer.status_code == 422
    assert f'value="{key}" class="form-check-input" checked' in page or "checked" in page
    assert '<option value="press" selected>' in page
    assert Proposal.objects.count() == 1


def test_nobody_is_left_is_a_sentence(cast, mother, sign_in):
    said = typed(mother, *THREE, suspension_code="press", suspension_reference="1")

    answer = sign_in(cast.here.office_head).post(address(mother), said)

    assert answer.status_code == 409
    assert Proposal.objects.count() == 1


def test_the_unit_withdraws_one(cast, mother, sign_in):
    sign_in(cast.here.unit_head).post(address(mother, "withdraw_some"), typed(mother, THREE[0], reason="Chuyển đi."))

    assert Proposal.objects.get(split_from=mother).state == "withdrawn"


def test_a_family_is_shown_and_the_ground_kept_from_the_unit(cast, mother, sign_in):
    town = cast.here
    said = typed(mother, THREE[1], suspension_code="complaint", suspension_reference="12/TB-TTr")
    sign_in(town.office_head).post(address(mother), said)
    sister = Proposal.objects.get(split_from=mother)

    to_the_unit, to_the_office = (page_of(sign_in, who, sister) for who in (town.unit_head, town.office_head))

    assert f'href="{reverse("proposals:detail", args=[mother.code])}"' in to_the_unit
    assert ("12/TB-TTr" in to_the_unit, "12/TB-TTr" in to_the_office) == (False, True)
    assert "complaint" not in to_the_unit
    assert THREE[1] not in _list_of(page_of(sign_in, town.office_reviewer, mother))


def _list_of(page):
    """The nominations on a dossier's page."""
    return page.partition('id="nominations"')[2].partition("</section>")[0]


def test_the_links_are_there_for_who_may_and_while_there_are_two(cast, mother, sign_in):
    town = cast.here
    single = making.under_review(town, names=THREE[:1])

    assert address(mother) in page_of(sign_in, town.office_head, mother)
    assert address(mother) not in page_of(sign_in, town.office_reviewer, mother)
    assert address(mother, "withdraw_some") in page_of(sign_in, town.unit_head, mother)
    assert address(single) not in page_of(sign_in, town.office_head, single)


# --- offers ----------------------------------------------------------------------------------------
def test_an_offer_is_made_and_declined_with_a_reason(cast, mother, sign_in):
    town = cast.here
    make = reverse("offers:make", args=[mother.code])
    form = making.award_form()
    said = typed(mother, THREE[1], award_form=form.pk, reason="Phù hợp với Giấy khen.")
    wrong = sign_in(town.office_reviewer).post(make, {**said, "reason": ""})

    sign_in(town.office_reviewer).post(make, said)
    made = mother.offers.get()
    page = page_of(sign_in, town.unit_head, mother)
    decline = reverse("offers:move", args=[mother.code, made.pk, "decline"])
    bare = sign_in(town.unit_head).post(decline, {"row_version": made.row_version})
    done = sign_in(town.unit_head).post(decline, {"row_version": made.row_version, "reason": "Đủ tiêu chuẩn."})

    assert wrong.status_code == 422
    assert decline in page
    assert (bare.status_code, done.status_code) == (409, 302)
    assert mother.offers.get().state == "declined"


def test_where_no_lower_form_is_given_the_page_says_so(cast, rules, sign_in):
    proposal = making.under_review(cast.here)

    page = sign_in(cast.here.office_reviewer).get(reverse("offers:make", args=[proposal.code])).content.decode()

    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
