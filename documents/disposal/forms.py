"""Forms of disposal: the year of what is due, a hold and its end, a list that is proposed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.proposals.models import Letter
from permissions.fields import LineField, RowsField, TextField


class DueFilter(forms.Form):
    """years: those in which something is due."""

    year = forms.TypedChoiceField(label=_("May go since"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in years)]


class HoldForm(forms.Form):
    document_number = LineField(
        label=_("Number of the document that asks for it"),
        max_length=120,
        help_text=_("Such as the request of an inspection, of a court, or a complaint that is looked into."),
    )
    reason = TextField(label=_("Why the dossier must be kept"), max_length=2000, rows=3)


class ReleaseForm(forms.Form):
    reason = TextField(label=_("Why it need not be held any more"), max_length=2000, rows=3)


class ListForm(forms.Form):
    """dossiers: among which the person may choose."""

    letters = RowsField(
        label=_("Dossiers"),
        queryset=Letter.objects.none(),
        error_messages={
            "required": _("Choose at least one dossier."),
            "invalid_choice": _("There is no such thing for you to choose."),
        },
    )
    legal_basis = TextField(
        label=_("Legal basis"), max_length=2000, rows=3, help_text=_("By which rules these dossiers may go.")
    )

    def __init__(self, *args, dossiers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letters"].queryset = dossiers
