"""Pages on which votes are given and recorded, and the minutes of the meeting."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.attachments.serving import file_response
from documents.registry.glance import known_of
from documents.signatures.queries import beside
from documents.signatures.told import file_for
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.reads import noted
from permissions.refusals import NotNow, ValidationError
from workflows.approval.paper_signing_views import scan_rows
from workflows.council import ballot_services, hands_services, minutes_services, papers, queries, shown
from workflows.council.forms import BallotForm, DiscussionForm, HandsForm, OpinionForm, ReasonForm
from workflows.council.room import Room
from workflows.council.states import MeetingState
from workflows.council.views import add_refusal, item_or_404, meeting_or_404, posted, row_version_of, to_meeting


def _sheet(request, code, proposal):
    """The room, the item in it, and the nominations voted on."""
    meeting = meeting_or_404(request, code)
    item_or_404(meeting, proposal)
    room = Room(meeting)
    item = next(each for each in room.items if each.proposal.code == proposal)
    rows = queries.rows_on_sheet(item)
    known = known_of(rows, unit=item.proposal.unit, kind=item.proposal.kind, held=held_by(request))
    for row in rows:
        row.known = known.get(row.pk)
    return room, item, rows


def _context(room, item, **more):
    return {
        "meeting": room.meeting,
        "room": room,
        "item": item,
        "is_secret": room.is_secret(item),
        "place": [each.pk for each in room.items].index(item.pk) + 1,
        "total": len(room.items),
        **more,
    }


def _next_sheet(room, item, person):
    """The next item on which the person may vote and has not, in the order of the agenda; None after the last."""
    order = [*room.items[room.items.index(item) + 1 :], *room.items[: room.items.index(item)]]
    waiting = (each for each in order if person.pk not in room.voters(each) and not room.obstacle(each, person.pk))
    return next(waiting, None)


@asks("meetings.vote")
def ballot(request, code, proposal):
    """A member's own ballot sheet for one dossier."""
    room, item, nominations = _sheet(request, code, proposal)
    obstacle = room.obstacle(item, request.user.pk)
    aside = [(row, room.aside[row.pk][request.user.pk]) for row in nominations if request.user.pk in room.aside[row.pk]]
    nominations = [row for row in nominations if request.user.pk not in room.aside[row.pk]]
    form = BallotForm(posted(request), nominations=nominations)
    if request.method == "POST" and form.is_valid():
        try:
            seen = whole_number(request.POST.get("round"))
            ballot_services.cast_ballot(item=item, round_seen=seen, choices=form.choices, by=request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your ballot on %(code)s has been cast.") % {"code": proposal})
            following = _next_sheet(room, item, request.user)
            return redirect("council:ballot", code, following.proposal.code) if following else to_meeting(room.meeting)
    context = _context(room, item, form=form, obstacle=obstacle[1] if obstacle else "")
    context["own"] = queries.own_votes(item, request.user) if not context["is_secret"] else {}
    context["has_voted"] = request.user.pk in room.casts[item.pk]
    context["aside"] = aside
    return render(request, "workflows/council/ballot.html", context, status=422 if form.errors else 200)


@asks("meetings.record_hands")
def opinion(request, code, proposal):
    """The secretary enters the written opinion of an absent member."""
    room, item, nominations = _sheet(request, code, proposal)
    members = [
        room.voting[pk] for pk in room.voting if pk in room.written - room.voters(item) - room.aside_from_all(item)
    ]
    form = OpinionForm(posted(request), nominations=nominations, members=members)
    if request.method == "POST" and form.is_valid():
        try:
            ballot_services.record_written_opinion(
                item=item,
                person_id=int(form.cleaned_data["person"]),
                choices=form.choices,
                round_seen=whole_number(request.POST.get("round")),
                by=request.user,
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The written opinion is entered."))
            return to_meeting(room.meeting)
    context = _context(room, item, form=form, members=members)
    return render(request, "workflows/council/opinion.html", context, status=422 if form.errors else 200)


@asks("meetings.record_hands")
def hands(request, code, proposal):
    """The secretary records a show of hands."""
    room, item, nominations = _sheet(request, code, proposal)
    obstacle = hands_services.hands_obstacle(room, item)
    form = HandsForm(
        posted(request),
        nominations=nominations,
        last=room.hands.get(item.pk),
        asks_chair=bool(item.rule and item.rule.chair_must_agree),
        in_room=len(room.in_room),
    )
    if request.method == "POST" and form.is_valid():
        try:
            hands_services.record_hands(
                item=item,
                counts=form.counts,
                exceptions=form.exceptions,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_refusal(refusal) if hasattr(refusal, "error_dict") else add_refusal(form, refusal)
        else:
            messages.success(request, _("The hands on %(code)s are recorded.") % {"code": proposal})
            return to_meeting(room.meeting)
    context = _context(room, item, form=form, obstacle=obstacle[1] if obstacle else "")
    return render(request, "workflows/council/hands.html", context, status=422 if form.errors else 200)


# --- the minutes -----------------------------------------------------------------------------------
def _minutes_page(request, meeting, form, *, back=None, status=200):
    held = held_by(request)
    signers = access.holding(held, "meetings.sign_minutes", meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "rights": shown.rights_on(meeting, held),
        "signers": [c for c in signers if not minutes_services.sign_obstacle(meeting, c)],
        "is_signed": bool(meeting.secretary_signed_at or meeting.chair_signed_at),
        "back": back or ReasonForm(auto_id="back_%s"),
        "files": scan_rows(meeting.minutes_paper_id, request.user, held),
        "signing": beside([meeting.minutes], meeting, held)[meeting.minutes_id] if meeting.minutes_id else None,
        "may_send_back": bool(meeting.secretary_signed_at) and not meeting.minutes_signed_at,
    }
    return render(request, "workflows/council/minutes.html", context, status=status)


@require_GET
@asks("meetings.view")
def minutes(request, code):
    """The discussion in the secretary's words, the draft, and the two signatures."""
    meeting = meeting_or_404(request, code)
    if meeting.state == MeetingState.PREPARED:
        raise NotNow(_("There are no minutes before the meeting is opened."))
    return _minutes_page(request, meeting, DiscussionForm(instance=meeting))


@require_POST
@asks("meetings.prepare")
def write_minutes(request, code):
    meeting = meeting_or_404(request, code)
    minutes_services.write_discussion(
        meeting=meeting,
        row_version=row_version_of(request),
        text=request.POST.get("discussion", ""),
        conclusions=DiscussionForm.conclusions_in(request.POST, meeting),
        by=request.user,
    )
    messages.success(request, _("The discussion is kept."))
    return redirect("council:minutes", code)


@require_POST
@asks("meetings.sign_minutes")
def sign_minutes(request, code):
    meeting = meeting_or_404(request, code)
    meeting = minutes_services.sign_minutes(
        meeting=meeting,
        row_version=row_version_of(request),
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
    )
    done = _("Both have signed; the minutes are kept with their hash.")
    messages.success(request, done if meeting.minutes_signed_at else _("You have signed the minutes."))
    return redirect("council:minutes", code)


@require_POST
@asks("meetings.preside")
def send_minutes_back(request, code):
    meeting = meeting_or_404(request, code)
    access.require(request.user, "meetings.preside", meeting)
    back = ReasonForm(request.POST, auto_id="back_%s")
    if not back.is_valid():
        return _minutes_page(request, meeting, DiscussionForm(instance=meeting), back=back, status=422)
    minutes_services.send_minutes_back(
        meeting=meeting, row_version=row_version_of(request), reason=back.cleaned_data["reason"], by=request.user
    )
    messages.success(request, _("The minutes are back with the secretary."))
    return redirect("council:minutes", code)


@require_GET
@asks("meetings.view")
def minutes_pdf(request, code):
    """The kept minutes, or a draft made now."""
    meeting = meeting_or_404(request, code)
    minutes_services.refuse_unless_closed(meeting)
    noted(request, "downloaded", commune_id=meeting.commune_id, what=f"{meeting.stream}/minutes")
    name = f"bien-ban-{meeting.code}.pdf"
    if meeting.minutes_id:
        return file_response(file_for(meeting.minutes), name, inline=True)
    response = FileResponse(BytesIO(papers.minutes_pdf(meeting)), filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
