"""Objections to a public notice as endpoints take and give them."""

from datetime import date, datetime

from ninja import Field, Schema

from permissions.api_fields import ActingAs, Body, Day, DeedOnRow, Line, RowVersion, Text
from permissions.people.schemas import PersonShort
from workflows.public_notice.models import Objection as Stored


class Objection(Schema):
    """objector: empty for who may not know it. answer: empty until it is answered."""

    id: int
    received_on: date
    channel: str
    channel_label: str = Field(alias="get_channel_display")
    objector: str
    text: str
    has_scan: bool
    noted_by: PersonShort
    noted_at: datetime
    answer: str
    answered_by: PersonShort | None
    answered_at: datetime | None
    row_version: int

    @staticmethod
    def resolve_has_scan(objection):
        return objection.scan_id is not None


class NewObjection(Body):
    """row_version: of the dossier."""

    row_version: RowVersion
    received_on: Day
    channel: Stored.Channel
    text: Text
    objector: Line = ""
    acting_as: ActingAs = ""


class Reply(DeedOnRow):
    """row_version: of the objection."""

    answer: Text
