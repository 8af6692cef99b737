"""What narrows the list of records of access."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField
from permissions.ledger.models import AccessRecord
from workflows.trail.forms import INSTALLATION
from workflows.trail.reads import are_read_above


class ReadsFilter(forms.Form):
    """An unknown value narrows nothing."""

    commune = forms.ChoiceField(
        label=_("Commune"),
        required=False,
        choices=[("", _("Those of the mandate")), (INSTALLATION, _("Above the communes"))],
    )
    kind = forms.ChoiceField(
        label=_("What was done"), required=False, choices=[("", _("All")), *AccessRecord.Kind.choices]
    )
    person = forms.CharField(label=_("Person, without accents too"), required=False, max_length=100)
    code = forms.CharField(label=_("Code of the thing"), required=False, max_length=60)
    from_on = DayField(label=_("From"), required=False)
    to_on = DayField(label=_("To"), required=False)

    def __init__(self, data, *, held):
        super().__init__(data)
        if not are_read_above(held):
            del self.fields["commune"]

    def said(self):
        """What is asked, by the names that `reads_seen` takes."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return said | {"is_above": True} if said.pop("commune", "") else said
