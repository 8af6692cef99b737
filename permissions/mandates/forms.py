"""Forms of mandates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions import access
from permissions.fields import DayField
from permissions.mandates.models import Mandate
from permissions.people.models import Appointment
from permissions.roles import Office

_EMPTY_IS_ALL = _("Codes with a blank between them. Empty: all of the commune.")


class MandateForm(forms.ModelForm):
    class Meta:
        model = Mandate
        fields = [
            "appointment",
            "decision_number",
            "decided_on",
            "issued_by",
            "from_on",
            "to_on",
            "units",
            "campaigns",
            "dossiers",
            "sent_from",
            "sent_to",
        ]
        labels = {"appointment": _("Inspector")}
        field_classes = dict.fromkeys(("decided_on", "from_on", "to_on", "sent_from", "sent_to"), DayField)
        help_texts = dict.fromkeys(("units", "campaigns", "dossiers"), _EMPTY_IS_ALL)
        widgets = dict.fromkeys(("units", "campaigns", "dossiers"), forms.TextInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Appointment.objects.filter(access.in_force(), office=Office.INSPECTOR, user__is_active=True)
        self.fields["appointment"].queryset = rows.select_related("unit", "user")
        self.fields["appointment"].empty_label = _("Choose…")
        self.fields["appointment"].label_from_instance = lambda row: f"{row.user}: {row}"


class EndMandateForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
