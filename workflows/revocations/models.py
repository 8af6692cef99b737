"""Decisions over earlier decisions - cancelling or correcting - and what they leave: revocations, things given back."""

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from documents.proposals.models import desk_indexes
from permissions.people.models import history
from workflows.decisions.models import ChairsDecision
from workflows.line_records.models import KeptRecord
from workflows.revocations.states import AmendmentKind, AmendmentState, Item, ReturnState

__all__ = ["Amendment", "AmendmentLine", "FoundLater", "GivenBack", "Revocation"]

_SIGNED = Q(state__in=["signed", "issued"])
_RETURNED = Q(state=ReturnState.RETURNED, returned_on__isnull=False)
_NOT_RETURNED = ~Q(state=ReturnState.RETURNED) & Q(returned_on=None, voucher="") & ~Q(note="")


class Amendment(ChairsDecision):
    """A decision of the chair that cancels awards, or corrects words, of decisions issued before."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="amendments")
    kind = models.CharField(_("kind of decision"), max_length=20, choices=AmendmentKind)
    state = models.CharField(_("state"), max_length=20, choices=AmendmentState, default=AmendmentState.DRAFTED)
    signed_paper = models.OneToOneField(
        "documents.Arrival", models.PROTECT, null=True, blank=True, related_name="signed_amendment"
    )

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="amendment_known_state", condition=Q(state__in=AmendmentState.values)),
            models.CheckConstraint(name="amendment_known_kind", condition=Q(kind__in=AmendmentKind.values)),
            models.CheckConstraint(
                name="amendment_signed_knows_its_signer",
                condition=_SIGNED
                & Q(signed_by__isnull=False, signed_for__isnull=False, signed_at__isnull=False)
                & ~Q(signer_name="")
                | ~_SIGNED & Q(signed_by=None, signed_for=None, signed_at=None),
            ),
            models.CheckConstraint(
                name="amendment_signed_by_another_person",
                condition=Q(signed_by=None)
                | ~Q(signed_by=F("drafted_by"))
                & ~Q(signed_by=F("drafted_for"))
                & ~Q(signed_for=F("drafted_by"))
                & ~Q(signed_for=F("drafted_for")),
            ),
            models.CheckConstraint(
                name="amendment_issued_has_its_number",
                condition=Q(state="issued", issued_on__isnull=False, register_year__isnull=False) & ~Q(number="")
                | ~Q(state="issued") & Q(issued_on=None, register_year=None, number=""),
            ),
            models.UniqueConstraint(
                fields=["commune", "symbol", "register_year", "number"],
                condition=~Q(number=""),
                name="amendment_number_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "-id"], name="amendment_newest"),
            models.Index(fields=["commune", "state", "-id"], name="amendment_in_state"),
            *desk_indexes("amendment"),
        ]

    @property
    def stream(self):
        return f"amendment/{self.code}"

    @property
    def is_revocation(self):
        return self.kind == AmendmentKind.REVOCATION


class AmendmentLine(models.Model):
    """One nominee of an earlier decision. Its words are kept as they were, whatever becomes of the nominee later.

    ground: of a cancelling decision. wrong, right: of a correcting one, {field: words as printed}. settled_at: when the
    paper was issued or abandoned; until then no other paper may touch the line.
    """

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="lines")
    line = models.ForeignKey("workflows.DecisionLine", models.PROTECT, related_name="amendment_lines")
    order = models.PositiveIntegerField(_("place in the list"))
    name = models.CharField(_("name as decided"), max_length=200)
    detail = models.CharField(_("post and place as decided"), max_length=450, blank=True)
    ground = models.ForeignKey(
        "documents.RevocationGround",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ground"),
    )
    reason = models.TextField(_("reason"), blank=True)
    wrong = models.JSONField(_("wrong words"), default=dict, blank=True)
    right = models.JSONField(_("right words"), default=dict, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(settled_at=None), name="amendment_line_in_one_open_paper"
            ),
            models.UniqueConstraint(fields=["amendment", "line"], name="amendment_line_once"),
        ]

    def __str__(self):
        return f"{self.order}. {self.name}"


class Revocation(models.Model):
    """An award that was revoked: by a cancelling decision here, or by one of a higher level that arrived on paper.

    decided_by: who decided, in words. money_due: đồng to come back, 0 for none. give_back_by: last day for it. What was
    found afterwards to have been given out stands in FoundLater.
    """

    append_only = True
    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    nomination = models.OneToOneField("documents.Nomination", models.PROTECT, related_name="revocation")
    amendment_line = models.OneToOneField(AmendmentLine, models.PROTECT, null=True, related_name="revocation")
    arrival = models.ForeignKey("documents.Arrival", models.PROTECT, null=True, related_name="+")
    ground = models.ForeignKey("documents.RevocationGround", models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    decision_number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    decided_by = models.CharField(_("who decided"), max_length=200)
    money_due = models.PositiveBigIntegerField(_("money to be given back (đồng)"), default=0)
    object_due = models.BooleanField(_("certificate and object are to be given back"), default=False)
    give_back_by = models.DateField(_("to be given back by"), null=True, blank=True)
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    recorded_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="revocation_by_one_paper",
                condition=Q(amendment_line__isnull=False, arrival=None) | Q(amendment_line=None, arrival__isnull=False),
            ),
            models.CheckConstraint(name="revocation_knows_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="revocation_due_has_its_day",
                condition=Q(money_due=0, object_due=False, give_back_by=None)
                | Q(give_back_by__isnull=False) & (Q(money_due__gt=0) | Q(object_due=True)),
            ),
        ]
        indexes = [models.Index(fields=["commune", "-id"], name="revocation_newest")]

    def __str__(self):
        return f"{self.nomination_id}: {self.decision_number}"

    @property
    def stream(self):
        """Of the decision that had granted the award; of a higher level's award, of its dossier."""
        line = self.amendment_line
        return line.line.decision.stream if line else self.nomination.proposal.stream

    @cached_property
    def last_day(self):
        """Of what is to come back, None where nothing is."""
        return self.give_back_by or next((row.give_back_by for row in self.found_later.all()), None)


class FoundLater(models.Model):
    """One item of a revoked award of which only afterwards it was recorded that it had been given out before.

    payment, handover: the record that tells it.
    """

    append_only = True

    revocation = models.ForeignKey(Revocation, models.PROTECT, related_name="found_later", db_index=False)
    item = models.CharField(_("what"), max_length=10, choices=Item)
    payment = models.OneToOneField("workflows.Payment", models.PROTECT, null=True, related_name="+")
    handover = models.OneToOneField("workflows.Handover", models.PROTECT, null=True, related_name="+")
    give_back_by = models.DateField(_("to be given back by"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="found_later_told_by_its_record",
                condition=Q(item=Item.MONEY, payment__isnull=False, handover=None)
                | Q(item=Item.OBJECT, payment=None, handover__isnull=False),
            ),
            models.UniqueConstraint(fields=["revocation", "item"], name="found_later_once"),
        ]

    def __str__(self):
        return f"{self.revocation_id}: {self.get_item_display()}"

    @property
    def amount(self):
        """Đồng, 0 for the object."""
        return self.payment.amount if self.payment else 0


class GivenBack(KeptRecord):
    """What became of one item that was to come back."""

    revocation = models.ForeignKey(Revocation, models.PROTECT, related_name="given_back")
    item = models.CharField(_("what"), max_length=10, choices=Item)
    state = models.CharField(_("state"), max_length=10, choices=ReturnState)
    returned_on = models.DateField(_("given back on"), null=True, blank=True)
    voucher = models.CharField(_("voucher number"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(KeptRecord.Meta):
        constraints = [
            models.CheckConstraint(name="given_back_known_state", condition=Q(state__in=ReturnState.values)),
            models.CheckConstraint(name="given_back_known_item", condition=Q(item__in=Item.values)),
            models.CheckConstraint(name="given_back_tells_day_or_note", condition=_RETURNED | _NOT_RETURNED),
            models.CheckConstraint(
                name="given_back_money_has_its_voucher",
                condition=~Q(item=Item.MONEY, state=ReturnState.RETURNED) | ~Q(voucher=""),
            ),
            models.CheckConstraint(name="given_back_corrected_with_a_note", condition=Q(supersedes=None) | ~Q(note="")),
            models.UniqueConstraint(fields=["revocation", "item", "turn"], name="given_back_turn_once"),
        ]

    def __str__(self):
        return f"{self.revocation_id}: {self.get_item_display()}, {self.get_state_display()}"
