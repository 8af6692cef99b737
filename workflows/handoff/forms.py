"""What the pages of letters to the province ask: dossiers, words, date, reasons, answers."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.models import Arrival
from documents.catalogue.models import AwardForm
from documents.numbers.kinds import Mode
from permissions.fields import DayField, LineField, TextField, whole_number
from workflows.approval.paper_signing_forms import ChairSignatureForm
from workflows.handoff.drafting import WORDS
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import awaiting_signature
from workflows.handoff.states import Said, TransmittalState

ARRIVALS_OFFERED = 100


class Filters(forms.Form):
    """What narrows the list; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Code, number, title or person, without accents too"), required=False, max_length=100)
    form = forms.ModelChoiceField(
        AwardForm.objects.all(), label=_("Award form"), required=False, empty_label=_("All award forms")
    )
    state = forms.ChoiceField(required=False, choices=[("", ""), *TransmittalState.choices], widget=forms.HiddenInput)


class DossierChoice(forms.Form):
    """Which dossiers go into the letter. A value is `code:row_version` as the page showed it."""

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
    """The words of a letter and the order of its list; the lines of a new one are not saved yet."""

    class Meta:
        model = Transmittal
        fields = WORDS
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "addressees": forms.Textarea(attrs={"rows": 3}),
            "grounds": forms.Textarea(attrs={"rows": 10}),
            "request": forms.Textarea(attrs={"rows": 6}),
            "recipients": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "addressees": _("One addressee on each line."),
            "grounds": _("One ground on each line; the punctuation at the ends is set when printing."),
            "recipients": _("One recipient on each line."),
        }

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines

    def ordered(self):
        """The lines by the places typed; lines with the same place keep their order."""
        return sorted(self.lines, key=lambda line: (whole_number(self._typed(line).strip(), line.order), line.order))

    def rows(self):
        """[(line, place as typed)]"""
        return [(line, self._typed(line)) for line in self.lines]

    def _typed(self, line):
        return str(self.data.get(f"place_{line.nomination_id}", line.order))


class ForwardForm(forms.Form):
    """Date and, where another system gives the numbers, the number."""

    issued_on = DayField(label=_("Date of the letter"))
    number = forms.CharField(
        label=_("Number"), max_length=20, help_text=_("As the document system gave it, for example 45 or 45a.")
    )

    def __init__(self, *args, is_external, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_external:
            del self.fields["number"]


class NumberingForm(forms.Form):
    """Where the numbers of letters to the province come from."""

    mode = forms.ChoiceField(label=_("Numbers"), choices=Mode.choices)


class PaperSignatureForm(ChairSignatureForm):
    """Which drafted letter came back signed, by whom, of which day."""

    thing, model, waits, right = "transmittal", Transmittal, awaiting_signature, "transmittals.sign"
    transmittal = forms.ChoiceField(label=_("Letter to the province"), widget=forms.RadioSelect)
    field_order = ("transmittal", "signer", "signed_on")


class OnPaperForm(forms.Form):
    """The paper of the province on which something is recorded; asked only where the province has no account."""

    arrival = forms.ModelChoiceField(
        Arrival.objects.none(), label=_("Paper of the province, by its number of arrival"), empty_label="–"
    )

    def __init__(self, *args, letter, is_asked, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Arrival.objects.filter(commune=letter.commune_id, unit=None)
        rows = rows.filter(Q(recording=None) | Q(recording__kind=RecordedAs.PROVINCE))
        rows = rows.filter(arrived_on__gte=letter.issued_on) if letter.issued_on else rows.none()
        rows = rows.order_by("-pk")
        self.fields["arrival"].queryset = rows
        self.fields["arrival"].choices = [
            ("", "–"),
            *((row.pk, f"{row} · {row.sender} · {row.title}") for row in rows[:ARRIVALS_OFFERED]),
        ]
        if not is_asked:
            del self.fields["arrival"]


class LineForm(forms.Form):
    """What the province says of one nominee. Left empty, the line is not answered yet."""

    PAPER = ("number", "decided_on", "issuer")

    said = forms.ChoiceField(label=_("Answer"), choices=[("", _("Not yet")), *Said.choices], required=False)
    number = LineField(label=_("Number"), max_length=60, required=False)
    decided_on = DayField(label=_("Date"), required=False)
    issuer = LineField(label=_("Issuing body"), max_length=200, required=False)
    reason = TextField(label=_("Reason of a refusal"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, prefix=str(line.pk), auto_id=f"id_%s_{line.pk}", **kwargs)
        self.line = line
        for field in self.fields.values():
            field.is_unmarked = True

    def clean(self):
        """Words beside no answer are asked about, not dropped."""
        cleaned = super().clean()
        if not cleaned.get("said") and any(value for name, value in cleaned.items() if name != "said"):
            self.add_error("said", _("Choose whether it is granted or refused."))
        return cleaned

    def take_paper_of(self, above):
        """The paper of the line above with the same answer, where this one names none at all."""
        said, own = self.cleaned_data.get("said"), {name: self.cleaned_data.get(name) for name in self.PAPER}
        if any(own.values()):
            above[said] = own
        else:
            self.cleaned_data |= above.get(said, {})


class CorrectionForm(forms.Form):
    """Why an answer is corrected."""

    why = TextField(label=_("Why it is corrected"), widget=forms.Textarea(attrs={"rows": 2}))


class MessageForm(forms.Form):
    """A document that came over the document axis, as its message file."""

    file = forms.FileField(label=_("File of the message (edXML)"), help_text=_("As the document system gave it out."))
    chosen = forms.IntegerField(
        label=_("Which attachment is the paper"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("Only where the message holds several papers: 1 for the first attachment, 2 for the second."),
    )
    number = LineField(label=_("Number of arrival"), max_length=20, required=False)

    def __init__(self, *args, is_external, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_external:
            del self.fields["number"]


class StatusForm(forms.Form):
    """What the document system handed over: the file of a status message."""

    file = forms.FileField(label=_("File of the status (edXML)"), help_text=_("As the document system gave it out."))
