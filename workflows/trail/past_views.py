"""Pages of a letter or dossier as it stood at a moment."""

from django.shortcuts import render

from documents.proposals.models import Proposal
from permissions import access
from permissions.fields import whole_number
from permissions.pages import held_by
from permissions.refusals import NotNow
from workflows.approval.queries import paper_titles
from workflows.approval.views import with_places
from workflows.council.models import Meeting
from workflows.trail.both_views import of_both
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


@of_both(proposal="proposals.view", letter="letters.view")
def past(request, thing):
    """The dossier or letter as it stood: state, list, papers, remarks. Nothing can be done here."""
    held = held_by(request)
    form, found, refusal = form_of_moment(request, moment_asked(request, thing, held)), None, ""
    if form.is_valid():
        try:
            found = past_of(thing, form.cleaned_data["at"], request.user, held)
        except NotNow as told:
            refusal = " ".join(told.sentences)
    if found and found.remarks:
        with_places(found.remarks, paper_titles(thing, found.rows))
    context = {"form": form, "past": found, "refusal": refusal, "today": thing}
    context["may_see_rights"] = isinstance(thing, Proposal) and access.may(request.user, "rights.view_past", thing)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "workflows/trail/past.html", context, status=status)
