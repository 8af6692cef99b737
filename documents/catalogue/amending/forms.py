"""Forms of the catalogue. Every change of something that is there asks the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.catalogue.models import (
    BaseWage,
    FormRule,
    Holiday,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
    VoteRule,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions.fields import DayField
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.vietnamese import clean_line

SOURCE = ["legal_basis", "instrument", "is_verified", "note"]


# What an empty choice means; elsewhere something must be chosen.
EMPTY = {
    "award_form": _("all award forms"),
    "instrument": _("Nothing chosen"),
    "kind": _("all kinds"),
    "nominee_type": _("everybody"),
    "replaced_by": _("Nothing chosen"),
}


class Worded:
    """An empty choice says what it means; a note has room for some lines."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            word = _("Choose…") if field.required else EMPTY.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = word
            elif isinstance(field, forms.ChoiceField):
                field.choices = [(value, label if value else word) for value, label in field.choices]
            elif name == "note":
                field.widget = forms.Textarea(attrs={"rows": 3, "maxlength": field.max_length})


class ReasonForm(Worded, forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class InstrumentForm(Worded, forms.ModelForm):
    class Meta:
        model = LegalInstrument
        fields = [
            "number",
            "title",
            "issued_on",
            "effective_from",
            "effective_to",
            "replaced_by",
            "is_verified",
            "note",
        ]


class AmendInstrumentForm(InstrumentForm, ReasonForm):
    pass


class CopyForm(ReasonForm):
    """A copy of a rule set from a day on."""

    effective_from = DayField(label=_("In force from"))
    title = forms.CharField(label=_("Title"), max_length=200)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    instrument = forms.ModelChoiceField(LegalInstrument.objects.all(), label=_("Legal instrument"), required=False)
    field_order = ["effective_from", "title", "legal_basis", "instrument", "reason"]


class AdoptForm(CopyForm):
    """A copy that a province or commune takes for its own."""

    owner_unit = forms.ModelChoiceField(
        Unit.objects.filter(kind__in=[UnitKind.PROVINCE, UnitKind.COMMUNE], is_active=True),
        label=_("Province or commune"),
    )
    field_order = ["owner_unit", *CopyForm.field_order]


class RuleSetForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = RuleSet
        fields = ["title", "bonus_rounding", "bonus_unit", *SOURCE]
        localized_fields = ["bonus_unit"]


class FormRuleForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = FormRule
        fields = [
            "authority_level",
            "for_individuals",
            "for_collectives",
            "for_households",
            "notice_days",
            "may_skip_council",
            "simplified",
            "retention_years",
            "standard",
            *SOURCE,
        ]
        help_texts = {
            "simplified": _("Only told to readers; papers, public notice and the council follow their own rules.")
        }


class PaperForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = RequiredPaper
        fields = ["title", "scope", "nominee_type", "is_mandatory", "position", *SOURCE]


class NewPaperForm(PaperForm):
    class Meta(PaperForm.Meta):
        fields = ["code", *PaperForm.Meta.fields]


class VoteRuleForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = VoteRule
        fields = [
            "method",
            "threshold_numerator",
            "threshold_denominator",
            "is_strict",
            "base",
            "quorum_numerator",
            "quorum_denominator",
            "written_opinion_counts",
            "chair_must_agree",
            "recused_leave_base",
            "recusal_basis",
            "preference",
            *SOURCE,
        ]


class TimeLimitForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = TimeLimit
        fields = ["working_days", *SOURCE]


class NewTimeLimitForm(TimeLimitForm):
    class Meta(TimeLimitForm.Meta):
        fields = ["step", "award_form", "kind", *TimeLimitForm.Meta.fields]


class MultiplierForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = Multiplier
        fields = ["factor", *SOURCE]
        localized_fields = ["factor"]


class NewMultiplierForm(MultiplierForm):
    class Meta(MultiplierForm.Meta):
        fields = ["nominee_type", *MultiplierForm.Meta.fields]


class BaseWageForm(Worded, forms.ModelForm):
    class Meta:
        model = BaseWage
        fields = ["amount", "effective_from", *SOURCE]
        localized_fields = ["amount"]


class AmendBaseWageForm(BaseWageForm, ReasonForm):
    pass


class _LongTitle:
    """A title of one line that has room for some."""

    def clean_title(self):
        return clean_line(self.cleaned_data["title"])


class GroundForm(_LongTitle, Worded, forms.ModelForm):
    class Meta:
        model = RevocationGround
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}
        fields = ["code", "title", "position", "effective_from", "effective_to", *SOURCE]
        help_texts = {
            "code": _("A short name for programs: small letters without accents, digits, _ and -. It is never changed.")
        }


class AmendGroundForm(_LongTitle, ReasonForm, forms.ModelForm):
    class Meta:
        model = RevocationGround
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}
        fields = ["title", "position", "effective_from", "effective_to", *SOURCE]


class HolidayYearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2199)


class HolidayForm(Worded, forms.ModelForm):
    class Meta:
        model = Holiday
        fields = ["on", "name", "is_day_off", "source", "is_verified"]


class AmendHolidayForm(ReasonForm, forms.ModelForm):
    class Meta:
        model = Holiday
        fields = ["name", "is_day_off", "source", "is_verified"]
