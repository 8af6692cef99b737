"""The deeds on letters: what moves, what is made, what is refused."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from documents.campaigns import services as campaigns
from documents.catalogue.models import AwardForm
from documents.proposals import services
from documents.proposals.models import Letter, Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from workflows.approval import letter_services
from workflows.approval import services as approval

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def letter(cast, rules):
    return making.draft(cast.here)


def hand(letter, by):
    return letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=by)


def send(letter, by):
    return letter_services.send(letter=letter, row_version=letter.row_version, by=by)


def acts_on(thing):
    return list(LedgerEntry.objects.filter(stream__key=thing.stream).order_by("seq").values_list("act", flat=True))


def test_a_complete_letter_goes_to_the_head(cast, letter):
    moved = hand(letter, cast.here.unit_clerk)

    assert (moved.state, moved.desk_unit, moved.desk_office) == ("awaiting_signature", cast.here.school, "unit_head")
    assert acts_on(letter)[-1] == "letter.hand_to_head"


def test_what_is_missing_keeps_a_letter_with_the_clerk(cast, rules):
    letter = making.draft(cast.here, names=(), number="")

    with pytest.raises(NotNow) as refusal:
        hand(letter, cast.here.unit_clerk)

    assert refusal.value.sentences == ["The list is empty: add at least one person, collective or household."]
    assert Letter.objects.get().state == "draft"


def test_the_head_sends_a_letter_back_with_a_reason(cast, letter):
    letter = hand(letter, cast.here.unit_clerk)

    with pytest.raises(NotNow):
        letter_services.send_back_to_clerk(
            letter=letter, row_version=letter.row_version, by=cast.here.unit_head, reason=" "
        )
    moved = letter_services.send_back_to_clerk(
        letter=letter, row_version=letter.row_version, by=cast.here.unit_head, reason="Thiếu cô Hương"
    )

    assert (moved.state, moved.desk_office) == ("draft", "unit_clerk")
    assert json.loads(last_act(letter.stream).payload.body)["reason"] == "Thiếu cô Hương"


def test_sending_makes_one_proposal_for_each_award_form(cast, letter):
    other = AwardForm.objects.get(code="bk-tinh")
    row = services.add_nomination(
        letter=letter, values=making.row_values("Phạm Hữu Ước", other), by=cast.here.unit_clerk
    )
    making.attach_required(letter, [row], cast.here.unit_clerk)
    letter.refresh_from_db()

    moved = send(letter, cast.here.unit_head)

    proposals = Proposal.objects.order_by("pk")
    assert [(p.award_form.code, p.nominee_count, p.state, p.version) for p in proposals] == [
        ("bk-tinh", 1, "submitted", 1),
        ("gk-xa", 2, "submitted", 1),
    ]
    assert all(p.due_on and p.desk_office == "office_reviewer" and p.desk_unit == cast.here.commune for p in proposals)
    assert [version.number for p in proposals for version in p.versions.all()] == [1, 1]
    assert (moved.state, moved.sent_by, moved.desk_office) == ("sent", cast.here.unit_head, "")
    assert moved.rule_set is not None
    assert not letter.nominations.filter(proposal=None).exists()
    assert verify().holds  # the rule set's first use is named too


def test_the_version_holds_what_was_sent(cast, letter):
    send(letter, cast.here.unit_head)

    body = json.loads(Proposal.objects.get().versions.get().body)

    assert body["letter"]["number"] == "15/TTr-THPQ"
    assert [row["full_name"] for row in body["nominations"]] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]
    assert all(len(paper["sha256"]) == 64 for row in body["nominations"] for paper in row["papers"])


def test_the_head_may_send_what_was_never_handed_over(cast, letter):
    assert send(letter, cast.here.unit_head).state == "sent"


@pytest.mark.parametrize("office", ["unit_clerk", "other_head", "office_reviewer", "commune_chair"])
def test_nobody_else_sends(cast, letter, office):
    with pytest.raises(NotYou):
        send(letter, cast.here.person[office])

    assert not Proposal.objects.exists()


def test_sending_twice_makes_one_set_of_proposals(cast, letter):
    send(letter, cast.here.unit_head)

    with pytest.raises(LostRace) as race:
        letter_services.send(letter=letter, row_version=letter.row_version, by=cast.here.unit_head)

    assert race.value.winner == cast.here.unit_head.full_name
    assert Proposal.objects.count() == 1


# --- the campaign ----------------------------------------------------------------------------------
@pytest.fixture
def closed_campaign(cast, rules):
    today = timezone.localdate()
    made = campaigns.set_up(
        commune=cast.here.commune,
        values={
            "title": "Đợt thi đua mùa hè",
            "plan_number": "5/KH-UBND",
            "plan_on": date(2026, 1, 5),
            "starts_on": today - timedelta(days=90),
            "ends_on": today - timedelta(days=20),
            "closes_on": today - timedelta(days=10),
        },
        contents=[],
        criteria=[],
        award_forms=[making.award_form()],
        by=cast.here.office_reviewer,
    )
    return making.launched(cast.here, made)


def test_a_letter_for_a_closed_campaign_is_not_sent(cast, closed_campaign):
    letter = making.draft(cast.here, kind="campaign", campaign=closed_campaign)

    with pytest.raises(NotNow) as refusal:
        send(letter, cast.here.unit_head)

    assert len(refusal.value.sentences) == 1
    assert "The campaign closed for letters on" in refusal.value.sentences[0]
    assert not Proposal.objects.exists()


def test_an_exception_lets_the_unit_send_late(cast, closed_campaign):
    letter = making.draft(cast.here, kind="campaign", campaign=closed_campaign)
    campaigns.grant_exception(
        campaign=closed_campaign,
        unit=cast.here.school,
        until_on=timezone.localdate() + timedelta(days=2),
        reason="Bão",
        by=cast.here.office_head,
    )

    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False), pytest.raises(NotNow):
        send(letter, cast.here.unit_head)
    assert send(letter, cast.here.unit_head).state == "sent"


# --- letters on paper ------------------------------------------------------------------------------
@pytest.fixture
def paper_letter(cast, rules):
    """A letter of the hamlet, which has no accounts, drafted by the reviewer."""
    reviewer = cast.here.office_reviewer
    letter = services.draft_letter(
        unit=cast.here.hamlet,
        values={
            "kind": "merit",
            "title": "Khen thưởng gia đình",
            "number": "02/TTr-XĐ",
            "signed_on": date(2026, 6, 1),
            "signer_name": "Hoàng Văn Sơn",
        },
        by=reviewer,
    )
    values = making.row_values("Hoàng Thị Mơ", making.award_form())
    making.attach_required(letter, [services.add_nomination(letter=letter, values=values, by=reviewer)], reviewer)
    letter.refresh_from_db()
    return letter


def enter(letter, by):
    return letter_services.enter_received(letter=letter, row_version=letter.row_version, by=by)


def test_a_paper_letter_needs_its_arrival(cast, paper_letter):
    with pytest.raises(NotNow) as refusal:
        enter(paper_letter, cast.here.office_reviewer)

    assert "Give the number and the day of arrival." in refusal.value.sentences


def test_a_paper_letter_is_entered_in_the_units_name(cast, paper_letter):
    letter = services.save_letter(
        letter=paper_letter,
        row_version=paper_letter.row_version,
        values={"arrival_number": "45", "arrived_on": date(2026, 6, 2)},
        by=cast.here.office_reviewer,
    )

    moved = enter(letter, cast.here.office_reviewer)

    assert (moved.state, Proposal.objects.get().unit) == ("sent", cast.here.hamlet)
    assert json.loads(last_act(letter.stream).payload.body)["unit"] == cast.here.hamlet.name


def test_a_letter_of_a_unit_with_accounts_is_not_entered_for_it(cast, letter):
    with pytest.raises(NotNow) as refusal:
        enter(letter, cast.here.office_reviewer)

    assert "This unit has accounts and sends its letters itself." in refusal.value.sentences


@pytest.mark.parametrize("office", ["unit_head", "office_head", "second_reviewer"])
def test_who_enters_paper_letters(cast, paper_letter, office):
    may = office == "second_reviewer"

    with pytest.raises(NotNow if may else NotYou):
        enter(paper_letter, cast.here.person[office])


# --- recall ----------------------------------------------------------------------------------------
def recall(letter, by, reason="Sai danh sách"):
    return letter_services.recall(letter=letter, row_version=letter.row_version, by=by, reason=reason)


def test_a_recalled_letter_is_a_draft_and_its_proposals_are_withdrawn(cast, letter):
    letter = send(letter, cast.here.unit_head)

    moved = recall(letter, cast.here.unit_head)

    proposal = Proposal.objects.get()
    assert (moved.state, moved.desk_office) == ("draft", "unit_clerk")
    assert (proposal.state, proposal.ending_reason, proposal.desk_office) == ("withdrawn", "Sai danh sách", "")
    assert set(letter.nominations.values_list("proposal", flat=True)) == {None}
    assert len({entry.act_id for entry in (last_act(letter.stream), last_act(proposal.stream))}) == 1


def test_a_recalled_letter_can_be_sent_again(cast, letter):
    letter = recall(send(letter, cast.here.unit_head), cast.here.unit_head)

    send(letter, cast.here.unit_head)

    assert list(Proposal.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "submitted"]


def test_what_was_taken_up_is_not_recalled(cast, letter):
    letter = send(letter, cast.here.unit_head)
    proposal = Proposal.objects.get()
    approval.take_up(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)

    with pytest.raises(NotNow) as refusal:
        recall(letter, cast.here.unit_head)

    assert refusal.value.sentences == [f"{proposal.code} has been taken up by {cast.here.office_reviewer.full_name}."]
    assert Letter.objects.get().state == "sent"


def test_a_recall_needs_a_reason(cast, letter):
    letter = send(letter, cast.here.unit_head)

    with pytest.raises(NotNow):
        recall(letter, cast.here.unit_head, reason="")


def test_a_letter_recalled_and_sent_again_can_be_recalled_again(cast, letter):
    said = {"by": cast.here.unit_head, "reason": "Sai số liệu."}
    for _round in range(2):
        letter = send(letter, cast.here.unit_head)
        letter = letter_services.recall(letter=letter, row_version=letter.row_version, **said)

    assert letter.state == "draft"
    assert list(Proposal.objects.values_list("state", flat=True)) == ["withdrawn", "withdrawn"]
