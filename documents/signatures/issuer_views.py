"""Pages of the issuers that are trusted: the list, one more from a file, one that ends."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from documents.signatures import issuers as services
from documents.signatures.forms import EndForm, IssuerForm
from documents.signatures.lists_at_hand import lists_at_hand
from documents.signatures.models import TrustedIssuer
from permissions.pages import asks
from permissions.refusals import ValidationError

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 200


@GET_OR_POST
@asks(services.RIGHT)
def issuers(request):
    """Whose digital signatures are trusted, and the form for one more file."""
    form = IssuerForm(request.POST or None, request.FILES or None, initial={"obtained_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            rows = services.load_issuers(**form.said(), by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            told = ngettext("%(count)d issuer is trusted now.", "%(count)d issuers are trusted now.", len(rows))
            messages.success(request, told % {"count": len(rows)})
            return redirect("signatures:issuers")
    rows = TrustedIssuer.objects.all()[:_MOST]
    context = {
        "form": form,
        "rows": rows,
        "has_trusted": any(row.ended_at is None for row in rows),
        "list_count": len(lists_at_hand()),
    }
    return render(request, "documents/signatures/issuers.html", context, status=422 if form.errors else 200)


@GET_OR_POST
@asks(services.RIGHT)
def end(request, pk):
    """Why an issuer is no longer trusted."""
    issuer = get_object_or_404(TrustedIssuer, pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_issuer(
            issuer=issuer, row_version=request.POST.get("row_version"), by=request.user, **form.cleaned_data
        )
        messages.success(request, _("New signatures of this issuer are not trusted any more."))
        return redirect("signatures:issuers")
    context = {"issuer": issuer, "form": form, "row_version": request.POST.get("row_version") or issuer.row_version}
    return render(request, "documents/signatures/end.html", context, status=422 if form.errors else 200)
