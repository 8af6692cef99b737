"""Payments: what was paid to a nominee of an issued decision. Only added to; a later row corrects an earlier one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.line_records.models import LineRecord
from workflows.payments.states import Fund, PaymentState

__all__ = ["Payment"]

_PAID = Q(state=PaymentState.PAID, paid_on__isnull=False) & ~Q(voucher="") & ~Q(fund="")
_NOT_PAID = ~Q(state=PaymentState.PAID) & Q(paid_on=None, voucher="", fund="", amount=0) & ~Q(reason="")


class Payment(LineRecord):
    """The money of one line of a decision. What holds is the row that no other one supersedes.

    keepsake: what a foreigner or a Vietnamese living abroad got of equal value instead of the money; `amount` is its
    value then. Source: Nghị định 152/2025/NĐ-CP, Điều 48 khoản 4.
    paid_by: who handed the money out.
    """

    line = models.ForeignKey("workflows.DecisionLine", models.PROTECT, related_name="payments")
    state = models.CharField(_("state"), max_length=10, choices=PaymentState)
    amount = models.PositiveBigIntegerField(_("amount (đồng)"), default=0)
    fund = models.CharField(_("fund"), max_length=12, choices=Fund, blank=True)
    keepsake = models.CharField(_("keepsake instead of money"), max_length=200, blank=True, default="")
    voucher = models.CharField(_("voucher number"), max_length=40, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_by = models.CharField(_("paid by"), max_length=120, blank=True)
    received_by = models.CharField(_("received by"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=400, blank=True)

    class Meta(LineRecord.Meta):
        constraints = [
            models.CheckConstraint(name="payment_known_state", condition=Q(state__in=PaymentState.values)),
            models.CheckConstraint(name="payment_tells_voucher_or_reason", condition=_PAID | _NOT_PAID),
            models.CheckConstraint(
                name="payment_corrected_with_a_reason", condition=Q(supersedes=None) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="payment_keepsake_of_what_is_paid", condition=Q(keepsake="") | Q(state=PaymentState.PAID)
            ),
            models.UniqueConstraint(fields=["line", "turn"], name="payment_turn_once"),
        ]

    @property
    def is_paid(self):
        return self.state == PaymentState.PAID
