"""Pages of the checkpoints: list, one, its file, proof of an entry, and the addresses they are mailed to."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from permissions.ledger.checkpoints.models import Checkpoint, SigningKey
from permissions.ledger.checkpoints.queries import code_of
from permissions.pages import asks, held_by, newest_first
from permissions.refusals import ValidationError
from workflows.seals import services
from workflows.seals.forms import AddressForm
from workflows.seals.models import SealAddress, SealMail
from workflows.seals.queries import proof_for, window
from workflows.seals.serving import checkpoint_file, proof_file
from workflows.trail.readers import trail_communes

PAGE = 25


@require_GET
@asks("ledger.view")
def index(request):
    """Every checkpoint, and what lies open since the last one that left the house."""
    shown, newer_url, older_url = newest_first(Checkpoint.objects.all(), request, PAGE)
    for row in shown:
        row.code = code_of(row)
    context = {"rows": shown, "newer_url": newer_url, "older_url": older_url, "window": window(timezone.now())}
    return render(request, "workflows/seals/list.html", context)


@require_GET
@asks("ledger.view")
def detail(request, number):
    checkpoint = get_object_or_404(Checkpoint.objects.select_related("key__previous"), number=number)
    context = {"checkpoint": checkpoint, "code": code_of(checkpoint), "stream_count": checkpoint.ranges.count()}
    if trail_communes(held_by(request)):
        mails = SealMail.objects.filter(checkpoint=checkpoint).select_related("address")
        context |= {"may_take_file": True, "mails": mails.order_by("pk")[:PAGE]}
    context["keys"] = SigningKey.objects.order_by("-pk")[:PAGE]
    return render(request, "workflows/seals/detail.html", context)


@require_GET
@asks("ledger.view")
def download(request, number):
    """The file of a checkpoint; that it was taken is recorded."""
    return checkpoint_file(request, get_object_or_404(Checkpoint, number=number))


@require_GET
@asks("ledger.view")
def proof(request, stream, seq):
    """The file that proves one entry without showing any other."""
    try:
        text = proof_for(request.user, held_by(request), stream, seq)
    except LookupError:
        raise Http404 from None
    return proof_file(request, stream, seq, text)


@require_http_methods(["GET", "POST"])
@asks("mailings.manage")
def addresses(request):
    """Whom the checkpoints are mailed to, and one more."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_address(**form.cleaned_data, by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("The next checkpoint is mailed to this address too."))
            return redirect("seals:addresses")
    context = {"form": form, "rows": SealAddress.objects.all()[:200]}
    return render(request, "workflows/seals/addresses.html", context, status=422 if form.is_bound else 200)


@require_POST
@asks("mailings.manage")
def end_address(request, pk):
    address = get_object_or_404(SealAddress, pk=pk)
    services.end_address(address=address, row_version=request.POST.get("row_version"), by=request.user)
    messages.success(request, _("Nothing more is mailed to this address."))
    return redirect("seals:addresses")
