"""Tables of the evidence. Auditors may rely on their names; rows are only added to, below the application too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.ledger.canonical import FORM, GENESIS


class Stream(models.Model):
    """What one chain of entries is about; `seq` and `head` are those of its last entry."""

    key = models.CharField(max_length=100, unique=True)
    commune = models.ForeignKey("permissions.Unit", models.PROTECT, null=True, related_name="+")
    seq = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)

    def __str__(self):
        return self.key


class LedgerEntry(models.Model):
    """One line of evidence: who, in whose name, when, what. Lines of one act share `act_id`."""

    append_only = True

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="entries", db_index=False)
    seq = models.BigIntegerField()
    commune = models.ForeignKey("permissions.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    act_id = models.UUIDField()
    at = models.DateTimeField()
    actor = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    acting_as = models.ForeignKey(
        "permissions.Appointment", models.PROTECT, null=True, related_name="+", db_index=False
    )
    deputising = models.ForeignKey(
        "permissions.Deputising", models.PROTECT, null=True, related_name="+", db_index=False
    )
    act = models.CharField(max_length=80)
    from_state = models.CharField(max_length=60, blank=True)
    to_state = models.CharField(max_length=60, blank=True)
    version = models.IntegerField(null=True)
    form = models.SmallIntegerField(default=FORM)
    payload_digest = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["stream", "seq"]
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="ledger_no_fork")]
        indexes = [
            models.Index(fields=["act_id"], name="ledger_act"),
            models.Index(fields=["actor", "at", "id"], name="ledger_of_person"),
            models.Index(fields=["commune", "at", "id"], name="ledger_journal"),
            models.Index(fields=["commune", "act", "at", "id"], name="ledger_journal_of_act"),
            models.Index(fields=["acting_as", "at", "id"], name="ledger_of_office"),
        ]

    def __str__(self):
        return f"{self.stream_id}/{self.seq} {self.act}"


class LedgerPayload(models.Model):
    """Reason, differences and digests of an entry; apart, so that a text can be disposed of and the chain stays whole.

    body: the canonical text exactly as it was hashed. salt: 32 hex digits.
    """

    append_only = True

    entry = models.OneToOneField(LedgerEntry, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=32)
    body = models.TextField()


class HistoryFields(models.Model):
    """Which columns a digest of a history row covers: columns added later leave old digests whole."""

    append_only = True

    key = models.CharField(max_length=16, primary_key=True)
    model = models.CharField(max_length=100)
    names = models.TextField()


class AccessRecord(models.Model):
    """Who looked at, took out or tried what. Not chained: writing one takes no lock."""

    append_only = True

    class Kind(models.TextChoices):
        OPENED = "opened", _("opened")
        DOWNLOADED = "downloaded", _("downloaded")
        EXPORTED = "exported", _("exported")
        REFUSED = "refused", _("was refused")
        SIGNED_IN = "signed_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("failed to sign in")

    kind = models.CharField(max_length=20, choices=Kind)
    commune = models.ForeignKey("permissions.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    what = models.CharField(max_length=300)
    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["commune", "at", "id"], name="access_journal"),
            models.Index(fields=["person", "at", "id"], name="access_of_person"),
            # PostgreSQL looks for beginnings by an index of this kind alone; SQLite needs none.
            models.Index(
                fields=["what", "at"],
                name="access_of_thing_begins",
                opclasses=["varchar_pattern_ops", "timestamptz_ops"],
            ),
        ]
