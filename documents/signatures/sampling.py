"""Trying out signing in the sample commune: the fourth way beside download, program and upload, refused elsewhere.

The signature is drawn into its place on the paper and says that it has no value; so do page, package and bundle.
"""

from contextlib import suppress

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.printing.models import Issued
from documents.signatures import issuers, sample_key, signable
from documents.signatures.kinds import Door
from documents.signatures.places import SEAL, signed_places
from documents.signatures.services import add_signed_file, bytes_of, current_file
from permissions.refusals import NotNow

_SOURCE = "Khóa mẫu, tạo khi nạp xã mẫu; không có giá trị pháp lý"


def is_on():
    """Only where people and papers are invented, and with a key."""
    return settings.DEMO and bool(settings.SAMPLE_KEY_FILE)


@register(Tags.security)
def sample_key_is_for_the_sample_commune(app_configs, **kwargs):
    if settings.SAMPLE_KEY_FILE and not settings.DEMO:
        sentence = "SAMPLE_KEY_FILE is set without DEMO: sample signatures have no place beside real dossiers."
        return [Error(sentence, id="documents.E030")]
    return []


def trust_sample_key(*, by, now=None):
    """Make the sample key where there is none yet, and have its issuer trusted; returns the TrustedIssuer rows."""
    now = now or timezone.now()
    _refuse_outside()
    with suppress(FileExistsError):  # of a sample that was loaded before
        sample_key.make(settings.SAMPLE_KEY_FILE)
    file = ContentFile(sample_key.certificate_pem(settings.SAMPLE_KEY_FILE), name="sample.pem")
    return issuers.load_issuers(upload=file, source=_SOURCE, obtained_on=timezone.localdate(now), by=by, now=now)


def signers_of(issued, thing, capacities):
    """Those of these capacities in which the paper could be signed as a sample."""
    if not (is_on() and capacities):
        return []
    before = bytes_of(current_file(issued))
    return [each for each in capacities if not _obstacle(issued, thing, each, before)]


def _obstacle(issued, thing, capacity, before):
    """(code, sentence) of why nobody signs so in this capacity, () where somebody can. before: the file to sign."""
    kind = signable.kind_of(issued)
    field = kind.places[capacity.office]
    if field in signed_places(before):
        return "signed_already", _("This paper is signed already in this place.")
    if field == SEAL and not issued.number:
        return "seal_before_number", _("The seal comes after the number: issue the paper first.")
    if kind.signer(thing, capacity.office) not in (None, capacity.user.pk):
        return "other_signer", _("The paper bears the name of another person, who signed it.")
    return ()


@transaction.atomic
def sign_as_sample(*, issued, thing, by, acting_as="", now=None):
    """Sign a kept paper with a key of the moment, certified by the sample key; returns the SignedFile.

    Raises NotYou, NotNow (outside the sample commune, no key, the seal before the number, another person's name on the
    paper, signed there already, the paper takes no more signatures).
    """
    now = now or timezone.now()
    _refuse_outside()
    issued = Issued.objects.select_for_update(of=("self",)).select_related("blob", "commune").get(pk=issued.pk)
    kind = signable.kind_of(issued)
    capacity = signable.require(by, thing, kind.offices, acting_as)
    before = bytes_of(current_file(issued))
    if obstacle := _obstacle(issued, thing, capacity, before):
        raise NotNow(obstacle[1], code=obstacle[0])
    signed = _signed(before, kind.places[capacity.office], issued, by, now)
    file = ContentFile(signed, name="ky-thu.pdf")
    return add_signed_file(
        issued=issued, thing=thing, upload=file, by=by, door=Door.DEMO, acting_as=capacity.key, now=now
    )


def _refuse_outside():
    if not is_on():
        raise NotNow(_("Signing with a sample key is for the sample commune alone."), code="no_sample_key")


def _signed(pdf, field, issued, by, now):
    office = issued.commune.name
    who = {"person": office if field == SEAL else by.full_name, "office": office}
    try:
        return sample_key.signed(pdf, path=settings.SAMPLE_KEY_FILE, field=field, at=now, **who)
    except (OSError, ValueError):
        raise NotNow(_("The sample key cannot be read. Load the sample commune anew."), code="no_sample_key") from None
