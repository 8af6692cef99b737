"""A meeting as a calendar file after RFC 5545: a small writer of the few lines that an invitation needs.

Times are in UTC, so that no table of time zones must be sent along. Nobody is named in the file: METHOD is PUBLISH,
which asks for no attendees, and the UID stays the same while SEQUENCE rises with every further invitation.
"""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
_LINE_OCTETS = 75


def _escaped(text):
    """TEXT of RFC 5545, 3.3.11."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line):
    """The line in pieces of at most 75 octets, each but the first begun by a blank; no letter is cut in two."""
    pieces, piece, room = [], b"", _LINE_OCTETS
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _LINE_OCTETS - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece])


def _utc(moment):
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _time_lines(invitation):
    """A meeting begins at its hour; opinions in writing are a whole day, the last one on which they are taken."""
    if invitation.answer_by:
        yield f"DTSTART;VALUE=DATE:{invitation.answer_by:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{invitation.answer_by + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{_utc(invitation.held_at)}"


def _title(invitation):
    if invitation.answer_by:
        return _("Last day to answer in writing: %(title)s") % {"title": invitation.title}
    return invitation.title


def calendar_file(invitation, url):
    """The bytes of the .ics file of an Invitation; the same invitation gives the same bytes.

    url: where the meeting is shown.
    """
    meeting = invitation.meeting
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    where = _("Agenda and dossiers: %(url)s") % {"url": url}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bang Vang//Council//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{meeting.code}@{host}",
        f"SEQUENCE:{invitation.sequence}",
        f"DTSTAMP:{_utc(invitation.sent_at)}",
        *_time_lines(invitation),
        f"SUMMARY:{_escaped(_title(invitation))}",
        *([f"LOCATION:{_escaped(invitation.place)}"] if invitation.place else []),
        f"DESCRIPTION:{_escaped(where)}",
        f"URL:{url}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) + b"\r\n" for line in lines)


def file_name(meeting):
    """moi-hop-PQ-2026-M003.ics"""
    return f"moi-hop-{meeting.code}.ics"
