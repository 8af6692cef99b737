"""The agenda: what may be placed, taken off and moved, and by whom."""

import pytest

from permissions.ledger.models import LedgerEntry
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.making import row_versions_of, sent
from workflows.council import agenda_services
from workflows.council.models import AgendaItem, BallotBox

pytestmark = pytest.mark.django_db


def place(table, meeting, *proposals, by=None, **values):
    values = {"row_versions": row_versions_of(proposals), "by": by or table.secretary, **values}
    return agenda_services.place_on_agenda(meeting=meeting, proposals=proposals, **values)


def codes(meeting):
    return list(meeting.items.order_by("order").values_list("proposal__code", flat=True))


def test_proposals_are_placed_in_the_order_given_with_a_box_for_each_nomination(table):
    first, second = table.proposal("An"), table.proposal("Bình", "Chi")
    meeting = table.prepared()

    items = place(table, meeting, second, first)

    assert codes(meeting) == [second.code, first.code]
    assert [item.order for item in items] == [1, 2]
    assert BallotBox.objects.count() == 3
    first.refresh_from_db()
    assert (first.state, first.desk_office) == ("on_agenda", "")
    last = LedgerEntry.objects.latest("pk")
    assert (last.stream.key, last.act) == (meeting.stream, "meeting.agenda_placed")


def test_a_proposal_is_on_one_agenda_only(table):
    proposal = table.proposal()
    table.prepared(proposal)

    with pytest.raises(NotNow):
        place(table, table.prepared(), proposal)


def test_only_appraised_proposals_are_placed(table):
    proposal = sent(table.town)

    with pytest.raises(NotNow):
        place(table, table.prepared(), proposal)

    assert not AgendaItem.objects.exists()


def test_one_proposal_that_cannot_be_placed_stops_all(table):
    good, bad = table.proposal("An"), sent(table.town)

    with pytest.raises(NotNow):
        place(table, table.prepared(), good, bad)

    good.refresh_from_db()
    assert good.state == "appraised"


def test_choosing_nothing_is_refused(table):
    with pytest.raises(ValidationError):
        place(table, table.prepared())


def test_a_dossier_of_another_commune_is_refused(table, other_table):
    foreign = other_table.proposal()

    with pytest.raises(ValidationError):
        place(table, table.prepared(), foreign)


def test_a_stale_dossier_is_a_lost_race(table):
    proposal = table.proposal()

    with pytest.raises(LostRace):
        place(table, table.prepared(), proposal, row_versions={proposal.pk: proposal.row_version - 1})


@pytest.mark.parametrize("who", ["council_chair", "council_member", "office_reviewer"])
def test_only_the_secretary_sets_the_agenda(table, who):
    meeting, proposal = table.prepared(), table.proposal()

    with pytest.raises(NotYou):
        place(table, meeting, proposal, by=table.town.person[who])


def test_an_item_may_come_while_the_meeting_is_open_with_its_rule_frozen(table):
    meeting = table.opened(table.proposal("An"))

    (item,) = place(table, meeting, table.proposal("Bình"))

    assert (item.order, item.vote_rule is not None) == (2, True)


def test_an_award_without_a_rule_does_not_come_late(table):
    from documents.catalogue.models import VoteRule

    meeting, late = table.opened(table.proposal("An")), table.proposal("Bình", kind="sudden")
    VoteRule.objects.filter(form_rule__kind="sudden").delete()

    with pytest.raises(NotNow):
        place(table, meeting, late)


def test_a_closed_meeting_takes_no_agenda(table):
    meeting, late = table.closed(table.proposal("An")), table.proposal("Bình")

    with pytest.raises(NotNow):
        place(table, meeting, late)


# --- taking off ------------------------------------------------------------------------------------
def take_off(table, item, by=None, reason="Thiếu xác nhận.", row_version=None):
    return agenda_services.take_off_agenda(
        item=item, row_version=row_version or item.proposal.row_version, reason=reason, by=by or table.secretary
    )


def test_a_dossier_is_taken_off_and_the_rest_is_numbered_anew(table):
    first, second = table.proposal("An"), table.proposal("Bình")
    meeting = table.prepared(first, second)

    taken = take_off(table, meeting.items.get(proposal=first))

    assert taken.state == "appraised"
    assert list(meeting.items.values_list("proposal", "order")) == [(second.pk, 1)]
    assert BallotBox.objects.count() == 1
    assert AgendaItem.history.filter(history_type="-").count() == 1


def test_taking_off_needs_a_reason(table):
    item = table.prepared(table.proposal()).items.get()

    with pytest.raises(NotNow):
        take_off(table, item, reason=" ")

    assert AgendaItem.objects.exists()


def test_nothing_is_taken_off_once_somebody_has_voted(table):
    meeting = table.opened()
    table.vote(meeting, yes=1)

    with pytest.raises(NotNow) as refusal:
        take_off(table, meeting.items.get())

    assert refusal.value.code == "vote_begun"


def test_what_is_off_already_is_not_taken_off_again(table):
    item = table.prepared(table.proposal()).items.get()
    take_off(table, item)
    item.pk = 999_999

    with pytest.raises(NotNow):
        take_off(table, item)


def test_taking_off_with_a_stale_form_is_a_lost_race(table):
    item = table.prepared(table.proposal()).items.get()

    with pytest.raises(LostRace):
        take_off(table, item, row_version=1)


def test_members_take_nothing_off(table):
    item = table.prepared(table.proposal()).items.get()

    with pytest.raises(NotYou):
        take_off(table, item, by=table.seats[1])


# --- order -----------------------------------------------------------------------------------------
def test_an_item_moves_up_and_down_within_the_agenda(table):
    first, second, third = (table.proposal(name) for name in ("An", "Bình", "Chi"))
    meeting = table.prepared(first, second, third)

    for code, step, expected in (
        (third.code, -1, [first.code, third.code, second.code]),
        (first.code, 1, [third.code, first.code, second.code]),
        (third.code, -1, [third.code, first.code, second.code]),
    ):
        meeting.refresh_from_db()
        item = meeting.items.get(proposal__code=code)
        agenda_services.move_item(item=item, row_version=meeting.row_version, step=step, by=table.secretary)
        assert codes(meeting) == expected


def test_an_order_names_only_what_is_on_the_agenda(table):
    meeting = table.prepared(table.proposal())

    with pytest.raises(ValidationError):
        agenda_services.reorder_agenda(
            meeting=meeting, row_version=meeting.row_version, codes=["PQ-2026-9999"], by=table.secretary
        )


def test_a_stale_order_is_a_lost_race(table):
    meeting = table.prepared(table.proposal("An"), table.proposal("Bình"))

    with pytest.raises(LostRace):
        agenda_services.reorder_agenda(meeting=meeting, row_version=1, codes=codes(meeting), by=table.secretary)


def test_the_chair_does_not_order_the_agenda(table):
    meeting = table.prepared(table.proposal())

    with pytest.raises(NotYou):
        agenda_services.reorder_agenda(
            meeting=meeting, row_version=meeting.row_version, codes=codes(meeting), by=table.chair
        )


def test_a_closed_agenda_keeps_its_order(table):
    meeting = table.closed()

    with pytest.raises(NotNow):
        agenda_services.reorder_agenda(
            meeting=meeting, row_version=meeting.row_version, codes=codes(meeting), by=table.secretary
        )
