"""The page that compares two versions of a dossier."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from documents.proposals.models import Proposal
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by, with_parameters
from permissions.reads import opened
from workflows.approval.sight import sight_of
from workflows.trail.differences import compare

SHAPES = (("", gettext_lazy("Side by side")), ("inline", gettext_lazy("In the text")))


@require_GET
@asks("proposals.view")
def differences(request, code):
    """Two versions side by side, or as one text with what went and what came."""
    held = held_by(request)
    rows = access.visible_to(request.user, Proposal, acting=held).select_related("commune", "unit")
    proposal = opened(request, get_object_or_404(rows, code=code))
    asked = {name: whole_number(request.GET.get(name)) for name in ("older", "newer")}
    shape = request.GET.get("shape", "")
    compared = compare(proposal, sight_of(proposal, held), **asked)
    context = {
        "proposal": proposal,
        "compared": compared,
        "choices": [("older", _("Earlier version"), compared.older), ("newer", _("Later version"), compared.newer)],
        "is_inline": shape == "inline",
        "tabs": [
            {"label": label, "url": with_parameters(request, shape=value or None), "active": shape == value}
            for value, label in SHAPES
        ],
    }
    return render(request, "workflows/trail/differences.html", context)
