"""What is sent out before a meeting: free items of its agenda, and the invitations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history
from workflows.council.models import Meeting
from workflows.council.states import MeetingKind

__all__ = ["AgendaTopic", "Invitation"]


class AgendaTopic(models.Model):
    """A free item of the agenda: something to discuss, without a dossier and without a vote.

    order: in one row with the dossiers of the meeting. begun_at, ended_at: when the meeting came to it last; the room
    is at it in between. conclusion: for the minutes, written until somebody has signed.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="topics")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("what is discussed"), max_length=300)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    conclusion = models.TextField(_("what was concluded"), blank=True, default="")

    history = history()

    class Meta:
        ordering = ["meeting_id", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_topic_ends_after_it_begins",
                condition=Q(ended_at=None) | Q(begun_at__isnull=False, ended_at__gte=F("begun_at")),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def key(self):
        """How an order of the agenda names it, beside the codes of proposals."""
        return f"topic-{self.pk}"

    @property
    def is_at_hand(self):
        """Is the room at it now?"""
        return self.begun_at is not None and self.ended_at is None


class Invitation(models.Model):
    """An invitation as it was sent, with the facts it told. The next one of a meeting has the next number."""

    append_only = True

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    sequence = models.PositiveSmallIntegerField(help_text="0 for the first; also the SEQUENCE of the calendar file")
    title = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=MeetingKind)
    answer_by = models.DateField(null=True)
    paper = models.ForeignKey("documents.Issued", models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting_id", "sequence"]
        constraints = [models.UniqueConstraint(fields=["meeting", "sequence"], name="invitation_once_in_sequence")]
