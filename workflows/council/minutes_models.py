"""What signed minutes say, kept as data beside the file."""

from django.db import models

from workflows.council.models import Meeting

__all__ = ["MinutesFacts"]


class MinutesFacts(models.Model):
    """The facts from which signed minutes were drawn, as JSON; extracts are drawn from them for good."""

    append_only = True

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes_facts")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["meeting_id"]
