"""Pages of a paper's digital signatures: what was signed and found, the file to sign, bringing in the signed one."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.printing.wording import document_number
from documents.signatures import both_views, sampling, services, signable
from documents.signatures.forms import SignedFileForm
from documents.signatures.kinds import Verdict
from documents.signatures.lists_at_hand import lists_at_hand
from documents.signatures.models import TrustedIssuer
from documents.signatures.queries import files_of
from documents.signatures.told import standing_for
from permissions.pages import asks, stand_in
from permissions.reads import refused
from permissions.refusals import NotNow, ValidationError


@require_http_methods(["GET", "HEAD", "POST"])
@asks(signable.RIGHT)
def paper(request, pk):
    """The signatures of a paper, and the form for a signed file."""
    issued, thing = both_views.paper_or_404(request, pk)
    kind = signable.kind_of(issued)
    stand_in(request, kind.page.partition(":")[0])
    able = signable.able(request.user, thing, kind.offices) if kind.is_open(thing, issued) else []
    form, status = SignedFileForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = _take(request, issued, thing, form) if form.is_valid() else 422
        if status is None:
            return redirect("signatures:paper", pk=issued.pk)
    files = files_of(issued)
    context = {
        "issued": issued,
        "number": document_number(issued.number, issued.symbol) if issued.number else "",
        "thing": thing,
        "thing_url": reverse(kind.page, args=[thing.code]),
        "form": form,
        "capacities": able,
        "files": files,
        "carried": None if files else standing_for(issued, at=timezone.now()).told,
        "has_issuers": TrustedIssuer.objects.filter(ended_at=None).exists(),
        "has_lists": bool(lists_at_hand()),
        "program": settings.SIGNING_SCRIPT_URL,
        "program_signs": "vgca_sign_issued" if issued.number else "vgca_sign_approved",
        "sample_signers": sampling.signers_of(issued, thing, able),
    }
    return render(request, "documents/signatures/paper.html", context, status=status)


def _take(request, issued, thing, form):
    """Try to take the file in; a refusal stands on the form. Returns the status of the page, None when done."""
    said = form.cleaned_data
    try:
        row = services.add_signed_file(
            issued=issued,
            thing=thing,
            upload=said["file"],
            reason=said["reason"],
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
    except ValidationError as fault:
        form.add_error(None, fault)
        return 422
    except NotNow as refusal:
        form.add_error(None, refusal.sentences)
        refused(request, refusal.code, commune_id=issued.commune_id)
        return refusal.status
    if row.verdict == Verdict.VALID:
        messages.success(request, _("The file is kept: its signatures are valid."))
    else:
        messages.warning(
            request, _("The file is kept, but it is not valid: %(why)s") % {"why": row.get_fault_display()}
        )
    return None


@require_POST
@asks(signable.RIGHT)
def sample(request, pk):
    """Sign with the sample key; in the sample commune alone."""
    issued, thing = both_views.paper_or_404(request, pk)
    sampling.sign_as_sample(issued=issued, thing=thing, by=request.user, acting_as=request.POST.get("acting_as", ""))
    messages.success(request, _("Signed with the sample key. It is a try: the signature has no legal value."))
    return redirect("signatures:paper", pk=issued.pk)


@require_GET
@asks(signable.RIGHT)
def current(request, pk):
    """The file to sign next, byte for byte."""
    return both_views.file_to_sign(request, pk)


@require_GET
@asks(signable.RIGHT)
def signed_file(request, pk, signed):
    """A signed file as it came."""
    return both_views.signed_file(request, pk, signed)
