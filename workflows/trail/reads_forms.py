"""What narrows the list of records of access."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField
from permissions.ledger.models import AccessRecord


class ReadsFilter(forms.Form):
    """An unknown value narrows nothing."""

    kind = forms.ChoiceField(
        label=_("What was done"), required=False, choices=[("", _("All")), *AccessRecord.Kind.choices]
    )
    person = forms.CharField(label=_("Person, without accents too"), required=False, max_length=100)
    code = forms.CharField(label=_("Code of the thing"), required=False, max_length=60)
    from_on = DayField(label=_("From"), required=False)
    to_on = DayField(label=_("To"), required=False)

    def said(self):
        """What is asked, by the names that `reads_seen` takes."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
