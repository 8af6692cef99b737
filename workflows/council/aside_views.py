"""Standing aside: a member declares a relation; who runs the votes sees all of them, enters one and takes it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks
from permissions.refusals import ValidationError
from workflows.council import aside_services
from workflows.council.aside import asides_in_order
from workflows.council.aside_forms import AsideForm
from workflows.council.item_views import item_of_room_or_404
from workflows.council.views import add_refusal, back_to, posted, way_back


def _page(request, item, form, obstacle, **more):
    meeting = item.meeting
    back, back_url = way_back(request, meeting.code)
    context = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "obstacle": obstacle[1] if obstacle else "",
        "aside": asides_in_order(item.room, item),
        "back": back,
        "back_url": back_url,
        **more,
    }
    return render(request, "workflows/council/aside.html", context, status=422 if form.errors else 200)


def _noted(item, form, by, person_id=None):
    """Note what the form says; None where it is refused, which the form then tells."""
    said = form.cleaned_data
    try:
        return aside_services.stand_aside(
            item=item,
            nominations=said["nominations"],
            kind=said["kind"],
            reason=said["reason"],
            person_id=person_id,
            by=by,
        )
    except ValidationError as refusal:
        add_refusal(form, refusal)
        return None


@asks("meetings.vote")
def stand_aside(request, code, proposal):
    """A member declares from which nominations of an item they stand aside, and why."""
    item = item_of_room_or_404(request, code, proposal)
    member = item.room.voting.get(request.user.pk)
    form = AsideForm(posted(request), item=item)
    if request.method == "POST" and form.is_valid() and _noted(item, form, request.user) is not None:
        messages.success(request, _("It is noted that you stand aside; the minutes tell it."))
        return back_to(request, code)
    return _page(request, item, form, aside_services.aside_obstacle(item.room, item, member))


@asks("meetings.run_votes")
def asides(request, code, proposal):
    """Who stands aside from what of an item; another member is entered, one entered wrongly is taken back."""
    item = item_of_room_or_404(request, code, proposal)
    access.require(request.user, "meetings.run_votes", item.meeting)
    room = item.room
    able = [member for member in room.voting.values() if not aside_services.aside_obstacle(room, item, member)]
    form = AsideForm(posted(request), item=item, members=able)
    if request.method == "POST" and form.is_valid():
        rows = _noted(item, form, request.user, form.cleaned_data["person"])
        if rows is not None:
            messages.success(request, _("It is noted; the minutes tell it.") if rows else _("This was noted already."))
            return redirect("council:asides", code, proposal)
    return _page(request, item, form, aside_services.aside_obstacle(room, item), enters=True)


@require_POST
@asks("meetings.run_votes")
def take_aside_back(request, code, proposal):
    """That a member stands aside is taken back, while the vote on the item is not open."""
    item = item_of_room_or_404(request, code, proposal)
    aside_services.take_back(
        item=item,
        nomination_id=whole_number(request.POST.get("nomination"), 0),
        person_id=whole_number(request.POST.get("person"), 0),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    messages.success(request, _("It is taken back; the member votes on this nomination."))
    return redirect("council:asides", code, proposal)
