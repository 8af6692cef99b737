"""Pages of the stock for certificates: the list, a new one, one with its preview, the test print."""

import base64

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.attachments.media_types import MediaType
from documents.attachments.serving import made_anew
from documents.printing import stock_services as services
from documents.printing.models import CertificateStock
from documents.printing.stock_forms import ChangeForm, Places, StockForm, initial_of
from documents.printing.stock_places import text_of
from documents.printing.stock_samples import preview_png, trial_print
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks
from permissions.refusals import ValidationError

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def _stocks(request):
    communes = {capacity.commune_id for capacity in request.holding}
    return CertificateStock.objects.filter(commune__in=communes).select_related("award_form", "scan", "commune")


def _refused(form, fault):
    for field, sentences in getattr(fault, "error_dict", {"scan": fault}).items():
        form.add_error(field if field in form.fields else None, sentences)


@require_GET
@asks(services.RIGHT)
def index(request):
    """The stocks of the commune."""
    return render(request, "documents/printing/stocks.html", {"stocks": _stocks(request)})


@GET_OR_POST
@asks(services.RIGHT)
def new(request):
    """A new stock begins with the places of the built-in sheet."""
    form = StockForm(request.POST or None, initial={"page_size": "a4", "is_text_only": True})
    if request.method == "POST" and form.is_valid():
        commune = access.require(request.user, services.RIGHT).appointment.unit.commune
        try:
            stock = services.set_up_stock(commune=commune, values=form.cleaned_data, by=request.user)
        except ValidationError as fault:
            _refused(form, fault)
        else:
            messages.success(request, _("The stock is set up. Now set where each field stands, and make a test print."))
            return redirect("stocks:change", pk=stock.pk)
    return render(request, "documents/printing/new_stock.html", {"form": form}, status=422 if form.errors else 200)


def _read(request, stock):
    """(form, places, are they valid, the stock as typed: in memory only)."""
    form = ChangeForm(request.POST or None, request.FILES or None, initial=initial_of(stock))
    places = Places(stock, request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    valid = valid and places.is_valid(form.cleaned_data["width_mm"], form.cleaned_data["height_mm"])
    if valid:
        for name in ("award_form", "width_mm", "height_mm", "is_text_only"):
            setattr(stock, name, form.cleaned_data[name])
        stock.places = text_of(places.values())
    return form, places, valid


def _page(request, stock, form, places, status=200):
    context = {
        "stock": stock,
        "form": form,
        "places": places.forms,
        "row_version": request.POST.get("row_version") or stock.row_version,
        "picture": base64.b64encode(preview_png(stock)).decode() if status == 200 else "",
    }
    return render(request, "documents/printing/stock.html", context, status=status)


@GET_OR_POST
@asks(services.RIGHT)
def change(request, pk):
    """One stock: its figures beside the picture of a sample."""
    stock = get_object_or_404(_stocks(request), pk=pk)
    form, places, valid = _read(request, stock)
    if not valid:
        return _page(request, stock, form, places, status=422 if request.method == "POST" else 200)
    said = dict(form.cleaned_data)
    try:
        services.change_stock(
            stock=stock,
            row_version=whole_number(request.POST.get("row_version"), 0),
            upload=said.pop("scan"),
            values=said | {"places": places.values()},
            by=request.user,
        )
    except ValidationError as fault:
        _refused(form, fault)
        return _page(request, stock, form, places, status=422)
    messages.success(request, _("The stock is kept."))
    return redirect("stocks:change", pk=pk)


@require_POST
@asks(services.RIGHT)
def preview(request, pk):
    """The same page with what is typed, nothing kept: the picture follows the figures."""
    stock = get_object_or_404(_stocks(request), pk=pk)
    form, places, valid = _read(request, stock)
    return _page(request, stock, form, places, status=200 if valid else 422)


@require_GET
@asks(services.RIGHT)
def trial(request, pk):
    """The sample with rulers, to be printed and laid over a real sheet."""
    stock = get_object_or_404(_stocks(request), pk=pk)
    return made_anew(trial_print(stock), f"In thử - {stock.name}.pdf", MediaType.PDF)
