"""Endpoints of the council itself: who sits on it, decisions that change it, and its year in figures."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Schema

from documents.catalogue.schemas import AwardFormShort
from permissions.api_fields import Body, Code, Day, DeedOnRow, Key, Line
from permissions.endpoints import Asks, Endpoints, chosen
from permissions.people.models import User
from permissions.people.schemas import PersonShort
from workflows.council import membership, membership_services, queries
from workflows.council.api import VIEW
from workflows.council.models import Council
from workflows.council.states import SeatRole
from workflows.council.yearly import year_of
from workflows.council.yearly_views import year_asked, year_file

router = Endpoints(tags=["council"])


# --- members -------------------------------------------------------------------------------------------
class SeatNow(Schema):
    """A seat with its days. appointment: how a change names who leaves."""

    appointment: int = Field(alias="pk")
    person: PersonShort = Field(alias="user")
    role: str
    title: str
    basis: str
    from_on: date
    to_on: date | None


class Change(Schema):
    decision_number: str
    decided_on: date
    from_on: date
    words: str
    made_by: PersonShort
    made_at: datetime


class Members(Schema):
    """row_version: of the council. now: in the order of the roll; over_time: every seat ever given."""

    row_version: int
    now: list[SeatNow]
    over_time: list[SeatNow]
    changes: list[Change]


def _members(council):
    return {
        "row_version": council.row_version,
        "now": membership.seats_on(council, timezone.localdate()),
        "over_time": membership.seats_over_time(council),
        "changes": list(council.changes.select_related("made_by")),
    }


@router.get("/councils/{code}/members", auth=VIEW, response=Members)
def members(request, code: Code):
    """Who sits on the council now and over time; code: of its unit."""
    return _members(get_object_or_404(queries.councils_seen(request.held), unit__code=code))


class Coming(Body):
    person: Key
    role: SeatRole
    title: Line = ""


class NewChange(DeedOnRow):
    """leaving: appointments of who leaves; who changes role leaves and comes."""

    decision_number: Line
    decided_on: Day
    from_on: Day
    words: Line = ""
    leaving: list[Key] = Field(default=[], max_length=50)
    coming: list[Coming] = Field(default=[], max_length=50)


@router.post("/councils/{code}/changes", auth=Asks("people.edit"), response={201: Members})
def change_members(request, code: Code, body: NewChange):
    """Enter a decision that changes who sits on the council."""
    council = get_object_or_404(Council.objects.select_related("unit", "commune"), unit__code=code)
    coming = [
        {
            "user": chosen(User.objects.filter(is_active=True), "coming", pk=each.person),
            "role": SeatRole(each.role),
            "title": each.title,
        }
        for each in body.coming
    ]
    membership_services.change_members(
        council=council,
        row_version=body.row_version,
        values=body.dict(include={"decision_number", "decided_on", "from_on", "words"}),
        leaving=body.leaving,
        joining=coming,
        by=request.user,
        acting_as=body.acting_as,
    )
    council.refresh_from_db()
    return _members(council)


# --- the year ------------------------------------------------------------------------------------------
class YearQuery(Schema):
    year: int | None = None


class YearMeeting(Schema):
    code: str
    title: str
    held_at: datetime
    kind: str
    members_count: int
    item_count: int


class Attended(Schema):
    full_name: str
    meetings: int
    present: int
    in_writing: int
    absent: int


class Decided(Schema):
    """median_days, longest_days: from the endorsement of the appraisal to the closing; null where not known."""

    award_form: AwardFormShort
    dossiers: int
    deferred: int
    passed: int
    not_passed: int
    median_days: int | None
    longest_days: int | None


class Year(Schema):
    year: int = Field(alias="number")
    meetings: list[YearMeeting]
    attended: list[Attended]
    decided: list[Decided]


@router.get("/council-year", auth=VIEW, response=Year)
def council_year(request, query: Query[YearQuery]):
    """The closed meetings of a year in figures; this year where none is asked."""
    return year_of(year_asked(str(query.year or "")), request.user, request.held)


@router.get("/council-year.xlsx", auth=VIEW)
def council_year_for_excel(request, query: Query[YearQuery]):
    """The same as a workbook."""
    return year_file(request, year_of(year_asked(str(query.year or "")), request.user, request.held))
