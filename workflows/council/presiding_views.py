"""The page on which the secretary records who presides."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _

from permissions.pages import asks
from permissions.refusals import ValidationError
from workflows.council import presiding
from workflows.council.forms import PresidingForm
from workflows.council.room import Room
from workflows.council.views import add_refusal, meeting_or_404, posted, row_version_of, to_meeting


@asks("meetings.prepare")
def name_presiding(request, code):
    """The chair presides, or a vice chair who is there, the standing one first."""
    meeting = meeting_or_404(request, code)
    room = Room(meeting)
    form = PresidingForm(posted(request), members=presiding.able_to_preside(room))
    if request.method == "POST" and form.is_valid():
        try:
            presiding.name_presiding(
                meeting=meeting,
                row_version=row_version_of(request),
                person_id=form.cleaned_data["person"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                acting_as=request.POST.get("acting_as", ""),
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is recorded who presides."))
            return to_meeting(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "obstacles": list(presiding.presiding_obstacles(room)),
        "row_version": request.POST.get("row_version", meeting.row_version),
    }
    return render(request, "workflows/council/presiding.html", context, status=422 if form.errors else 200)
