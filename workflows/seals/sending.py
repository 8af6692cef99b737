"""Mailing checkpoints: each once to each address, with its file; taken under a lock, sent outside a transaction."""

from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.ledger.checkpoints.models import Checkpoint
from permissions.ledger.checkpoints.queries import code_of, file_name, file_of
from permissions.timed import timed
from workflows.notices.sending import AT_ONCE, LEASE, WAITS
from workflows.notices.states import MailState
from workflows.seals.models import SealAddress, SealMail

OLDEST = timedelta(days=7)  # an address added today is not flooded with old ones: each seals those before it
_ROOM_FOR_A_FILE = 8_000_000  # bytes; many mail servers refuse more


@timed
def mail_checkpoints(now):
    """Send the checkpoints that are due; returns how many mails went out."""
    _gather(now)
    SealMail.objects.filter(state=MailState.SENDING, due_at__lte=now).update(
        state=MailState.FAILED, fault="interrupted"
    )
    sent = 0
    for _number in range(AT_ONCE):
        mail = _take(now)
        if mail is None:
            break
        sent += _send(mail, now)
    return sent


def _gather(now):
    """A mail for each checkpoint of the last days to each address; another tick may have made the same ones."""
    newest = list(Checkpoint.objects.filter(at__gte=now - OLDEST).values_list("pk", flat=True))
    addresses = list(SealAddress.objects.filter(ended_at=None).values_list("pk", flat=True))
    there = set(SealMail.objects.filter(checkpoint__in=newest).values_list("checkpoint", "address"))
    SealMail.objects.bulk_create(
        (
            SealMail(checkpoint_id=number, address_id=address, due_at=now)
            for number in sorted(newest)
            for address in addresses
            if (number, address) not in there
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def _take(now):
    """The next mail, marked as being sent; no other tick takes it."""
    due = SealMail.objects.filter(state=MailState.WAITING, due_at__lte=now).order_by("due_at", "pk")
    mail = due.select_for_update(skip_locked=True, of=("self",)).select_related("address").first()
    if mail is not None:
        mail.state, mail.due_at = MailState.SENDING, now + LEASE
        mail.tries += 1
        mail.save(update_fields=["state", "due_at", "tries"])
    return mail


def _send(mail, now):
    if mail.address.ended_at is not None:
        _close(mail, MailState.DROPPED)
        return 0
    try:
        message_of(mail).send()
    except (SMTPException, OSError) as fault:
        mail.fault = type(fault).__name__[:80]
        is_last = mail.tries > len(WAITS)
        mail.due_at = now if is_last else now + WAITS[mail.tries - 1]
        _close(mail, MailState.FAILED if is_last else MailState.WAITING)
        return 0
    mail.sent_at = timezone.now()
    _close(mail, MailState.SENT)
    return 1


def _close(mail, state):
    mail.state = state
    mail.save(update_fields=["state", "due_at", "sent_at", "fault"])


def message_of(mail):
    """The mail: code, day, counts, and the file where mail servers take its size. No name, no title, no text."""
    checkpoint = mail.checkpoint
    content = file_of(checkpoint).encode()
    fits = len(content) <= _ROOM_FOR_A_FILE
    context = {"checkpoint": checkpoint, "code": code_of(checkpoint), "site": settings.SITE_URL, "fits": fits}
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMessage(
        subject=_("Checkpoint %(code)s") % {"code": context["code"]},
        body=render_to_string("workflows/seals/mail.txt", context),
        to=[mail.address.email],
        headers={"Message-ID": f"<checkpoint-{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if fits:
        message.attach(file_name(checkpoint), content, "application/json")
    return message
