"""Telling people: written in the transaction of the act, so that nothing is told of what did not happen.

A bounded number of statements, however many things move and however many people are told.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from permissions.prepared import insert_many
from workflows.notices.models import Notice, Wish
from workflows.notices.offices import holders
from workflows.notices.states import Mail, NoticeKind
from workflows.notices.words import Audience

_UNREAD = Q(read_at__isnull=True, settled_at__isnull=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is told of one thing, and to whom. handler: of the audience only this person and their deputies, if any.

    words: name of the sentence. unit_id: of the unit the thing belongs to.
    """

    subject: str
    title: str
    commune_id: int
    words: str
    audience: Audience
    unit_id: int | None = None
    handler_id: int | None = None
    kind: str = NoticeKind.TOLD
    due_on: date | None = None
    told_on: date | None = None

    @property
    def places(self):
        """(where, key of that unit, office) of everybody meant."""
        key = self.unit_id if self.audience.where == "unit" else self.commune_id
        return [(self.audience.where, key, str(office)) for office in self.audience.offices]


def tell(tellings, *, by, now):
    """Write the notices; nobody is told of their own act, nobody twice of one thing. Returns how many were written.

    by: the actor, None where the clock acts. Two statements; inside the transaction of the act.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("tell() belongs inside the transaction of the deed")
    found = holders({place for telling in tellings for place in telling.places}, timezone.localdate(now))
    at_place = defaultdict(list)
    for holder in found:
        at_place["unit", holder.unit_id, holder.office].append(holder)
        at_place["commune", holder.commune_id, holder.office].append(holder)
    notices = {}
    for telling in tellings:
        for holder in _meant(telling, at_place):
            if by is None or holder.person_id != by.pk:
                notices.setdefault((holder.person_id, telling.subject), _notice(telling, holder, now))
    if any(telling.told_on for telling in tellings):  # another tick at the same time may have reminded of them
        Notice.objects.bulk_create(notices.values(), ignore_conflicts=True)
    else:
        insert_many(list(notices.values()))
    return len(notices)


def _meant(telling, at_place):
    everybody = [holder for place in telling.places for holder in at_place[place]]
    handling = [holder for holder in everybody if holder.principal_id == telling.handler_id]
    return handling or everybody


def _notice(telling, holder, now):
    return Notice(
        person_id=holder.person_id,
        commune_id=telling.commune_id,
        unit_id=holder.unit_id,
        office=holder.office,
        kind=telling.kind,
        words=telling.words,
        subject=telling.subject,
        title=telling.title[:400],
        due_on=telling.due_on,
        told_on=telling.told_on,
        at=now,
    )


_SETTLE = (
    "UPDATE workflows_notice SET settled_at = %s WHERE subject IN ({}) AND read_at IS NULL AND settled_at IS NULL"
    " AND (kind <> %s OR person_id = %s)"
)


def settle(subjects, *, by, now):
    """These things moved: what waited for others is over, and the actor knows all about them. One statement."""
    if not subjects:
        return
    values = [connection.ops.adapt_datetimefield_value(now), *subjects, str(NoticeKind.TOLD), by.pk if by else None]
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE.format(", ".join(["%s"] * len(subjects))), values)


def settle_reminders(subjects, *, before, now):
    """Yesterday's reminders of these things give way to today's."""
    old = Notice.objects.filter(_UNREAD, subject__in=subjects, told_on__lt=before)
    old.update(settled_at=now)


def opened(*, person, subject, now=None):
    """The person looks at the thing: its notices to them are read. One statement where there is none.

    A bare UPDATE would make every page wait for SQLite's one writer.
    """
    keys = list(Notice.objects.filter(_UNREAD, person=person, subject=subject).values_list("pk", flat=True))
    if keys:
        Notice.objects.filter(pk__in=keys).update(read_at=now or timezone.now())


def read_all(*, person, up_to, now=None):
    """Mark as read what the person saw in the list: every notice up to this key. Returns how many."""
    rows = Notice.objects.filter(_UNREAD, person=person, pk__lte=up_to)
    return rows.update(read_at=now or timezone.now())


def read_old(before):
    """Mark as read whatever was told before a moment, as in a sample that was loaded long after."""
    Notice.objects.filter(_UNREAD, at__lt=before).update(read_at=before)


@transaction.atomic
def choose_mail(*, person, mail, now=None):
    """How often the person wants mail. Raises ValueError for an unknown choice."""
    chosen = {"mail": Mail(mail), "chosen_at": now or timezone.now()}
    return Wish.objects.update_or_create(person=person, defaults=chosen)[0]
