"""A decision signed on paper: recorded by the records clerk from the signed paper in the arrival book."""

from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.pages import asks
from workflows.approval.paper_signing_views import Signing, record_on
from workflows.decisions import services
from workflows.decisions.forms import PaperSignatureForm
from workflows.decisions.views import GET_OR_POST


def _done(decision, arrival):
    told = _("Recorded: %(decision)s was signed on paper.") % {"decision": decision.code}
    return told, reverse("decisions:detail", args=[decision.code])


SIGNING = Signing(
    right="decisions.record_signature",
    form=PaperSignatureForm,
    record=services.record_signature,
    template="workflows/decisions/on_paper.html",
    done=_done,
)


@GET_OR_POST
@asks("decisions.record_signature")
def record(request, pk):
    """Which decision, who signed it, on which day; the scan is that of the arrival."""
    return record_on(request, pk, SIGNING)
