"""Forms of a letter: its own fields, one row of its list, the filter of the list page."""

from datetime import date
from itertools import chain

from django import forms
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.campaigns.models import Campaign
from documents.campaigns.states import CampaignState
from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Kind, NomineeType
from documents.catalogue.models import AwardForm
from documents.proposals.queries import forms_offered
from documents.proposals.sent import EXAMINATION_FIELDS, VOTE_FIELDS
from documents.proposals.states import LetterState
from permissions.fields import DayField, LineField, TextField
from permissions.people.models import Unit

LONGEST_SUMMARY = 8000  # characters


def _campaign_label(campaign, today):
    day = formats.date_format(campaign.closes_on, "SHORT_DATE_FORMAT")
    if campaign.closes_on < today:
        return _("%(campaign)s (closed on %(day)s)") % {"campaign": campaign.title, "day": day}
    return _("%(campaign)s (letters until %(day)s)") % {"campaign": campaign.title, "day": day}


def _campaign_of(basis):
    """The key in a choice `campaign:<key>`; None for a plain kind."""
    return (basis or "").partition(":")[2] or None


def basis_choices(commune_id, today, kept=None):
    """What a letter may rest on: a kind of commendation or one launched campaign of the commune, in one list.

    kept: key of the campaign the letter rests on already. Only kinds for which the rules of the day give an award
    form. Raises NotNow when no rules are in force.
    """
    given = catalogue.kinds_given(catalogue.rule_set_on(today, commune_id))
    offered = Q(state=CampaignState.LAUNCHED) | Q(pk=kept)
    campaigns = Campaign.objects.filter(offered, commune_id=commune_id) if Kind.CAMPAIGN in given else []
    named = [(f"{Kind.CAMPAIGN}:{campaign.pk}", _campaign_label(campaign, today)) for campaign in campaigns]
    plain = [(kind.value, kind.label) for kind in Kind if kind in given and kind != Kind.CAMPAIGN]
    return [("", _("Choose…")), *plain, *([(_("Campaigns"), named)] if named else [])]


class StoredForm(forms.Form):
    """A form about something stored, which somebody else may change meanwhile."""

    def stored_otherwise(self, stored):
        """[(label, stored value in words)] of the fields where what is typed differs from what is stored now."""
        return [
            (field.label, self._in_words(field, stored.get(name)))
            for name, field in self.fields.items()
            if field.has_changed(stored.get(name), self[name].data)
        ]

    def _in_words(self, field, value):
        if value in (None, ""):
            return _("(empty)")
        if isinstance(value, date):
            return formats.date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(field, forms.ModelChoiceField):
            return str(field.queryset.model.objects.get(pk=value))
        if isinstance(field, forms.ChoiceField):
            flat = dict(chain.from_iterable(each[1] if isinstance(each[1], list) else [each] for each in field.choices))
            return str(flat.get(value, value))
        return str(value)


def _mark_needed(form, *names):
    """A draft is saved without these; they are asked before the letter is sent."""
    for name in names:
        if name in form.fields:
            form.fields[name].is_needed_later = True


class PeopleField(forms.IntegerField):
    """How many people; may be left empty."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=9_999, required=False, **kwargs)


def _hour(example):
    return forms.TextInput(attrs={"placeholder": example})


class LetterForm(StoredForm):
    """The letter's own fields. `basis` is kind and campaign in one choice; a sent letter keeps it."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Commendation for"),
        help_text=gettext_lazy("Choose the campaign if the letter answers one; otherwise the kind of achievement."),
    )
    title = LineField(
        label=gettext_lazy("Abstract"),
        max_length=300,
        help_text=gettext_lazy("What the letter asks for, as after “V/v” on the paper."),
    )
    number = LineField(label=gettext_lazy("The unit's own number"), max_length=60, required=False)
    signed_on = DayField(label=gettext_lazy("Date of the letter"), required=False)
    signer_name = LineField(label=gettext_lazy("Signer"), max_length=120, required=False)
    signer_title = LineField(label=gettext_lazy("Signer's title"), max_length=120, required=False)
    arrival_number = LineField(label=gettext_lazy("Number of arrival"), max_length=60, required=False)
    arrived_on = DayField(label=gettext_lazy("Day of arrival"), required=False)
    examined_on = DayField(label=gettext_lazy("Day of the meeting"), required=False)
    examined_from = LineField(label=gettext_lazy("Begun at"), max_length=40, required=False, widget=_hour("14 giờ 00"))
    examined_until = LineField(label=gettext_lazy("Ended at"), max_length=40, required=False, widget=_hour("15 giờ 30"))
    examined_at = LineField(label=gettext_lazy("Place"), max_length=200, required=False)
    examination_chair = LineField(label=gettext_lazy("Who presided"), max_length=120, required=False)
    examination_secretary = LineField(label=gettext_lazy("Who took the minutes"), max_length=120, required=False)
    called_count = PeopleField(label=gettext_lazy("People called"))
    present_count = PeopleField(label=gettext_lazy("People present"))

    def __init__(self, *args, commune_id, today=None, received=False, fixed_basis=False, signing=False, **kwargs):
        """signing: the head's part alone; the rest stays as the clerk handed it over."""
        super().__init__(*args, **kwargs)
        self.today = today or timezone.localdate()
        if fixed_basis:
            del self.fields["basis"]
        else:
            self.fields["basis"].choices = basis_choices(
                commune_id, self.today, _campaign_of(self.initial.get("basis"))
            )
        if signing:
            for name in ("title", *EXAMINATION_FIELDS):
                del self.fields[name]
        if signing or not received:
            del self.fields["arrival_number"], self.fields["arrived_on"]
        _mark_needed(self, "number", "signed_on", "signer_name", "arrival_number", "arrived_on")

    def clean_arrived_on(self):
        arrived_on = self.cleaned_data["arrived_on"]
        if arrived_on and arrived_on > self.today:
            raise forms.ValidationError(_("The day of arrival has not come yet."))
        return arrived_on

    def values(self):
        """The fields as the services take them."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("basis", "unit")}
        if "basis" in self.cleaned_data:
            kind, _colon, campaign = self.cleaned_data["basis"].partition(":")
            values["kind"] = kind
            values["campaign"] = Campaign.objects.get(pk=campaign) if campaign else None
        return values


def letter_initial(letter):
    """What the form shows of a letter."""
    basis = f"{letter.kind}:{letter.campaign_id}" if letter.campaign_id else letter.kind
    names = ("title", "number", "signed_on", "signer_name", "signer_title", "arrival_number", "arrived_on")
    return {"basis": basis} | {name: getattr(letter, name) for name in (*names, *EXAMINATION_FIELDS)}


class NewLetterForm(LetterForm):
    """A new letter: the unit is asked where the person may draft for several."""

    unit = forms.ModelChoiceField(label=gettext_lazy("In the name of"), queryset=Unit.objects.none())
    field_order = ["unit"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, commune_id=units[0].commune_id, **kwargs)
        self.units = units
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        self.fields["unit"].empty_label = _("Choose…")
        if len(units) == 1:
            del self.fields["unit"]

    @property
    def chosen_unit(self):
        return self.cleaned_data.get("unit") or self.units[0]


GENDERS = [("", gettext_lazy("Not stated")), ("f", gettext_lazy("Female")), ("m", gettext_lazy("Male"))]
NAME_LABELS = {
    NomineeType.INDIVIDUAL: gettext_lazy("Full name"),
    NomineeType.COLLECTIVE: gettext_lazy("Name of the collective"),
    NomineeType.HOUSEHOLD: gettext_lazy("Full name of the head of household"),
}
PLACE_LABELS = {
    NomineeType.INDIVIDUAL: gettext_lazy("Workplace or address"),
    NomineeType.COLLECTIVE: gettext_lazy("Belongs to, or address"),
    NomineeType.HOUSEHOLD: gettext_lazy("Address"),
}


def impossible_days(values, today):
    """{field: sentence} of the days of a row that cannot be, whether typed in a form or read from a list."""
    faults, birth_on = {}, values.get("birth_on")
    begins, ends = values.get("period_from"), values.get("period_to")
    if birth_on and birth_on > today:
        faults["birth_on"] = _("The birth date has not come yet.")
    if begins and ends and ends < begins:
        faults["period_to"] = _("The period ends before it begins.")
    elif ends and ends.year > today.year:
        faults["period_to"] = _("The period ends in a year that has not begun.")
    return faults


class RowForm(StoredForm):
    """One row of the list. What is asked and which award forms are offered follows the kind of nominee."""

    nominee_type = forms.ChoiceField(
        label=gettext_lazy("Kind of nominee"), choices=NomineeType, widget=forms.RadioSelect
    )
    full_name = LineField(max_length=200)
    birth_on = DayField(label=gettext_lazy("Birth date"), required=False)
    is_female = forms.ChoiceField(label=gettext_lazy("Gender"), choices=GENDERS, required=False)
    position = LineField(label=gettext_lazy("Position, occupation"), max_length=200, required=False)
    workplace = LineField(max_length=200, required=False)
    award_form = forms.ModelChoiceField(
        label=gettext_lazy("Award form"), queryset=AwardForm.objects.none(), required=False
    )
    period_from = DayField(label=gettext_lazy("Achievement from"), required=False)
    period_to = DayField(label=gettext_lazy("to"), required=False)
    summary = TextField(
        label=gettext_lazy("Achievement summary"),
        max_length=LONGEST_SUMMARY,
        required=False,
        rows=6,
        help_text=gettext_lazy("What was done and with what result, in a few sentences; figures where there are any."),
    )

    yes_count = PeopleField(label=gettext_lazy("Votes in favour in the unit"))
    no_count = PeopleField(label=gettext_lazy("Votes against"))

    def __init__(self, *args, letter, today=None, fixed=None, **kwargs):
        """fixed: the row of a sent proposal, which keeps its kind of nominee and award form."""
        super().__init__(*args, **kwargs)
        self.today = today or timezone.localdate()
        asked = self.data.get("nominee_type") if self.is_bound else self.initial.get("nominee_type")
        asked = fixed.nominee_type if fixed else asked
        self.nominee_type = NomineeType(asked) if asked in NomineeType.values else NomineeType.INDIVIDUAL
        self.fields["full_name"].label = NAME_LABELS[self.nominee_type]
        self.fields["workplace"].label = PLACE_LABELS[self.nominee_type]
        if self.nominee_type != NomineeType.INDIVIDUAL:
            for name in ("birth_on", "is_female", "position"):
                del self.fields[name]
        if fixed:
            del self.fields["nominee_type"], self.fields["award_form"]
        else:
            self._offer_forms(letter)
        _mark_needed(self, "award_form", "period_from", "period_to", "summary")

    def _offer_forms(self, letter):
        field = self.fields["award_form"]
        field.queryset = forms_offered(letter, self.nominee_type, self.today)
        field.empty_label = _("Choose…")
        field.error_messages["invalid_choice"] = _(
            "This award form is not given to this kind of nominee. Choose one of the list."
        )

    def clean(self):
        cleaned = super().clean()
        for name, sentence in impossible_days(cleaned, self.today).items():
            self.add_error(name, sentence)
        return cleaned

    def values(self):
        """The fields as the services take them; what is not asked of this kind of nominee is emptied."""
        values = dict(self.cleaned_data)
        gender = values.pop("is_female", "")
        values["is_female"] = {"f": True, "m": False}.get(gender)
        return {"birth_on": None, "position": ""} | values


def row_initial(row):
    """What the form shows of a row."""
    names = ("nominee_type", "full_name", "birth_on", "position", "workplace", "period_from", "period_to", "summary")
    names += VOTE_FIELDS
    gender = {True: "f", False: "m"}.get(row.is_female, "")
    return {name: getattr(row, name) for name in names} | {"is_female": gender, "award_form": row.award_form_id}


def next_row_initial(row):
    """What the next empty form takes over from the row just saved: all that lists repeat."""
    names = ("nominee_type", "workplace", "period_from", "period_to")
    return {name: getattr(row, name) for name in names} | {"award_form": row.award_form_id}


class LetterFilter(forms.Form):
    """What the list page is narrowed by; nonsense narrows nothing."""

    EVERY_STATE = gettext_lazy("All")
    q = LineField(label=gettext_lazy("Search letters"), max_length=100, required=False)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=Unit.objects.none(), required=False, empty_label=gettext_lazy("All units")
    )
    state = forms.ChoiceField(choices=LetterState, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
