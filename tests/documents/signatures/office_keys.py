"""A small authority of its own for tests: keys, certificates and revocation lists, made in memory."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers

from documents.signatures.certificates import read_issuers, read_list

_LONG = timedelta(days=3650)
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def _name(common, organisation="UBND xã Phong Quang"):
    parts = [
        (NameOID.COMMON_NAME, common),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.USER_ID, "CCCD:019080001234"),
        (NameOID.COUNTRY_NAME, "VN"),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


class Authority:
    """An issuer of certificates with its key."""

    def __init__(self, name="CA cơ quan thử nghiệm", now=None):
        self.now, self.name, self.key = (
            now or datetime.now(UTC),
            _name(name, "Cơ quan thử"),
            ec.generate_private_key(ec.SECP256R1()),
        )
        self.certificate = self._built(self.name, self.key.public_key(), is_issuer=True)

    def _built(self, subject, public_key, *, is_issuer):
        usage = dict.fromkeys(_USAGES, False)
        usage |= {"key_cert_sign": True, "crl_sign": True} if is_issuer else {"content_commitment": True}
        key_id = x509.SubjectKeyIdentifier.from_public_key
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(public_key)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(self.now - _LONG).not_valid_after(self.now + _LONG)
        builder = builder.add_extension(x509.BasicConstraints(ca=is_issuer, path_length=None), critical=True)
        builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
        builder = builder.add_extension(key_id(public_key), critical=False)
        ours = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return builder.add_extension(ours, critical=False).sign(self.key, hashes.SHA256())

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def issuer(self):
        """As the program keeps it."""
        return read_issuers(self.pem)[0]

    def person(self, name):
        """(SimpleSigner, certificate) of somebody."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._built(_name(name), key.public_key(), is_issuer=False)
        packed = serialization.pkcs12.serialize_key_and_certificates(
            b"x", key, certificate, [self.certificate], serialization.BestAvailableEncryption(b"x")
        )
        return signers.SimpleSigner.load_pkcs12_data(packed, [], passphrase=b"x"), certificate

    def crl(self, *revoked, days=7):
        """PEM of a list that is good for so many days."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        builder = builder.last_update(self.now - timedelta(days=30)).next_update(self.now + timedelta(days=days))
        for each in revoked:
            row = x509.RevokedCertificateBuilder().serial_number(each.serial_number)
            builder = builder.add_revoked_certificate(row.revocation_date(self.now - timedelta(days=1)).build())
        ours = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(ours, critical=False).add_extension(x509.CRLNumber(1), critical=False)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def list_of(self, *revoked, days=7):
        return read_list(self.crl(*revoked, days=days))


def signed_by(signer, pdf, *, field="ChuKy1", **about):
    """The PDF with one more signature at its end."""
    meta = PdfSignatureMetadata(field_name=field, **about)
    return signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meta, signer=signer).getvalue()
