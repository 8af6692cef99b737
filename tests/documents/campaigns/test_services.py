"""Setting up and changing campaigns, late exceptions: what is kept, refused and told."""

import json
from datetime import date

import pytest
import time_machine

from documents.campaigns import services
from documents.campaigns.models import Campaign, LateException
from documents.campaigns.queries import may_still_send
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError

pytestmark = pytest.mark.django_db


def change(campaign, plan, lists, by, version=2):
    return services.change(campaign=campaign, row_version=version, values=plan, by=by, **lists)


def grant(campaign, unit, by, until_on=date(2026, 2, 28), reason="Bão số 3"):
    return services.grant_exception(campaign=campaign, unit=unit, until_on=until_on, reason=reason, by=by)


def test_a_campaign_is_kept_with_its_lists(cast, campaign):
    assert campaign.code.endswith("-C01")
    assert [row.text for row in campaign.contents.all()] == ["Phát triển kinh tế - xã hội", "Xây dựng Đảng"]
    assert [(row.audience, row.unit_kinds) for row in campaign.criteria.all()] == [
        ("Trường học", ["school"]),
        ("Cá nhân", []),
    ]
    assert last_act(campaign.stream).act == "campaign.launched"
    assert verify(campaign.stream).holds


def test_codes_follow_one_another(cast, campaign, plan, lists):
    second = services.set_up(
        commune=cast.here.commune, values=plan | {"plan_number": "13/KH"}, by=cast.here.office_head, **lists
    )

    assert second.code == campaign.code.replace("-C01", "-C02")


def test_a_plan_has_one_campaign_however_often_the_button_is_pressed(cast, campaign, plan, lists):
    with pytest.raises(ValidationError) as fault:
        services.set_up(commune=cast.here.commune, values=plan, by=cast.here.office_reviewer, **lists)

    assert fault.value.message_dict == {"plan_number": ["There is a campaign of this plan already."]}
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("office", ["unit_clerk", "unit_head", "commune_chair", "council_secretary"])
def test_others_set_up_nothing(cast, plan, lists, office):
    with pytest.raises(NotYou):
        services.set_up(commune=cast.here.commune, values=plan, by=cast.here.person[office], **lists)


def test_the_office_of_another_commune_changes_nothing(cast, campaign, plan, lists):
    with pytest.raises(NotYou):
        change(campaign, plan | {"title": "Khác"}, lists, cast.there.office_head)

    assert Campaign.objects.get().title == plan["title"]


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"ends_on": date(2025, 1, 1)}, {"ends_on"}),
        ({"closes_on": date(2025, 1, 1)}, {"closes_on"}),
        ({"title": " "}, {"title"}),
        ({"title": "x" * 301}, {"title"}),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(cast, plan, lists, wrong, fields):
    with pytest.raises(ValidationError) as fault:
        services.set_up(commune=cast.here.commune, values=plan | wrong, by=cast.here.office_reviewer, **lists)

    assert set(fault.value.message_dict) == fields
    assert not Campaign.objects.exists()


def test_a_change_tells_fields_and_lists_before_and_after(cast, campaign, plan, lists):
    changed = change(
        campaign, plan | {"closes_on": date(2026, 2, 10)}, lists | {"contents": ["Một"]}, cast.here.office_head
    )

    changes = json.loads(last_act(campaign.stream).payload.body)["changes"]
    assert changes == {
        "closes_on": ["2026-01-31", "2026-02-10"],
        "contents": [["Phát triển kinh tế - xã hội", "Xây dựng Đảng"], ["Một"]],
    }
    assert changed.row_version == 3


def test_saying_the_same_again_leaves_no_trace(cast, campaign, plan, lists):
    change(campaign, plan, lists, cast.here.office_head)

    assert last_act(campaign.stream).act == "campaign.launched"
    assert Campaign.objects.get().row_version == 2


def test_an_old_form_names_who_was_faster(cast, campaign, plan, lists):
    change(campaign, plan | {"title": "Mới"}, lists, cast.here.office_head)

    with pytest.raises(LostRace) as race:
        change(campaign, plan | {"title": "Cũ"}, lists, cast.here.office_reviewer)

    assert race.value.winner == cast.here.office_head.full_name
    assert Campaign.objects.get().title == "Mới"


# --- late exceptions -------------------------------------------------------------------------------
@pytest.fixture
def _after_closing():
    with time_machine.travel("2026-02-05 09:00+07:00", tick=False):
        yield


@pytest.mark.usefixtures("_after_closing")
def test_an_exception_opens_the_campaign_for_one_unit_until_a_day(cast, campaign):
    grant(campaign, cast.here.school, cast.here.office_head)

    day = date(2026, 2, 28)
    assert may_still_send(campaign, cast.here.school.pk, day)
    assert not may_still_send(campaign, cast.here.school.pk, date(2026, 3, 1))
    assert not may_still_send(campaign, cast.here.front.pk, day)
    assert json.loads(last_act(campaign.stream).payload.body) == {
        "unit": cast.here.school.name,
        "until_on": "2026-02-28",
        "reason": "Bão số 3",
    }


@pytest.mark.usefixtures("_after_closing")
@pytest.mark.parametrize("who", ["office_reviewer", "unit_head", "commune_chair"])
def test_others_allow_nothing(cast, campaign, who):
    with pytest.raises(NotYou):
        grant(campaign, cast.here.school, cast.here.person[who])

    assert not LateException.objects.exists()


@pytest.mark.usefixtures("_after_closing")
def test_the_head_of_another_commune_allows_nothing(cast, campaign):
    with pytest.raises(NotYou):
        grant(campaign, cast.here.school, cast.there.office_head)


@pytest.mark.usefixtures("_after_closing")
def test_a_unit_of_another_commune_gets_none(cast, campaign):
    with pytest.raises(NotNow):
        grant(campaign, cast.there.school, cast.here.office_head)


@pytest.mark.usefixtures("_after_closing")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"until_on": date(2026, 1, 31)}, "until_on"),
        ({"until_on": date(2026, 2, 4)}, "until_on"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_an_exception_that_means_nothing_is_refused(cast, campaign, wrong, field):
    with pytest.raises(ValidationError) as fault:
        grant(campaign, cast.here.school, cast.here.office_head, **wrong)

    assert set(fault.value.message_dict) == {field}


@pytest.mark.usefixtures("_after_closing")
def test_the_same_exception_twice_is_refused(cast, campaign):
    grant(campaign, cast.here.school, cast.here.office_head)

    with pytest.raises(ValidationError):
        grant(campaign, cast.here.school, cast.here.office_head)

    assert LateException.objects.count() == 1
