"""The form of an address to which checkpoints are mailed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import LineField


class AddressForm(forms.Form):
    name = LineField(
        label=_("Whose address it is"), max_length=200, help_text=_("Best somebody outside the commune's office.")
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254)
