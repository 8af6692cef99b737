"""Forms of a campaign: what its plan says, criteria per audience, a late exception."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.campaigns.models import CampaignFile
from documents.catalogue.models import AwardForm
from permissions.fields import DayField, LineField, RowsField, TextField
from permissions.people.models import Unit
from permissions.people.units import UnitKind

# Bodies that send letters, for "whom a criterion means".
SENDERS = [(k.value, k.label) for k in UnitKind if k not in (UnitKind.PROVINCE, UnitKind.COUNCIL)]


class CampaignForm(forms.Form):
    """The plan of the campaign."""

    title = LineField(label=gettext_lazy("Title of the campaign"), max_length=300)
    plan_number = LineField(label=gettext_lazy("Number of the plan"), max_length=60)
    plan_on = DayField(label=gettext_lazy("Date of the plan"))
    starts_on = DayField(label=gettext_lazy("Begins on"))
    ends_on = DayField(label=gettext_lazy("Ends on"))
    closes_on = DayField(label=gettext_lazy("Last day to send letters"))
    closing_source = LineField(
        label=gettext_lazy("Where the last day stands"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The paper that sets it: the plan, or the office's guidance on awards."),
    )
    legal_basis = TextField(label=gettext_lazy("Legal basis"), required=False, rows=2)
    aims = TextField(label=gettext_lazy("Aims"), required=False, rows=4)
    contents = TextField(
        label=gettext_lazy("Contents"),
        required=False,
        rows=8,
        help_text=gettext_lazy("One paragraph for each content, with an empty line between them."),
    )
    award_forms = RowsField(
        label=gettext_lazy("Award forms"),
        queryset=AwardForm.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one award form.")},
    )

    def clean(self):
        cleaned = super().clean()
        begins, ends, closes = (cleaned.get(name) for name in ("starts_on", "ends_on", "closes_on"))
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The campaign ends before it begins."))
        if begins and closes and closes < begins:
            self.add_error("closes_on", _("The last day to send letters lies before the campaign begins."))
        return cleaned


class CriterionForm(forms.Form):
    """What is asked of one audience."""

    audience = LineField(label=gettext_lazy("For whom, as the plan says"), max_length=200, required=False)
    unit_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Shown to units of these kinds (none: to all)"),
        choices=SENDERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = TextField(label=gettext_lazy("Criteria"), required=False, rows=4)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("audience"):
            self.add_error("audience", _("Say for whom these criteria are."))
        return cleaned


class DutyForm(forms.Form):
    """What one body has to do."""

    body = LineField(label=gettext_lazy("Body"), max_length=200, required=False)
    text = TextField(label=gettext_lazy("Duties"), required=False, rows=3)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("body"):
            self.add_error("body", _("Say whose duties these are."))
        return cleaned


DutyFormSet = forms.formset_factory(DutyForm, extra=1, max_num=30, absolute_max=40)
CriteriaFormSet = forms.formset_factory(CriterionForm, extra=1, max_num=30, absolute_max=40)


def paragraphs(text):
    """The contents typed in one field: paragraphs between empty lines."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def rows_typed(formset):
    """The criteria or duties that have words; emptying one takes it off."""
    return [form.cleaned_data for form in formset if form.cleaned_data.get("text")]


def campaign_initial(campaign):
    names = (
        "title",
        "plan_number",
        "plan_on",
        "starts_on",
        "ends_on",
        "closes_on",
        "closing_source",
        "legal_basis",
        "aims",
    )
    return {name: getattr(campaign, name) for name in names} | {
        "contents": "\n\n".join(row.text for row in campaign.contents.all()),
        "award_forms": [form.pk for form in campaign.award_forms.all()],
    }


def criteria_initial(campaign):
    names = ("audience", "unit_kinds", "text")
    return [{name: getattr(row, name) for name in names} for row in campaign.criteria.all()]


def duties_initial(campaign):
    return [{"body": row.body, "text": row.text} for row in campaign.duties.all()]


class AskForm(forms.Form):
    """A unit asks to send late."""

    unit = forms.ModelChoiceField(label=gettext_lazy("Unit"), queryset=Unit.objects.none())
    until_on = DayField(label=gettext_lazy("May send until"))
    reason = TextField(label=gettext_lazy("Reason"), max_length=1000, rows=2)

    def __init__(self, *args, unit_ids, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=unit_ids, is_active=True)
        self.fields["unit"].empty_label = None if len(unit_ids) == 1 else _("Choose…")


class FileForm(forms.Form):
    """A paper of the campaign."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of paper"), choices=CampaignFile.Kind.choices)
    upload = forms.FileField(label=gettext_lazy("File"))


class SummaryForm(forms.Form):
    """What is kept at the end."""

    summary = TextField(label=gettext_lazy("Summary"), rows=6)


class ExceptionForm(forms.Form):
    """A unit that may send late, until when and why."""

    unit = forms.ModelChoiceField(label=gettext_lazy("Unit"), queryset=Unit.objects.none())
    until_on = DayField(label=gettext_lazy("May send until"))
    reason = TextField(label=gettext_lazy("Reason"), max_length=1000, rows=2)

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(commune_id=campaign.commune_id, is_active=True).exclude(
            kind__in=[UnitKind.COMMUNE, UnitKind.COUNCIL]
        )
        self.fields["unit"].empty_label = _("Choose…")
