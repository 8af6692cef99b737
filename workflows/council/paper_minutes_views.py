"""Minutes signed on paper: which meeting, who signed, on which day; the scan is that of the arrival."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from permissions.pages import asks
from workflows.approval.paper_signing_views import Signing, record_on
from workflows.council.forms import PaperMinutesForm
from workflows.council.minutes_on_paper import record_signed_minutes


def _done(meeting, arrival):
    told = _("Recorded: the minutes of %(code)s were signed on paper.") % {"code": meeting.code}
    return told, reverse("arrivals:detail", args=[arrival.pk])


SIGNING = Signing(
    right="meetings.record_minutes",
    form=PaperMinutesForm,
    record=record_signed_minutes,
    template="workflows/council/minutes_on_paper.html",
    done=_done,
)


@require_http_methods(["GET", "HEAD", "POST"])
@asks("meetings.record_minutes")
def record(request, pk):
    """The minutes of a closed meeting, come back with both signatures."""
    return record_on(request, pk, SIGNING)
