"""At which moment a dossier is to be shown."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.fields import EARLIEST_YEAR


class MomentForm(forms.Form):
    """A moment, with its time zone or in the time of this place."""

    at = forms.DateTimeField(
        label=_("Day and hour"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"}),
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at.year < EARLIEST_YEAR:  # before it no database counts alike
            raise forms.ValidationError(self.fields["at"].error_messages["invalid"], code="invalid")
        if at > timezone.now():
            raise forms.ValidationError(_("This moment has not come yet."))
        return at
