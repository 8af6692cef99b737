"""Who was told what, and the mails that repeat it. No evidence: what was done stands in the ledger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.roles import Office
from workflows.notices.states import Mail, MailState, NoticeKind


class Notice(models.Model):
    """One person told of one thing. Written with the act itself; old ones are disposed of after a time.

    unit, office: in which the person was told. subject: stream key of the thing. settled_at: since then there is
    nothing to do or to learn from it any more, though the person never opened it.
    """

    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="notices", db_index=False)
    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    office = models.CharField(max_length=30, choices=Office)
    kind = models.CharField(max_length=10, choices=NoticeKind)
    words = models.CharField(max_length=80, help_text="name of the sentence")
    subject = models.CharField(max_length=100)
    title = models.CharField(max_length=400)
    due_on = models.DateField(_("due on"), null=True)
    told_on = models.DateField(null=True, help_text="of a reminder: the day, once for each thing")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    mailing = models.ForeignKey("workflows.Mailing", models.SET_NULL, null=True, related_name="notices", db_index=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject", "told_on"],
                name="notice_one_reminder_a_day",
                condition=Q(told_on__isnull=False),
            ),
            models.CheckConstraint(name="notice_known_kind", condition=Q(kind__in=NoticeKind.values)),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(
                fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True, settled_at__isnull=True)
            ),
            models.Index(fields=["subject", "id"], name="notice_about"),
            models.Index(
                fields=["at"],
                name="notice_not_mailed",
                condition=Q(mailing__isnull=True, read_at__isnull=True, settled_at__isnull=True),
            ),
            models.Index(fields=["mailing"], name="notice_mailed", condition=Q(mailing__isnull=False)),
        ]

    def __str__(self):
        return f"{self.subject} {self.words}"

    @property
    def is_unread(self):
        return self.read_at is None and self.settled_at is None


class Wish(models.Model):
    """How often a person wants mail; who chose nothing gets it as the installation says."""

    person = models.OneToOneField("permissions.User", models.PROTECT, related_name="+")
    mail = models.CharField(_("mail about notices"), max_length=10, choices=Mail)
    chosen_at = models.DateTimeField()


class Mailing(models.Model):
    """One mail to one person about some notices. Its text is never stored: it is made of them when it is sent.

    due_at: when to try next; while it is being sent, when it counts as broken off. fault: the kind of fault, no text
    of others.
    """

    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True, default="")
    notice_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="mailing_known_state", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(
                name="mailing_sent_has_its_moment",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="mailing_due", condition=Q(state__in=["waiting", "sending"])),
            models.Index(fields=["person", "-made_at"], name="mailing_of_person"),
        ]
