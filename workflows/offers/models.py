"""Offers: another, lower award form for some nominations of a dossier, to which the unit says yes or no."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.proposals.models import Desk, desk_indexes
from permissions.people.models import history
from workflows.offers.states import OfferState

__all__ = ["Offer"]


class Offer(Desk):
    """What the office offers instead of what was asked; on the desk of the unit's head. `code` is the dossier's."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    proposal = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="offers")
    code = models.CharField(max_length=30)
    title = models.CharField(_("title"), max_length=400)
    nominations = models.ManyToManyField("documents.Nomination", related_name="offers")
    award_form = models.ForeignKey(
        "documents.AwardForm", models.PROTECT, related_name="+", verbose_name=_("award form offered")
    )
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=20, choices=OfferState, default=OfferState.WAITING)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    search_key = models.TextField(editable=False, default="")

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="offer_known_state", condition=Q(state__in=OfferState.values)),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(state=OfferState.WAITING), name="offer_one_waiting_on_a_dossier"
            ),
        ]
        indexes = desk_indexes("offer")

    def __str__(self):
        return self.title

    @property
    def reviewer_id(self):
        """Who handles its dossier hears of the answer."""
        return self.proposal.reviewer_id

    @property
    def stream(self):
        """An offer is told on the trail of its dossier."""
        return f"proposal/{self.code}"
