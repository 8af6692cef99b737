"""Endpoints of councils and meetings: founding, calling, who is there, opening, closing, minutes."""

from dataclasses import fields
from io import BytesIO

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from documents.arrivals.queries import arrivals_seen
from documents.attachments.serving import file_response
from documents.signatures.told import file_for
from permissions import access
from permissions.api_fields import Code, Key, Page
from permissions.endpoints import Asks, Endpoints, chosen, read_form, seen_or_404
from permissions.keyset import page_of
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.reads import noted
from permissions.roles import Office
from workflows.approval.moving import moves_of
from workflows.approval.schemas import Move, Moved, moves_out
from workflows.council import minutes_on_paper, minutes_services, papers, queries, schemas, services
from workflows.council.comings import comings_of
from workflows.council.exports import councils_file, meetings_file
from workflows.council.forms import AttendanceForm, FoundingForm, MeetingForm, ReasonForm
from workflows.council.minutes_on_paper import able_to_sign, awaiting_signatures
from workflows.council.models import Meeting
from workflows.council.room import Member, Room

router = Endpoints(tags=["council"])
VIEW, PREPARE = Asks("meetings.view"), Asks("meetings.prepare")
RECORD = Asks("meetings.record_minutes")
MOVES = {"open": services.open_meeting, "close": services.close_meeting}
JOINED = ("commune", "council__unit", "secretary_signed_by", "chair_signed_by", "presided_by")


def meeting_or_404(request, code):
    """The meeting, if this person may see it."""
    return seen_or_404(request, Meeting, *JOINED, code=code)


# --- councils ------------------------------------------------------------------------------------------
def _council(unit):
    council = getattr(unit, "council", None)
    told = ("row_version", *services.COUNCIL_FIELDS)
    return {"unit": unit, **({name: getattr(council, name) for name in told} if council else {})}


def _council_units(request):
    rows = access.visible_to(request.user, Unit.objects.filter(kind=UnitKind.COUNCIL), acting=request.held)
    return rows.select_related("council")


@router.get("/councils", auth=Asks("people.edit"), response=list[schemas.Council])
def councils(request):
    """Every council with its founding decision and term."""
    return [_council(unit) for unit in _council_units(request)]


@router.get("/councils.xlsx", auth=Asks("people.edit"))
def councils_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return councils_file(request, _council_units(request).select_related("commune"))


@router.put("/councils/{code}", auth=Asks("people.edit"), response=schemas.Council)
def found_council(request, code: Code, body: schemas.Founding):
    """Enter or change the founding decision and the term of a council; code: of its unit."""
    unit = get_object_or_404(Unit.objects.select_related("commune"), code=code, kind=UnitKind.COUNCIL)
    form = read_form(FoundingForm(body.dict(exclude={"acting_as", "row_version"})))
    council = services.found_council(
        unit=unit,
        row_version=body.row_version,
        values=form.cleaned_data,
        by=request.user,
        acting_as=body.acting_as,
    )
    return _council(council.unit)


# --- meetings ------------------------------------------------------------------------------------------
@router.get("/meetings", auth=VIEW, response=Page[schemas.MeetingRow])
def meetings(request, query: Query[schemas.MeetingQuery]):
    """The meetings I may see, the newest first."""
    rows = queries.meetings_for(request.user, held=request.held)
    if query.state:
        rows = rows.filter(state=query.state)
    return page_of(rows, ("-held_at", "-pk"), query)


@router.get("/meetings.xlsx", auth=VIEW)
def meetings_for_excel(request, query: Query[schemas.MeetingQuery]):
    """The same list as a file; every file taken out leaves a record."""
    rows = queries.meetings_for(request.user, held=request.held)
    return meetings_file(request, rows.filter(state=query.state) if query.state else rows)


def shown(meeting):
    """A meeting with the quorum of its room now."""
    meeting.quorum = Room(meeting).quorum_now()
    return meeting


@router.get("/meetings/{code}", auth=VIEW, response=schemas.Meeting)
def meeting(request, code: Code):
    """One meeting; its agenda: /meetings/{code}/agenda."""
    return shown(meeting_or_404(request, code))


def _values(body, meeting=None):
    """What the body says over what the meeting says, read by the form of the page."""
    said = body.dict(exclude_none=True, exclude={"acting_as", "row_version", "held_at"})
    if body.held_at:
        at = timezone.localtime(body.held_at)
        said |= {"held_on": at.date(), "held_time": at.time()}
    stored = MeetingForm(meeting=meeting).initial if meeting else {}
    return read_form(MeetingForm(stored | said), {"held_on": "held_at", "held_time": "held_at"}).values


@router.post("/meetings", auth=PREPARE, response={201: schemas.Meeting})
def call_meeting(request, body: schemas.NewMeeting):
    """Call a meeting of the council of the commune in which I act."""
    capacity = access.require(request.user, "meetings.prepare", acting_as=body.acting_as)
    council = queries.council_to_call(capacity.commune_id)
    values = _values(body)
    made = services.create_meeting(council=council, values=values, by=request.user, acting_as=body.acting_as)
    return shown(made)


@router.patch("/meetings/{code}", auth=PREPARE, response=schemas.Meeting)
def change_meeting(request, code: Code, body: schemas.MeetingChange):
    """Change time, place, title, kind or manner of voting of a meeting that is not open yet."""
    seen = meeting_or_404(request, code)
    return shown(
        services.change_meeting(
            meeting=seen,
            row_version=body.row_version,
            values=_values(body, seen),
            by=request.user,
            acting_as=body.acting_as,
        )
    )


@router.get("/meetings/{code}/moves", auth=VIEW, response=list[Move])
def moves(request, code: Code):
    """Opening and closing, with every condition that is not met."""
    seen = meeting_or_404(request, code)
    return moves_out(moves_of(seen, request.user, held=request.held), seen, request.held)


@router.post("/meetings/{code}/moves", auth=VIEW, response=Moved)
def move(request, code: Code, body: schemas.MeetingMove):
    """Open the meeting, or close it: closing applies every announced result and moves every dossier, or nothing."""
    return MOVES[body.move](
        meeting=meeting_or_404(request, code),
        row_version=body.row_version,
        by=request.user,
        acting_as=body.acting_as,
    )


# --- who is there --------------------------------------------------------------------------------------
def _roll(meeting):
    comings = comings_of(meeting)
    told = [field.name for field in fields(Member)]
    for member in Room(meeting).roll:
        yield {name: getattr(member, name) for name in told} | {"comings": comings.get(member.person.pk, [])}


@router.get("/meetings/{code}/attendance", auth=VIEW, response=list[schemas.Member])
def attendance(request, code: Code):
    """The roll with the presence of each, and when each came and left."""
    return list(_roll(meeting_or_404(request, code)))


@router.post("/meetings/{code}/attendance", auth=PREPARE, response=list[schemas.Member])
def record_attendance(request, code: Code, body: schemas.Marks):
    """Note who is present, online, absent with a written opinion, or absent; the others stay as they are."""
    seen = meeting_or_404(request, code)
    roll = Room(seen).roll
    said = {f"{key}{member.person.pk}": str(member.presence) for member in roll for key in ("p", "was")}
    for mark in body.marks:
        said |= {f"p{mark.person}": mark.presence, f"was{mark.person}": mark.was}
    form = read_form(AttendanceForm(said, roll=roll), said=said)
    services.record_attendance(meeting=seen, marks=form.marks, by=request.user, acting_as=body.acting_as)
    return list(_roll(seen))


# --- the minutes ---------------------------------------------------------------------------------------
@router.get("/meetings/{code}/minutes", auth=VIEW)
def minutes(request, code: Code):
    """The kept minutes as PDF, or a draft made now; only of a closed meeting."""
    seen = meeting_or_404(request, code)
    minutes_services.refuse_unless_closed(seen)
    noted(request, "downloaded", commune_id=seen.commune_id, what=f"{seen.stream}/minutes")
    name = f"bien-ban-{seen.code}.pdf"
    if seen.minutes_id:
        return file_response(file_for(seen.minutes), name, inline=False)
    response = FileResponse(BytesIO(papers.minutes_pdf(seen)), filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@router.put("/meetings/{code}/minutes/discussion", auth=PREPARE, response=schemas.Meeting)
def write_discussion(request, code: Code, body: schemas.Discussion):
    """Write what was discussed and concluded, until somebody has signed."""
    seen = meeting_or_404(request, code)
    said = {"row_version": body.row_version, "text": body.text, "acting_as": body.acting_as}
    said |= {"conclusions": body.conclusions}
    return shown(minutes_services.write_discussion(meeting=seen, by=request.user, **said))


@router.post("/meetings/{code}/minutes/sign", auth=Asks("meetings.sign_minutes"), response=schemas.Meeting)
def sign_minutes(request, code: Code, body: schemas.Signature):
    """Sign as secretary or as chair; the second signature freezes the minutes and keeps them."""
    seen = meeting_or_404(request, code)
    said = {"row_version": body.row_version, "acting_as": body.acting_as}
    return shown(minutes_services.sign_minutes(meeting=seen, by=request.user, **said))


@router.post("/meetings/{code}/minutes/send-back", auth=Asks("meetings.preside"), response=schemas.Meeting)
def send_minutes_back(request, code: Code, body: schemas.SendingBack):
    """The chair has the secretary mend the minutes."""
    seen = meeting_or_404(request, code)
    reason = read_form(ReasonForm({"reason": body.reason})).cleaned_data["reason"]
    said = {"row_version": body.row_version, "reason": reason, "acting_as": body.acting_as}
    return shown(minutes_services.send_minutes_back(meeting=seen, by=request.user, **said))


@router.post("/arrivals/{key}/minutes-signatures", auth=RECORD, response=schemas.RecordedMinutes)
def record_minutes(request, key: Key, body: schemas.PaperMinutes):
    """Record that secretary and chair signed the minutes of a closed meeting on this paper."""
    arrival = get_object_or_404(arrivals_seen(request.user, request.held), pk=key)
    access.require(request.user, "meetings.record_minutes", arrival)
    offices = {"secretary": Office.COUNCIL_SECRETARY, "chair": Office.COUNCIL_CHAIR}
    signers = {
        name: able_to_sign(arrival.commune_id, office, body.signed_on).filter(pk=getattr(body, name)).first()
        for name, office in offices.items()
    }
    return minutes_on_paper.record_signed_minutes(
        meeting=chosen(awaiting_signatures(arrival.commune_id), "meeting", code=body.meeting),
        row_version=body.row_version,
        arrival=arrival,
        signed_on=body.signed_on,
        by=request.user,
        acting_as=body.acting_as,
        **signers,
    )
