"""Forms of digital signatures: a signed file, the file of an issuer, why an issuer ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.attachments.media_types import PDF_ONLY, accept_of
from permissions.fields import DayField, LineField, TextField


class SignedFileForm(forms.Form):
    file = forms.FileField(
        label=_("Signed PDF file"),
        help_text=_(
            "The file that you downloaded here, signed as it is: not printed anew, not saved under another form."
        ),
        widget=forms.FileInput(attrs={"accept": accept_of(PDF_ONLY)}),
    )
    reason = TextField(
        label=_("Reason"),
        required=False,
        help_text=_("Only where the signing program saved the file anew: who compared it with the paper, and how."),
    )


class IssuerForm(forms.Form):
    file = forms.FileField(label=_("File of the issuer's certificates"), help_text=_("PEM or DER: .cer, .crt, .pem."))
    source = LineField(
        label=_("Where the file comes from"),
        max_length=300,
        help_text=_("Who gave it, by which way, under which letter."),
    )
    obtained_on = DayField(label=_("Obtained on"))

    def said(self):
        """As the service takes them."""
        values = dict(self.cleaned_data)
        return values | {"upload": values.pop("file")}


class EndForm(forms.Form):
    reason = LineField(label=_("Why it is no longer trusted"), max_length=300)
