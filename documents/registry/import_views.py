"""Earlier awards from an Excel list: looked at first; saved when it holds, or its good rows where one says so."""

from hashlib import sha256

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from documents.registry import services
from documents.registry.forms import ImportForm
from documents.registry.importing import preview_of
from documents.registry.lists import content_of, read_earlier, sample_sheet, unseal
from documents.registry.views import GET_OR_POST, keepers
from documents.sheets.serving import sheet_response
from permissions.pages import asks
from permissions.refusals import NotNow, ValidationError


@require_GET
@asks("registry.edit")
def sample(request):
    """An empty list to fill in."""
    return sheet_response(sample_sheet(), _("Earlier awards, sample"))


@GET_OR_POST
@asks("registry.edit")
def upload(request):
    """The file, then what it says; nothing is saved here."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = content_of(form.cleaned_data["file"])
            earlier = read_earlier(content)
        except ValidationError as fault:
            form.add_error("file", fault)
        else:
            return _shown(request, earlier, sha256(content).hexdigest())
    status = 422 if form.errors else 200
    return render(request, "documents/registry/import.html", {"form": form}, status=status)


def _shown(request, earlier, digest, *, error=None, status=200):
    capacities = keepers(request)
    commune = capacities[0].appointment.unit.commune
    context = {
        "rows": preview_of(commune, earlier),
        "earlier": earlier,
        "faults": earlier.faults,
        "good_count": len(earlier.good),
        "sealed": earlier.sealed(digest),
        "capacities": capacities,
        "error": error,
    }
    return render(request, "documents/registry/import_preview.html", context, status=status)


@require_POST
@asks("registry.edit")
def save(request):
    """Save what the preview showed; while a fault stands, only the good rows, and only where the keeper ticked it."""
    commune = keepers(request)[0].appointment.unit.commune
    try:
        earlier, digest = unseal(request.POST.get("sealed", ""))
    except signing.BadSignature:
        raise NotNow(_("This preview is no longer good. Upload the file again.")) from None
    if earlier.faults and not (request.POST.get("only_good") and earlier.good):
        told = _("Nothing is saved while a fault stands. Mend the file, or say that the good rows are to be taken.")
        return _shown(request, earlier, digest, error=[told], status=422)
    try:
        made = services.import_awards(
            commune=commune,
            rows=[earlier.said(row) for row in earlier.good],
            file_sha256=digest,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
    except ValidationError as fault:
        return _shown(request, earlier, digest, error=fault.messages, status=422)
    told = ngettext("%(count)s award is in the book.", "%(count)s awards are in the book.", len(made))
    messages.success(request, told % {"count": len(made)})
    return redirect("registry:list")
