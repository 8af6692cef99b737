"""Pages of a letter or dossier as it stood at a moment."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.proposals.models import Proposal
from documents.proposals.views import letter_or_404
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.refusals import NotNow
from workflows.approval.views import proposal_or_404
from workflows.council.models import Meeting
from workflows.trail.moments import moment_of_entry, moment_of_vote
from workflows.trail.past import past_of
from workflows.trail.past_forms import MomentForm


def moment_asked(request, thing, held):
    """The moment that the address names: `entry` of the thing's trail, `meeting` at its vote, or `at`; else None."""
    if seq := whole_number(request.GET.get("entry")):
        return moment_of_entry(thing.stream, seq)
    if code := request.GET.get("meeting"):
        meeting = access.visible_to(request.user, Meeting, acting=held).filter(code=code).first()
        return moment_of_vote(meeting) if meeting and meeting.closed_at else None
    return None


def form_of_moment(request, moment):
    """The form with the moment that was asked, whichever way."""
    return MomentForm({"at": moment} if moment else request.GET if "at" in request.GET else None)


def _page(request, thing):
    held = held_by(request)
    form, past, refusal = form_of_moment(request, moment_asked(request, thing, held)), None, ""
    if form.is_valid():
        try:
            past = past_of(thing, form.cleaned_data["at"], request.user, held)
        except NotNow as told:
            refusal = " ".join(told.sentences)
    context = {"form": form, "past": past, "refusal": refusal, "today": thing}
    context["may_see_rights"] = isinstance(thing, Proposal) and access.may(request.user, "rights.view_past", thing)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "workflows/trail/past.html", context, status=status)


@require_GET
@asks("proposals.view")
def proposal(request, code):
    """The dossier as it stood: state, list and papers. Nothing can be done here."""
    return _page(request, proposal_or_404(request, code, held=held_by(request)))


@require_GET
@asks("letters.view")
def letter(request, code):
    """The letter as it stood."""
    return _page(request, letter_or_404(request, code))
