"""The sample commune's throw-away issuer of certificates: a PKCS#12 file made when the sample is loaded.

Whoever tries out signing gets a key of the moment, certified by it and gone with the request. No key of a person is
ever kept; the issuer's own lies in its file alone, and its name says that nothing signed by it has any value.
"""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers

from documents.signatures.stamps import stamp_for

WORTHLESS = "Chữ ký mẫu, không có giá trị pháp lý"
_ISSUER = "CA MẪU - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_ISSUER_DAYS, _SIGNER_DAYS = 3650, 1
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def make(path):
    """Make the issuer's key and certificate as PKCS#12, readable by its owner alone. Never writes over a file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _name(_ISSUER, "Xã mẫu")
    certificate = _certificate(name, key.public_key(), name, key, is_issuer=True, days=_ISSUER_DAYS)
    data = pkcs12.serialize_key_and_certificates(None, key, certificate, None, NoEncryption())
    Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def certificate_pem(path):
    """The issuer's certificate, to be trusted in the sample commune."""
    _key, certificate = _read(path)
    return certificate.public_bytes(Encoding.PEM)


def signed(pdf, *, path, field, person, office, at):
    """The PDF with a sample signature at its end, drawn into the field where the paper has it.

    person, office: whom the certificate names. at: moment, shown in the picture. Raises OSError, ValueError where the
    key cannot be read.
    """
    meta = PdfSignatureMetadata(field_name=field, reason=WORTHLESS)
    with stamp_for(field, person=person, office=office, mark=WORTHLESS, at=at) as stamp:
        signing = signers.PdfSigner(meta, signer=_signer(path, person, office), stamp_style=stamp)
        return signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()


def _signer(path, person, office):
    issuer_key, issuer = _read(path)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(f"{person} (MẪU)", office)
    certificate = _certificate(
        subject, key.public_key(), issuer.subject, issuer_key, is_issuer=False, days=_SIGNER_DAYS
    )
    data = pkcs12.serialize_key_and_certificates(None, key, certificate, [issuer], NoEncryption())
    return signers.SimpleSigner.load_pkcs12_data(data, [])


def _read(path):
    key, certificate, _others = pkcs12.load_key_and_certificates(Path(path).read_bytes(), None)
    return key, certificate


def _name(common, organisation):
    parts = ((NameOID.COMMON_NAME, common), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COUNTRY_NAME, "VN"))
    return x509.Name([x509.NameAttribute(oid, value[:64]) for oid, value in parts])


def _certificate(subject, public_key, issuer, issuer_key, *, is_issuer, days):
    now = datetime.now(UTC)
    usage = dict.fromkeys(_USAGES, False)
    usage |= {"key_cert_sign": True, "crl_sign": True} if is_issuer else {"content_commitment": True}
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=days))
    for extension, is_critical in (
        (x509.BasicConstraints(ca=is_issuer, path_length=None), True),
        (x509.KeyUsage(**usage), True),
        (x509.SubjectKeyIdentifier.from_public_key(public_key), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False),
    ):
        builder = builder.add_extension(extension, critical=is_critical)
    return builder.sign(issuer_key, hashes.SHA256())
