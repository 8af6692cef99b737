"""The three screens of a running meeting: each a page, and the part of it that is asked anew every two seconds.

The part answers 304 while nothing has happened. It is recorded as opened only where the page round it was not.
"""

import json
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.reads import followed, opened, refused
from permissions.refusals import NotNow, ValidationError
from workflows.council import ballot_services, queries, screens, shown, topic_running
from workflows.council.models import Meeting
from workflows.council.room import Room
from workflows.council.states import MeetingState
from workflows.council.views import add_refusal, address_of_a_vote
from workflows.council.vote_forms import VoteMoveForm


def _meeting(request, code, held):
    """The meeting, with its pulse and with the offices by which this person sees it."""
    rows = queries.with_pulse(access.visible_to(request.user, Meeting, acting=held))
    meeting = get_object_or_404(rows.select_related("commune", "council__unit", "presided_by"), code=code)
    meeting.seen_by = held
    return meeting


def _meeting_or_404(request, code):
    """The meeting of a page, if this person may see it."""
    return opened(request, _meeting(request, code, held_by(request)))


def _asked_again(request, code):
    """The meeting of a part. Mostly the offices that the part asks for show it, and no others are read."""
    try:
        return _meeting(request, code, request.holding)
    except Http404:
        return _meeting(request, code, held_by(request))


def _tag(request, meeting, name):
    offices = sorted(capacity.key for capacity in request.holding)
    return screens.tag_of(meeting, name, request.user.pk, offices, request.GET.get("at", ""))


def _shown(request, meeting, name, show, *, whole, status=200):
    """The page or its part, with the tag by which the part asks whether anything has happened."""
    tag = _tag(request, meeting, name)
    answer = None if whole or status != 200 or request.method != "GET" else get_conditional_response(request, etag=tag)
    if answer is None:
        if request.method == "GET" and not whole:
            followed(request, meeting)
        context = {
            "meeting": meeting,
            "part": f"workflows/council/screens/{name}_part.html",
            "page_url": reverse(f"council:{name}", args=[meeting.code]),
            "part_url": f"{reverse(f'council:{name}_part', args=[meeting.code])}{_at(request)}",
            "headers": json.dumps({"If-None-Match": tag}),
            "is_polled": meeting.state != MeetingState.CLOSED,
            **show(request, meeting),
        }
        template = f"workflows/council/screens/{name}.html" if whole else "workflows/council/screens/part.html"
        answer = render(request, template, context, status=status)
    answer["ETag"] = tag
    return answer


def _at(request):
    return f"?{request.GET.urlencode()}" if request.GET.get("at") else ""


# --- who runs the meeting ---------------------------------------------------------------------------
def _running(request, meeting):
    held = held_by(request)
    room = meeting.__dict__["room"] = Room(meeting)
    access.require(request.user, "meetings.run_votes", meeting)  # the presiding member of this meeting, not of another
    rights = shown.rights_on(meeting, held)
    lines = shown.lines_of(room, request.user, rights, held, address_of_a_vote)
    screen = screens.screen_of(room, screens.by_key(room, request.GET.get("at", "")))
    before, after = screens.neighbours(room, screen.at)
    urls = {name: reverse(f"council:{name}", args=[meeting.code]) for name in ("open", "close")}
    line = next((line for line in lines if line.item is screen.item), None)
    return {
        "screen": screen,
        "line": line,
        "deeds": _deeds(line) if line else [],
        "topic_deeds": _topic_deeds(screen) if screen.topic else [],
        "agenda": list(_way(room, lines)),
        "missing": room.missing(screen.item) if screen.is_open else [],
        "warnings": screens.secrecy_warnings(screen.item),
        "before": before,
        "after": after,
        "current": room.current,
        "may_prepare": "prepare" in rights,
        "moves": shown.move_buttons(meeting, request.user, held, urls),
    }


def _way(room, lines):
    """The agenda to go through: each with its key, title, whether the room is there now, and its chip."""
    states = {line.item: line.state for line in lines}
    for each in room.agenda:
        if each in states:
            form, code = each.proposal.award_form, each.proposal.code
            yield {"at": each, "key": code, "title": form, "code": code, "state": states[each]}
        else:
            yield {"at": each, "key": each.key, "title": each.title, "state": _state_of_topic(each)}


def _state_of_topic(topic):
    if topic.is_at_hand:
        return _("At hand"), "blue", "player-play"
    return (_("Dealt with"), "green", "check") if topic.begun_at else (_("Free item"), "grey", "message")


def _topic_deeds(screen):
    """The room comes to the free item, or is through with it."""
    topic, obstacle = screen.topic, topic_running.begin_obstacle(screen.room.meeting)
    address = partial(reverse, args=[screen.room.meeting.code, topic.pk])
    if topic.is_at_hand:
        return [{"label": _("End this item"), "url": address("council:end_topic"), "icon": "check", "tone": "primary"}]
    label = _("Come to it again") if topic.begun_at else _("Come to this item")
    deed = {"label": label, "url": address("council:begin_topic"), "icon": "player-play", "tone": "green"}
    return [deed | {"unmet": [obstacle[1]] if obstacle else []}]


def _deeds(line):
    """The moves of the vote, and what the chair does with the item beside them, as parts/moves.html shows them."""
    found, item = list(line.votes), line.item
    address = partial(reverse, args=[item.meeting.code, item.proposal.code])
    if "defer" in line.may:
        asked = {"reason": _("Why the item is deferred")}
        form = VoteMoveForm(asked=asked, key=f"{item.pk}_defer")
        found.append({"label": _("Defer"), "url": address("council:defer"), "icon": "clock", "form": form})
    if "undefer" in line.may:
        found.append({"label": _("Vote on it today"), "url": address("council:undefer"), "icon": "arrow-back-up"})
    return found


@require_GET
@asks("meetings.run_votes")
def run(request, code):
    """The screen from which the secretary and who presides run the meeting."""
    return _shown(request, _meeting_or_404(request, code), "run", _running, whole=True)


@require_GET
@asks("meetings.run_votes", again=True)
def run_part(request, code):
    return _shown(request, _asked_again(request, code), "run", _running, whole=False)


# --- member ----------------------------------------------------------------------------------------
def _at_the_seat(request, meeting, *, form=None, at="", told=""):
    room = Room(meeting)
    screen = screens.screen_of(room, screens.item_by_code(room, at or request.GET.get("at", "")))
    queries.put_earlier(queries.put_nominations(screen.shown))
    sheet = screens.sheet_of(screen, request.user) if screen.is_open else None
    if sheet and form is not None:
        sheet.form = form
    return {
        "screen": screen,
        "sheet": sheet,
        "told": told,
        "others": screens.other_votes(screen, request.user),
        "ways": _ways(request, room, screen.item) if screen.item else (),
        "current": room.current,
    }


def _ways(request, room, item):
    rights = shown.rights_on(room.meeting, room.meeting.seen_by) & {"vote", "count_papers"}
    return shown.ways_of(room, item, rights, request.user)


@asks("meetings.vote")
def member(request, code):
    """A member's screen: what is voted on now, and the own ballot."""
    if request.method == "POST":
        return _cast(request, code)
    return _shown(request, _meeting_or_404(request, code), "member", _at_the_seat, whole=True)


@require_GET
@asks("meetings.vote", again=True)
def member_part(request, code):
    return _shown(request, _asked_again(request, code), "member", _at_the_seat, whole=False)


def _cast(request, code):
    """Cast the ballot that was sent. One that was taken before counts once, and the answer says so."""
    meeting = _meeting(request, code, held_by(request))
    room = Room(meeting)
    item = screens.item_by_code(room, request.POST.get("item", ""))
    if item is None:
        raise ValidationError(_("The ballot names no item of this agenda."))
    form, told = screens.form_for(room, item, request.user, request.POST), ""
    # Who has no ballot is told why by the service, whatever the form says.
    if not form.is_valid() and room.obstacle(item, request.user.pk) is None:
        return _again(request, meeting, room, item)
    seen = whole_number(request.POST.get("round"), 0)
    try:
        ballot_services.cast_ballot(
            item=item, round_seen=seen, choices=form.choices if not form.errors else {}, by=request.user
        )
    except ValidationError as refusal:
        return _again(request, meeting, room, item, refusal)
    except NotNow as refusal:
        if refusal.code != "voted_already":
            raise
        refused(request, refusal.code)
        told = _("Your first ballot was taken; it counts once.")
    if request.htmx:
        return _shown(request, _asked_again(request, code), "member", partial(_at_the_seat, told=told), whole=False)
    messages.success(request, told or _("Your ballot on %(code)s has been cast.") % {"code": item.proposal.code})
    return redirect("council:member", meeting.code)


def _again(request, meeting, room, item, refusal=None):
    """The sheet with what has to be mended; it names people as the Version that was judged does."""
    queries.put_nominations([item])
    form = screens.form_for(room, item, request.user, request.POST)
    if form.is_valid() and refusal:
        add_refusal(form, refusal)
    show = partial(_at_the_seat, form=form, at=item.proposal.code)
    return _shown(request, meeting, "member", show, whole=not request.htmx, status=422)


# --- the room --------------------------------------------------------------------------------------
def _on_the_wall(request, meeting):
    screen = screens.screen_of(Room(meeting))
    queries.put_nominations(screen.shown)
    return {"screen": screen}


@require_GET
@asks("meetings.view")
def room(request, code):
    """Large type for everybody in the room: the item, the quorum, how many have voted, the result once announced."""
    return _shown(request, _meeting_or_404(request, code), "room", _on_the_wall, whole=True)


@require_GET
@asks("meetings.view", again=True)
def room_part(request, code):
    return _shown(request, _asked_again(request, code), "room", _on_the_wall, whole=False)
