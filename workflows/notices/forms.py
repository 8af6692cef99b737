"""The form of notices: how often to get mail."""

from django import forms
from django.utils.translation import gettext_lazy

from workflows.notices.states import Mail


class MailForm(forms.Form):
    """How often the person wants mail."""

    mail = forms.ChoiceField(label=gettext_lazy("Mail about notices"), choices=Mail.choices, widget=forms.RadioSelect)
