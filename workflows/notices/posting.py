"""Posting what waits in a table of mails: taken under a lock, sent outside of any transaction, tried again with growing
waits.

A mail broken off while it was being sent may have gone out: it counts as failed and is not sent again by itself.
"""

from datetime import timedelta
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from workflows.notices.states import MailState

WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 1_440))
LEASE = timedelta(minutes=10)
AT_ONCE = 200


def post_due(mails, message_of, now):
    """Send those of these rows that are due; returns how many went out.

    mails: a queryset of rows with the columns of a mail (state, due_at, sent_at, tries, fault), with what a message is
    made of. message_of: row -> EmailMessage, None where nobody needs it any more.
    """
    mails.filter(state=MailState.SENDING, due_at__lte=now).update(state=MailState.FAILED, fault="interrupted")
    sent = 0
    for _number in range(AT_ONCE):
        mail = take(mails, now)
        if mail is None:
            break
        sent += _post(mail, message_of(mail), now)
    return sent


@transaction.atomic
def take(mails, now):
    """The next mail that is due, marked as being sent; None without one. No other tick takes it."""
    due = mails.filter(state=MailState.WAITING, due_at__lte=now).order_by("due_at", "pk")
    mail = due.select_for_update(skip_locked=True, of=("self",)).first()
    if mail is not None:
        mail.state, mail.due_at = MailState.SENDING, now + LEASE
        mail.tries += 1
        mail.save(update_fields=["state", "due_at", "tries"])
    return mail


def _post(mail, message, now):
    if message is None:
        return _close(mail, MailState.DROPPED)
    try:
        message.send()
    except (SMTPException, OSError) as fault:
        mail.fault = type(fault).__name__[:80]
        if mail.tries > len(WAITS):
            return _close(mail, MailState.FAILED)
        mail.due_at = now + WAITS[mail.tries - 1]
        return _close(mail, MailState.WAITING)
    mail.sent_at = timezone.now()
    return _close(mail, MailState.SENT)


def _close(mail, state):
    """1 where it went out."""
    mail.state = state
    mail.save(update_fields=["state", "due_at", "sent_at", "fault"])
    return int(state == MailState.SENT)
