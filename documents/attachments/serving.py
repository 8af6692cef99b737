"""Giving files out. The page has asked the right before; this only makes the answer safe for a browser."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from documents.attachments import store
from documents.attachments.naming import clean_name
from permissions.refusals import NotNow

# The file may be shown, but nothing in it may run, load or send anything, whatever it is taken for.
_SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def open_blob(blob):
    """The bytes of a Blob, open for reading. Raises NotNow when the file is not in the store."""
    try:
        return store.path_of(blob.sha256).open("rb")
    except FileNotFoundError:
        raise NotNow(
            _("The file is missing from the store. Tell the administrator: it must be restored from the backup."),
            code="file_missing",
        ) from None


def file_response(blob, name, *, inline):
    """The file under a readable name; inline shows it in the browser, else it is offered for saving."""
    response = FileResponse(
        open_blob(blob),
        as_attachment=not inline,
        filename=clean_name(name),
        content_type=blob.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SANDBOX
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
