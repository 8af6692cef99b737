"""Taking files in. Temporary file, look at it, disk, row, rename, commit: no row points to a file that is not there."""

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from documents.attachments import store as files
from documents.attachments.images import rewritten
from documents.attachments.media_types import EVERY, MediaType
from documents.attachments.models import Blob
from documents.attachments.naming import clean_name
from documents.attachments.recognition import recognise
from permissions.refusals import ValidationError


def store(upload, takes=EVERY):
    """Blob of an uploaded file (Django's UploadedFile, or anything with name, size and chunks()).

    Images are kept as they are written anew, without what a camera adds; `blob.sent_sha256` is of the bytes that came.
    takes: the types of the door, a key of media_types.ASKED. Raises ValidationError: empty, over
    settings.UPLOAD_LIMIT_BYTES (before a byte is read), another type, a name that lies about the type, damaged,
    locked, or more than a document. The same content twice is one Blob.
    """
    name = clean_name(upload.name)
    limit = settings.UPLOAD_LIMIT_BYTES
    if upload.size > limit:
        raise _too_large(name, upload.size, limit)
    try:
        with files.written(upload.chunks(files.CHUNK_BYTES), limit_bytes=limit) as file:
            if not file.size_bytes:
                raise ValidationError(_("“%(name)s” is empty."), code="file_is_empty", params={"name": name})
            with file.path.open("rb") as opened:
                media_type = recognise(opened, file.size_bytes, name, takes)
                blob = store_bytes(rewritten(opened, media_type, name), media_type) if media_type.is_image else None
            blob = blob or _kept(file, media_type)
            blob.sent_sha256 = file.sha256
            return blob
    except files.TooLarge:
        raise _too_large(name, None, limit) from None


def store_bytes(data, media_type):
    """Blob of bytes this system made itself; nothing is checked. media_type: a MediaType."""
    return store_chunks([data], media_type)


def store_chunks(chunks, media_type):
    """As `store_bytes`, piece by piece, for what does not fit into memory."""
    with files.written(chunks) as file:
        return _kept(file, MediaType(media_type))


@transaction.atomic
def _kept(file, media_type):
    """The row first: it makes the sweep of unused files wait, which holds such a row while it takes a file away."""
    blob, _is_new = Blob.objects.get_or_create(
        sha256=file.sha256, defaults={"size_bytes": file.size_bytes, "media_type": media_type}
    )
    files.put(file)
    return blob


def _too_large(name, size_bytes, limit):
    params = {"name": name, "limit": filesizeformat(limit)}
    if size_bytes is None:
        return ValidationError(
            _("“%(name)s” is larger than the %(limit)s allowed. Make it smaller, then upload it again."),
            code="file_too_large",
            params=params,
        )
    return ValidationError(
        _("“%(name)s” is %(size)s; at most %(limit)s are allowed. Make it smaller, then upload it again."),
        code="file_too_large",
        params={**params, "size": filesizeformat(size_bytes)},
    )
