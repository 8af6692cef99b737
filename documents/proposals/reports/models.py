"""Reports uploaded together, between the upload and being attached to their rows."""

from django.db import models

from documents.proposals.models import Letter

__all__ = ["WaitingReport"]


class WaitingReport(models.Model):
    """A file that passed the gate and waits for its row; no evidence before it is attached."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="waiting_reports")
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["file_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "blob"], name="report_waits_once")]

    def __str__(self):
        return self.file_name
