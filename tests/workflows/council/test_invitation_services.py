"""Inviting the members: what is told, what is kept, and when nobody is invited."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from tests.workflows.council.test_services import acts
from tests.workflows.council.test_topic_services import add
from workflows.council import invitation_services, services
from workflows.council.invitation_papers import invitation_docx
from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db


def invite(table, meeting, **values):
    meeting.refresh_from_db()
    said = {"row_version": meeting.row_version, "by": table.secretary, **values}
    return invitation_services.invite(meeting=meeting, **said)


def change(table, meeting, **values):
    meeting.refresh_from_db()
    return services.change_meeting(meeting=meeting, row_version=meeting.row_version, values=values, by=table.secretary)


def test_calling_a_meeting_tells_nobody_yet(table):
    meeting = table.prepared()

    assert not Notice.objects.filter(subject=meeting.stream).exists()


def test_every_member_is_told_and_the_paper_is_kept(table):
    meeting = table.prepared(table.proposal())

    made = invite(table, meeting)

    told = Notice.objects.filter(subject=meeting.stream, words="meeting.invited")
    assert set(told.values_list("person", flat=True)) == {person.pk for person in table.seats}
    assert (made.sequence, made.paper.kind, made.paper.subject_key) == (0, "invitation", meeting.stream)
    assert acts(meeting)[-1] == "meeting.invited"
    assert verify().holds


def test_after_a_change_of_the_place_the_members_are_invited_again(table):
    meeting = table.prepared()
    first = invite(table, meeting)
    change(table, meeting, place="Hội trường")

    second = invite(table, meeting)

    assert (second.sequence, second.place, first.place) == (1, "Hội trường", "Phòng họp tầng 2")
    assert Notice.objects.filter(subject=meeting.stream, words="meeting.invited_again").count() == 9
    assert verify().holds


def test_the_page_knows_what_the_members_were_not_told(table):
    meeting = table.prepared()
    last = invite(table, meeting)
    meeting = change(table, meeting, place="Hội trường", held_at=timezone.now() + timedelta(days=1))

    assert invitation_services.changed_since(meeting, last) == ["held_at", "place"]


def test_after_a_change_of_the_agenda_the_members_are_invited_again(table):
    meeting = table.prepared(table.proposal())
    last = invite(table, meeting)
    add(table, meeting, "Thông qua quy chế")
    meeting.refresh_from_db()

    assert invitation_services.changed_since(meeting, last) == ["agenda"]
    assert invite(table, meeting).sequence == 1
    meeting.refresh_from_db()
    assert invitation_services.changed_since(meeting, invitation_services.last_invitation(meeting)) == []


def test_nobody_is_invited_twice_to_the_same(table):
    meeting = table.prepared()
    invite(table, meeting)

    with pytest.raises(NotNow, match=_("The members are invited already, and nothing has changed since.")):
        invite(table, meeting)

    assert meeting.invitations.count() == 1


def test_nobody_is_invited_to_a_day_that_has_passed(table):
    meeting = table.prepared(held_at=timezone.now() - timedelta(days=1))

    with pytest.raises(NotNow, match=_("The day of the meeting has passed; change it first, then invite.")):
        invite(table, meeting)


def test_nobody_is_invited_once_the_meeting_has_begun(table):
    meeting = table.opened()

    with pytest.raises(NotNow, match=_("The meeting has begun; nobody is invited any more.")):
        invite(table, meeting)


def test_the_chair_does_not_send_invitations(table):
    meeting = table.prepared()

    with pytest.raises(NotYou):
        invite(table, meeting, by=table.chair)


def test_a_stale_form_invites_nobody(table):
    meeting = table.prepared()
    stale = meeting.row_version
    change(table, meeting, place="Hội trường")

    with pytest.raises(LostRace):
        invite(table, meeting, row_version=stale)


def test_an_invitation_to_answer_in_writing_names_the_last_day(table):
    meeting = table.prepared(table.proposal(), kind="written", place="", answer_by=date(2026, 11, 30))

    made = invite(table, meeting)

    assert (made.kind, made.answer_by, made.place) == ("written", date(2026, 11, 30), "")
    assert Notice.objects.filter(subject=meeting.stream).first().due_on == date(2026, 11, 30)


def test_the_word_file_is_made_of_the_same_words(table):
    meeting = table.prepared(table.proposal())

    assert invitation_docx(meeting, on=date(2026, 11, 23)).startswith(b"PK")
