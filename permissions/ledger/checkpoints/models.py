"""Tables of the checkpoints: what was sealed, with which key. Rows are only added to; auditors may rely on names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SigningKey(models.Model):
    """A public key under which checkpoints were signed, and the text that announced it.

    fingerprint: SHA-256 of the 32 bytes in `public`. signature: of the key itself over `text`; previous_signature: of
    the key before it, empty for the first and for one that took the place of a lost key. All in hex.
    """

    append_only = True

    class Kind(models.TextChoices):
        FIRST = "first", _("first key")
        ROTATED = "rotated", _("announced by the key before it")
        REPLACED = "replaced", _("put in place of a lost key: trust is broken here")

    fingerprint = models.CharField(max_length=64, unique=True)
    public = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    signature = models.CharField(max_length=128)
    previous_signature = models.CharField(max_length=128, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.fingerprint


class Checkpoint(models.Model):
    """One sealing: `body` is the text as it was hashed and signed, the other columns repeat it for queries.

    day: whose evening it closes. unsigned: why there is no signature, empty where there is one.
    """

    append_only = True

    class Unsigned(models.TextChoices):
        NO_KEY = "no_key", _("no key is set up")
        UNREADABLE = "unreadable", _("the key file cannot be used")
        UNKNOWN_KEY = "unknown_key", _("the key in the file was never announced")
        OLD_KEY = "old_key", _("the key in the file has a successor")

    number = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    at = models.DateTimeField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    access_size = models.BigIntegerField()
    access_root = models.CharField(max_length=64)
    access_through = models.BigIntegerField()
    key = models.ForeignKey(SigningKey, models.PROTECT, null=True, related_name="+", db_index=False)
    unsigned = models.CharField(max_length=20, choices=Unsigned, blank=True)
    signature = models.CharField(max_length=128, blank=True)
    body = models.TextField()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["day"], name="checkpoint_of_day")]

    def __str__(self):
        return f"{self.number}"


class CheckpointRange(models.Model):
    """The entries of one stream that a checkpoint seals, first and last included; head: hash of the last."""

    append_only = True

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="ranges", db_index=False)
    stream = models.ForeignKey("permissions.Stream", models.PROTECT, related_name="ranges", db_index=False)
    from_seq = models.BigIntegerField()
    to_seq = models.BigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "stream"], name="checkpoint_range_once"),
            models.UniqueConstraint(fields=["stream", "to_seq"], name="checkpoint_range_of_stream"),
        ]


class SealedAccess(models.Model):
    """That a checkpoint seals an access record, and its leaf: each exactly once, though numbers commit out of order.

    Without a constraint to the record, so that one that was taken away is told by name instead of hindering all.
    """

    append_only = True

    record = models.OneToOneField(
        "permissions.AccessRecord",
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="seal",
    )
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=64)
