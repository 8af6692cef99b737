"""Questions about notices."""

from django.db.models import Q

from workflows.notices.models import Mailing, Notice
from workflows.notices.states import MailState

CAP = 100
_UNREAD = Q(read_at__isnull=True, settled_at__isnull=True)


def unread_count(person):
    """How many notices the person has not opened and that still matter, counted up to 100; one statement."""
    return Notice.objects.filter(_UNREAD, person=person).order_by()[:CAP].count()


def notices_of(person, *, unread_only=False):
    """The person's own notices."""
    rows = Notice.objects.filter(person=person)
    return rows.filter(_UNREAD) if unread_only else rows


def failed_mailings():
    """Mails that will not be tried again by themselves."""
    return Mailing.objects.filter(state=MailState.FAILED)


def told_about(subject, *, unit_ids=None):
    """Who was told of a thing, the newest first. unit_ids: only those told in these units."""
    rows = Notice.objects.filter(subject=subject).select_related("person", "unit", "mailing")
    return rows if unit_ids is None else rows.filter(unit__in=unit_ids)
