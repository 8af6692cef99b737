"""Whether the stored files are what their rows and the ledger say: for `verify_trail`."""

import hashlib

from django.utils.translation import gettext as _

from documents.attachments.models import Blob
from documents.attachments.store import path_of
from documents.attachments.uses import needed
from permissions.ledger import disposed, kept

_ROWS_AT_ONCE = 1_000


def _read_all():
    gone = disposed.files()
    for sha256 in Blob.objects.order_by("pk").values_list("sha256", flat=True).iterator(chunk_size=_ROWS_AT_ONCE):
        is_gone = sha256 in gone and not needed([sha256])
        yield f"file/{sha256}", _fault_of_disposal(sha256) if is_gone else _fault(sha256)


def _fault_of_disposal(sha256):
    if path_of(sha256).exists():
        return _("the stored file is still there, though an act of disposal names it: carry the list out again")
    return ""


def _fault(sha256):
    try:
        with path_of(sha256).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return _("the stored file is missing")
    except (OSError, ValueError):
        return _("the stored file cannot be read")
    return "" if found == sha256 else _("the stored file was changed")


def _rows_there(named):
    rows = dict(Blob.objects.filter(sha256__in={one.sha256 for one in named}).values_list("sha256", "pk"))
    return [(one, rows[one.sha256]) for one in named if one.sha256 in rows]


def named_on(*streams):
    """Have `verify_trail` look for the file that an entry of these streams names as "sha256"."""
    kept.register_rows(Blob, streams=streams, keys=["sha256"], find=_rows_there, every_row=False)


kept.register_files(_read_all)
