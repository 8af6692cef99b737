"""A decision signed on paper: recorded by the records clerk from the signed paper in the arrival book."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.arrivals.queries import arrivals_seen
from permissions import access
from permissions.ledger.services import read
from permissions.pages import asks, held_by
from permissions.reads import opened
from permissions.refusals import LostRace, NotNow
from workflows.decisions import services
from workflows.decisions.forms import PaperSignatureForm
from workflows.decisions.queries import awaiting_signature
from workflows.decisions.views import GET_OR_POST


@GET_OR_POST
@asks("decisions.record_signature")
def record(request, pk):
    """Which decision, who signed it, on which day; the scan is that of the arrival."""
    arrival = opened(request, get_object_or_404(arrivals_seen(request.user, held_by(request)), pk=pk))
    access.require(request.user, "decisions.record_signature", arrival)
    waiting = list(awaiting_signature(arrival.commune_id))
    form = PaperSignatureForm(
        request.POST or None, waiting=waiting, arrival=arrival, initial={"signed_on": arrival.paper_on}
    )
    obstacles, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            decision = services.record_signature(
                by=request.user, acting_as=request.POST.get("acting_as", ""), arrival=arrival, **form.said()
            )
        except (NotNow, LostRace) as refusal:
            what = f"{refusal.code} {request.method} {request.path}"
            read("refused", by=request.user, commune_id=arrival.commune_id, what=what)
            obstacles, status = refusal.sentences, refusal.status
        else:
            messages.success(request, _("Recorded: %(decision)s was signed on paper.") % {"decision": decision.code})
            return redirect("decisions:detail", decision.code)
    offices = access.offices_with("decisions.record_signature")
    context = {
        "arrival": arrival,
        "form": form,
        "waiting": waiting,
        "obstacles": obstacles,
        "today": timezone.localdate(),
        "capacities": [c for c in held_by(request) if c.office in offices and c.reaches(arrival)],
    }
    return render(request, "workflows/decisions/on_paper.html", context, status=422 if form.errors else status)
