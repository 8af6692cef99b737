"""Notices as endpoints take and give them."""

from datetime import date, datetime

from ninja import Schema

from permissions.api_fields import Body, Key, Slice
from workflows.notices.states import Mail, NoticeKind


class NoticeQuery(Slice):
    """unread: only those not opened yet that still matter."""

    unread: bool = False


class Notice(Schema):
    """subject: stream key of the thing. settled_at: since then nothing is to be done or learned from it."""

    id: int
    kind: NoticeKind
    subject: str
    title: str
    sentence: str
    due_on: date | None
    at: datetime
    read_at: datetime | None
    settled_at: datetime | None


class ReadUpTo(Body):
    """up_to: the newest notice that was seen."""

    up_to: Key


class Marked(Schema):
    """How many notices were marked as read."""

    count: int


class MailChoice(Body):
    mail: Mail


class Told(Schema):
    """A person told of a thing. mailed_at: when the mail that names it went out."""

    person: str
    office: str
    unit: str
    kind: NoticeKind
    sentence: str
    at: datetime
    read_at: datetime | None
    mailed_at: datetime | None
