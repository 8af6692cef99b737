"""Notices as endpoints take and give them."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from permissions.api_fields import Body, Key, Slice
from permissions.people.schemas import PersonShort, UnitShort
from workflows.notices.states import Mail, MailState, NoticeKind


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


class Mailing(Schema):
    """A mail to a person. due_at: when it is tried next. fault: the kind of the last fault."""

    id: int
    person: PersonShort
    state: MailState
    notice_count: int
    made_at: datetime
    due_at: datetime
    sent_at: datetime | None
    tries: int
    fault: str


class MailingQuery(Slice):
    state: Literal["", "waiting", "sending", "sent", "dropped", "failed"] = ""


class Told(Schema):
    """A person told of a thing. mailed_at: when the mail that names it went out."""

    person: PersonShort
    office: str
    unit: UnitShort
    kind: NoticeKind
    sentence: str
    at: datetime
    read_at: datetime | None
    settled_at: datetime | None
    mailed_at: datetime | None

    @staticmethod
    def resolve_mailed_at(notice):
        return notice.mailing.sent_at if notice.mailing else None
