"""The form of putting off single nominations of an item."""

from django import forms
from django.utils.translation import gettext_lazy

from permissions.fields import TextField


class DeferSomeForm(forms.Form):
    """rows: the nominations that the item votes on."""

    nominations = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Nominations left to a later meeting"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = TextField(
        label=gettext_lazy("Reason"),
        max_length=4000,
        rows=3,
        help_text=gettext_lazy("It stands in the minutes; the unit is told only that they were put off."),
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nominations"].choices = [(row.pk, f"{row.order}. {row.full_name}") for row in rows]
