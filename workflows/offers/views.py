"""The page on which a lower award form is offered, and the unit's answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from documents.proposals.models import Proposal
from documents.proposals.sent import sent_of
from documents.proposals.states import Outcome
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.refusals import ValidationError
from workflows.approval.api import taken_by
from workflows.approval.forms import MoveForm, paper_of
from workflows.approval.moving import moves_of
from workflows.approval.views import proposal_or_404
from workflows.offers import services
from workflows.offers.forms import OfferForm
from workflows.offers.queries import lower_forms

LOOKS = {
    "accept": ("green", "check"),
    "decline": ("red", "x"),
    "record_accept": ("green", "rubber-stamp"),
    "record_decline": ("red", "rubber-stamp"),
    "take_back": ("", "arrow-back-up"),
}
_AGREES = ("accept", "record_accept")


def buttons_of(offer, user, held):
    """The moves of an offer as parts/moves.html shows them."""
    for move in moves_of(offer, user, held=held):
        tone, icon = LOOKS[move.name]
        offices = access.offices_with(move.right)
        form = MoveForm(asks=move.asks, proposal=offer, auto_id=f"offer_{move.name}_%s")
        yield {
            "label": move.label,
            "url": reverse("offers:move", args=[offer.code, offer.pk, move.name.replace("_", "-")]),
            "tone": tone,
            "icon": icon,
            "unmet": move.unmet,
            "needs_reason": "reason" in move.asks,
            "confirm": _("Let them go on under the lower award form?") if move.name in _AGREES else "",
            "form": form if form.fields else None,
            "capacities": [c for c in held if c.office in offices and c.reaches(offer)],
        }


def _form(proposal, held, data=None):
    sent = sent_of(proposal, held)
    rows = [row for row in sent.show_rows(sent.rows_of(proposal)) if row.outcome == Outcome.PROPOSED]
    return rows, OfferForm(data, rows=rows, proposal=proposal, award_forms=lower_forms(proposal, ()))


@require_http_methods(["GET", "HEAD", "POST"])
@asks("offers.make")
def make(request, code):
    """Choose nominations, the lower form and the reason; the unit's head finds it in the inbox."""
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    access.require(request.user, "offers.make", proposal)
    rows, form = _form(proposal, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["nominations"])
        try:
            services.make_offer(
                proposal=proposal,
                row_version=whole_number(request.POST.get("row_version"), 0),
                nominations=[row for row in rows if row.pk in chosen],
                award_form=form.cleaned_data["award_form"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            told = _("The offer lies before the head of the unit.")
            on_paper = _("The offer is noted. Send it on paper; the answer is recorded from the arrival book.")
            messages.success(request, told if proposal.unit.has_accounts else on_paper)
            return redirect("proposals:detail", code)
    context = {
        "proposal": proposal,
        "form": form,
        "has_forms": form.fields["award_form"].queryset.exists(),
        "row_version": request.POST.get("row_version") or proposal.row_version,
    }
    return render(request, "workflows/offers/make.html", context, status=422 if form.errors else 200)


@require_POST
@asks("proposals.view")
def move(request, code, pk, name):
    """One deed on an offer by its URL: .../accept/. The service asks who and when."""
    deed = services.DEEDS.get(name.replace("-", "_"))
    if deed is None:
        raise Http404
    proposal = proposal_or_404(request, code, held=held_by(request))
    offer = get_object_or_404(proposal.offers, pk=pk)
    arrival = paper_of(proposal, whole_number(request.POST.get("arrival")))
    facts = taken_by(deed, {"reason": request.POST.get("reason", ""), "arrival": arrival})
    done = deed(
        offer=offer,
        row_version=whole_number(request.POST.get("row_version"), 0),
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
        **facts,
    )
    messages.success(request, f"{done.code}: {done.get_state_display()}.")
    sister = Proposal.objects.filter(split_from=proposal).order_by("-pk").first() if done.state == "accepted" else None
    is_split = sister is not None and sister.award_form_id == done.award_form_id
    return redirect("proposals:detail", sister.code if is_split else code)
