"""What an inspector was told to inspect, by which decision, and how long. Who reads by it is asked in access.py."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history

CODES = RegexValidator(r"^[\w.-]+( [\w.-]+)*\Z", _("Codes with a blank between them."))


class Mandate(models.Model):
    """A decision by which the holder of an inspector's appointment reads, from a day to a day (both counted).

    It reaches the commune of the appointment. Each of `units`, `campaigns`, `dossiers` and the period narrows it where
    it is filled; what is covered must be in all of them. Codes, not keys: the evidence is read without tables.
    """

    appointment = models.ForeignKey("permissions.Appointment", models.PROTECT, related_name="mandates")
    decision_number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    issued_by = models.CharField(_("who issued it"), max_length=200)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    units = models.TextField(_("only these units (codes)"), blank=True, default="", validators=[CODES])
    campaigns = models.TextField(_("only these campaigns (codes)"), blank=True, default="", validators=[CODES])
    dossiers = models.TextField(_("only these dossiers (codes)"), blank=True, default="", validators=[CODES])
    sent_from = models.DateField(_("only dossiers sent from"), null=True, blank=True)
    sent_to = models.DateField(_("only dossiers sent up to"), null=True, blank=True)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", editable=False)
    # In whose name: another person than made_by where a deputy entered it.
    made_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    end_reason = models.TextField(_("why it ended early"), blank=True, default="", editable=False)

    history = history()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="mandate_ends_after_it_starts",
                condition=Q(to_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="mandate_period_runs_forward",
                condition=Q(sent_from=None) | Q(sent_to=None) | Q(sent_to__gte=F("sent_from")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(name="mandate_ended_with_a_reason", condition=Q(ended_at=None) | ~Q(end_reason="")),
        ]

    def __str__(self):
        return self.decision_number

    def holds_at(self, day, now):
        """Is it in force, and confirmed by a second person?"""
        is_open = self.ended_at is None or now < self.ended_at
        return self.confirmed_by_id is not None and is_open and self.from_on <= day <= self.to_on

    @property
    def parties(self):
        """Keys of those who entered it and who reads by it: none of them confirms it."""
        return {self.made_by_id, self.made_for_id, self.appointment.user_id}

    @property
    def is_whole(self):
        """Does it cover the whole commune?"""
        return not (self.units or self.campaigns or self.dossiers or self.sent_from or self.sent_to)
