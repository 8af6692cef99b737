"""The letter of a unit without accounts, begun from its paper in the arrival book."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.arrivals.queries import arrivals_seen
from documents.proposals import services
from documents.proposals.forms import NewLetterForm
from documents.proposals.models import Letter
from documents.proposals.views import GET_OR_POST, attempt, status_of
from permissions import access
from permissions.pages import asks, held_by
from permissions.reads import opened
from permissions.refusals import NotNow


@require_http_methods(GET_OR_POST)
@asks("letters.enter_received")
def enter(request, pk):
    """What the paper says goes in once; number, day and scan come from the arrival book."""
    arrival = opened(request, get_object_or_404(arrivals_seen(request.user, held_by(request)), pk=pk))
    access.require(request.user, "letters.enter_received", arrival)
    entered = Letter.objects.filter(arrival=arrival).first()
    if entered is not None:
        messages.info(request, _("This paper is entered already."))
        return redirect("letters:detail", entered.code)
    if arrival.unit is None or arrival.unit.has_accounts:
        raise NotNow(_("Only the paper letter of a unit without accounts is entered here; the others send their own."))
    initial = {"title": arrival.title, "number": arrival.paper_number, "signed_on": arrival.paper_on}
    form = NewLetterForm(request.POST or None, units=[arrival.unit], initial=initial)

    def draft(**deed):
        return services.draft_letter(unit=arrival.unit, arrival=arrival, **deed)

    letter, _race = attempt(request, arrival, form, draft)
    if letter:
        messages.success(request, _("The letter stands on number of arrival %(number)s.") % {"number": arrival})
        return redirect("letters:detail", letter.code)
    context = {"arrival": arrival, "form": form}
    return render(request, "documents/proposals/on_arrival.html", context, status=status_of(form, None))
