"""What the dossier page asks about objections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.attachments.media_types import SCANS, accept_of
from permissions.fields import DayField, LineField, TextField
from workflows.public_notice.models import Objection


class ObjectionForm(forms.Form):
    """An objection as it came."""

    received_on = DayField(label=_("Received on"))
    channel = forms.ChoiceField(label=_("How it came"), choices=Objection.Channel.choices)
    objector = LineField(
        label=_("Who objects"),
        required=False,
        max_length=200,
        help_text=_("Name and address for the answer; shown to nobody outside the office."),
    )
    text = TextField(label=_("What is objected"), max_length=8000, rows=4)
    upload = forms.FileField(
        label=_("Scan of the letter"),
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": accept_of(SCANS)}),
    )


class ReplyForm(forms.Form):
    """How it was answered."""

    answer = TextField(label=_("How it was answered"), max_length=8000, rows=3)
