"""Carriers: each takes one package as it was sent to where the installation says, and tells what it got for it.

A carrier is off while its setting is empty. Carrying the same package twice leaves one there: its name is its own, and
the address is told its SHA-256 as the key by which it may know it.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from documents.attachments.serving import open_blob
from workflows.handoff.carriage_models import CarrierName

_SECONDS = 60
_ROOM_IN_A_MAIL = 8_000_000  # bytes; many mail servers refuse more
_TAKEN = (200, 201, 202, 204)


class NotCarried(OSError):
    """The package did not arrive; it is tried again. The name of the fault is kept, no text of others."""


class TooLarge(NotCarried):
    """Mail servers refuse a mail of this size."""


def name_of(sending):
    return f"{sending.transmittal.code}-{sending.number}.zip"


# --- a folder ----------------------------------------------------------------------------------------
def into_folder(sending):
    """Lay the package into CARRIER_FOLDER, whole or not at all."""
    folder = Path(settings.CARRIER_FOLDER)
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as target, open_blob(sending.package) as package:
            shutil.copyfileobj(package, target)
            target.flush()
            os.fsync(target.fileno())
        os.replace(part, folder / name_of(sending))
    finally:
        Path(part).unlink(missing_ok=True)
    return name_of(sending)


# --- mail --------------------------------------------------------------------------------------------
def by_mail(sending):
    """Mail the package to CARRIER_MAIL. Raises TooLarge where a mail cannot hold it."""
    if sending.package.size_bytes > _ROOM_IN_A_MAIL:
        raise TooLarge
    with open_blob(sending.package) as package:
        content = package.read()
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMessage(
        subject=_("Package %(name)s") % {"name": name_of(sending)},
        body=_("SHA-256 of manifest-sha256.txt: %(digest)s") % {"digest": sending.manifest_sha256},
        to=[settings.CARRIER_MAIL],
        headers={"Message-ID": f"<package-{sending.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach(name_of(sending), content, "application/zip")
    message.send()
    return settings.CARRIER_MAIL


# --- HTTPS -------------------------------------------------------------------------------------------
class _NoRedirect(HTTPRedirectHandler):
    """Whoever answers for the address may not send the package and the key elsewhere."""

    def redirect_request(self, *args, **kwargs):
        return None


def to_address(sending):
    """POST the package to CARRIER_URL. Raises NotCarried, named by the number of the answer."""
    with open_blob(sending.package) as package:
        request = Request(settings.CARRIER_URL, data=package, method="POST")
        for name, value in (
            ("Content-Type", "application/zip"),
            ("Content-Length", str(sending.package.size_bytes)),
            ("Content-Disposition", f'attachment; filename="{name_of(sending)}"'),
            ("Idempotency-Key", sending.sha256),
            ("X-Manifest-SHA256", sending.manifest_sha256),
        ):
            request.add_header(name, value)
        if settings.CARRIER_TOKEN:
            request.add_header("Authorization", f"Bearer {settings.CARRIER_TOKEN}")
        try:
            with build_opener(_NoRedirect).open(request, timeout=_SECONDS) as answer:
                status = answer.status
        except HTTPError as fault:
            status = fault.code
    if status not in _TAKEN:
        raise type(f"Answered{status}", (NotCarried,), {})
    return f"HTTP {status}"


# --- all ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Carrier:
    """setting: its name; the carrier is off while it is empty. carry: Sending -> what it got for it; raises OSError."""

    setting: str
    carry: object

    @property
    def is_on(self):
        return bool(getattr(settings, self.setting))


CARRIERS = {
    CarrierName.FOLDER: Carrier("CARRIER_FOLDER", into_folder),
    CarrierName.MAIL: Carrier("CARRIER_MAIL", by_mail),
    CarrierName.HTTPS: Carrier("CARRIER_URL", to_address),
}


@register(Tags.security)
def carriers_lead_somewhere(app_configs, **kwargs):
    found = []
    if settings.CARRIER_URL and urlsplit(settings.CARRIER_URL).scheme != "https":
        found.append(Error("CARRIER_URL must be an https address.", id="workflows.E011"))
    if settings.CARRIER_FOLDER and not Path(settings.CARRIER_FOLDER).is_dir():
        found.append(Error("CARRIER_FOLDER is no folder.", id="workflows.E012"))
    return found
