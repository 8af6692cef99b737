"""What the pages of letters read: forms offered, papers asked, the signer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.proposals import services
from documents.proposals.models import Letter, Nomination
from documents.proposals.paper_places import OTHER, places_of_letter, places_of_row
from documents.proposals.queries import forms_offered, papers_asked, rows_of, rules_for, signer_of, with_row_count
from tests import making
from tests.conftest import appoint, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 2)


def test_forms_are_those_the_rules_give_to_the_kind_of_nominee(letter):
    offered = {form.code for form in forms_offered(letter, "collective", TODAY)}

    assert "tt-ldtt" in offered
    assert "ldtt" not in offered


def test_a_campaign_narrows_the_forms(cast, rules, campaign):
    letter = services.draft_letter(
        unit=cast.here.school,
        values={"kind": "campaign", "campaign": campaign, "title": "Đợt"},
        by=cast.here.unit_clerk,
    )
    campaign.award_forms.set([making.award_form("bk-tinh")])

    assert [form.code for form in forms_offered(letter, "individual", TODAY)] == ["bk-tinh"]


def test_a_row_without_a_form_asks_no_papers(letter):
    assert papers_asked(rules_for(letter, TODAY), Nomination(letter=letter, nominee_type="individual")) == []


def test_places_hold_what_lies_there_and_one_more_for_the_rest(complete):
    rows, rules = list(rows_of(complete)), rules_for(complete, TODAY)

    places = {place.code: place for place in places_of_row(rows[0], rules)}

    assert [paper.kind for paper in places["bao-cao-thanh-tich"].papers] == ["bao-cao-thanh-tich"]
    assert not places["bao-cao-thanh-tich"].is_missing
    assert places["bao-cao-thanh-tich"].name == f"file-{rows[0].pk}-bao-cao-thanh-tich"
    assert (places[OTHER].is_mandatory, places[OTHER].papers) == (False, [])


def test_a_paper_of_a_kind_no_longer_asked_lies_with_the_others(cast, letter):
    services.attach_paper(letter=letter, kind="da-bo", upload=making.pdf(), by=cast.here.unit_clerk)

    places = {place.code: place for place in places_of_letter(list(letter.papers.all()), [], {})}

    assert [paper.kind for paper in places[OTHER].papers] == ["da-bo"]


def test_before_there_are_rows_the_letter_already_shows_its_places(letter):
    codes = {place.code for place in places_of_letter([], [], rules_for(letter, TODAY))}

    assert {"to-trinh", OTHER} <= codes


def test_the_signer_is_the_head_of_today(cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    former = make_person("former_head")
    appoint(former, "unit_head", cast.here.front, to_on=yesterday)

    assert signer_of(cast.here.front).user == cast.here.other_head
    assert signer_of(cast.here.hamlet) is None


def test_rows_are_counted_with_the_letters(cast, letter, add_rows):
    add_rows(letter, 3, cast.here.unit_clerk)

    assert with_row_count(Letter.objects.all()).get().row_count == 3
