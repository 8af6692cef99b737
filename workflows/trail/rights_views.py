"""Page of who could see a dossier at a moment."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from permissions import access
from permissions.pages import asks, held_by
from workflows.approval.views import proposal_or_404
from workflows.trail.past_views import form_of_moment, moment_asked
from workflows.trail.rights import who_could_see


@require_GET
@asks("rights.view_past")
def of_proposal(request, code):
    """Who could see the dossier then, and why; now, where no moment is asked. For the inspector and leaders."""
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    access.require(request.user, "rights.view_past", proposal)
    form = form_of_moment(request, moment_asked(request, proposal, held) or _now_unless_asked(request))
    seers = who_could_see(proposal, form.cleaned_data["at"]) if form.is_valid() else []
    context = {"form": form, "seers": seers, "proposal": proposal, "at": form.cleaned_data.get("at")}
    return render(request, "workflows/trail/rights.html", context, status=200 if form.is_valid() else 422)


def _now_unless_asked(request):
    return None if "at" in request.GET else timezone.now()
