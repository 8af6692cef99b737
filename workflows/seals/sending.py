"""Mailing checkpoints: each once to each address, with its file."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from permissions.ledger.checkpoints.models import Checkpoint
from permissions.ledger.checkpoints.queries import code_of, file_name, file_of
from permissions.timed import timed
from workflows.notices.posting import post_due
from workflows.seals.models import SealAddress, SealMail

OLDEST = timedelta(days=7)  # an address added today is not flooded with old ones: each seals those before it
_ROOM_FOR_A_FILE = 8_000_000  # bytes; many mail servers refuse more


@timed
def mail_checkpoints(now):
    """Send the checkpoints that are due; returns how many mails went out."""
    _gather(now)
    return post_due(SealMail.objects.select_related("address"), _message_if_wanted, now)


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


def _message_if_wanted(mail):
    """The mail; None where the address was ended meanwhile."""
    return message_of(mail) if mail.address.ended_at is None else None


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
