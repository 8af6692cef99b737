"""The form by which the scan of a signed sheet is added."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.attachments.media_types import SCANS, accept_of
from permissions.fields import LineField


class ReceiptForm(forms.Form):
    scan = forms.FileField(
        label=_("Scan of the signed sheet"),
        help_text=_("PDF, JPEG or PNG, all pages in one file."),
        widget=forms.FileInput(attrs={"accept": accept_of(SCANS)}),
    )
    note = LineField(label=_("Note"), max_length=300, required=False)
