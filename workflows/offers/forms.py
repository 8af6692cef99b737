"""The form of an offer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.catalogue.models import AwardForm
from permissions.fields import TextField
from workflows.approval.part_forms import SomeForm


class OfferForm(SomeForm):
    award_form = forms.ModelChoiceField(label=_("Award form offered"), queryset=AwardForm.objects.none())
    reason = TextField(label=_("Reason, for the unit to read"), max_length=4000, rows=3)

    def __init__(self, *args, award_forms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["award_form"].queryset = award_forms
