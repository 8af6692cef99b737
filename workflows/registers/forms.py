"""The form on which a number is voided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import TextField


class VoidForm(forms.Form):
    reason = TextField(label=_("Why the number is voided"), max_length=2000, rows=3)
