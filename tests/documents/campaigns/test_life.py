"""A campaign's life: launched, closed, summed up; who may, when, and what is kept and told."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.campaigns import life_services as life
from documents.campaigns import services
from documents.campaigns.figures import figures_of
from documents.campaigns.models import Campaign, CampaignFile
from documents.campaigns.queries import may_still_send, progress_of, silent_units
from documents.proposals.forms import basis_choices
from permissions import access
from permissions.ledger.queries import last_act
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = timezone.make_aware(datetime(2026, 3, 2, 9))  # after the last day of the plan


@pytest.fixture
def drafted(cast, plan, lists):
    return services.set_up(commune=cast.here.commune, values=plan, by=cast.here.office_reviewer, **lists)


@pytest.fixture
def ended(cast, campaign):
    return life.end(campaign=campaign, row_version=campaign.row_version, by=cast.here.office_head, now=LATER)


def told(words):
    return set(Notice.objects.filter(words=words).values_list("person__username", flat=True))


def seen(person):
    return set(access.visible_to(person, Campaign))


def test_in_preparation_only_the_office_sees_it(cast, drafted):
    assert seen(cast.here.office_reviewer) == seen(cast.here.office_head) == {drafted}
    assert seen(cast.here.unit_head) == seen(cast.here.commune_chair) == seen(cast.there.office_head) == set()


def test_launching_tells_every_unit_and_is_kept(cast, drafted):
    launched = making.launched(cast.here, drafted)

    assert (launched.state, launched.launched_on) == ("launched", timezone.localdate())
    assert told("campaign.launched") == {"pq_unit_clerk", "pq_unit_head", "pq_other_clerk", "pq_other_head"}
    entry = last_act(launched.stream)
    assert (entry.act, entry.from_state, entry.to_state) == ("campaign.launched", "drafted", "launched")
    assert seen(cast.here.unit_head) == {launched}


@pytest.mark.parametrize("office", ["office_reviewer", "unit_head", "commune_chair", "inspector"])
def test_others_launch_nothing(cast, drafted, office):
    with pytest.raises(NotYou):
        life.launch(campaign=drafted, row_version=1, by=cast.here.person[office])

    assert Campaign.objects.get().state == "drafted"


def test_it_is_launched_once(cast, campaign):
    with pytest.raises(NotNow):
        life.launch(campaign=campaign, row_version=campaign.row_version, by=cast.here.office_head)


def test_an_old_page_launches_nothing(cast, drafted):
    with pytest.raises(LostRace):
        life.launch(campaign=drafted, row_version=7, by=cast.here.office_head)


def test_only_a_launched_campaign_is_offered_where_letters_are_drafted(cast, drafted):
    def offered():
        return [label for label, _ in basis_choices(cast.here.commune.pk, timezone.localdate()) if label == "Campaigns"]

    assert offered() == []
    making.launched(cast.here, drafted)
    assert offered() == ["Campaigns"]


def test_no_letter_rests_on_a_campaign_in_preparation(cast, drafted):
    with pytest.raises(ValidationError) as fault:
        making.draft(cast.here, kind="campaign", campaign=drafted)

    assert set(fault.value.message_dict) == {"campaign"}
    assert not may_still_send(drafted, cast.here.school.pk, drafted.starts_on)


def test_it_is_closed_after_its_last_day_only(cast, campaign):
    on_the_day = timezone.make_aware(datetime(2026, 1, 31, 9))

    with pytest.raises(NotNow):
        life.end(campaign=campaign, row_version=2, by=cast.here.office_head, now=on_the_day)

    ended = life.end(campaign=campaign, row_version=2, by=cast.here.office_head, now=LATER)
    assert ended.state == "ended"
    assert basis_choices(cast.here.commune.pk, LATER.date())[-1][0] != "Campaigns"


def test_a_granted_exception_outlives_the_closing(cast, ended):
    services.grant_exception(
        campaign=ended,
        unit=cast.here.school,
        until_on=LATER.date() + timedelta(days=5),
        reason="Lũ.",
        by=cast.here.office_head,
        now=LATER,
    )

    assert may_still_send(ended, cast.here.school.pk, LATER.date() + timedelta(days=5))
    assert not may_still_send(ended, cast.here.front.pk, LATER.date())


def test_a_summary_keeps_text_and_figures(cast, ended):
    head = cast.here.office_head
    with pytest.raises(ValidationError):
        life.summarise(campaign=ended, row_version=ended.row_version, summary=" ", by=head)

    done = life.summarise(campaign=ended, row_version=ended.row_version, summary="Kết quả tốt.", by=head)

    assert (done.state, done.summary) == ("summarised", "Kết quả tốt.")
    assert last_act(done.stream).act == "campaign.summarised"


def test_what_is_summed_up_stays_as_it_is(cast, ended, plan, lists):
    head = cast.here.office_head
    done = life.summarise(campaign=ended, row_version=ended.row_version, summary="Tốt.", by=head)

    with pytest.raises(NotNow):
        services.change(campaign=done, row_version=done.row_version, values=plan, by=head, **lists)


def test_a_launched_campaign_is_not_summed_up(cast, campaign):
    with pytest.raises(NotNow):
        life.summarise(campaign=campaign, row_version=2, summary="Tốt.", by=cast.here.office_head)


# --- progress, reminding, figures --------------------------------------------------------------------
@pytest.fixture
def sent(cast, rules):
    running = making.campaign(cast.here)
    making.sent(cast.here, kind="campaign", campaign=running)
    return running


def test_who_has_not_begun_comes_first(cast, sent):
    making.draft(cast.here, kind="campaign", campaign=sent, number="16/TTr")
    held = access.capacities(cast.here.office_head)

    rows = progress_of(sent, cast.here.office_head, held)

    assert [row.has_begun for row in rows] == sorted(row.has_begun for row in rows)
    school = next(row for row in rows if row.unit == cast.here.school)
    assert (school.drafting, school.letters, school.returned, school.nominees) == (1, 1, 0, 2)


def test_units_that_sent_nothing_are_reminded_once_a_day(cast, sent):
    units = life.remind_silent_units(campaign=sent, by=cast.here.office_reviewer)
    life.remind_silent_units(campaign=sent, by=cast.here.office_head)

    assert cast.here.school not in units and cast.here.front in units
    assert units == list(silent_units(sent))
    reminded = Notice.objects.filter(words="campaign.reminded").values_list("person__username", flat=True)
    assert sorted(reminded) == ["pq_other_clerk", "pq_other_head"]


@pytest.mark.parametrize("office", ["unit_head", "commune_chair", "council_secretary"])
def test_others_remind_nobody(cast, sent, office):
    with pytest.raises(NotYou):
        life.remind_silent_units(campaign=sent, by=cast.here.person[office])


def test_figures_count_by_form_nominee_and_kind_of_unit(cast, sent, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = figures_of(sent)

    lines = found.as_body()
    assert (found.total.proposed, found.total.granted, found.women_percent) == (2, 0, None)
    assert [row[1:] for row in lines["by_form"] + lines["by_nominee"] + lines["by_unit_kind"]] == [[2, 0]] * 3
    assert lines["by_form"][0][0] == "Giấy khen của Chủ tịch Ủy ban nhân dân xã"


# --- papers ------------------------------------------------------------------------------------------
def test_plan_and_guidance_are_attached_and_taken_off(cast, campaign):
    reviewer = cast.here.office_reviewer
    made = life.add_file(campaign=campaign, kind="plan", upload=making.pdf("ke-hoach.pdf"), by=reviewer)

    life.remove_file(file=made, by=reviewer)

    assert CampaignFile.objects.get().removed_at is not None
    with pytest.raises(NotNow):
        life.remove_file(file=made, by=reviewer)


def test_a_file_of_another_kind_is_refused_with_the_reason(cast, campaign):
    wrong = SimpleUploadedFile("ke-hoach.exe", b"MZ" + b"\0" * 64)

    with pytest.raises(ValidationError) as fault:
        life.add_file(campaign=campaign, kind="plan", upload=wrong, by=cast.here.office_reviewer)

    assert set(fault.value.message_dict) == {"upload"}
    assert not CampaignFile.objects.exists()


# --- asking to send late -----------------------------------------------------------------------------
def ask(cast, campaign, **more):
    said = {"unit": cast.here.school, "until_on": LATER.date() + timedelta(days=9), "reason": "Trường mất điện."}
    return life.ask_exception(campaign=campaign, by=cast.here.unit_clerk, now=LATER, **said | more)


def test_a_unit_asks_and_the_head_of_the_office_is_told(cast, campaign):
    ask(cast, campaign)

    assert told("campaign.exception_asked") == {"pq_office_head"}


def test_a_unit_asks_once_at_a_time_and_for_itself(cast, campaign):
    ask(cast, campaign)

    with pytest.raises(NotNow):
        ask(cast, campaign)
    with pytest.raises(NotYou):
        ask(cast, campaign, unit=cast.here.front)


def test_a_request_needs_a_day_to_come_and_a_reason(cast, campaign):
    with pytest.raises(ValidationError) as fault:
        ask(cast, campaign, until_on=campaign.closes_on, reason=" ")

    assert set(fault.value.message_dict) == {"until_on", "reason"}


def test_a_request_is_answered_by_the_exception(cast, campaign):
    request = ask(cast, campaign)

    services.grant_exception(
        campaign=campaign,
        unit=request.unit,
        until_on=request.until_on,
        reason=request.reason,
        by=cast.here.office_head,
        now=LATER,
    )

    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("granted", cast.here.office_head)
    assert told("campaign.exception_granted") == {"pq_unit_clerk", "pq_unit_head"}


def test_a_request_is_declined_with_a_reason_once(cast, campaign):
    request, head = ask(cast, campaign), cast.here.office_head

    with pytest.raises(ValidationError):
        life.decline_exception(request=request, answer="", by=head)
    life.decline_exception(request=request, answer="Đã tổng hợp xong.", by=head)

    assert told("campaign.exception_declined") == {"pq_unit_clerk", "pq_unit_head"}
    with pytest.raises(NotNow):
        life.decline_exception(request=request, answer="Nữa", by=head)


@pytest.mark.parametrize("office", ["office_reviewer", "unit_head", "commune_chair"])
def test_others_decline_nothing(cast, campaign, office):
    request = ask(cast, campaign)

    with pytest.raises(NotYou):
        life.decline_exception(request=request, answer="Không", by=cast.here.person[office])
