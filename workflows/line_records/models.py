"""What records that are only added to have in common: on lines of an issued decision, on what comes back."""

from django.db import models

__all__ = []


class KeptRecord(models.Model):
    """Only added to: what holds is the row that no other supersedes. recorded_for: the principal where a deputy did."""

    append_only = True

    turn = models.PositiveSmallIntegerField(default=1, help_text="1, or one more than the record it supersedes")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    recorded_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["pk"]


class LineRecord(KeptRecord):
    """Each has a `line`, its DecisionLine, and a `state`."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)

    class Meta(KeptRecord.Meta):
        abstract = True

    def __str__(self):
        return f"{self.line_id}: {self.get_state_display()}"
