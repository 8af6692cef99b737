"""Pages of campaigns as each office sees and uses them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from documents.campaigns import services
from documents.campaigns.models import Campaign, LateException
from permissions.ledger.models import AccessRecord
from tests import making

pytestmark = pytest.mark.django_db


def head_of(answer):
    """The heads of a list that was given out as a file."""
    rows = load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True)
    return next(row for row in rows if row[1])


def detail_url(campaign):
    return reverse("campaigns:detail", args=[campaign.code])


def edit_url(campaign):
    return reverse("campaigns:edit", args=[campaign.code])


@pytest.fixture
def typed(rules):
    """What a person types into the form of a new campaign."""
    return {
        "title": "Đợt thi đua &<script>",
        "plan_number": "20/KH-UBND",
        "plan_on": "01/03/2026",
        "starts_on": "01/03/2026",
        "ends_on": "30/06/2026",
        "closes_on": "10/07/2026",
        "legal_basis": "",
        "aims": "",
        "contents": "Một\n\nHai\ndòng thứ hai\n\n\n",
        "award_forms": [str(making.award_form().pk)],
        "duties-TOTAL_FORMS": "1",
        "duties-INITIAL_FORMS": "0",
        "duties-0-body": "Phòng Văn hóa - Xã hội",
        "duties-0-text": "Hướng dẫn khen thưởng",
        "criteria-TOTAL_FORMS": "2",
        "criteria-INITIAL_FORMS": "0",
        "criteria-0-audience": "Trường học",
        "criteria-0-unit_kinds": ["school"],
        "criteria-0-text": "Dạy tốt",
        "criteria-1-audience": "",
        "criteria-1-text": "",
    }


# --- reading ---------------------------------------------------------------------------------------
def test_who_holds_no_office_in_a_commune_has_no_page_of_campaigns(cast, campaign, sign_in):
    found = [
        sign_in(person).get(reverse("campaigns:list")).status_code
        for person in (cast.province_officer, cast.administrator)
    ]

    assert found == [403, 403]


def test_the_newest_campaign_comes_first(cast, campaign, plan, lists, sign_in):
    days = {"plan_number": "13/KH-UBND", "starts_on": date(2026, 7, 1), "ends_on": date(2026, 12, 1)}
    values = plan | days | {"closes_on": date(2026, 12, 31)}
    made = services.set_up(commune=cast.here.commune, values=values, by=cast.here.office_reviewer, **lists)
    newest = making.launched(cast.here, made)

    assert sign_in(cast.here.unit_clerk).get(reverse("campaigns:list")).context["rows"] == [newest, campaign]


def test_letters_are_counted_for_those_who_see_letters(cast, campaign, sign_in):
    people = (cast.here.unit_clerk, cast.here.office_reviewer, cast.here.records_clerk, cast.here.council_secretary)
    pages = [sign_in(person).get(reverse("campaigns:list")).text for person in people]

    assert ["Letters sent" in page for page in pages] == [True, True, False, False]


def test_an_empty_list_tells_the_office_what_to_do_next(cast, rules, sign_in):
    office = sign_in(cast.here.office_reviewer).get(reverse("campaigns:list")).text
    unit = sign_in(cast.here.unit_clerk).get(reverse("campaigns:list")).text

    assert reverse("campaigns:new") in office
    assert reverse("campaigns:new") not in unit
    assert "No campaign yet" in unit


@pytest.mark.parametrize(
    "office", ["unit_clerk", "unit_head", "office_reviewer", "council_member", "commune_chair", "records_clerk"]
)
def test_everybody_of_the_commune_reads_its_campaigns(cast, campaign, sign_in, office):
    page = sign_in(cast.here.person[office]).get(detail_url(campaign))

    assert page.status_code == 200
    assert "Dạy tốt" in page.text


def test_another_commune_and_strangers_do_not(cast, campaign, sign_in):
    assert sign_in(cast.there.office_head).get(detail_url(campaign)).status_code == 404
    assert sign_in(cast.there.office_head).get(edit_url(campaign)).status_code == 404
    assert sign_in(cast.stranger).get(detail_url(campaign)).status_code == 403
    assert list(sign_in(cast.there.unit_clerk).get(reverse("campaigns:list")).context["rows"]) == []


def test_late_exceptions_are_shown_to_the_office_and_to_their_unit(cast, campaign, sign_in):
    services.grant_exception(
        campaign=campaign,
        unit=cast.here.school,
        until_on=timezone.localdate() + timedelta(days=5),
        reason="Bão số 3",
        by=cast.here.office_head,
    )

    shown = {
        name: "Bão số 3" in sign_in(cast.here.person[name]).get(detail_url(campaign)).text
        for name in ("office_reviewer", "unit_clerk", "other_clerk", "council_member")
    }

    assert shown == {"office_reviewer": True, "unit_clerk": True, "other_clerk": False, "council_member": False}


def test_the_list_asks_the_same_statements_for_one_campaign_and_for_many(cast, campaign, plan, lists, sign_in):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("campaigns:list"))
        return len(captured)

    client = sign_in(cast.here.office_head)
    statements()
    few = statements()
    for number in range(20):
        services.set_up(
            commune=cast.here.commune, values=plan | {"plan_number": f"{number}/KH"}, by=cast.here.office_head, **lists
        )

    assert statements() == few <= 12


# --- setting up and changing -----------------------------------------------------------------------
def test_the_office_sets_up_a_campaign(cast, typed, sign_in):
    response = sign_in(cast.here.office_reviewer).post(reverse("campaigns:new"), typed)

    campaign = Campaign.objects.get()
    page = sign_in(cast.here.office_reviewer).get(response.url).text
    assert response.url == detail_url(campaign)
    assert [row.text for row in campaign.contents.all()] == ["Một", "Hai\ndòng thứ hai"]
    assert [(row.audience, row.unit_kinds, row.text) for row in campaign.criteria.all()] == [
        ("Trường học", ["school"], "Dạy tốt")
    ]
    assert "Đợt thi đua &amp;&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("starts_on", "31/02/2026", "there is no such day"),
        ("ends_on", "12/25/2026", "The day comes first"),
        ("ends_on", "01/01/2026", "The campaign ends before it begins."),
        ("closes_on", "2026", "is a year only"),
        ("award_forms", [], "Choose at least one award form."),
        ("criteria-0-audience", "", "Say for whom these criteria are."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(cast, typed, sign_in, field, value, sentence):
    response = sign_in(cast.here.office_reviewer).post(reverse("campaigns:new"), typed | {field: value})

    assert response.status_code == 422
    assert sentence in response.text
    assert "Hai\ndòng thứ hai" in response.text
    assert not Campaign.objects.exists()


def test_a_double_click_sets_up_one_campaign(cast, typed, sign_in):
    client = sign_in(cast.here.office_reviewer)

    answers = [client.post(reverse("campaigns:new"), typed).status_code for _click in range(2)]

    assert answers == [302, 422]
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("office", ["unit_clerk", "commune_chair", "council_secretary", "records_clerk"])
def test_others_do_not_set_up_or_change(cast, campaign, typed, sign_in, office):
    client = sign_in(cast.here.person[office])

    answers = {client.post(url, typed).status_code for url in (reverse("campaigns:new"), edit_url(campaign))}

    assert answers == {403}
    assert [row.title for row in Campaign.objects.all()] == [campaign.title]


def test_a_campaign_is_changed_and_an_audience_taken_off(cast, campaign, typed, sign_in):
    changes = typed | {
        "row_version": "2",
        "criteria-0-text": "",
        "criteria-1-audience": "Mọi người",
        "criteria-1-text": "x",
    }

    sign_in(cast.here.office_head).post(edit_url(campaign), changes)

    campaign.refresh_from_db()
    assert campaign.plan_number == "20/KH-UBND"
    assert [row.audience for row in campaign.criteria.all()] == ["Mọi người"]


def test_an_old_form_keeps_what_was_typed_and_says_who_was_faster(cast, campaign, plan, lists, typed, sign_in):
    services.change(campaign=campaign, row_version=2, values=plan | {"title": "Mới"}, by=cast.here.office_head, **lists)

    response = sign_in(cast.here.office_reviewer).post(edit_url(campaign), typed | {"row_version": "2"})

    campaign.refresh_from_db()
    assert response.status_code == 409
    assert cast.here.office_head.full_name in response.text
    assert 'value="20/KH-UBND"' in response.text
    assert 'name="row_version" value="3"' in response.text
    assert campaign.title == "Mới"
    assert AccessRecord.objects.filter(kind="refused").count() == 1


# --- late exceptions -------------------------------------------------------------------------------
def grant(client, campaign, to, **typed):
    day = timezone.localdate() + timedelta(days=5)
    url = reverse("campaigns:grant_exception", args=[campaign.code])
    return client.post(url, {"unit": to.pk, "until_on": f"{day:%d/%m/%Y}", "reason": "Bão số 3", **typed})


def test_the_head_of_office_allows_a_late_letter(cast, campaign, sign_in):
    response = grant(sign_in(cast.here.office_head), campaign, cast.here.school)

    assert response.url == detail_url(campaign) + "#exceptions"
    assert LateException.objects.get().unit == cast.here.school


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until_on": "31/02/2026"}, "there is no such day"),
        ({"until_on": "01/01/2026"}, "Letters are taken until then anyway; choose a later day."),
        ({"reason": ""}, "This field is required."),
        ({"unit": "0"}, "Select a valid choice."),
    ],
)
def test_an_exception_typed_wrongly_is_said_on_the_page(cast, campaign, sign_in, typed, sentence):
    response = grant(sign_in(cast.here.office_head), campaign, cast.here.school, **typed)

    assert response.status_code == 422
    assert sentence in response.text
    assert not LateException.objects.exists()


@pytest.mark.parametrize("office", ["office_reviewer", "unit_head", "commune_chair"])
def test_others_allow_nothing(cast, campaign, sign_in, office):
    assert grant(sign_in(cast.here.person[office]), campaign, cast.here.school).status_code == 403
    assert not LateException.objects.exists()


def test_the_head_of_another_commune_finds_nothing_to_allow(cast, campaign, sign_in):
    assert grant(sign_in(cast.there.office_head), campaign, cast.here.school).status_code == 404
    assert not LateException.objects.exists()


def test_only_who_sees_letters_gets_their_number_in_the_file(cast, campaign, sign_in):
    address = reverse("campaigns:list") + "?format=xlsx"

    heads = [head_of(sign_in(who).get(address)) for who in (cast.here.office_reviewer, cast.here.records_clerk)]

    assert (heads[0][:-1], heads[0][-1]) == (heads[1], "Letters")
