"""What is said of a signed file: whether its signatures hold, how it is tied to the file handed out, and why not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    VALID = "valid", _("valid")
    INVALID = "invalid", _("not valid")


class Fault(models.TextChoices):
    """Why a signature, or the whole file, is not valid; the label is the sentence people read."""

    UNREADABLE = "unreadable", _("The file, or a signature in it, cannot be read.")
    NO_SIGNATURE = "no_signature", _("The file holds no digital signature.")
    CHANGED = "changed", _("The content was changed after the signature.")
    DRAWN_OVER = "drawn_over", _("Something was added to the file after the signature that a signed file may not get.")
    NO_ANCHORS = "no_anchors", _("No issuer of certificates is trusted here yet, so no signature can be.")
    UNTRUSTED = (
        "untrusted",
        _("The certificate was issued by nobody on the list of trusted issuers, or is out of date."),
    )
    REVOKED = "revoked", _("The certificate of the signer was revoked.")
    TIMESTAMP = "timestamp", _("The time stamp of the signature does not hold.")
    OTHER = "other", _("The signature does not satisfy the rules that it carries itself.")


class Revocation(models.TextChoices):
    CHECKED = "checked", _("checked against the revocation lists at hand: not revoked")
    NOT_CHECKED = "not_checked", _("revocation was not checked: no current list of the issuer is at hand")
    REVOKED = "revoked", _("the certificate was revoked")


class Tie(models.TextChoices):
    """How a signed file is tied to the file that was handed out for signing."""

    SAME_BYTES = "same_bytes", _("begins with the exact file that was handed out")
    SAME_TEXT = "same_text", _("another file, with the same text on every page")
    OTHER = "other", _("another document than the one handed out")


class Door(models.TextChoices):
    UPLOAD = "upload", _("signed outside and uploaded")
    SERVICE = "service", _("signed by the signing program on the officer's computer")
    DEMO = "demo", _("signed with a sample key, without value")
