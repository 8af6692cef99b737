"""What the pages of opinions ask: whom and what, the answer, the answer that came on paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.arrivals.models import Arrival
from documents.arrivals.recording import unrecorded
from documents.attachments.media_types import SCANS, accept_of
from permissions.fields import LineField, RowsField, TextField
from permissions.people.models import Unit
from workflows.opinions.asking import units_to_ask
from workflows.opinions.states import Answer, OpinionState

MOST_FILES = 10


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; what is in them is looked at when they are kept."""

    widget = FilesInput(attrs={"class": "form-control", "accept": accept_of(SCANS)})

    def clean(self, data, initial=None):
        one = super().clean
        files = data or []
        if not files:
            one(None, initial)
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(count)s files."), params={"count": MOST_FILES})
        return [one(file, initial) for file in files]


class Filters(forms.Form):
    """What narrows the list; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Code, dossier or body, without accents too"), required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=[("", ""), *OpinionState.choices], widget=forms.HiddenInput)


class AskForm(forms.Form):
    """Whom to ask, and what: units of the commune to tick, other bodies by name."""

    units = RowsField(
        Unit.objects.none(), label=_("Units of the commune"), required=False, widget=forms.CheckboxSelectMultiple
    )
    bodies = TextField(
        label=_("Other bodies, one on each line"),
        required=False,
        max_length=4000,
        rows=2,
        help_text=_("They get a letter on paper; what they answer is recorded from its scan."),
    )
    question = TextField(label=_("What you ask"), max_length=4000, rows=4)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_to_ask(proposal)

    def clean(self):
        typed = super().clean()
        if not self.errors and not typed.get("units") and not typed.get("bodies"):
            self.add_error("units", _("Choose at least one unit, or write the name of a body."))
        return typed

    def asked(self):
        """As the service takes it."""
        typed = self.cleaned_data
        return {"units": typed["units"], "bodies": typed["bodies"].splitlines(), "question": typed["question"]}


class AnswerForm(forms.Form):
    """The answer of the unit that was asked."""

    answer = forms.ChoiceField(label=_("Opinion of the unit"), choices=Answer.choices, widget=forms.RadioSelect)
    text = TextField(
        label=_("Remarks, or why you do not agree"),
        required=False,
        max_length=8000,
        rows=5,
        help_text=_("Needed unless you simply agree."),
    )
    uploads = FilesField(label=_("Files"), required=False, help_text=_("For example your signed paper."))

    def clean(self):
        typed = super().clean()
        if typed.get("answer") not in (None, Answer.AGREE) and not typed.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write your remarks, or why you do not agree."))
        return typed


class PaperField(forms.ModelChoiceField):
    def label_from_instance(self, arrival):
        return f"{arrival} · {arrival.sender} · {arrival.title}"


class RecordForm(AnswerForm):
    """The answer that came on paper, for the body that sent it."""

    arrival = PaperField(
        Arrival.objects.none(),
        label=_("Paper in the arrival book"),
        empty_label=_("Choose…"),
        help_text=_("Number, day and scan come from there; the records clerk registers the paper first."),
    )
    signer_name = LineField(label=_("Who signed the answer"), max_length=120)
    uploads = None
    field_order = ["arrival", "signer_name", "answer", "text"]

    def __init__(self, *args, opinion, **kwargs):
        super().__init__(*args, **kwargs)
        papers = Arrival.objects.filter(commune=opinion.commune_id, unit=opinion.unit_id)
        self.fields["arrival"].queryset = unrecorded(papers).order_by("-pk")
        self.fields["answer"].label = _("What the body answers")
        self.fields["text"].label = _("Its remarks, or why it does not agree")
        self.fields["text"].help_text = _("As the paper says; needed unless it simply agrees.")


def refused_by_field(form, fault):
    """Put a ValidationError of a service onto the form; what has no field there is about the files, or stands above."""
    for field, sentences in getattr(fault, "error_dict", {"uploads": fault}).items():
        form.add_error(field if field in form.fields else None, sentences)
