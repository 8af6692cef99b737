"""Issuers whose certificates are trusted, signed files with what was found in them, addresses that were used."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.signatures.kinds import Door, Fault, Tie, Verdict
from permissions.people.models import history

__all__ = ["SignedFile", "SigningAddress", "TrustedIssuer"]


class TrustedIssuer(models.Model):
    """An issuer of certificates that an administrator loaded. ended_at: since then not trusted; never deleted."""

    name = models.CharField(_("issuer"), max_length=300)
    serial = models.CharField(_("serial number"), max_length=64)
    fingerprint = models.CharField(_("SHA-256 of the certificate"), max_length=64)
    certificate = models.TextField(editable=False)
    valid_from = models.DateField(_("certificate good from"))
    valid_to = models.DateField(_("certificate good until"))
    source = models.CharField(_("where the file comes from"), max_length=300)
    obtained_on = models.DateField(_("obtained on"))
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)
    added_at = models.DateTimeField(_("loaded at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    history = history()

    class Meta:
        ordering = [F("ended_at").desc(nulls_first=True), "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(ended_at=None),
                name="trusted_issuer_once",
                violation_error_message=_("This issuer is on the list already."),
            ),
            models.CheckConstraint(
                name="trusted_issuer_ended_with_a_reason", condition=Q(ended_at=None) | ~Q(end_reason="")
            ),
        ]

    def __str__(self):
        return self.name


class SignedFile(models.Model):
    """A signed file of a kept paper, as it came, and what was found in it that day; it is never judged anew.

    body: the finding as JSON, with every signature; sha256: of body. reason: of the person who took a file that does
    not begin with the one handed out.
    """

    append_only = True

    issued = models.ForeignKey("documents.Issued", models.PROTECT, related_name="signed_files")
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    door = models.CharField(_("how it came"), max_length=10, choices=Door)
    tie = models.CharField(_("what it is"), max_length=12, choices=Tie)
    verdict = models.CharField(_("signatures"), max_length=10, choices=Verdict)
    fault = models.CharField(_("why not"), max_length=20, choices=Fault, blank=True)
    reason = models.TextField(_("reason for taking it"), blank=True)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("received at"))

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["issued", "blob"], name="signed_file_once"),
            models.CheckConstraint(
                name="signed_file_of_another_form_with_a_reason", condition=Q(tie="same_bytes") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="signed_file_not_valid_says_why", condition=Q(verdict="valid", fault="") | ~Q(fault="")
            ),
        ]

    def __str__(self):
        return f"{self.issued_id} {self.verdict}"


class SigningAddress(models.Model):
    """One use of the address to which a signing program posts: kept, so that it is good once. nonce: of its token."""

    append_only = True

    issued = models.ForeignKey("documents.Issued", models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=43, unique=True)
    used_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    used_at = models.DateTimeField()
