"""Revocation lists at hand: files of a folder that the operator keeps up to date. Nothing is fetched."""

import logging
from pathlib import Path

from django.conf import settings

from documents.signatures.certificates import read_list

logger = logging.getLogger(__name__)
_LARGEST_BYTES = 32 * 1024 * 1024
_MOST = 100


def lists_at_hand():
    """The lists of settings.SIGNATURE_CRL_FOLDER that can be read, by file name; none where no folder is set."""
    if not settings.SIGNATURE_CRL_FOLDER:
        return []
    found = []
    for path in sorted(Path(settings.SIGNATURE_CRL_FOLDER).glob("*.crl"))[:_MOST]:
        try:
            if path.stat().st_size <= _LARGEST_BYTES:
                found.append(read_list(path.read_bytes()))
        except (OSError, ValueError, TypeError, AssertionError):
            logger.warning("revocation list %s cannot be read", path.name)
    return found
