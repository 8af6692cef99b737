"""Sending mails from the table: taken under a lock, sent outside of any transaction, tried again with growing waits.

A mail broken off while it was being sent may have gone out: it counts as failed and is not sent again by itself.
"""

from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions import access
from permissions.refusals import NotNow
from permissions.timed import timed
from workflows.notices.models import Mailing
from workflows.notices.shown import with_words
from workflows.notices.states import MailState, NoticeKind

WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 1_440))
LEASE = timedelta(minutes=10)
AT_ONCE = 200
LINES = 20  # of one kind; more are only counted


@timed
def send_mails(now):
    """Send what is due; returns how many went out."""
    _break_off(now)
    sent = 0
    for _number in range(AT_ONCE):
        mailing = _take(now)
        if mailing is None:
            break
        sent += _send(mailing, now)
    return sent


def _break_off(now):
    lost = Mailing.objects.filter(state=MailState.SENDING, due_at__lte=now)
    lost.update(state=MailState.FAILED, fault="interrupted")


@transaction.atomic
def _take(now):
    """The next mail, marked as being sent; no other tick takes it."""
    due = Mailing.objects.filter(state=MailState.WAITING, due_at__lte=now).order_by("due_at", "pk")
    mailing = due.select_for_update(skip_locked=True, of=("self",)).select_related("person").first()
    if mailing is not None:
        mailing.state, mailing.due_at = MailState.SENDING, now + LEASE
        mailing.tries += 1
        mailing.save(update_fields=["state", "due_at", "tries"])
    return mailing


def _send(mailing, now):
    notices = with_words(_still_meant(mailing))
    if not mailing.person.email or not any(notice.is_unread for notice in notices):
        _close(mailing, MailState.DROPPED)
        return 0
    try:
        message_of(mailing, notices).send()
    except (SMTPException, OSError) as fault:
        _later(mailing, type(fault).__name__, now)
        return 0
    mailing.sent_at = timezone.now()
    _close(mailing, MailState.SENT)
    return 1


def _still_meant(mailing):
    """The notices of offices that the person still holds: who left, or is shut out, is told nothing more."""
    held = {(capacity.unit_id, capacity.office) for capacity in access.capacities(mailing.person)}
    return [notice for notice in mailing.notices.order_by("pk") if (notice.unit_id, notice.office) in held]


def _later(mailing, fault, now):
    mailing.fault = fault[:80]
    if mailing.tries > len(WAITS):
        _close(mailing, MailState.FAILED)
        return
    mailing.due_at = now + WAITS[mailing.tries - 1]
    _close(mailing, MailState.WAITING)


def _close(mailing, state):
    mailing.state = state
    mailing.save(update_fields=["state", "due_at", "sent_at", "fault"])


def message_of(mailing, notices):
    """The mail: numbers, codes, what happened in plain words, a link. No name, no title, no text of a dossier."""
    kinds = [(kind, [notice for notice in notices if notice.kind == kind]) for kind in reversed(NoticeKind)]
    parts = [
        {"label": kind.label, "count": len(rows), "rows": rows[:LINES], "more": max(len(rows) - LINES, 0)}
        for kind, rows in kinds
        if rows
    ]
    counted = ", ".join(f"{part['count']} {str(part['label']).lower()}" for part in parts)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return EmailMessage(
        subject=_("Bảng Vàng: %(counted)s") % {"counted": counted},
        body=render_to_string("workflows/notices/mail.txt", {"parts": parts, "site": settings.SITE_URL}),
        to=[mailing.person.email],
        headers={"Message-ID": f"<notices-{mailing.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )


@transaction.atomic
def repeat(*, mailing, now=None):
    """Try a failed mail once more, from the beginning. Raises NotNow for any other."""
    mailing = Mailing.objects.select_for_update(of=("self",)).get(pk=mailing.pk)
    if mailing.state != MailState.FAILED:
        raise NotNow(_("Only a failed mail can be sent again."))
    mailing.tries, mailing.due_at, mailing.fault = 0, now or timezone.now(), ""
    mailing.state = MailState.WAITING
    mailing.save(update_fields=["state", "tries", "due_at", "fault"])
    return mailing
