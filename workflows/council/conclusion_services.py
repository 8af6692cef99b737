"""Telling the units what a meeting concluded: one act, one paper for each unit, and a notice to its clerk and head."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow
from permissions.vietnamese import search_key
from workflows.approval.telling import UNIT
from workflows.council.after_models import ConclusionNotice
from workflows.council.conclusion_papers import keep_notice
from workflows.council.conclusions import conclusions_of
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState
from workflows.notices import words
from workflows.notices.services import Telling, tell

acts.declare({"meeting.conclusions_sent": gettext_lazy("told the units what was concluded")})
words.declare_kind("conclusion", page="conclusions:detail")
words.declare({"conclusion.sent": gettext_lazy("has its conclusions on what your unit proposed")})


def sending_obstacle(meeting):
    """Why the units cannot be told now: (code, sentence); None when they can."""
    if meeting.state != MeetingState.CLOSED:
        return "wrong_state", _("The units are told when the meeting is closed.")
    if meeting.minutes_signed_at is None:
        return "not_signed", _("The units are told what the minutes say: secretary and chair sign them first.")
    if meeting.conclusions.exists():
        return "told_already", _("The units have been told already.")
    return None


@transaction.atomic
def send_conclusions(*, meeting, row_version, by, acting_as="", now=None):
    """Tell every unit what was concluded on its own nominations; returns the ConclusionNotices, one for each unit.

    Raises NotYou, NotNow (not closed, minutes not signed, told already), LostRace.
    """
    now = now or timezone.now()
    meeting = lock_meeting(meeting)
    capacity = access.require(by, "meetings.prepare", meeting, acting_as=acting_as)
    check_row_version(meeting, row_version, _("the meeting"))
    if obstacle := sending_obstacle(meeting):
        raise NotNow(obstacle[1], code=obstacle[0])
    on = timezone.localdate(now)
    found = conclusions_of(meeting, on=on)
    made = [_notice(meeting, unit, concluded, on, by, now) for unit, concluded in found.items()]
    ConclusionNotice.objects.bulk_create(made)
    tell([_telling(notice) for notice in made], by=by, now=now)
    body = {
        "units": [notice.unit.name for notice in made],
        "sha256": [notice.paper.sha256 for notice in made],
        "docx_sha256": [notice.text.sha256 for notice in made],
    }
    finish(meeting, "meeting.conclusions_sent", body, by=by, capacity=capacity, now=now)
    return made


def _notice(meeting, unit, concluded, on, by, now):
    paper, text = keep_notice(meeting, unit, concluded, on=on, by=by)
    return ConclusionNotice(
        commune=meeting.commune,
        meeting=meeting,
        unit=unit,
        code=f"{meeting.code}-{unit.code}",
        search_key=search_key(meeting.code, meeting.title, unit.name)[:500],
        paper=paper,
        text=text,
        sent_by=by,
        sent_at=now,
    )


def _telling(notice):
    return Telling(
        subject=notice.stream,
        title=notice.meeting.title,
        commune_id=notice.commune_id,
        unit_id=notice.unit_id,
        words="conclusion.sent",
        audience=UNIT,
    )
