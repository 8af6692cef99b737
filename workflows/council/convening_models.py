"""What is sent out before a meeting: free items of its agenda, and the invitations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history
from workflows.council.models import Meeting
from workflows.council.states import MeetingKind

__all__ = ["AgendaTopic", "Invitation"]


class AgendaTopic(models.Model):
    """A free item of the agenda: something to discuss, without a dossier and without a vote.

    order: in one row with the dossiers of the meeting.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="topics")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("what is discussed"), max_length=300)

    history = history()

    class Meta:
        ordering = ["meeting_id", "order", "pk"]

    def __str__(self):
        return self.title

    @property
    def key(self):
        """How an order of the agenda names it, beside the codes of proposals."""
        return f"topic-{self.pk}"


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
