"""The page on which one takes a bundle of evidence, and the bundle as a file."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.attachments.media_types import MediaType
from permissions.pages import asks, held_by
from permissions.reads import noted, opened
from workflows.trail.bundles.making import RIGHT, contents_of, make_bundle, thing_of

_PAGES = {
    "proposal": "proposals:detail",
    "meeting": "council:detail",
    "decision": "decisions:detail",
    "amendment": "revocations:detail",
    "campaign": "campaigns:detail",
}


@require_GET
@asks(RIGHT)
def page(request, kind, code):
    """What the bundle will hold, how it is checked, and the button."""
    held = held_by(request)
    thing = thing_of(kind, code, request.user, held)
    if thing is None:
        raise Http404
    opened(request, thing)
    found = contents_of(thing, request.user, held)
    context = {
        "thing": thing,
        "kind": kind,
        "thing_page": _PAGES[kind],
        "contents": found,
        "size": sum(file.blob.size_bytes for file in found.files),
        "versions": sum(1 for text in found.texts if text.text),
    }
    return render(request, "workflows/trail/bundles/page.html", context)


def bundle_response(request, kind, code, held):
    """The bundle as a file, and the record that this person took it out. Raises Http404, NotYou, NotNow."""
    made = make_bundle(kind=kind, code=code, by=request.user, held=held)
    if made is None:
        raise Http404
    noted(request, "exported", commune_id=made.thing.commune_id, what=made.taken_out)
    response = FileResponse(made.file, as_attachment=True, filename=made.name, content_type=MediaType.ZIP.value)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["X-Manifest-SHA256"] = made.written.manifest_sha256
    return response


@require_GET
@asks(RIGHT)
def file(request, kind, code):
    """The bundle, made anew for this answer; it is not kept here."""
    return bundle_response(request, kind, code, held_by(request))
