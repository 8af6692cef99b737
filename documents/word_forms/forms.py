"""The form with which a Word form is taken in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.attachments.media_types import WORD_ONLY, accept_of
from documents.word_forms.fields import kinds


class WordFormForm(forms.Form):
    """For which paper, and the file."""

    kind = forms.ChoiceField(label=_("For which paper"))
    upload = forms.FileField(
        label=_("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": accept_of(WORD_ONLY)})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, kind.title) for kind in kinds()]
