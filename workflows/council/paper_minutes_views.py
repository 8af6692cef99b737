"""Minutes signed on paper: which meeting, who signed, on which day; the scan is that of the arrival."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.arrivals.queries import arrivals_seen
from permissions import access
from permissions.ledger.services import read
from permissions.pages import asks, held_by
from permissions.reads import opened
from permissions.refusals import LostRace, NotNow
from workflows.council import minutes_on_paper
from workflows.council.forms import PaperMinutesForm


@require_http_methods(["GET", "HEAD", "POST"])
@asks("meetings.record_minutes")
def record(request, pk):
    """The minutes of a closed meeting, come back with both signatures."""
    held = held_by(request)
    arrival = opened(request, get_object_or_404(arrivals_seen(request.user, held), pk=pk))
    access.require(request.user, "meetings.record_minutes", arrival)
    form = PaperMinutesForm(request.POST or None, arrival=arrival, initial={"signed_on": arrival.paper_on})
    obstacles, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            meeting = minutes_on_paper.record_signed_minutes(
                by=request.user, acting_as=request.POST.get("acting_as", ""), arrival=arrival, **form.said()
            )
        except (NotNow, LostRace) as refusal:
            what = f"{refusal.code} {request.method} {request.path}"
            read("refused", by=request.user, commune_id=arrival.commune_id, what=what)
            obstacles, status = refusal.sentences, refusal.status
        else:
            told = _("Recorded: the minutes of %(code)s were signed on paper.")
            messages.success(request, told % {"code": meeting.code})
            return redirect("arrivals:detail", arrival.pk)
    offices = access.offices_with("meetings.record_minutes")
    context = {
        "arrival": arrival,
        "form": form,
        "obstacles": obstacles,
        "capacities": [c for c in held if c.office in offices and c.reaches(arrival)],
    }
    return render(request, "workflows/council/minutes_on_paper.html", context, status=422 if form.errors else status)
