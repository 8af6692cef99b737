"""What the pages of money ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField, LineField
from workflows.payments.states import Fund, PaymentState, Shown


class Filters(forms.Form):
    """What narrows the list; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Name, without accents too"), required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=[("", ""), *Shown.choices], widget=forms.HiddenInput)


_NEW = [(PaymentState.PAID, _("The money was paid")), (PaymentState.NOT_DUE, _("It is not to be paid"))]


class PaymentForm(forms.Form):
    """How the money of the chosen lines was paid, or why it is not to be paid."""

    state = forms.ChoiceField(label=_("What is recorded"), choices=_NEW, widget=forms.RadioSelect)
    voucher = LineField(
        label=_("Number of the voucher"),
        max_length=40,
        required=False,
        help_text=_("Needed where the money was paid."),
    )
    paid_on = DayField(label=_("Paid on"), required=False)
    fund = forms.ChoiceField(label=_("Out of which fund"), choices=Fund.choices, required=False)
    keepsake = LineField(
        label=_("Keepsake of equal value instead of money"),
        max_length=200,
        required=False,
        help_text=_("For foreigners and Vietnamese living abroad alone."),
    )
    paid_by = LineField(label=_("Who paid it out"), max_length=120, required=False)
    received_by = LineField(
        label=_("Who received it"),
        max_length=200,
        required=False,
        help_text=_("Empty: each one named on the list. Otherwise who received it for them."),
    )
    reason = LineField(
        label=_("Reason"), max_length=400, required=False, help_text=_("Needed where the money is not to be paid.")
    )


class CorrectionForm(PaymentForm):
    """What holds instead of an earlier record, and why."""

    field_order = ("reason",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [*_NEW, (PaymentState.OPEN, _("It was not paid after all"))]
        self.fields["reason"].required = True
        self.fields["reason"].help_text = ""


def initial_of(payment):
    """What the form of a correction starts with."""
    names = ("state", "voucher", "paid_on", "fund", "keepsake", "paid_by", "received_by")
    return {name: getattr(payment, name) for name in names}
