"""Adding and opening the scans of signed sheets; they are listed on the pages of hand-overs and of money."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response
from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import asks, held_by
from permissions.reads import noted, opened
from permissions.refusals import ValidationError
from workflows.decisions.models import Decision
from workflows.decisions.papers import number_of
from workflows.decisions.states import DecisionState
from workflows.receipts.forms import ReceiptForm
from workflows.receipts.models import About
from workflows.receipts.queries import RECORD, VIEW, receipts_of, version_of
from workflows.receipts.services import add_receipt

PAGES = {About.HANDOVER: "handover:detail", About.PAYMENT: "payments:detail"}


def decision_or_404(request, code, about):
    """The issued decision, if this person may see its receipts of this kind."""
    if about not in About.values:
        raise Http404
    rows = access.visible_to(request.user, Decision, acting=held_by(request)).filter(state=DecisionState.ISSUED)
    decision = opened(request, get_object_or_404(rows.select_related("commune"), code=code))
    access.require(request.user, VIEW[about], decision)
    return decision


def recorders(request, decision, about):
    """The capacities in which this person may add a receipt."""
    return access.own_first(access.holding(held_by(request), RECORD[about], decision))


@require_http_methods(["GET", "HEAD", "POST"])
@asks(RECORD[About.HANDOVER])
def add(request, code, about):
    """The scan of one more signed sheet."""
    decision = decision_or_404(request, code, about)
    access.require(request.user, RECORD[about], decision)
    form = ReceiptForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = {"upload": form.cleaned_data["scan"], "note": form.cleaned_data["note"]}
        said |= {"row_version": request.POST.get("row_version") or "", "acting_as": request.POST.get("acting_as", "")}
        try:
            add_receipt(decision=decision, about=about, by=request.user, **said)
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, _("The signed sheet is kept."))
            return redirect(PAGES[about], code=code)
    context = {
        "decision": decision,
        "number": number_of(decision),
        "about": About(about),
        "back": PAGES[about],
        "form": form,
        "capacities": recorders(request, decision, about),
        "row_version": request.POST.get("row_version") or version_of(decision, about),
    }
    return render(request, "workflows/receipts/add.html", context, status=422 if form.errors else 200)


def scan_file(request, code, about, key):
    """The scan itself; every download leaves a record."""
    receipt = get_object_or_404(receipts_of(decision_or_404(request, code, about), about), pk=key)
    what = f"{receipt.decision.stream}/receipts/{receipt.pk} {receipt.scan.sha256}"
    noted(request, "downloaded", commune_id=receipt.decision.commune_id, what=what)
    return file_response(receipt.scan, receipt.file_name, inline=receipt.scan.media_type == MediaType.PDF)


@require_GET
@asks(VIEW[About.HANDOVER])
def scan(request, code, about, pk):
    return scan_file(request, code, about, pk)
