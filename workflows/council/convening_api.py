"""Endpoints of convening: free items and order of the agenda, invitations and their files."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from ninja import Field, Schema

from permissions.api_fields import Code, DeedOnRow, Key, Line
from permissions.endpoints import Asks, Endpoints, read_form
from permissions.people.schemas import PersonShort
from workflows.council import agenda_services, invitation_services, presiding, topic_running, topic_services
from workflows.council.api import PREPARE, VIEW, meeting_or_404, shown
from workflows.council.forms import TopicForm
from workflows.council.invitation_views import calendar_response, docx_response, pdf_response
from workflows.council.openings import openings_of
from workflows.council.pack_views import pack_response
from workflows.council.room import Room
from workflows.council.schemas import Meeting

router = Endpoints(tags=["council"])
PLACE, RUN = Asks("meetings.place_on_agenda"), Asks("meetings.run_votes")


# --- free items ----------------------------------------------------------------------------------------
class Topic(Schema):
    """A free item. key: how an order of the agenda names it. begun_at, ended_at: when the room came to it last."""

    id: int
    key: str
    order: int
    title: str
    begun_at: datetime | None
    ended_at: datetime | None
    conclusion: str


class TopicSaid(DeedOnRow):
    """row_version: of the meeting."""

    title: Line


def _topic_or_404(request, code, key):
    meeting = meeting_or_404(request, code)
    topic = get_object_or_404(meeting.topics, pk=key)
    topic.meeting = meeting
    return topic


@router.get("/meetings/{code}/topics", auth=VIEW, response=list[Topic])
def topics(request, code: Code):
    """The free items of the agenda."""
    return meeting_or_404(request, code).topics.all()


@router.post("/meetings/{code}/topics", auth=PLACE, response={201: Topic})
def add_topic(request, code: Code, body: TopicSaid):
    """Put a free item at the end of the agenda."""
    meeting = meeting_or_404(request, code)
    said = read_form(TopicForm(body.dict())).cleaned_data
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return topic_services.add_topic(meeting=meeting, by=request.user, **deed, **said)


@router.patch("/meetings/{code}/topics/{key}", auth=PLACE, response=Topic)
def change_topic(request, code: Code, key: Key, body: TopicSaid):
    """Say a free item otherwise."""
    topic = _topic_or_404(request, code, key)
    said = read_form(TopicForm(body.dict())).cleaned_data
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return topic_services.change_topic(topic=topic, by=request.user, **deed, **said)


@router.post("/meetings/{code}/topics/{key}/remove", auth=PLACE, response=Meeting)
def remove_topic(request, code: Code, key: Key, body: DeedOnRow):
    """Take a free item off the agenda."""
    topic = _topic_or_404(request, code, key)
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return shown(topic_services.remove_topic(topic=topic, by=request.user, **deed))


@router.post("/meetings/{code}/topics/{key}/begin", auth=RUN, response=Topic)
def begin_topic(request, code: Code, key: Key, body: DeedOnRow):
    """The room comes to a free item; row_version: of the meeting."""
    topic = _topic_or_404(request, code, key)
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return topic_running.begin_topic(topic=topic, by=request.user, **deed)


@router.post("/meetings/{code}/topics/{key}/end", auth=RUN, response=Topic)
def end_topic(request, code: Code, key: Key, body: DeedOnRow):
    """The room is through with a free item; row_version: of the meeting."""
    topic = _topic_or_404(request, code, key)
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return topic_running.end_topic(topic=topic, by=request.user, **deed)


@router.post("/meetings/{code}/agenda/group", auth=PLACE, response=Meeting)
def group_agenda(request, code: Code, body: DeedOnRow):
    """Put the dossiers in groups by award form, the highest first."""
    meeting = meeting_or_404(request, code)
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return shown(agenda_services.group_agenda(meeting=meeting, by=request.user, **deed))


# --- invitations ---------------------------------------------------------------------------------------
class Invitation(Schema):
    """An invitation as it was sent. sequence: 0 for the first."""

    sequence: int
    title: str
    held_at: datetime
    place: str
    kind: str
    answer_by: date | None
    sent_by: PersonShort
    sent_at: datetime


@router.get("/meetings/{code}/invitations", auth=VIEW, response=list[Invitation])
def invitations(request, code: Code):
    """Every invitation that was sent, the first one first."""
    return meeting_or_404(request, code).invitations.select_related("sent_by")


@router.post("/meetings/{code}/invitations", auth=PREPARE, response={201: Invitation})
def invite(request, code: Code, body: DeedOnRow):
    """Invite the members; again after a change of title, time, place or kind."""
    meeting = meeting_or_404(request, code)
    deed = {"row_version": body.row_version, "acting_as": body.acting_as}
    return invitation_services.invite(meeting=meeting, by=request.user, **deed)


@router.get("/meetings/{code}/invitation.pdf", auth=VIEW)
def invitation_pdf(request, code: Code):
    """The last invitation as it was sent; before the first, a draft for who prepares the meeting."""
    return pdf_response(request, meeting_or_404(request, code), request.held)


@router.get("/meetings/{code}/invitation.docx", auth=VIEW)
def invitation_docx(request, code: Code):
    """The same for Word."""
    return docx_response(request, meeting_or_404(request, code), request.held)


@router.get("/meetings/{code}/invitation.ics", auth=VIEW)
def invitation_calendar(request, code: Code):
    """The last invitation as a calendar file."""
    return calendar_response(request, meeting_or_404(request, code))


# --- who presides --------------------------------------------------------------------------------------
class Presiding(DeedOnRow):
    """person: a vice chair who is there; null: the chair presides."""

    person: Key | None
    reason: Line = ""


@router.put("/meetings/{code}/presiding", auth=PREPARE, response=Meeting)
def name_presiding(request, code: Code, body: Presiding):
    """Record which vice chair presides in the chair's absence, or that the chair does."""
    meeting = meeting_or_404(request, code)
    said = {"row_version": body.row_version, "reason": body.reason, "acting_as": body.acting_as}
    return shown(presiding.name_presiding(meeting=meeting, person_id=body.person, by=request.user, **said))


# --- dossiers ------------------------------------------------------------------------------------------
class Opening(Schema):
    """What a member of the roll has opened, and when first. dossiers: codes."""

    person: PersonShort = Field(alias="member.person")
    meeting_at: datetime | None
    pack_at: datetime | None
    dossiers: list[str]


@router.get("/meetings/{code}/dossiers.pdf", auth=VIEW)
def dossiers_pdf(request, code: Code):
    """The dossiers of the agenda with their papers in one file, as far as I may see them."""
    return pack_response(request, meeting_or_404(request, code), request.held)


@router.get("/meetings/{code}/openings", auth=Asks("meetings.see_openings"), response=list[Opening])
def openings(request, code: Code):
    """Who of the council has opened the meeting, its invitation and its dossiers."""
    return openings_of(Room(meeting_or_404(request, code)))
