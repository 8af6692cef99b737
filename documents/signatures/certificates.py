"""Reading certificates and revocation lists from files (PEM or DER). What people are told of a certificate."""

from asn1crypto import crl, pem, x509
from django.utils.translation import gettext as _

from permissions.refusals import ValidationError

LONGEST_BYTES = 256 * 1024  # of a file of certificates
# Parts of a name that people are told; numbers of identity cards, mail addresses and the like stay in the file.
_TOLD = ("common_name", "organizational_unit_name", "organization_name", "locality_name", "country_name")


def name_in_words(name):
    """ "Nguyễn Văn A, UBND xã Phong Quang, VN": of an asn1crypto Name, without numbers that identify a person."""
    said = []
    for key in _TOLD:
        value = name.native.get(key, "")
        said += value if isinstance(value, list) else [value]
    return ", ".join(part for part in said if part)[:300]


def serial_of(certificate):
    """Serial number in hexadecimal digits, as certificates are named by their issuers."""
    return f"{certificate.serial_number:X}"


def fingerprint_of(certificate):
    """SHA-256 of the whole certificate: 64 hex digits."""
    return certificate.sha256.hex()


def armoured(certificate):
    """The certificate as PEM text."""
    return pem.armor("CERTIFICATE", certificate.dump()).decode()


def from_pem(text):
    """The certificate of a PEM text kept here."""
    return x509.Certificate.load(pem.unarmor(text.encode())[2])


def read_issuers(data):
    """The certificates of issuers in a file. Raises ValidationError: none in it, damaged, or not of an issuer."""
    try:
        found = [x509.Certificate.load(der) for der in _ders(data, "CERTIFICATE")]
        issuers = [certificate for certificate in found if certificate.ca]
    except (ValueError, TypeError, KeyError, OverflowError):
        raise _not_taken() from None
    if not found:
        raise _not_taken()
    if len(issuers) < len(found):
        raise ValidationError(
            _("The file holds a certificate of a signer, not of an issuer. Load the certificates of issuers only."),
            code="not_an_issuer",
        )
    return issuers


def read_list(data):
    """The revocation list in a file. Raises ValueError where there is none."""
    (der,) = list(_ders(data, "X509 CRL"))[:1]
    found = crl.CertificateList.load(der)
    assert found.issuer is not None
    return found


def _ders(data, label):
    if not pem.detect(data):
        yield data
        return
    for kind, _headers, der in pem.unarmor(data, multiple=True):
        if kind == label:
            yield der


def _not_taken():
    return ValidationError(
        _("The file holds no certificate that can be read. Load a file of the issuer: .cer, .crt or .pem."),
        code="no_certificate",
    )
