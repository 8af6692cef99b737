"""The mails that repeat notices: when they are sent, what they say, and sending a failed one again."""

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
from workflows.notices.posting import post_due
from workflows.notices.shown import with_words
from workflows.notices.states import MailState, NoticeKind

LINES = 20  # of one kind; more are only counted


@timed
def send_mails(now):
    """Send what is due; returns how many went out."""
    return post_due(Mailing.objects.select_related("person"), _message_if_meant, now)


def _message_if_meant(mailing):
    """The mail; None for who has no address, or has read everything, or left the offices that were told."""
    notices = with_words(_still_meant(mailing))
    if not mailing.person.email or not any(notice.is_unread for notice in notices):
        return None
    return message_of(mailing, notices)


def _still_meant(mailing):
    """The notices of offices that the person still holds: who left, or is shut out, is told nothing more."""
    held = {(capacity.unit_id, capacity.office) for capacity in access.capacities(mailing.person)}
    return [notice for notice in mailing.notices.order_by("pk") if (notice.unit_id, notice.office) in held]


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
