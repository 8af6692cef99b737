"""What the pages of decisions ask: which dossiers, which words, which number and date."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.catalogue.models import AwardForm
from documents.numbers.kinds import Mode
from permissions.fields import DayField, whole_number
from workflows.approval.paper_signing_forms import ChairSignatureForm
from workflows.decisions.drafting import WORDS
from workflows.decisions.models import Decision
from workflows.decisions.queries import awaiting_signature
from workflows.decisions.states import DecisionState
from workflows.decisions.suggestions import undated


class Filters(forms.Form):
    """What narrows the list; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Code, number, title or person, without accents too"), required=False, max_length=100)
    form = forms.ModelChoiceField(
        AwardForm.objects.all(), label=_("Award form"), required=False, empty_label=_("All award forms")
    )
    state = forms.ChoiceField(required=False, choices=[("", ""), *DecisionState.choices], widget=forms.HiddenInput)


class DossierChoice(forms.Form):
    """Which passed dossiers go into the decision. A value is `code:row_version` as the page showed it."""

    proposals = forms.MultipleChoiceField(
        label=_("Dossiers"),
        error_messages={
            "required": _("Choose at least one dossier."),
            "invalid_choice": _("A dossier has changed meanwhile. Look at the list again, then choose."),
        },
    )

    def __init__(self, *args, ready, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_value = {f"{proposal.code}:{proposal.row_version}": proposal for proposal in ready.proposals}
        self.fields["proposals"].choices = [(value, value) for value in self.by_value]

    def rows(self):
        """[(value, proposal, is it ticked?)]; a page not yet sent has every dossier ticked."""
        ticked = set(self.data.getlist("proposals")) if self.is_bound else set(self.by_value)
        return [(value, proposal, value in ticked) for value, proposal in self.by_value.items()]

    def chosen(self):
        return [self.by_value[value] for value in self.cleaned_data["proposals"]]


class WordsForm(forms.ModelForm):
    """The words of a decision and the order of its list; the lines of a new one are not saved yet."""

    class Meta:
        model = Decision
        fields = WORDS
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "achievement": forms.Textarea(attrs={"rows": 2}),
            "grounds": forms.Textarea(attrs={"rows": 13}),
            "money_source": forms.Textarea(attrs={"rows": 2}),
            "executors": forms.Textarea(attrs={"rows": 4}),
            "recipients": forms.Textarea(attrs={"rows": 7}),
        }
        help_texts = {
            "grounds": _("One ground on each line; the punctuation at the ends is set when printing."),
            "achievement": _("Printed in the decision and on every certificate."),
            "money_source": _("Left out on paper where the award brings no money."),
            "recipients": _("One recipient on each line."),
        }

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines

    def ordered(self):
        """The lines by the places typed; lines with the same place keep their order."""
        return sorted(self.lines, key=lambda line: (_place(self._typed(line), line.order), line.order))

    def rows(self):
        """[(line, place as typed)]"""
        return [(line, self._typed(line)) for line in self.lines]

    def _typed(self, line):
        return self.data.get(f"place_{line.nomination_id}", line.order)

    def undated(self):
        """Grounds whose day is missing: they are to be completed before the chair reads them."""
        return undated(self["grounds"].value() or "")


def _place(typed, order):
    return whole_number(str(typed).strip(), order)


BUILT_IN_SHEET = _("The built-in A4 sheet with its frame")


class IssueForm(forms.Form):
    """Date and, where another system gives the numbers, the number; the stock, where the commune has any."""

    issued_on = DayField(label=_("Date of the decision"))
    number = forms.CharField(
        label=_("Number"), max_length=20, help_text=_("As the document system gave it, for example 45 or 45a.")
    )

    stock = forms.TypedChoiceField(label=_("Print the certificates on"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, is_external, stocks=(), **kwargs):
        super().__init__(*args, **kwargs)
        if not is_external:
            del self.fields["number"]
        if not stocks:
            del self.fields["stock"]
            return
        self.fields["stock"].choices = [*((stock.pk, stock.name) for stock in stocks), ("", BUILT_IN_SHEET)]
        self.fields["stock"].initial = stocks[0].pk


class PaperSignatureForm(ChairSignatureForm):
    """Which drafted decision came back signed, by whom, of which day."""

    thing, model, waits, right = "decision", Decision, awaiting_signature, "decisions.sign"
    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    field_order = ("decision", "signer", "signed_on")


class RegisterForm(forms.Form):
    """Whose numbers the register of decisions holds."""

    mode = forms.ChoiceField(label=_("Numbers"), choices=Mode.choices)
    symbol = forms.CharField(label=_("Symbol"), max_length=30, required=False, help_text=_("For example QĐ-UBND."))
