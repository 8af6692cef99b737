"""Gathering notices into mails: one mail per person over what they have not opened, never two about the same notice."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from permissions.people.models import User
from permissions.timed import timed
from workflows.notices.models import Mailing, Notice, Wish
from workflows.notices.states import Mail

LONGEST_WAIT = timedelta(minutes=30)
OLDEST = timedelta(days=7)  # what nobody mailed for so long is no news: a choice made later floods nobody
DISPOSED_AT_ONCE = 5_000
_TO_TELL = Q(mailing__isnull=True, read_at__isnull=True, settled_at__isnull=True)


@timed
def gather_mails(now):
    """Make the mails that are due; returns how many. Each person is a transaction of its own, under a lock."""
    waiting = Notice.objects.filter(_TO_TELL, at__gte=now - OLDEST, person__is_active=True).exclude(person__email="")
    found = waiting.order_by().values("person").annotate(first=Min("at"), last=Max("at"))
    wishes = dict(Wish.objects.values_list("person_id", "mail"))
    return sum(
        _gather(row["person"], mail, now)
        for row in found
        if _is_time(mail := wishes.get(row["person"], settings.NOTICE_MAIL), row["first"], row["last"], now)
    )


def _is_time(mail, first, last, now):
    if mail == Mail.SOON:
        return last <= now - timedelta(minutes=settings.NOTICE_QUIET_MINUTES) or first <= now - LONGEST_WAIT
    return mail == Mail.DAILY and timezone.localtime(now).hour >= settings.NOTICE_HOUR


@transaction.atomic
def _gather(person_id, mail, now):
    """1 where a mail was made. Another tick that has the person in hand makes it instead."""
    mine = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person_id)
    if not mine.exists() or (mail == Mail.DAILY and _mailed_today(person_id, now)):
        return 0
    rows = Notice.objects.filter(_TO_TELL, person=person_id, at__gte=now - OLDEST)
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return 0
    mailing = Mailing.objects.create(person_id=person_id, made_at=now, due_at=now, notice_count=len(keys))
    Notice.objects.filter(pk__in=keys).update(mailing=mailing)
    return 1


def _mailed_today(person_id, now):
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Mailing.objects.filter(person=person_id, made_at__gte=midnight).exists()


@timed
def dispose_of_old_notices(now):
    """Delete notices past their time, some thousand at a tick; returns how many."""
    old = Notice.objects.filter(at__lt=now - timedelta(days=settings.NOTICE_KEEP_DAYS)).order_by("pk")
    keys = list(old.values_list("pk", flat=True)[:DISPOSED_AT_ONCE])
    Notice.objects.filter(pk__in=keys).delete()
    return len(keys)
