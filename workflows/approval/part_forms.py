"""Forms of deeds on some nominations of a dossier."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import TextField
from workflows.approval.forms import fields_asked


class SomeForm(forms.Form):
    """Which nominations; the subclasses say what else the deed asks."""

    nominations = forms.TypedMultipleChoiceField(
        label=_("Nominations it is about"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, rows, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nominations"].choices = [(row.pk, f"{row.order}. {row.full_name}") for row in rows]


class SuspendForm(SomeForm):
    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        self.fields.update(fields_asked("suspension", proposal))


class WithdrawForm(SomeForm):
    reason = TextField(label=_("Reason"), max_length=4000, rows=3)


class WithdrawOnPaperForm(WithdrawForm):
    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        self.fields.update(fields_asked("arrival", proposal))
