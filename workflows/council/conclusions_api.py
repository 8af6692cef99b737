"""Endpoints of what units are told of the council's conclusions."""

from datetime import datetime
from typing import Literal

from ninja import Field, Query, Schema

from documents.sheets.serving import words_of_query
from permissions.api_fields import Code, DeedOnRow, Line, Page, Slice
from permissions.endpoints import Asks, Endpoints, seen_or_404
from permissions.keyset import page_of, with_words
from permissions.people.schemas import PersonShort, UnitShort
from workflows.council import conclusion_services
from workflows.council.after_models import ConclusionNotice
from workflows.council.api import PREPARE, meeting_or_404
from workflows.council.conclusion_queries import concluded_in, notices_seen
from workflows.council.conclusion_views import give_file
from workflows.council.conclusions import next_steps
from workflows.council.exports import conclusions_file
from workflows.council.minutes_facts import area_of

router = Endpoints(tags=["after the meeting"])
VIEW = Asks("conclusions.view")
JOINED = ("commune", "meeting", "unit", "sent_by", "paper__blob", "text__blob")


class NoticeQuery(Slice):
    """q: words of the meeting or the unit."""

    q: Line = ""


class NoticeRow(Schema):
    code: str
    meeting: str = Field(alias="meeting.code")
    title: str = Field(alias="meeting.title")
    unit: UnitShort
    sent_by: PersonShort
    sent_at: datetime


class Told(Schema):
    """order: in the unit's list. name: initials of who is under age. figures: only as the rule asks for them."""

    order: int
    name: str
    conclusion: str
    figures: str


class Concluded(Schema):
    proposal: str = Field(alias="proposal.code")
    award_form: str = Field(alias="proposal.award_form.name")
    rows: list[Told]


class Notice(NoticeRow):
    """next_steps: what happens next and by whom, in the words of the paper."""

    concluded: list[Concluded]
    next_steps: list[str]


def _notices(request, query):
    rows = notices_seen(request.user, request.held).select_related("sent_by")
    return with_words(rows, query.q)


@router.get("/conclusions", auth=VIEW, response=Page[NoticeRow])
def conclusions(request, query: Query[NoticeQuery]):
    """What units were told, the newest first: of my unit, or of the commune for which I work."""
    return page_of(_notices(request, query), ("-pk",), query)


@router.get("/conclusions.xlsx", auth=VIEW)
def conclusions_for_excel(request, query: Query[NoticeQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return conclusions_file(request, _notices(request, query).order_by("-pk"), words_of_query(query))


@router.get("/conclusions/{code}", auth=VIEW, response=Notice)
def conclusion(request, code: Code):
    """What one unit was told."""
    notice = seen_or_404(request, ConclusionNotice, *JOINED, code=code)
    notice.concluded = concluded_in(notice)
    notice.next_steps = next_steps(notice.concluded, area_of(notice.commune))
    return notice


@router.get("/conclusions/{code}/{ending}", auth=VIEW)
def conclusion_file(request, code: Code, ending: Literal["pdf", "docx"]):
    """The paper that was kept, as PDF or for Word."""
    return give_file(request, seen_or_404(request, ConclusionNotice, *JOINED, code=code), ending)


@router.post("/meetings/{code}/conclusions", auth=PREPARE, response={201: list[NoticeRow]})
def send_conclusions(request, code: Code, body: DeedOnRow):
    """Tell every unit what was concluded on its own nominations; once the minutes are signed."""
    meeting = meeting_or_404(request, code)
    said = {"row_version": body.row_version, "acting_as": body.acting_as}
    return conclusion_services.send_conclusions(meeting=meeting, by=request.user, **said)
