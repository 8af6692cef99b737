"""A kept paper and its files for pages and endpoints alike; each file given out is recorded."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from documents.attachments.serving import file_response
from documents.printing.models import Issued
from documents.signatures import services, signable
from permissions.pages import held_by
from permissions.reads import noted, opened


def paper_or_404(request, pk):
    """(kept paper, thing it belongs to), if this person may see it."""
    issued = get_object_or_404(Issued.objects.select_related("blob", "commune"), pk=pk)
    try:
        thing = signable.thing_of(issued, request.user, held_by(request))
    except LookupError:
        raise Http404 from None
    return issued, opened(request, thing)


def file_to_sign(request, pk):
    """The file to sign next, byte for byte."""
    issued, thing = paper_or_404(request, pk)
    return _given_out(request, issued, services.current_file(issued), f"{thing.stream}/to-sign")


def signed_file(request, pk, signed):
    """A signed file as it came."""
    issued, thing = paper_or_404(request, pk)
    row = get_object_or_404(issued.signed_files.select_related("blob"), pk=signed)
    return _given_out(request, issued, row.blob, f"{thing.stream}/signed")


def _given_out(request, issued, blob, what):
    noted(request, "downloaded", commune_id=issued.commune_id, what=f"{what} {blob.sha256}")
    return file_response(blob, f"{issued.title[:100]}.pdf", inline=False)
