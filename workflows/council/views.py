"""Pages of the council: its meetings, one meeting, its agenda and attendance."""

from django.contrib import messages
from django.db.models import Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.sheets.serving import is_export
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, came_from, held_by
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.reads import followed, opened
from permissions.refusals import NotNow, ValidationError
from workflows.council import agenda_services, invitation_services, news, queries, services, shown
from workflows.council.comings import comings_of
from workflows.council.exports import councils_file, meetings_file
from workflows.council.forms import AttendanceForm, FoundingForm, MeetingForm, PlaceForm, ReasonForm
from workflows.council.models import AgendaItem, Council, Meeting
from workflows.council.news_views import tell_news
from workflows.council.room import Room
from workflows.council.states import MeetingState
from workflows.notices import services as notices

PAGE_ROWS = 25


def meeting_or_404(request, code, *, held=None):
    """The meeting, if this person may see it."""
    return opened(request, _meeting_or_404(request, code, held))


def _meeting_or_404(request, code, held):
    rows = access.visible_to(request.user, Meeting, acting=held)
    return get_object_or_404(rows.select_related("commune", "council__unit", "presided_by"), code=code)


def item_or_404(meeting, code):
    """An item of the agenda by the code of its proposal."""
    rows = AgendaItem.objects.select_related("proposal__award_form", "proposal__unit", "vote_rule")
    item = get_object_or_404(rows, meeting=meeting, proposal__code=code)
    item.meeting = meeting
    return item


def posted(request):
    """What was sent, also when it is empty; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def to_meeting(meeting):
    return redirect("council:detail", meeting.code)


def way_back(request, code):
    """(name, address) of the screen on which the person follows the meeting, else of the meeting's page.

    A form on a page between carries the name along as `back`.
    """
    pages = {name: reverse(f"council:{name}", args=[code]) for name in ("run", "member", "detail")}
    came = came_from(request).partition("?")[0]
    name = request.POST.get("back") or next((name for name, page in pages.items() if page == came), "detail")
    name = name if name in pages else "detail"
    return name, pages[name]


def back_to(request, code, anchor=""):
    """To where the person follows the meeting; anchor: where on the meeting's page."""
    name, page = way_back(request, code)
    return redirect(page if name != "detail" else f"{page}{anchor}")


def add_refusal(form, refusal):
    """Put a service's ValidationError onto a form: known fields beside them, the rest on top."""
    faults = refusal.message_dict if hasattr(refusal, "error_dict") else {None: refusal.messages}
    for name, sentences in faults.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


# --- councils --------------------------------------------------------------------------------------
@require_GET
@asks("people.edit")
def councils(request):
    units = Unit.objects.filter(kind=UnitKind.COUNCIL).select_related("commune", "council")
    if is_export(request):
        return councils_file(request, units)
    return render(request, "workflows/council/councils.html", {"units": units})


@asks("people.edit")
def found(request, code):
    """Founding decision and term of a council."""
    unit = get_object_or_404(Unit.objects.select_related("commune"), code=code, kind=UnitKind.COUNCIL)
    council = Council.objects.filter(unit=unit).first()
    form = FoundingForm(posted(request), instance=council)
    if request.method == "POST" and form.is_valid():
        try:
            services.found_council(
                unit=unit, row_version=row_version_of(request), values=form.cleaned_data, by=request.user
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The founding of the council is kept."))
            return redirect("council:councils")
    status = 422 if form.errors else 200
    row_version = request.POST.get("row_version", council.row_version if council else 0)
    context = {"form": form, "unit": unit, "row_version": row_version}
    return render(request, "workflows/council/found.html", context, status=status)


# --- meetings --------------------------------------------------------------------------------------
@require_GET
@asks("meetings.view")
def list_meetings(request):
    """Newest first, by keyset: `before` names the last meeting of the page before."""
    held = held_by(request)
    rows = queries.meetings_for(request.user, held=held)
    if is_export(request):
        return meetings_file(request, rows)
    last = rows.filter(code=request.GET["before"]).first() if request.GET.get("before") else None
    if last:
        rows = rows.filter(Q(held_at__lt=last.held_at) | Q(held_at=last.held_at, pk__lt=last.pk))
    meetings = list(rows[: PAGE_ROWS + 1])
    more = len(meetings) > PAGE_ROWS
    meetings = meetings[:PAGE_ROWS]
    context = {
        "meetings": meetings,
        "next_url": f"?before={meetings[-1].code}" if more else "",
        "councils": queries.councils_seen(held),
        "may_call": any(c.office in access.offices_with("meetings.prepare") for c in held),
    }
    return render(request, "workflows/council/list.html", context)


@asks("meetings.prepare")
def create(request):
    """Call a meeting."""
    council = queries.council_to_call(access.require(request.user, "meetings.prepare").commune_id)
    form = MeetingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            newest = whole_number(request.POST.get("newest"))
            meeting = services.create_meeting(council=council, values=form.values, by=request.user, newest=newest)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The meeting %(code)s is called. Now set its agenda.") % {"code": meeting.code})
            return redirect("council:agenda", meeting.code)
    newest = council.meetings.aggregate(newest=Max("pk"))["newest"] or 0
    context = {"form": form, "council": council, "newest": whole_number(request.POST.get("newest"), newest)}
    return render(request, "workflows/council/form.html", context, status=422 if form.errors else 200)


@asks("meetings.prepare")
def change(request, code):
    """Change time, place and manner before the meeting is opened."""
    meeting = meeting_or_404(request, code)
    form = MeetingForm(posted(request), meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_meeting(
                meeting=meeting, row_version=row_version_of(request), values=form.values, by=request.user
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The meeting is changed."))
            return to_meeting(meeting)
    context = {"form": form, "meeting": meeting, "row_version": request.POST.get("row_version", meeting.row_version)}
    return render(request, "workflows/council/form.html", context, status=422 if form.errors else 200)


def row_version_of(request):
    return whole_number(request.POST.get("row_version"), 0)


def address_of_a_vote(item, move):
    return reverse(f"council:{move}_vote", args=[item.meeting.code, item.proposal.code])


def _live(request, meeting, held):
    """What the running page shows, and what is asked anew every few seconds."""
    room = meeting.__dict__["room"] = Room(meeting)
    rights = shown.rights_on(meeting, held)
    lines = shown.lines_of(room, request.user, rights, held, address_of_a_vote)
    last = invitation_services.last_invitation(meeting)
    urls = {name: reverse(f"council:{name}", args=[meeting.code]) for name in ("open", "close")}
    return {
        "meeting": meeting,
        "room": room,
        "seen": queries.pulse_of(meeting),
        "rights": rights,
        "stats": shown.stats_of(room),
        "quorum": room.quorum_now(),
        "lines": lines,
        "agenda": shown.agenda_of(room, lines),
        "invitation": last,
        "untold": invitation_services.labels_of(invitation_services.changed_since(meeting, last)) if last else [],
        "has_results": meeting.state == MeetingState.CLOSED or any(line.item.results for line in lines),
        "people": shown.people_of(room),
        "moves": shown.move_buttons(meeting, request.user, held, urls),
        "is_polled": meeting.state != MeetingState.CLOSED,
    }


@require_GET
@asks("meetings.view")
def detail(request, code):
    """The running page: agenda, who is there, quorum, ballots, results."""
    held = held_by(request)
    meeting = meeting_or_404(request, code, held=held)
    notices.opened(person=request.user, subject=meeting.stream)
    return render(request, "workflows/council/detail.html", _live(request, meeting, held))


@require_GET
@asks("meetings.view")
def pulse(request, code):
    """The live part alone, or `of` a page with a form what changed it; nothing (204) while nothing has since `seen`."""
    held = held_by(request)
    meeting = _meeting_or_404(request, code, held)
    if "of" in request.GET:
        return tell_news(request, meeting)
    if request.GET.get("seen") == queries.pulse_of(meeting):
        return HttpResponse(status=204)
    followed(request, meeting)  # asked every few seconds: the page around it is what was opened
    return render(request, "workflows/council/pulse.html", _live(request, meeting, held))


@asks("meetings.prepare")
def attendance(request, code):
    """Who is present: one line a person."""
    seen = news.seen_now(code)
    meeting = meeting_or_404(request, code)
    if meeting.is_in_writing:
        raise NotNow(services.nobody_meets(), code="in_writing")
    room = Room(meeting)
    form = AttendanceForm(posted(request), roll=room.roll, all_present="all" in request.GET)
    if request.method == "POST" and form.is_valid():
        try:
            marked = services.record_attendance(meeting=meeting, marks=form.marks, by=request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The attendance is kept."))
            if meeting.presided_by_id and not marked.presided_by_id:
                messages.info(request, _("The chair has come and presides from now on."))
            return back_to(request, code)
    comings = comings_of(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "quorum": room.quorum,
        "lines": [(*line, comings.get(line[0].person.pk, ())) for line in form.lines()],
        "way": way_back(request, code),
        "seen": seen,
    }
    return render(request, "workflows/council/attendance.html", context, status=422 if form.errors else 200)


@require_POST
@asks("meetings.preside")
def open_meeting(request, code):
    meeting = meeting_or_404(request, code)
    services.open_meeting(
        meeting=meeting,
        row_version=row_version_of(request),
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
    )
    messages.success(request, _("The meeting is open."))
    return back_to(request, code)


@require_POST
@asks("meetings.preside")
def close_meeting(request, code):
    meeting = meeting_or_404(request, code)
    services.close_meeting(
        meeting=meeting,
        row_version=row_version_of(request),
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
    )
    messages.success(request, _("The meeting is closed; all dossiers have moved on."))
    return back_to(request, code)


# --- the agenda ------------------------------------------------------------------------------------
@asks("meetings.place_on_agenda")
def agenda(request, code):
    """Choose appraised dossiers, grouped by award form."""
    meeting = meeting_or_404(request, code)
    waiting = list(queries.waiting_proposals(meeting.commune_id))
    form = PlaceForm(posted(request), waiting=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            items = agenda_services.place_on_agenda(
                meeting=meeting,
                proposals=form.chosen,
                row_versions={row.pk: whole_number(request.POST.get(f"seen-{row.code}"), 0) for row in form.chosen},
                by=request.user,
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("%(count)s dossiers are placed on the agenda.") % {"count": len(items)})
            return to_meeting(meeting)
    chosen = set(request.POST.getlist("proposals"))  # kept where the form is shown again
    queries.put_notices(waiting)
    ready = [proposal for proposal in waiting if not proposal.lacks_notice]
    context = {"form": form, "meeting": meeting, "waiting": waiting, "ready": ready, "chosen": chosen}
    return render(request, "workflows/council/agenda.html", context, status=422 if form.errors else 200)


def _move(request, code, proposal, step):
    meeting = meeting_or_404(request, code)
    item = item_or_404(meeting, proposal)
    agenda_services.move_item(item=item, row_version=row_version_of(request), step=step, by=request.user)
    return redirect(f"{reverse('council:detail', args=[code])}#agenda")


@require_POST
@asks("meetings.place_on_agenda")
def move_up(request, code, proposal):
    return _move(request, code, proposal, -1)


@require_POST
@asks("meetings.place_on_agenda")
def move_down(request, code, proposal):
    return _move(request, code, proposal, 1)


def _ask_reason(request, item, deed, words):
    """A page that asks the reason and then does the deed. words: heading and button."""
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        deed(form.cleaned_data["reason"])
        messages.success(request, words["done"])
        return back_to(request, item.meeting.code)
    context = {
        "form": form,
        "item": item,
        "meeting": item.meeting,
        "words": words,
        "row_version": request.POST.get("row_version", item.proposal.row_version),
        "way": way_back(request, item.meeting.code),
    }
    return render(request, "workflows/council/reason.html", context, status=422 if form.errors else 200)


@asks("meetings.place_on_agenda")
def take_off(request, code, proposal):
    item = item_or_404(meeting_or_404(request, code), proposal)

    def deed(reason):
        agenda_services.take_off_agenda(item=item, row_version=row_version_of(request), reason=reason, by=request.user)

    words = {"heading": _("Take off the agenda"), "done": _("The dossier is off the agenda."), "tone": "btn-danger"}
    return _ask_reason(request, item, deed, words)


@asks("meetings.preside")
def defer(request, code, proposal):
    item = item_or_404(meeting_or_404(request, code), proposal)
    access.require(request.user, "meetings.preside", item.meeting)

    def deed(reason):
        services.defer_item(item=item, reason=reason, by=request.user)

    words = {
        "heading": _("Defer to a later meeting"),
        "done": _("The item is deferred; its dossier goes back when the meeting is closed."),
        "tone": "btn-primary",
    }
    return _ask_reason(request, item, deed, words)


@require_POST
@asks("meetings.preside")
def undefer(request, code, proposal):
    item = item_or_404(meeting_or_404(request, code), proposal)
    services.undefer_item(item=item, by=request.user)
    messages.success(request, _("The item is voted on today."))
    return back_to(request, code)
