"""The dossiers of a meeting on screen and as one file, and who has opened what."""

import tempfile

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from permissions.pages import asks, held_by
from permissions.reads import noted
from workflows.council import pack
from workflows.council.openings import openings_of
from workflows.council.room import Room
from workflows.council.views import meeting_or_404

_IN_MEMORY_BYTES = 5 * 1024 * 1024


def pack_response(request, meeting, held):
    """The file of this reader, made in a file on disk that goes when it is sent."""
    noted(request, "downloaded", commune_id=meeting.commune_id, what=f"{meeting.stream}/dossiers.pdf")
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - the answer closes it
    pack.write_pack(meeting, user=request.user, held=held, now=timezone.now(), out=out)
    out.seek(0)
    response = FileResponse(out, filename=pack.file_name(meeting), content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@asks("meetings.view")
def dossiers(request, code):
    """Every dossier of the agenda that this person may see, each one tap away."""
    held = held_by(request)
    meeting = meeting_or_404(request, code, held=held)
    items = pack.items_seen(meeting, request.user, held)
    noted(request, "opened", commune_id=meeting.commune_id, what=f"{meeting.stream}/dossiers")
    context = {"meeting": meeting, "items": items, "topics": meeting.topics.all()}
    return render(request, "workflows/council/dossiers.html", context)


@require_GET
@asks("meetings.view")
def dossiers_pdf(request, code):
    held = held_by(request)
    return pack_response(request, meeting_or_404(request, code, held=held), held)


@require_GET
@asks("meetings.see_openings")
def openings(request, code):
    """Who of the council has opened the invitation and the dossiers."""
    meeting = meeting_or_404(request, code)
    room = Room(meeting)
    context = {"meeting": meeting, "openings": openings_of(room), "total": len(room.items)}
    return render(request, "workflows/council/openings.html", context)
