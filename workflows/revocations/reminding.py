"""Reminding the office of what did not come back of revoked awards by its last day: once on each working day."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.roles import Office
from permissions.timed import timed
from workflows import deadlines
from workflows.notices import words
from workflows.notices.models import Notice
from workflows.notices.services import Telling, settle_reminders, tell
from workflows.notices.states import NoticeKind
from workflows.notices.words import Audience
from workflows.revocations.queries import still_due

words.declare({"revocation.overdue": _("must come back of a revoked award by now")})
_OFFICE = Audience((Office.OFFICE_REVIEWER,), "commune")


@timed
def remind_of_returns(now):
    """Tell the office of each paper of which something is overdue; returns how many notices were written."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < settings.NOTICE_HOUR or not _is_working_day(today):
        return 0
    papers = {}
    for revocation in still_due(today).select_related("amendment_line__amendment").order_by("pk"):
        papers.setdefault(_subject(revocation), revocation)
    told = Notice.objects.filter(subject__in=papers, words="revocation.overdue", told_on=today)
    for subject in told.values_list("subject", flat=True):
        papers.pop(subject, None)
    return _remind(papers, today, now) if papers else 0


def _is_working_day(day):
    try:
        return deadlines.is_working_day(day, deadlines.holidays_between(day, day))
    except deadlines.HolidaysUnknown:
        return day.isoweekday() < 6


def _subject(revocation):
    """Where the notice leads: the cancelling decision, of a higher level's award its dossier."""
    line = revocation.amendment_line
    return line.amendment.stream if line else revocation.nomination.proposal.stream


@transaction.atomic
def _remind(papers, today, now):
    settle_reminders(list(papers), before=today, now=now)
    tellings = [
        Telling(
            subject=subject,
            title=line.amendment.title if (line := revocation.amendment_line) else revocation.nomination.proposal.title,
            commune_id=revocation.commune_id,
            words="revocation.overdue",
            audience=_OFFICE,
            kind=NoticeKind.REMINDER,
            due_on=revocation.last_day,
            told_on=today,
        )
        for subject, revocation in papers.items()
    ]
    return tell(tellings, by=None, now=now)
