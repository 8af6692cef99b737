"""Deferring and closing: what is counted, what moves, what stops it, and that it is all or nothing."""

import pytest
from django.utils import timezone

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.council import services
from workflows.council.models import BallotBox, Meeting

pytestmark = pytest.mark.django_db


def acts(meeting):
    return list(LedgerEntry.objects.filter(stream__key=meeting.stream).order_by("seq").values_list("act", flat=True))


# --- deferring -------------------------------------------------------------------------------------
def test_an_item_is_deferred_and_taken_up_again(table):
    meeting = table.opened()
    item = meeting.items.get()

    services.defer_item(item=item, reason="Chờ xác minh thêm.", by=table.chair)
    deferred = meeting.items.get()
    services.undefer_item(item=item, by=table.chair)

    assert (deferred.verdict, deferred.defer_reason) == ("deferred", "Chờ xác minh thêm.")
    assert meeting.items.get().verdict == ""
    assert acts(meeting)[-2:] == ["meeting.deferred", "meeting.undeferred"]


def test_deferring_needs_a_reason(table):
    item = table.opened().items.get()

    with pytest.raises(ValidationError):
        services.defer_item(item=item, reason="  ", by=table.chair)


def test_deferring_twice_is_refused(table):
    item = table.opened().items.get()
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)

    with pytest.raises(NotNow):
        services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)


def test_only_the_chair_defers(table):
    item = table.opened().items.get()

    with pytest.raises(NotYou):
        services.defer_item(item=item, reason="Chờ xác minh.", by=table.secretary)


def test_nothing_is_deferred_before_opening(table):
    item = table.prepared(table.proposal()).items.get()

    with pytest.raises(NotNow):
        services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)


# --- closing ---------------------------------------------------------------------------------------
def test_closing_moves_every_dossier_and_keeps_the_arithmetic(table):
    carried, lost, later = table.proposal("An"), table.proposal("Bình", "Chi"), table.proposal("Dung")
    meeting = table.opened(carried, lost, later)
    by_proposal = {item.proposal_id: item for item in meeting.items.all()}
    table.vote(meeting, yes=5, no=4, item=by_proposal[carried.pk])
    table.vote(meeting, yes=4, no=3, abstain=2, item=by_proposal[lost.pk])
    services.defer_item(item=by_proposal[later.pk], reason="Thiếu xác nhận.", by=table.chair)

    meeting = table.close(meeting)

    for proposal in (carried, lost, later):
        proposal.refresh_from_db()
    assert [carried.state, lost.state, later.state] == ["passed", "not_passed", "appraised"]
    assert [row.outcome for row in carried.nominations.all()] == ["passed"]
    assert [row.outcome for row in lost.nominations.all()] == ["not_passed", "not_passed"]
    assert [row.outcome for row in later.nominations.all()] == ["proposed"]
    box = BallotBox.objects.get(item__proposal=carried)
    assert (box.yes, box.no, box.abstain, box.base, box.votes_needed, box.passed) == (5, 4, 0, 9, 5, True)
    assert "5" in box.sentence and "55,56 %" in box.sentence
    item = meeting.items.get(proposal=carried)
    assert (item.verdict, item.participants, item.written_count) == ("carried", 9, 0)
    assert (meeting.state, meeting.closed_at, meeting.desk_office) == ("closed", timezone.now(), "council_secretary")
    assert lost.agenda_items.last().meeting.state == "closed"


def test_one_act_stands_on_the_stream_of_the_meeting_and_of_each_dossier(table):
    first, second = table.proposal("An"), table.proposal("Bình")

    meeting = table.closed(first, second)

    last = LedgerEntry.objects.filter(stream__key=meeting.stream).latest("seq")
    lines = set(LedgerEntry.objects.filter(act_id=last.act_id).values_list("stream__key", "act"))
    assert lines == {
        (meeting.stream, "meeting.close"),
        (first.stream, "proposal.carry"),
        (second.stream, "proposal.carry"),
    }
    assert verify().holds


def test_a_deferred_dossier_comes_to_a_later_meeting(table):
    proposal = table.proposal()
    meeting = table.opened(proposal)
    services.defer_item(item=meeting.items.get(), reason="Thiếu xác nhận.", by=table.chair)
    table.close(meeting)

    table.closed(proposal)

    proposal.refresh_from_db()
    assert proposal.state == "passed"
    assert proposal.agenda_items.last().verdict == "carried"


def test_an_item_without_a_vote_stops_the_closing(table):
    voted, not_voted = table.proposal("An"), table.proposal("Bình")
    meeting = table.opened(voted, not_voted)
    table.vote(meeting, yes=9, item=meeting.items.get(proposal=voted))

    with pytest.raises(NotNow) as refusal:
        table.close(meeting)

    assert len(refusal.value.sentences) == 1 and not_voted.code in refusal.value.sentences[0]
    voted.refresh_from_db()
    assert voted.state == "on_agenda"


def test_a_vote_below_the_quorum_is_no_result(table):
    meeting = table.opened(present=6)
    table.vote(meeting, yes=5)

    with pytest.raises(NotNow):
        table.close(meeting, missing_ballots=True)


def test_the_chair_says_so_when_members_who_are_there_have_not_voted(table):
    meeting = table.opened()
    table.vote(meeting, yes=7)

    with pytest.raises(NotNow) as refusal:
        table.close(meeting)
    closed = table.close(meeting, missing_ballots=True)

    assert all(member.full_name in refusal.value.sentences[0] for member in table.seats[7:])
    assert closed.items.get().participants == 7


def test_closing_is_all_or_nothing(table):
    first, second = table.proposal("An"), table.proposal("Bình")
    meeting = table.opened(first, second)
    for item in meeting.items.all():
        table.vote(meeting, yes=9, item=item)
    table.announce_all(meeting)
    box = BallotBox.objects.filter(item__proposal=second).get()
    box.yes += 1  # somebody has tampered with the box
    box.save()

    with pytest.raises(NotNow) as refusal:
        table.close(meeting)

    assert refusal.value.code == "box_does_not_add_up"
    meeting.refresh_from_db()
    first.refresh_from_db()
    assert (meeting.state, first.state) == ("open", "on_agenda")
    assert set(meeting.items.values_list("verdict", flat=True)) == {""}


def test_a_vote_with_more_ballots_in_the_box_than_voters_is_not_closed(table):
    meeting = table.opened(table.proposal("An"))
    table.vote(meeting, yes=9)
    box = BallotBox.objects.get()
    box.yes += 1  # somebody has tampered with the box
    box.save()

    with pytest.raises(NotNow) as refusal:
        table.count(meeting.items.get())

    assert refusal.value.code == "box_does_not_add_up"
    assert (meeting.items.get().state, BallotBox.objects.get().passed) == ("open", None)


def test_only_the_chair_closes(table):
    meeting = table.opened()
    table.vote(meeting, yes=9)

    with pytest.raises(NotYou):
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=table.secretary)


def test_a_second_closing_names_who_was_faster(table):
    meeting = table.opened()
    table.vote(meeting, yes=9)
    shown = Meeting.objects.get().row_version
    table.close(meeting)

    with pytest.raises(LostRace) as refusal:
        services.close_meeting(meeting=meeting, row_version=shown, by=table.chair)

    assert refusal.value.winner == table.chair.full_name


def test_a_meeting_in_preparation_is_not_closed(table):
    meeting = table.prepared(table.proposal())

    with pytest.raises(NotNow) as refusal:
        table.close(meeting)

    assert refusal.value.code == "wrong_state"
