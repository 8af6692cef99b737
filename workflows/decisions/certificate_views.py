"""The certificates of one line of an issued decision: what was handed out, spoiled sheets, issuing again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.arrivals.queries import arrivals_seen
from documents.attachments.serving import file_response
from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import asks, held_by
from permissions.reads import noted
from permissions.refusals import ValidationError
from workflows.decisions import certificate_services as services
from workflows.decisions.certificate_forms import AgainForm, SpoiledForm
from workflows.decisions.states import DecisionState
from workflows.decisions.stock_queries import stocks_for
from workflows.decisions.views import decision_or_404


def _line_or_404(request, code, pk):
    """The line of an issued decision, for who may issue it."""
    decision = decision_or_404(request, code)
    access.require(request.user, services.RIGHT, decision)
    if decision.state != DecisionState.ISSUED:
        raise Http404
    return get_object_or_404(decision.lines.select_related("decision", "nomination"), pk=pk)


def _again_form(request, line, data=None):
    decision = line.decision
    arrivals = arrivals_seen(request.user, held_by(request)).filter(commune=decision.commune_id)
    stocks = list(stocks_for(decision.commune_id, decision.award_form_id))
    return AgainForm(data, arrivals=arrivals, stocks=stocks, auto_id="id_again_%s")


def _page(request, line, spoiled_form, again_form):
    context = {
        "line": line,
        "decision": line.decision,
        "certificates": line.certificates.select_related("rendition", "made_by", "stock").order_by("-turn"),
        "sheets": line.spoiled_sheets.select_related("noted_by"),
        "spoiled_form": spoiled_form,
        "again_form": again_form,
        "row_version": request.POST.get("row_version") or services.version_of(line),
    }
    status = 422 if spoiled_form.errors or again_form.errors else 200
    return render(request, "workflows/decisions/certificates.html", context, status=status)


@require_GET
@asks(services.RIGHT)
def of_line(request, code, pk):
    line = _line_or_404(request, code, pk)
    return _page(request, line, SpoiledForm(), _again_form(request, line))


@require_POST
@asks(services.RIGHT)
def spoiled(request, code, pk):
    """Note a spoiled sheet."""
    line = _line_or_404(request, code, pk)
    form = SpoiledForm(request.POST)
    if not form.is_valid():
        return _page(request, line, form, _again_form(request, line))
    seen = request.POST.get("row_version") or 0
    services.note_spoiled(line=line, row_version=seen, by=request.user, **form.cleaned_data)
    messages.success(request, _("The spoiled sheet is noted."))
    return redirect("decisions:certificates", code, pk)


@require_POST
@asks(services.RIGHT)
def again(request, code, pk):
    """Issue the certificate again; the one before no longer counts."""
    line = _line_or_404(request, code, pk)
    form = _again_form(request, line, request.POST)
    if form.is_valid():
        try:
            seen = request.POST.get("row_version") or 0
            services.issue_again(line=line, row_version=seen, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, _("The certificate is issued again; open the newest one below to print it."))
            return redirect("decisions:certificates", code, pk)
    return _page(request, line, SpoiledForm(), form)


@require_GET
@asks(services.RIGHT)
def paper(request, code, pk, turn):
    """The file in which a certificate was printed."""
    return sheet_file(request, _line_or_404(request, code, pk), turn)


def sheet_file(request, line, turn):
    """The file of a certificate of a line; the first ones lie in one file with those of the whole list."""
    made = get_object_or_404(line.certificates.select_related("rendition__blob"), turn=turn)
    what = f"{line.decision.stream}/papers/certificate/{line.pk}/{turn} {made.rendition.sha256}"
    noted(request, "downloaded", commune_id=line.decision.commune_id, what=what)
    return file_response(made.rendition.blob, f"{line.decision.code}-{line.pk}-{turn}.pdf", inline=True)
