"""What every record on a line of an issued decision has, of money and of hand-overs alike."""

from django.db import models

__all__ = []


class LineRecord(models.Model):
    """Only added to: what holds is the row that no other supersedes. recorded_for: the principal where a deputy did.

    Each has a `line`, its DecisionLine, and a `state`.
    """

    append_only = True

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    turn = models.PositiveSmallIntegerField(default=1, help_text="1, or one more than the record it supersedes")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    recorded_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"{self.line_id}: {self.get_state_display()}"
