"""What comes of a meeting beside its verdicts: single nominations that were put off, what the units are told."""

from django.db import models
from django.db.models import Q

from workflows.council.models import Meeting

__all__ = ["ConclusionNotice", "NominationDeferral"]


class NominationDeferral(models.Model):
    """A nomination put off in a meeting that voted on the others of its dossier; the reason is the council's own."""

    append_only = True

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="deferrals")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="+")
    mother = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="+")
    sister = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["meeting_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sister", "nomination"], name="nomination_deferral_once_into_a_sister"),
            models.CheckConstraint(name="nomination_deferral_with_a_reason", condition=~Q(reason="")),
        ]


class ConclusionNotice(models.Model):
    """The paper that tells a unit what a meeting concluded on its nominations; kept as PDF and for Word."""

    append_only = True
    tells_of_people = True

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="conclusions")
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, unique=True)
    search_key = models.CharField(max_length=500)
    paper = models.ForeignKey("documents.Issued", models.PROTECT, related_name="+")
    text = models.ForeignKey("documents.Issued", models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "unit"], name="conclusion_notice_once_for_a_unit"),
        ]
        indexes = [
            models.Index(fields=["commune", "-id"], name="conclusion_newest"),
            models.Index(fields=["unit", "-id"], name="conclusion_of_unit"),
        ]

    def __str__(self):
        return self.code

    @property
    def stream(self):
        """How notices name it; its act stands on the stream of the meeting."""
        return f"conclusion/{self.code}"
