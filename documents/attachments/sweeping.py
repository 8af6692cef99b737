"""Files that no row names - left by an upload that was rolled back, or cut off - are taken away after a day."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from documents.attachments.media_types import MediaType
from documents.attachments.models import Blob
from documents.attachments.store import path_of
from permissions.timed import timed

GRACE = timedelta(hours=24)
_FOLDERS = 256
_MINUTES_A_FOLDER = 5  # every folder has its turn within 22 hours, and no turn reads the whole store


@timed
def sweep_files(now):
    """Take away what is older than GRACE and named by no Blob: cut-off uploads, and one folder of the store a turn."""
    root, before = Path(settings.MEDIA_ROOT), (now - GRACE).timestamp()
    turn = int(now.timestamp() // 60 // _MINUTES_A_FOLDER) % _FOLDERS
    cut_off = [path for path in root.glob("incoming-*") if _is_older(path, before)]
    for path in cut_off:
        path.unlink(missing_ok=True)
    old = {path.name for path in (root / f"{turn:02x}").glob("*/*") if _is_older(path, before)}
    named = (
        set(Blob.objects.filter(sha256__startswith=f"{turn:02x}").values_list("sha256", flat=True)) if old else set()
    )
    return len(cut_off) + sum(_take_away(sha256, before) for sha256 in sorted(old - named))


def _is_older(path, before):
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False


@transaction.atomic
def _take_away(sha256, before):
    """Remove one file while its row is ours alone: who uploads the same content waits, then puts the file anew."""
    path = path_of(sha256)
    try:
        with transaction.atomic():
            Blob.objects.create(sha256=sha256, size_bytes=1, media_type=MediaType.PDF)
    except IntegrityError:
        return False  # kept meanwhile
    is_old = _is_older(path, before)
    if is_old:
        path.unlink(missing_ok=True)
    transaction.set_rollback(True)
    return is_old
