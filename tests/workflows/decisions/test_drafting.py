"""Drafting a decision and changing the draft: what each leaves, and every refusal."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.numbers.services import choose_mode
from documents.proposals.models import Nomination
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.workflows.decisions.conftest import states_of
from workflows.council.models import AgendaItem, BallotBox, Council, Meeting
from workflows.decisions import services
from workflows.decisions.models import Decision
from workflows.decisions.queries import ready_to_decide

pytestmark = pytest.mark.django_db


def nothing_happened(*proposals):
    return states_of(*proposals) == ["passed"] * len(proposals) and not Decision.objects.exists()


def test_a_draft_lists_every_passed_nominee_of_many_proposals(desk):
    first = desk.passed("Nguyễn Thị Hòa", "Đặng Quốc Ý")
    second = desk.passed("Chi hội Xóm Đồng", unit=desk.town.front, nominee_type="collective")
    Nomination.objects.filter(full_name="Đặng Quốc Ý").update(outcome="not_passed")

    decision = desk.drafted(first, second)

    assert decision.code == "PQ-2026-D001"
    assert [(line.order, line.nomination.full_name, line.bonus_amount) for line in services.lines_of(decision)] == [
        (1, "Chi hội Xóm Đồng", 1_520_000),
        (2, "Nguyễn Thị Hòa", 760_000),
    ]
    assert states_of(first, second) == ["decision_drafted", "decision_drafted"]


def test_a_draft_lies_on_the_desk_of_the_chair(desk):
    decision = desk.drafted()

    decision.refresh_from_db()
    assert (decision.desk_office, decision.desk_unit_id) == ("commune_chair", desk.town.commune.pk)
    assert decision.due_on == date(2026, 11, 25)  # the 24th is a holiday


def test_a_draft_carries_the_symbol_of_the_years_register(desk):
    town = desk.town
    choose_mode(
        commune=town.commune,
        kind="decision",
        year=2026,
        row_version=1,
        mode="own",
        by=town.records_clerk,
        symbol="QĐ-CTUBND",
    )

    assert desk.drafted().symbol == "QĐ-CTUBND"


def test_drafting_is_one_act_on_the_decision_and_its_proposals(desk):
    proposals = [desk.passed(), desk.passed()]

    decision = desk.drafted(*proposals)

    entries = LedgerEntry.objects.filter(stream__key__in=[decision.stream, *(p.stream for p in proposals)])
    assert {entry.act for entry in entries} == {"decision.drafted", "proposal.draft_decision"}
    assert len({entry.act_id for entry in entries}) == 1
    assert len(entries) == 3
    assert verify().holds


def test_words_of_ones_own_replace_the_suggested_ones(desk):
    decision = desk.drafted(desk.passed(), values={"title": "  Về việc  khen thưởng "})

    assert decision.title == "Về việc khen thưởng"
    assert decision.grounds.startswith("Căn cứ Luật Tổ chức chính quyền địa phương")


def test_nominees_may_be_listed_in_an_order_of_ones_own(desk):
    proposal = desk.passed("Bùi A", "Bùi B")
    keys = list(proposal.nominations.order_by("-order").values_list("pk", flat=True))

    decision = desk.drafted(proposal, order=keys)

    assert [line.nomination_id for line in services.lines_of(decision)] == keys


def test_an_order_that_misses_a_nominee_is_refused(desk):
    proposal = desk.passed("Bùi A", "Bùi B")

    with pytest.raises(ValidationError):
        desk.drafted(proposal, order=[proposal.nominations.first().pk])

    assert nothing_happened(proposal)


# --- after a draft was sent back -------------------------------------------------------------------
OWN = {
    "title": "Về việc tặng Giấy khen năm 2026",
    "grounds": "Căn cứ Luật của tôi",
    "achievement": "Đã có nhiều đóng góp",
    "money_source": "Nguồn xã hội hóa.",
    "executors": "Các đơn vị thi hành.",
    "recipients": "Như Điều 3",
}


def sent_back(desk, *proposals, **values):
    decision = desk.drafted(*proposals, values=values or OWN)
    return services.send_back_paper(
        decision=decision, row_version=decision.row_version, by=desk.town.commune_chair, reason="Trích yếu thiếu năm."
    )


def test_the_words_of_the_draft_last_sent_back_are_taken_up_again(desk):
    first, second = desk.passed(), desk.passed()
    sent_back(desk, first, second, title="Về việc cũ")
    sent_back(desk, first, second)

    whole, part = desk.drafted(first), desk.drafted(second, values={"title": "Về việc mới"})

    assert {field: getattr(whole, field) for field in OWN} == OWN
    assert (part.title, part.grounds) == ("Về việc mới", OWN["grounds"])


def test_a_draft_with_other_dossiers_starts_with_words_of_its_own(desk):
    first, second = desk.passed(), desk.passed()
    sent_back(desk, first)

    assert desk.drafted(first, second).grounds.startswith("Căn cứ Luật Tổ chức chính quyền địa phương")


@pytest.mark.parametrize("values", [{"title": " "}, {"grounds": ""}, {"title": "a" * 401}])
def test_words_that_are_empty_or_too_long_are_refused_by_field(desk, values):
    proposal = desk.passed()

    with pytest.raises(ValidationError) as fault:
        desk.drafted(proposal, values=values)

    assert list(fault.value.message_dict) == list(values)
    assert nothing_happened(proposal)


def test_a_draft_without_dossiers_is_refused(desk):
    with pytest.raises(ValidationError) as fault:
        services.draft_decision(proposals=[], row_versions={}, by=desk.town.office_reviewer)

    assert list(fault.value.message_dict) == ["proposals"]


def test_two_award_forms_in_one_decision_are_refused(desk):
    proposals = [desk.passed(), desk.passed(form="ldtt")]

    with pytest.raises(ValidationError):
        desk.drafted(*proposals)

    assert nothing_happened(*proposals)


def test_dossiers_of_two_communes_are_refused(desk, other_desk):
    proposals = [desk.passed(), other_desk.passed()]

    with pytest.raises(ValidationError):
        desk.drafted(*proposals)

    assert nothing_happened(*proposals)


def test_an_award_granted_above_the_commune_is_refused(desk):
    proposal = desk.passed(form="bk-tinh")

    with pytest.raises(NotNow):
        desk.drafted(proposal)

    assert nothing_happened(proposal)


def test_one_dossier_that_is_not_passed_stops_the_whole_draft(desk):
    proposals = [desk.passed(), desk.passed(state="appraised")]

    with pytest.raises(NotNow):
        desk.drafted(*proposals)

    assert states_of(*proposals) == ["passed", "appraised"]
    assert not Decision.objects.exists()


def test_a_dossier_without_passed_nominees_is_named(desk):
    proposal = desk.passed()
    proposal.nominations.update(outcome="not_passed")

    with pytest.raises(NotNow, match=proposal.code):
        desk.drafted(proposal)

    assert nothing_happened(proposal)


@pytest.mark.parametrize("office", ["unit_head", "office_head", "commune_chair", "records_clerk", "council_secretary"])
def test_other_offices_do_not_draft(desk, office):
    proposal = desk.passed()

    with pytest.raises(NotYou):
        desk.drafted(proposal, by=getattr(desk.town, office))

    assert nothing_happened(proposal)


def test_the_reviewer_of_another_commune_does_not_draft(desk, cast):
    proposal = desk.passed()

    with pytest.raises(NotYou):
        desk.drafted(proposal, by=cast.there.office_reviewer)

    assert nothing_happened(proposal)


def test_a_dossier_changed_meanwhile_is_a_lost_race(desk):
    proposal = desk.passed()

    with pytest.raises(LostRace):
        desk.drafted(proposal, row_versions={proposal.pk: proposal.row_version - 1})

    assert nothing_happened(proposal)


def test_a_dossier_goes_into_one_live_decision_only(desk):
    proposal = desk.passed()
    desk.drafted(proposal)

    with pytest.raises(NotNow):
        desk.drafted(proposal)

    assert Decision.objects.count() == 1


# --- changing --------------------------------------------------------------------------------------
def test_a_change_keeps_words_order_and_differences(desk):
    decision = desk.drafted(desk.passed("Bùi A", "Bùi B"))
    keys = [line.pk for line in services.lines_of(decision)]

    changed = services.change_draft(
        decision=decision,
        row_version=decision.row_version,
        by=desk.town.office_reviewer,
        values={"money_source": "Nguồn xã hội hóa."},
        order=keys[::-1],
    )

    assert [line.pk for line in services.lines_of(changed)] == keys[::-1]
    assert changed.money_source == "Nguồn xã hội hóa."
    assert changed.row_version == decision.row_version + 1
    entry = LedgerEntry.objects.get(act="decision.changed")
    assert '"money_source"' in entry.payload.body
    assert verify().holds


def test_saving_without_a_change_leaves_no_entry(desk):
    decision = desk.drafted()

    services.change_draft(
        decision=decision,
        row_version=decision.row_version,
        by=desk.town.office_reviewer,
        values={"title": decision.title},
    )

    assert not LedgerEntry.objects.filter(act="decision.changed").exists()


def test_an_order_that_misses_a_line_is_refused(desk):
    decision = desk.drafted(desk.passed("Bùi A", "Bùi B"))

    with pytest.raises(ValidationError):
        services.change_draft(
            decision=decision, row_version=1, by=desk.town.office_reviewer, order=[services.lines_of(decision)[0].pk]
        )


def test_a_stale_change_is_a_lost_race(desk):
    decision = desk.drafted()

    with pytest.raises(LostRace):
        services.change_draft(decision=decision, row_version=7, by=desk.town.office_reviewer, values={"title": "Khác"})


def test_the_chair_does_not_change_the_words(desk):
    decision = desk.drafted()

    with pytest.raises(NotYou):
        services.change_draft(decision=decision, row_version=1, by=desk.town.commune_chair, values={"title": "Khác"})


def test_a_signed_decision_does_not_change(desk):
    decision = desk.signed()

    with pytest.raises(NotNow):
        services.change_draft(
            decision=decision,
            row_version=decision.row_version,
            by=desk.town.office_reviewer,
            values={"title": "Khác"},
        )


# --- after the council -----------------------------------------------------------------------------
def carried(desk, proposal, signed_at):
    """A closed meeting that carried the proposal; its minutes signed or not."""
    town, now = desk.town, timezone.now()
    council, _is_new = Council.objects.get_or_create(
        unit=town.council,
        defaults={
            "commune": town.commune,
            "founding_number": "30/QĐ-UBND",
            "founded_on": date(2025, 7, 10),
            "term_from": date(2025, 7, 10),
        },
    )
    signers = {"secretary_signed_by": town.council_secretary, "chair_signed_by": town.council_chair}
    meeting = Meeting.objects.create(
        commune=town.commune,
        council=council,
        code=f"PQ-2026-M{Meeting.objects.count() + 1:03d}",
        title="Họp Hội đồng",
        held_at=now - timedelta(days=3),
        place="Hội trường",
        state="closed",
        members_count=9,
        closed_at=now,
        minutes_signed_at=signed_at,
        **(signers if signed_at else {}),
    )
    item = AgendaItem.objects.create(meeting=meeting, proposal=proposal, order=1, version=1, verdict="carried")
    BallotBox.objects.bulk_create(BallotBox(item=item, nomination=row) for row in proposal.nominations.all())


def test_signed_minutes_stand_among_the_grounds(desk):
    proposals = [desk.passed(council_skipped=False), desk.passed(council_skipped=False)]
    for proposal in proposals:
        carried(desk, proposal, timezone.now())

    decision = desk.drafted(*proposals)

    line = "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng xã ngày 20 tháng 11 năm 2026"
    assert decision.grounds.splitlines().count(line) == 1


@pytest.mark.parametrize("meeting", ["unsigned", "none"])
def test_without_signed_minutes_no_decision_is_drafted(desk, meeting):
    ready, waiting = desk.passed(council_skipped=False), desk.passed(council_skipped=False)
    carried(desk, ready, timezone.now())
    if meeting == "unsigned":
        carried(desk, waiting, None)

    with pytest.raises(NotNow):
        desk.drafted(ready, waiting)

    assert nothing_happened(ready, waiting)


def test_the_drafting_list_marks_unsigned_minutes(desk):
    ready, waiting = desk.passed(council_skipped=False), desk.passed(council_skipped=False)
    carried(desk, ready, timezone.now())
    carried(desk, waiting, None)

    (group,) = ready_to_decide(desk.town.commune, date(2026, 11, 23))

    assert {p.pk: p.unsigned_minutes for p in group.proposals} == {ready.pk: 0, waiting.pk: 1}
