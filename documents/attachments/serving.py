"""Giving files out. The page has asked the right before; this only makes the answer safe for a browser."""

import hashlib
import logging
from io import BytesIO

from django.http import FileResponse
from django.utils.translation import gettext as _

from documents.attachments import store, uses
from documents.attachments.naming import honest_name
from permissions.refusals import NotNow

logger = logging.getLogger(__name__)
# The file may be shown, but nothing in it may run, load or send anything, whatever it is taken for.
_SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def open_blob(blob):
    """The bytes of a Blob, open for reading. Raises NotNow when the store does not hold them as they were kept."""
    try:
        file = store.path_of(blob.sha256).open("rb")
    except FileNotFoundError:
        if uses.is_let_go(blob.sha256):
            told = _("The file was disposed of by law when the time to keep it was over. Its SHA-256 is kept.")
            raise NotNow(told, code="file_disposed") from None
        logger.error("blob %s is missing from the store", blob.pk)
        raise NotNow(
            _("The file is missing from the store. Tell the administrator: it must be restored from the backup."),
            code="file_missing",
        ) from None
    if hashlib.file_digest(file, "sha256").hexdigest() != blob.sha256:
        file.close()
        logger.error("blob %s does not match its SHA-256", blob.pk)
        raise NotNow(
            _(
                "The file in the store is not the one that was kept: its content has changed, so it is not given out. "
                "Tell the administrator: it must be restored from the backup."
            ),
            code="file_changed",
        )
    file.seek(0)
    return file


def made_anew(content, name, media_type):
    """A file that is not kept, made for this answer. content: bytes."""
    response = FileResponse(BytesIO(content), filename=name, content_type=media_type.value)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def file_response(blob, name, *, inline):
    """The file under a readable name; inline shows it in the browser, else it is offered for saving."""
    response = FileResponse(
        open_blob(blob),
        as_attachment=not inline,
        filename=honest_name(name, blob.media_type),
        content_type=blob.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Frame-Options"] = "SAMEORIGIN"  # shown beside our own forms
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
