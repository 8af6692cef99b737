"""Forms of the award book: filter, an earlier award, what is known of a recipient, an answer with its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Kind, Level, NomineeType
from documents.catalogue.models import AwardForm
from permissions.fields import DayField, LineField, whole_number

SEX = [("", _("Not known")), ("1", _("Female")), ("0", _("Male"))]
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


def _with_all(label, choices):
    return [("", label), *choices]


class BookFilter(forms.Form):
    q = LineField(label=_("Search"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    award_form = forms.ModelChoiceField(
        label=_("Award form"), queryset=AwardForm.objects.all(), required=False, empty_label=_("All forms")
    )
    nominee_type = forms.ChoiceField(
        label=_("Kind of recipient"),
        choices=_with_all(_("All kinds of recipient"), NomineeType.choices),
        required=False,
    )

    def said(self):
        """What narrows the book; a filter that cannot be is left out."""
        self.is_valid()
        found = self.cleaned_data
        return {"words": found.get("q", "")} | {
            name: found[name] for name in ("year", "award_form", "nominee_type") if found.get(name)
        }


class RecipientForm(forms.Form):
    """Who it is."""

    full_name = LineField(label=_("Full name, name of the collective or of the head of household"), max_length=200)
    birth_on = DayField(
        label=_("Birth date"), required=False, help_text=_("Of a person: with it, later awards are found for certain.")
    )
    is_female = forms.ChoiceField(label=_("Sex"), choices=SEX, required=False)
    workplace = LineField(label=_("Workplace or address"), max_length=200, required=False)

    def recipient_values(self):
        """As the service takes them."""
        names = ("nominee_type", "full_name", "birth_on", "workplace")
        found = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        sex = self.cleaned_data["is_female"]
        return found | {"is_female": None if sex in ("", None) else sex == "1"}


def recipient_initial(recipient):
    sex = "" if recipient.is_female is None else str(int(recipient.is_female))
    names = ("nominee_type", "full_name", "birth_on", "workplace")
    return {name: getattr(recipient, name) for name in names} | {"is_female": sex}


class AwardEntryForm(RecipientForm):
    """An award of earlier years, as its decision says."""

    nominee_type = forms.ChoiceField(label=_("Kind of recipient"), choices=NomineeType.choices)
    award_form = forms.ModelChoiceField(
        label=_("Award form"), queryset=AwardForm.objects.all(), required=False, empty_label=_("None of these")
    )
    form_name = LineField(
        label=_("Older form, in its own words"),
        max_length=160,
        required=False,
        help_text=_("Only where the list above has no such form, for example one that is no longer given."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of commendation"), choices=_with_all(_("Not known"), Kind.choices), required=False
    )
    level = forms.ChoiceField(label=_("Who granted"), choices=Level.choices)
    issuer = LineField(label=_("Issuing body"), max_length=200, required=False)
    decision_number = LineField(label=_("Number of the decision"), max_length=60, required=False)
    decided_on = DayField(label=_("Date of the decision"), required=False)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        help_text=_("Where the date is not known."),
    )
    period_from = DayField(label=_("Achievement period from"), required=False)
    period_to = DayField(label=_("Achievement period to"), required=False)
    achievement = LineField(label=_("Achievement rewarded"), max_length=600, required=False)

    def values(self):
        """As the service takes them."""
        mine = self.fields.keys() - RecipientForm.base_fields.keys() - {"nominee_type"}
        return {name: self.cleaned_data[name] for name in mine}


class ReasonForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=400)


class AnswerForm(ReasonForm):
    """Is it the same one?"""

    field_order = ["same"]
    same = forms.ChoiceField(
        label=_("Is it the same?"),
        choices=[("1", _("Yes, the same: show their awards together")), ("0", _("No, two different ones"))],
        widget=forms.RadioSelect,
    )

    def said(self):
        return {"same": self.cleaned_data["same"] == "1", "reason": self.cleaned_data["reason"]}


class ImportForm(forms.Form):
    file = forms.FileField(label=_("Excel list (.xlsx)"), help_text=_("Earlier awards, one a row, as in the sample."))


def key_in(values, name):
    """A key sent by a form or address; None for anything else."""
    return whole_number(values.get(name))
