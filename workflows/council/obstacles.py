"""Why a member cannot vote on an item now: one sentence with a code, the same for page, endpoint and service."""

from django.utils import formats
from django.utils.translation import gettext as _

from workflows.council.states import Channel, MeetingState, VoteState

# Of these the cause is the person: the answer is "not you", not "not now".
OF_THE_PERSON = frozenset({"not_on_the_roll", "recused"})


def vote_obstacle(room, item):
    """Why nothing is voted on an item now, whoever asks: (code, sentence); None while its vote is open."""
    if room.meeting.state == MeetingState.PREPARED:
        return "meeting_not_open", _("The meeting has not been opened yet.")
    if room.meeting.state == MeetingState.CLOSED:
        return "meeting_closed", _("The meeting is closed; no ballot is taken any more.")
    if room.is_deferred(item):
        return "deferred", _("The council deferred this item; it is not voted on today.")
    if item.state == VoteState.PREPARED:
        return "vote_not_open", _("The vote on this item has not been opened yet.")
    if item.state != VoteState.OPEN:
        return "vote_closed", _("The vote on this item is closed; no ballot is taken any more.")
    return None


def ballot_obstacle(room, item, person_id):
    """Why a person cannot cast a ballot on an item now: (code, sentence); None when it is possible."""
    if room.meeting.state == MeetingState.OPEN and person_id not in room.voting:
        return "not_on_the_roll", _("You are not a voting member on the roll of this meeting.")
    if found := vote_obstacle(room, item):
        return found
    if item.pk in room.hands:
        return "hands_recorded", _("A show of hands is recorded for this item.")
    if person_id in room.papers[item.pk]:
        return "paper_ballot", _("You were given a paper ballot for this item; that is your vote.")
    channel = room.casts[item.pk].get(person_id)
    if channel == Channel.WRITTEN:
        return "written_opinion", _("Your written opinion on this item is recorded; it stands.")
    if channel and room.is_secret(item):
        return "voted_already", _("You have voted on this item already. A secret ballot is final.")
    if person_id in room.aside_from_all(item):
        nomination = room.nominations[item.pk][0]
        return "recused", room.aside[nomination.pk][person_id].sentence
    if room.meeting.is_in_writing:
        return _too_late(room)
    if not room.voting[person_id].is_in_room:
        return "not_present", _("The roll does not show you as present. Tell the secretary, then vote.")
    return None


def _too_late(room):
    last = room.meeting.answer_by
    if room.today <= last:
        return None
    told = _("Written opinions were taken until %(day)s.")
    return "too_late", told % {"day": formats.date_format(last, "SHORT_DATE_FORMAT")}
