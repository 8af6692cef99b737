"""The members of a council over time: which decision gave a seat, as what, and which one ended it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history
from workflows.council.models import Council
from workflows.council.states import SeatRole

__all__ = ["CouncilChange", "CouncilSeat"]


class CouncilChange(models.Model):
    """A decision that sets or changes who sits on the council, with what it says."""

    append_only = True

    council = models.ForeignKey(Council, models.PROTECT, related_name="changes")
    decision_number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    from_on = models.DateField(_("in force from"))
    words = models.CharField(_("what it says"), max_length=500, blank=True)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["council", "-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "decision_number", "decided_on"], name="council_change_once_for_a_decision"
            )
        ]

    def __str__(self):
        return self.decision_number


class CouncilSeat(models.Model):
    """What an appointment in the council's unit is there: chair, vice chair, member ... The days stand on it alone."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="seats")
    appointment = models.OneToOneField("permissions.Appointment", models.PROTECT, related_name="council_seat")
    role = models.CharField(_("role in the council"), max_length=20, choices=SeatRole)
    came_by = models.ForeignKey(CouncilChange, models.PROTECT, related_name="came")
    left_by = models.ForeignKey(CouncilChange, models.PROTECT, null=True, blank=True, related_name="left")

    history = history()

    class Meta:
        ordering = ["council", "pk"]
