"""Free items of the agenda, and the agenda put in order: one row of numbers for dossiers and free items."""

import pytest
from django.utils.translation import gettext as _

from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.making import award_form
from tests.workflows.council.test_services import acts
from workflows.council import agenda_services, topic_services
from workflows.council.numbering import key_of

pytestmark = pytest.mark.django_db


def order_of(meeting):
    """What stands on the agenda, by number."""
    things = [*meeting.items.select_related("proposal"), *meeting.topics.all()]
    return [key_of(each) for each in sorted(things, key=lambda each: each.order)]


def numbers_of(meeting):
    return sorted(each.order for each in [*meeting.items.all(), *meeting.topics.all()])


def add(table, meeting, title="Thảo luận quy chế", **values):
    meeting.refresh_from_db()
    said = {"row_version": meeting.row_version, "by": table.secretary, "title": title, **values}
    return topic_services.add_topic(meeting=meeting, **said)


def test_a_free_item_stands_at_the_end_of_the_agenda(table):
    proposal = table.proposal()
    meeting = table.prepared(proposal)

    topic = add(table, meeting, "  Thảo   luận quy chế ")

    assert (topic.title, topic.order) == ("Thảo luận quy chế", 2)
    assert order_of(meeting) == [proposal.code, topic.key]
    assert acts(meeting)[-1] == "meeting.topic_added"
    assert verify().holds


def test_a_dossier_placed_after_a_free_item_stands_behind_it(table):
    meeting = table.prepared()
    topic = add(table, meeting)
    proposal = table.proposal()

    versions = {proposal.pk: proposal.row_version}
    agenda_services.place_on_agenda(meeting=meeting, proposals=[proposal], row_versions=versions, by=table.secretary)

    assert order_of(meeting) == [topic.key, proposal.code]


def test_a_free_item_is_said_otherwise(table):
    meeting = table.prepared()
    topic = add(table, meeting)
    meeting.refresh_from_db()

    said = {"title": "Thảo luận kế hoạch năm 2027", "row_version": meeting.row_version, "by": table.secretary}
    topic = topic_services.change_topic(topic=topic, **said)

    assert topic.title == "Thảo luận kế hoạch năm 2027"
    assert acts(meeting)[-1] == "meeting.topic_changed"


def test_the_same_words_again_change_nothing(table):
    meeting = table.prepared()
    topic = add(table, meeting)
    meeting.refresh_from_db()
    told = len(acts(meeting))

    topic_services.change_topic(topic=topic, row_version=meeting.row_version, title=topic.title, by=table.secretary)

    assert len(acts(meeting)) == told


def test_what_follows_a_removed_item_moves_up(table):
    meeting = table.prepared()
    first, second = add(table, meeting, "Một"), add(table, meeting, "Hai")
    meeting.refresh_from_db()

    topic_services.remove_topic(topic=first, row_version=meeting.row_version, by=table.secretary)

    assert (order_of(meeting), numbers_of(meeting)) == ([second.key], [1])
    assert acts(meeting)[-1] == "meeting.topic_removed"
    assert verify().holds


@pytest.mark.parametrize("title", ["", "   ", "a" * 301])
def test_nothing_or_too_much_is_refused(table, title):
    meeting = table.prepared()

    with pytest.raises(ValidationError):
        add(table, meeting, title)

    assert order_of(meeting) == []


def test_a_member_adds_nothing(table):
    meeting = table.prepared()

    with pytest.raises(NotYou):
        add(table, meeting, by=table.seats[1])


def test_a_stale_form_is_refused(table):
    meeting = table.prepared()
    add(table, meeting)

    with pytest.raises(LostRace):
        add(table, meeting, "Hai", row_version=meeting.row_version - 1)


def test_a_removed_item_is_not_removed_again(table):
    meeting = table.prepared()
    topic = add(table, meeting)
    gone = topic.pk
    meeting.refresh_from_db()
    topic_services.remove_topic(topic=topic, row_version=meeting.row_version, by=table.secretary)
    meeting.refresh_from_db()
    topic.pk = gone

    with pytest.raises(NotNow, match=_("This item is not on the agenda any more.")):
        topic_services.remove_topic(topic=topic, row_version=meeting.row_version, by=table.secretary)


def test_the_agenda_of_a_closed_meeting_takes_no_free_item(table):
    meeting = table.closed()

    with pytest.raises(NotNow):
        add(table, meeting)


def test_a_free_item_needs_no_vote_to_close(table):
    meeting = table.opened()
    add(table, meeting)
    table.vote(meeting, yes=9)

    assert table.close(meeting).state == "closed"


def test_dossiers_and_free_items_are_put_in_one_order(table):
    one, two = table.proposal(), table.proposal()
    meeting = table.prepared(one, two)
    topic = add(table, meeting)
    meeting.refresh_from_db()

    agenda_services.reorder_agenda(
        meeting=meeting, row_version=meeting.row_version, codes=[topic.key, two.code], by=table.secretary
    )

    assert order_of(meeting) == [topic.key, two.code, one.code]


def test_a_free_item_moves_up_and_down(table):
    proposal = table.proposal()
    meeting = table.prepared(proposal)
    topic = add(table, meeting)
    meeting.refresh_from_db()

    agenda_services.move_item(item=topic, row_version=topic.meeting.row_version, step=-1, by=table.secretary)

    assert order_of(meeting) == [topic.key, proposal.code]


def test_taking_a_dossier_off_closes_the_gap(table):
    one, two = table.proposal(), table.proposal()
    meeting = table.prepared(one, two)
    topic = add(table, meeting)
    one.refresh_from_db()

    agenda_services.take_off_agenda(
        item=meeting.items.get(proposal=one), row_version=one.row_version, reason="Chờ bổ sung", by=table.secretary
    )

    assert (order_of(meeting), numbers_of(meeting)) == ([two.code, topic.key], [1, 2])


def test_dossiers_are_grouped_by_award_form_the_highest_first(table):
    lower, higher = table.proposal(), table.proposal(form=award_form("bk-tinh"))
    again = table.proposal()
    meeting = table.prepared(lower, higher, again)
    topic = add(table, meeting)
    meeting.refresh_from_db()

    agenda_services.group_agenda(meeting=meeting, row_version=meeting.row_version, by=table.secretary)

    assert order_of(meeting) == [topic.key, higher.code, lower.code, again.code]
    assert acts(meeting)[-1] == "meeting.agenda_ordered"


def test_nobody_but_the_secretary_groups_the_agenda(table):
    meeting = table.prepared()

    with pytest.raises(NotYou):
        agenda_services.group_agenda(meeting=meeting, row_version=meeting.row_version, by=table.chair)
