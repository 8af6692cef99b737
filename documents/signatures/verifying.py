"""Whether the signatures of a PDF hold. Pure: bytes, trusted issuers and revocation lists in, a report out.

"Valid" is said only on the library's bottom line; whatever cannot be read is not valid. Nothing is fetched, nothing is
saved again.
"""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from documents.signatures.certificates import name_in_words, serial_of
from documents.signatures.kinds import Fault, Revocation, Verdict

# Certificates of offices carry one or the other.
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_MOST_SIGNATURES = 20
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One signature in the file. claimed_at: the time that the signer's program wrote, ISO 8601, empty without one."""

    verdict: Verdict
    fault: str = ""
    revocation: str = ""
    subject: str = ""
    issuer: str = ""
    serial: str = ""
    claimed_at: str = ""

    def as_body(self):
        return {name: str(value) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in a file. fault: why the file as a whole is not valid, that of its first bad signature."""

    verdict: Verdict
    fault: str
    signatures: tuple[Found, ...]

    @property
    def is_valid(self):
        return self.verdict == Verdict.VALID


def verify(data, *, issuers, lists, now):
    """The Report of a signed PDF.

    data: bytes. issuers: trusted certificates, lists: revocation lists, of asn1crypto. now: the moment of judgement.
    """
    try:
        embedded = PdfFileReader(BytesIO(data)).embedded_regular_signatures
        found = tuple(_one(each, issuers, lists, now) for each in embedded[:_MOST_SIGNATURES])
    except Exception as trouble:
        _logger.info("signed file not read: %s", type(trouble).__name__)
        return Report(verdict=Verdict.INVALID, fault=Fault.UNREADABLE, signatures=())
    if not found or len(embedded) > _MOST_SIGNATURES:
        return Report(
            verdict=Verdict.INVALID, fault=Fault.UNREADABLE if found else Fault.NO_SIGNATURE, signatures=found
        )
    faults = [each.fault for each in found if each.verdict != Verdict.VALID]
    verdict = Verdict.INVALID if faults else Verdict.VALID
    return Report(verdict=verdict, fault=faults[0] if faults else "", signatures=found)


def _one(embedded, issuers, lists, now):
    about = _about(embedded)
    try:
        revocation = _revocation(embedded, issuers, lists, now)
        if revocation == Revocation.REVOKED:
            return Found(verdict=Verdict.INVALID, fault=Fault.REVOKED, revocation=revocation, **about)
        mode = "require" if revocation == Revocation.CHECKED else "soft-fail"
        status = _status(embedded, issuers, lists, now, mode)
        if not status.bottom_line:
            return Found(verdict=Verdict.INVALID, fault=_fault(status, issuers), **about)
    except Exception as trouble:
        _logger.info("signature not judged: %s", type(trouble).__name__)
        return Found(verdict=Verdict.INVALID, fault=Fault.UNREADABLE, **about)
    return Found(verdict=Verdict.VALID, revocation=revocation, **about)


def _status(embedded, issuers, lists, now, mode):
    context = ValidationContext(
        trust_roots=list(issuers), crls=list(lists), moment=now, allow_fetching=False, revocation_mode=mode
    )
    return validate_pdf_signature(embedded, context, key_usage_settings=_USAGE)


def _revocation(embedded, issuers, lists, now):
    """What the lists at hand say. Checked only where every certificate of the path stands under a current list.

    The library's softer modes overlook a list where the certificate names no address of one.
    """
    certificate = embedded.signer_cert
    if any(_names(each, certificate) for each in lists if each.issuer == certificate.issuer):
        return Revocation.REVOKED  # also where the list is an old one
    if not lists:
        return Revocation.NOT_CHECKED
    try:
        status = _status(embedded, issuers, lists, now, "require")
    except Exception as trouble:
        _logger.info("revocation not checked: %s", type(trouble).__name__)
        return Revocation.NOT_CHECKED
    if status.revoked:
        return Revocation.REVOKED
    return Revocation.CHECKED if status.bottom_line else Revocation.NOT_CHECKED


def _names(revocation_list, certificate):
    rows = revocation_list["tbs_cert_list"]["revoked_certificates"]
    return any(row["user_certificate"].native == certificate.serial_number for row in rows)


def _fault(status, issuers):
    if not status.intact or not status.valid:
        return Fault.CHANGED
    if status.revoked:
        return Fault.REVOKED
    if not issuers:
        return Fault.NO_ANCHORS
    if not status.trusted:
        return Fault.UNTRUSTED
    if not status.docmdp_ok and status.modification_level is not None:
        return Fault.DRAWN_OVER
    stamp = status.timestamp_validity or status.content_timestamp_validity
    return Fault.TIMESTAMP if stamp is not None else Fault.OTHER


def _about(embedded):
    """Who signed, as the certificate in the file tells; empty where that cannot be read."""
    try:
        certificate = embedded.signer_cert
        claimed = embedded.self_reported_timestamp
        return {
            "subject": name_in_words(certificate.subject),
            "issuer": name_in_words(certificate.issuer),
            "serial": serial_of(certificate),
            "claimed_at": claimed.isoformat() if isinstance(claimed, datetime) else "",
        }
    except Exception as trouble:
        _logger.info("certificate not read: %s", type(trouble).__name__)
        return {}
