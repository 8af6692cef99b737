"""Forms of people, units and offices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.roles import NOT_DEPUTISED, Office


class NewPersonForm(forms.Form):
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(label=_("User name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    password = forms.CharField(
        label=_("First password"), widget=forms.PasswordInput, help_text=_("At least 10 characters.")
    )


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "email", "phone"]


class PasswordForm(forms.Form):
    password = forms.CharField(label=_("New password"), widget=forms.PasswordInput)


class ActiveForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class UnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ["name", "short_name", "symbol", "place", "agency_code", "has_accounts", "is_active"]


class NewUnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ["code", "name", "kind", "parent", "short_name", "symbol", "place", "agency_code", "has_accounts"]
        labels = {"parent": _("The unit above this one")}


class AppointmentForm(forms.ModelForm):
    class Meta:
        model = Appointment
        fields = ["unit", "office", "title", "basis", "from_on", "to_on"]
        labels = {"unit": _("Unit")}
        field_classes = dict.fromkeys(("from_on", "to_on"), DayField)
        help_texts = dict.fromkeys(("basis", "to_on"), _("An inspector cannot do without it."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True)
        self.fields["unit"].empty_label = _("Choose…")
        self.fields["office"].choices = [("", _("Choose…")), *Office.choices]


class EndForm(forms.Form):
    to_on = DayField(label=_("Last day"))


class DeputyForm(forms.ModelForm):
    class Meta:
        model = Deputising
        fields = ["appointment", "signing_form", "title", "basis", "from_on", "to_on"]
        labels = {"appointment": _("In whose place")}
        field_classes = dict.fromkeys(("from_on", "to_on"), DayField)

    def __init__(self, *args, deputy, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Appointment.objects.exclude(office__in=NOT_DEPUTISED).exclude(user=deputy).filter(to_on=None)
        self.fields["appointment"].queryset = rows.select_related("unit", "user")
        self.fields["appointment"].empty_label = _("Choose…")
        self.fields["appointment"].label_from_instance = lambda row: f"{row.user}: {row}"
