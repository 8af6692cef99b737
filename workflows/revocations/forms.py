"""What the pages of cancelling and correcting decisions ask, and those of what comes back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.catalogue.queries import revocation_grounds_on
from permissions.fields import DayField, LineField, TextField
from workflows.approval.paper_signing_forms import ChairSignatureForm
from workflows.revocations.drafting import WORDS
from workflows.revocations.models import Amendment
from workflows.revocations.queries import awaiting_signature
from workflows.revocations.states import AmendmentKind, AmendmentState, Item, Part, ReturnState
from workflows.revocations.words import MENDED, value_of, words_of


class Filters(forms.Form):
    """What narrows the list; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Code, title or person, without accents too"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Both kinds")), *AmendmentKind.choices])
    state = forms.ChoiceField(required=False, choices=[("", ""), *AmendmentState.choices], widget=forms.HiddenInput)


class LineFilters(forms.Form):
    """What narrows the lines to choose from."""

    q = forms.CharField(label=_("Name, without accents too"), required=False, max_length=100)
    kind = forms.ChoiceField(required=False, choices=AmendmentKind.choices, widget=forms.HiddenInput)
    decision = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)


class RevokedLineForm(forms.Form):
    """Why the award of one line is revoked."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reason = TextField(label=_("What was found"), max_length=2000, rows=3)

    def __init__(self, *args, line, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line
        self.fields["ground"].choices = [(row.code, row.title) for row in revocation_grounds_on(on)]

    def said(self):
        """As the services take it."""
        return {"line": self.line.pk, **self.cleaned_data}


class CorrectedLineForm(forms.Form):
    """The right words of one line; what stays as it is is not corrected."""

    full_name = LineField(label=_("Full name"), max_length=200)
    birth_on = DayField(label=_("Birth date"), required=False)
    position = LineField(label=_("Position"), max_length=200, required=False)
    workplace = LineField(label=_("Workplace or address"), max_length=200, required=False)
    reason = TextField(label=_("Why it was wrong"), max_length=2000, rows=2, required=False)

    def __init__(self, *args, line, on, initial=None, **kwargs):
        self.line = line
        present = {field: value_of(field, words_of(line.nomination, field)) for field in MENDED}
        super().__init__(*args, initial=present | (initial or {}), **kwargs)

    def said(self):
        """As the services take it."""
        right = {}
        for field in MENDED:
            value = self.cleaned_data[field]
            right[field] = value.isoformat() if field == "birth_on" and value else value or ""
        return {"line": self.line.pk, "right": right, "reason": self.cleaned_data["reason"]}


_FORMS = {AmendmentKind.REVOCATION: RevokedLineForm, AmendmentKind.CORRECTION: CorrectedLineForm}


def line_forms(kind, lines, *, on, data=None, initial=None):
    """A form for each line. lines: DecisionLines. initial: {line pk: values} of a draft that says something already."""
    initial = initial or {}
    made = _FORMS[AmendmentKind(kind)]
    return [made(data, line=line, on=on, prefix=f"line-{line.pk}", initial=initial.get(line.pk)) for line in lines]


class WordsForm(forms.ModelForm):
    """The words of a cancelling or correcting decision."""

    class Meta:
        model = Amendment
        fields = WORDS
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "grounds": forms.Textarea(attrs={"rows": 10}),
            "executors": forms.Textarea(attrs={"rows": 4}),
            "recipients": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "grounds": _("One ground on each line; the punctuation at the ends is set when printing."),
            "recipients": _("One recipient on each line."),
        }


class IssueForm(forms.Form):
    """Date and, where another system gives the numbers, the number."""

    issued_on = DayField(label=_("Date of the decision"))
    number = forms.CharField(
        label=_("Number"), max_length=20, help_text=_("As the document system gave it, for example 45 or 45a.")
    )

    def __init__(self, *args, is_external, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_external:
            del self.fields["number"]


class PaperSignatureForm(ChairSignatureForm):
    """Which drafted paper came back signed, by whom, of which day."""

    thing, model, waits, right = "amendment", Amendment, awaiting_signature, "decisions.sign"
    amendment = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    field_order = ("amendment", "signer", "signed_on")


class FindForm(forms.Form):
    """Who is looked for among those that may be chosen."""

    q = forms.CharField(label=_("Name, without accents too"), required=False, max_length=100)


class AboveForm(forms.Form):
    """A higher level's award that its cancelling decision, which arrived on paper, revokes."""

    nomination = forms.ChoiceField(label=_("Whose award is revoked"))
    decision_number = LineField(label=_("Number of the decision"), max_length=60)
    decided_on = DayField(label=_("Date of the decision"))
    decided_by = LineField(label=_("Who decided"), max_length=200)
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reason = TextField(label=_("What was found"), max_length=2000, rows=3)
    object_due = forms.BooleanField(
        label=_("Certificate or object was handed over; it is to come back"), required=False
    )
    money_due = forms.IntegerField(
        label=_("Money that was paid and is to come back (đồng)"), min_value=0, max_value=2**31 - 1, required=False
    )

    def __init__(self, *args, nominations, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.nominations = {str(row.pk): row for row in nominations}
        names = [
            (key, f"{row.full_name} - {row.proposal.award_form}, {row.proposal.unit}")
            for key, row in self.nominations.items()
        ]
        self.fields["nomination"].choices = [("", "---------"), *names]
        self.fields["ground"].choices = [(row.code, row.title) for row in revocation_grounds_on(on)]

    def chosen(self):
        return self.nominations[self.cleaned_data["nomination"]]


class ReturnFilters(forms.Form):
    """What narrows the list of what is to come back."""

    q = forms.CharField(label=_("Name, without accents too"), required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=[("", ""), *Part.choices], widget=forms.HiddenInput)


_STATES = [
    (ReturnState.RETURNED, _("It came back")),
    (ReturnState.NOT_DUE, _("It need not come back")),
    (ReturnState.OPEN, _("It did not come back after all")),
]


class ReturnForm(forms.Form):
    """What became of one item that was to come back."""

    state = forms.ChoiceField(label=_("What is recorded"), choices=_STATES[:2], widget=forms.RadioSelect)
    returned_on = DayField(label=_("Came back on"), required=False)
    voucher = LineField(
        label=_("Number of the voucher"), max_length=40, required=False, help_text=_("Needed when it came back.")
    )
    note = LineField(
        label=_("Note"), max_length=400, required=False, help_text=_("Needed when it need not come back: the reason.")
    )

    def __init__(self, *args, due, **kwargs):
        super().__init__(*args, **kwargs)
        self.due = due
        if due.item != Item.MONEY:
            del self.fields["voucher"]
        if due.record is not None:
            self.fields["state"].choices = _STATES
            self.fields["note"].required = True
            self.fields["note"].label = _("Why the record is corrected")
            self.fields["note"].help_text = ""
