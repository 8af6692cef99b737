"""The deeds on the list of trusted issuers: load from a file, end. Each leaves an entry."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.signatures import certificates
from documents.signatures.models import TrustedIssuer
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line

STREAM = "ledger/issuers"
RIGHT = "issuers.manage"
acts.declare(
    {
        "issuer.trusted": gettext_lazy("loaded a trusted issuer of digital signatures"),
        "issuer.ended": gettext_lazy("took an issuer of digital signatures off the list"),
    }
)


def trusted_now():
    """The certificates that are trusted, as the library reads them."""
    rows = TrustedIssuer.objects.filter(ended_at=None).order_by("pk").values_list("certificate", flat=True)
    return [certificates.from_pem(text) for text in rows]


@transaction.atomic
def load_issuers(*, upload, source, obtained_on, by, acting_as="", now=None):
    """Trust the issuers whose certificates stand in a file (PEM or DER); returns their rows.

    source: where the file comes from, in words. Raises NotYou, ValidationError by field.
    """
    now = now or timezone.now()
    capacity = access.require(by, RIGHT, acting_as=acting_as)
    if obtained_on > timezone.localdate(now):
        raise ValidationError({"obtained_on": _("This day is still to come.")})
    rows, kept = [], []
    for certificate in _read(upload):
        row = _row(certificate, clean_line(source), obtained_on, now)
        kept.append(tracked.save(row, by=by))
        rows.append(row)
    body = {"issuers": [_told(row) for row in rows], "source": clean_line(source), "history": kept}
    line = Line(stream=STREAM, act="issuer.trusted", body=body)
    record([line], commune_id=None, by=by, acting_as=capacity, at=now)
    return rows


def _read(upload):
    if upload.size > certificates.LONGEST_BYTES:
        raise ValidationError({"file": _("The file is too large to hold certificates only.")})
    try:
        return certificates.read_issuers(upload.read())
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None


def _row(certificate, source, obtained_on, now):
    row = TrustedIssuer(
        name=certificates.name_in_words(certificate.subject),
        serial=certificates.serial_of(certificate),
        fingerprint=certificates.fingerprint_of(certificate),
        certificate=certificates.armoured(certificate),
        valid_from=timezone.localdate(certificate.not_valid_before),
        valid_to=timezone.localdate(certificate.not_valid_after),
        source=source,
        obtained_on=obtained_on,
    )
    if row.valid_to < timezone.localdate(now):
        raise ValidationError({"file": _("The certificate of %(issuer)s is out of date.") % {"issuer": row.name}})
    try:
        row.full_clean()
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None
    return row


def _told(row):
    return {"name": row.name, "serial": row.serial, "fingerprint": row.fingerprint}


@transaction.atomic
def end_issuer(*, issuer, row_version, reason, by, acting_as="", now=None):
    """Trust no new signature of this issuer; what was judged stays.

    Raises NotYou, LostRace, NotNow, ValidationError by field.
    """
    now, reason = now or timezone.now(), clean_line(reason)
    capacity = access.require(by, RIGHT, acting_as=acting_as)
    issuer = TrustedIssuer.objects.select_for_update(of=("self",)).get(pk=issuer.pk)
    check_row_version(issuer, row_version, issuer)
    if issuer.ended_at is not None:
        raise NotNow(_("This issuer is not on the list any more."))
    if not reason:
        raise ValidationError({"reason": _("Say why the issuer is no longer trusted.")})
    issuer.ended_at, issuer.end_reason = now, reason[:300]
    issuer.row_version += 1
    body = {"issuers": [_told(issuer)], "reason": issuer.end_reason, "history": [tracked.save(issuer, by=by)]}
    record([Line(stream=STREAM, act="issuer.ended", body=body)], commune_id=None, by=by, acting_as=capacity, at=now)
    return issuer
