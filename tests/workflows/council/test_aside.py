"""Standing aside: who has no ballot on which nomination, who says so, how it is counted and told."""

import io

import pytest
from pypdf import PdfReader

from documents.catalogue.models import VoteRule
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.roles import Office
from tests.conftest import appoint, no_history
from workflows.council import aside_services, ballot_services, hands_services
from workflows.council.models import AgendaItem, BallotBox, BallotCast, Council
from workflows.council.papers import minutes_pdf
from workflows.council.room import Room
from workflows.council.vote_models import Recusal

pytestmark = pytest.mark.django_db


def aside(item, by, *orders, kind="family", reason="Vợ của người được đề nghị", **said):
    rows = item.proposal.nominations.filter(order__in=orders or (1,)).values_list("pk", flat=True)
    said = {"nominations": list(rows), "kind": kind, "reason": reason, **said}
    return aside_services.stand_aside(item=item, by=by, **said)


def cast(table, item, person, choice="yes", leave=()):
    choices = {pk: choice for place, pk in enumerate(table.choices(item), start=1) if place not in leave}
    ballot_services.cast_ballot(item=item, choices=choices, by=person)


def text_of(meeting):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(minutes_pdf(meeting))).pages).split())


# --- who has a ballot ------------------------------------------------------------------------------
def test_who_stands_aside_from_one_nomination_votes_on_the_others_of_the_item(table):
    meeting = table.voting(table.proposal("An", "Bình", "Chi"))
    item, member = meeting.items.get(), table.seats[1]
    aside(item, member, 2)

    with pytest.raises(NotYou) as refusal:
        cast(table, item, member)
    cast(table, item, member, leave=(2,))

    assert refusal.value.code == "recused"
    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", flat=True)) == [1, 0, 1]


def test_one_choice_for_all_leaves_out_what_the_member_stands_aside_from(table):
    meeting = table.voting()
    item, member = meeting.items.get(), table.seats[1]
    aside(item, member, 2)

    ballot_services.cast_ballot(item=item, default="yes", by=member)

    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", flat=True)) == [1, 0]


def test_who_stands_aside_from_everything_has_no_ballot_and_is_told_why(table):
    meeting = table.voting()
    item, member = meeting.items.get(), table.seats[1]
    aside(item, member, 1, 2)

    code, sentence = Room(meeting).obstacle(Room(meeting).item(item.pk), member.pk)
    with pytest.raises(NotYou) as refusal:
        cast(table, item, member)

    assert code == refusal.value.code == "recused"
    assert "Vợ của người được đề nghị" in sentence
    assert not BallotCast.objects.exists()
    assert [person.person.pk for person in Room(meeting).missing(Room(meeting).item(item.pk))] == [
        person.pk for person in table.seats if person != member
    ]


def test_the_secretary_enters_it_for_a_member_also_before_the_meeting(table):
    meeting = table.prepared(table.proposal())
    item = meeting.items.get()

    (row,) = aside(item, table.secretary, 1, person_id=table.seats[4].pk)

    assert (row.person, row.kind, row.entered_by) == (table.seats[4], "family", table.secretary)
    assert verify().holds


def test_what_is_noted_already_stays_as_it_is(table):
    item = table.opened().items.get()
    aside(item, table.seats[1], 1)

    assert aside(item, table.secretary, 1, person_id=table.seats[1].pk, kind="nominee") == []
    assert Recusal.objects.get().kind == "family"


# --- every refusal ---------------------------------------------------------------------------------
def test_nobody_declares_it_for_another_member(table):
    item = table.opened().items.get()

    with pytest.raises(NotYou):
        aside(item, table.seats[1], 1, person_id=table.seats[2].pk)


@pytest.mark.parametrize("who", ["commune_chair", "office_head", "unit_head"])
def test_who_has_no_seat_declares_nothing(table, who):
    item = table.opened().items.get()

    with pytest.raises(NotYou):
        aside(item, table.town.person[who], 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "enemy"}, "kind"),
        ({"kind": "family", "reason": " "}, "reason"),
        ({"kind": "interest", "reason": ""}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"nominations": []}, "nominations"),
        ({"nominations": [999_999]}, "nominations"),
        ({"person_id": 999_999}, "person"),
    ],
)
def test_what_is_not_whole_is_told_by_field(table, said, field):
    item = table.opened().items.get()

    with pytest.raises(ValidationError) as refusal:
        aside(item, table.secretary, 1, **({"person_id": table.seats[1].pk} | said))

    assert set(refusal.value.message_dict) == {field}
    assert not Recusal.objects.exists()


def test_who_has_voted_does_not_stand_aside_afterwards(table):
    item = table.voting().items.get()
    cast(table, item, table.seats[1])

    with pytest.raises(NotNow) as refusal:
        aside(item, table.seats[1], 1)

    assert refusal.value.code == "voted_already"


def test_nobody_stands_aside_from_a_vote_that_is_closed(table):
    meeting = table.opened()
    table.vote(meeting, yes=8)
    table.count(meeting.items.get(), missing_ballots=True)

    with pytest.raises(NotNow) as refusal:
        aside(meeting.items.get(), table.seats[8], 1)

    assert refusal.value.code == "vote_closed"


def test_the_secretary_takes_it_back_while_the_vote_is_not_open(table):
    item = table.opened().items.get()
    (row,) = aside(item, table.seats[1], 1)
    said = {"item": item, "nomination_id": row.nomination_id, "person_id": row.person_id, "reason": "Nhầm người."}

    with pytest.raises(NotYou):
        aside_services.take_back(by=table.seats[1], **said)
    with pytest.raises(ValidationError) as silent:
        aside_services.take_back(by=table.secretary, **{**said, "reason": " "})
    aside_services.take_back(by=table.secretary, **said)
    with pytest.raises(NotNow) as gone:
        aside_services.take_back(by=table.secretary, **said)

    assert (set(silent.value.message_dict), gone.value.code) == ({"reason"}, "wrong_state")
    assert '"reason":"Nhầm người."' in LedgerEntry.objects.get(act="meeting.aside_removed").payload.body
    assert not Recusal.objects.exists()
    assert verify().holds


def test_nothing_is_taken_back_once_the_vote_is_open(table):
    item = table.opened().items.get()
    (row,) = aside(item, table.seats[1], 1)
    table.open_vote(item)
    said = {"item": item, "nomination_id": row.nomination_id, "person_id": row.person_id}

    with pytest.raises(NotNow) as refusal:
        aside_services.take_back(by=table.secretary, **said)

    assert refusal.value.code == "vote_opened"


def test_a_written_opinion_of_who_stands_aside_is_not_entered(table):
    meeting = table.opened(present=8, written=1)
    item, member = meeting.items.get(), table.seats[8]
    aside(item, table.secretary, 1, 2, person_id=member.pk)
    table.open_vote(item)

    with pytest.raises(NotNow) as refusal:
        ballot_services.record_written_opinion(item=item, person_id=member.pk, default="yes", by=table.secretary)

    assert refusal.value.code == "recused"


# --- the council's regulation ----------------------------------------------------------------------
@pytest.mark.parametrize("office", [Office.UNIT_HEAD, Office.UNIT_CLERK])
@pytest.mark.parametrize("stands", [False, True])
def test_head_and_clerk_of_the_unit_stand_aside_only_where_the_regulation_says_so(table, office, stands):
    with no_history():
        appoint(table.seats[2], office, table.town.school)
    Council.objects.update(unit_stands_aside=stands)
    meeting = table.opened()
    item = meeting.items.get()
    shown = Room(meeting).aside_from_all(Room(meeting).item(item.pk))

    table.open_vote(item)

    assert shown == ({table.seats[2].pk} if stands else set())
    assert Recusal.objects.count() == (2 if stands else 0)
    assert Room(meeting).aside_from_all(Room(meeting).item(item.pk)) == shown
    assert verify().holds


# --- how it is counted -----------------------------------------------------------------------------
@pytest.mark.parametrize(("leaves", "base", "passed"), [(False, 9, False), (True, 8, True)])
def test_the_base_shrinks_only_where_the_rule_says_so(table, leaves, base, passed):
    basis = "Quy chế của Hội đồng, Điều 7" if leaves else ""
    VoteRule.objects.update(recused_leave_base=leaves, recusal_basis=basis)
    VoteRule.objects.update(threshold_numerator=5, threshold_denominator=8, is_strict=False)
    meeting = table.voting(table.proposal("An"))
    item = meeting.items.get()
    aside(item, table.seats[8], 1)
    table.vote(meeting, yes=5, no=3)

    meeting = table.close(meeting)

    box = BallotBox.objects.get()
    assert (box.base, box.aside, box.passed) == (base, 1, passed)
    text = text_of(meeting)
    assert f"{table.seats[8].full_name} không tham gia biểu quyết đối với An" in text
    assert "Vợ của người được đề nghị" in text
    assert ("không tính vào tổng số" in text) == leaves


def test_where_all_stand_aside_nothing_passes_and_the_vote_can_be_closed(table):
    meeting = table.voting(table.proposal("An"))
    item = meeting.items.get()
    for member in table.seats:
        aside(item, member, 1)

    meeting = table.close(meeting)

    box = BallotBox.objects.get()
    assert (box.yes, box.base, box.aside, box.passed) == (0, 9, 9, False)
    assert AgendaItem.objects.get().verdict == "rejected"


def test_where_all_stand_aside_and_leave_the_base_it_is_empty_and_nothing_passes(table):
    VoteRule.objects.update(recused_leave_base=True, recusal_basis="Quy chế", is_strict=False)
    meeting = table.voting(table.proposal("An"))
    for member in table.seats:
        aside(meeting.items.get(), member, 1)

    table.close(meeting)

    assert list(BallotBox.objects.values_list("base", "passed")) == [(0, False)]


def test_hands_are_as_many_as_members_who_do_not_stand_aside(table):
    meeting = table.voting(vote_method="open")
    item = meeting.items.get()
    first, second = table.choices(item)
    aside(item, table.seats[8], 1)
    said = {"item": item, "by": table.secretary}

    with pytest.raises(ValidationError) as common:
        hands_services.record_hands(counts={"yes": 9}, **said)
    with pytest.raises(ValidationError) as wrong:
        hands_services.record_hands(counts={"yes": 9}, exceptions={first: {"yes": 9}}, **said)
    hands_services.record_hands(counts={"yes": 9}, exceptions={first: {"yes": 7, "no": 1}}, **said)
    table.close(meeting)

    assert set(common.value.message_dict) == set(wrong.value.message_dict) == {f"exception_{first}"}
    found = {box.nomination_id: (box.yes, box.no, box.aside) for box in BallotBox.objects.all()}
    assert found == {first: (7, 1, 1), second: (9, 0, 0)}


def test_hands_on_the_only_nomination_leave_out_who_stands_aside(table):
    meeting = table.voting(table.proposal("An"), vote_method="open")
    item = meeting.items.get()
    aside(item, table.seats[8], 1)
    aside(item, table.seats[0], 1)

    with pytest.raises(ValidationError):
        hands_services.record_hands(item=item, counts={"yes": 7, "chair_agrees": True}, by=table.secretary)
    record = hands_services.record_hands(item=item, counts={"yes": 7}, by=table.secretary)
    meeting = table.close(meeting)

    assert (record.room_count, record.aside_count) == (9, 2)
    assert meeting.items.get().participants == 7
