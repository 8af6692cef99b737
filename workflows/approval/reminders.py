"""Reminding of what is due soon or overdue on a desk: once for each thing and working day."""

from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.timed import timed
from workflows import deadlines
from workflows.approval import telling
from workflows.approval.moving import machines
from workflows.notices import words
from workflows.notices.models import Notice
from workflows.notices.services import settle_reminders, tell
from workflows.notices.states import NoticeKind

AT_ONCE = 500
words.declare({"due.soon": _("is due soon"), "due.today": _("is due today"), "due.over": _("is overdue")})


@timed
def remind(now):
    """Remind whoever has things on the desk that are due; returns how many notices were written."""
    today = timezone.localdate(now)
    last = _last_day(today)
    if last is None or timezone.localtime(now).hour < settings.NOTICE_HOUR:
        return 0
    return sum(_remind_of(model, machine.prefix, today, last, now) for model, machine in machines())


def _last_day(today):
    """The last due day of which today reminds, None on a day off. Without the year's list, weekdays and today alone."""
    try:
        if not deadlines.is_working_day(today, deadlines.holidays_between(today, today)):
            return None
        return deadlines.due_after(today, settings.REMIND_WORKING_DAYS)
    except deadlines.HolidaysUnknown:
        return today if today.isoweekday() < 6 else None


def _remind_of(model, prefix, today, last, now):
    subject = Concat(Value(f"{prefix}/"), F("code"), output_field=CharField())
    told = Notice.objects.filter(subject=OuterRef("key_of_stream"), told_on=today)
    rows = model.objects.exclude(desk_office="").filter(due_on__lte=last).annotate(key_of_stream=subject)
    rows = rows.exclude(Exists(told)).order_by("pk")
    written, after = 0, 0
    while things := list(rows.filter(pk__gt=after)[:AT_ONCE]):
        after = things[-1].pk
        written += _tell(things, prefix, today, now)
    return written


@transaction.atomic
def _tell(things, prefix, today, now):
    settle_reminders([thing.stream for thing in things], before=today, now=now)
    tellings = [
        replace(found, kind=NoticeKind.REMINDER, words=_words(thing, today), told_on=today)
        for thing in things
        for found in telling.of_desk(thing, prefix)
    ]
    return tell(tellings, by=None, now=now)


def _words(thing, today):
    if thing.due_on < today:
        return "due.over"
    return "due.today" if thing.due_on == today else "due.soon"
