"""Hand-overs: when, where and to whom an award was handed. Only added to; a later row corrects an earlier one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.handover.states import HandoverState
from workflows.line_records.models import LineRecord

__all__ = ["Handover"]

_HANDED = Q(state=HandoverState.HANDED, handed_on__isnull=False) & ~Q(place="") & ~Q(received_by="")
_UNDONE = Q(state=HandoverState.UNDONE, handed_on=None, place="", received_by="", on_behalf="") & ~Q(note="")


class Handover(LineRecord):
    """The certificate of one line of a decision in somebody's hand.

    on_behalf: why another person received it, empty where it was the nominee.
    """

    line = models.ForeignKey("workflows.DecisionLine", models.PROTECT, related_name="handovers")
    state = models.CharField(_("state"), max_length=10, choices=HandoverState)
    handed_on = models.DateField(_("handed over on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    received_by = models.CharField(_("received by"), max_length=200, blank=True)
    on_behalf = models.CharField(_("on whose behalf"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(LineRecord.Meta):
        constraints = [
            models.CheckConstraint(name="handover_known_state", condition=Q(state__in=HandoverState.values)),
            models.CheckConstraint(name="handover_tells_day_or_reason", condition=_HANDED | _UNDONE),
            models.CheckConstraint(name="handover_corrected_with_a_note", condition=Q(supersedes=None) | ~Q(note="")),
            models.UniqueConstraint(fields=["line", "turn"], name="handover_turn_once"),
        ]

    @property
    def is_handed(self):
        return self.state == HandoverState.HANDED
