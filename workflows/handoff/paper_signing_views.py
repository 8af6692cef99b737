"""A letter to the province signed on paper: recorded from the signed paper in the arrival book."""

from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.pages import asks
from workflows.approval.paper_signing_views import Signing, record_on
from workflows.handoff import services
from workflows.handoff.forms import PaperSignatureForm
from workflows.handoff.views import GET_OR_POST


def _done(letter, arrival):
    told = _("Recorded: the letter %(code)s was signed on paper.") % {"code": letter.code}
    return told, reverse("transmittals:detail", args=[letter.code])


SIGNING = Signing(
    right="transmittals.record_signature",
    form=PaperSignatureForm,
    record=services.record_signature,
    template="workflows/handoff/on_paper.html",
    done=_done,
)


@GET_OR_POST
@asks("transmittals.record_signature")
def record(request, pk):
    """Which letter, who signed it, on which day; the scan is that of the arrival."""
    return record_on(request, pk, SIGNING)
