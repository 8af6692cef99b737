"""Forms of what happens to certificates after the issue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.arrivals.models import Arrival
from permissions.fields import LineField, TextField
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.forms import BUILT_IN_SHEET

_KINDS = [each for each in Certificate.Kind.choices if each[0] != Certificate.Kind.FIRST]


class SpoiledForm(forms.Form):
    """A sheet that went wrong."""

    serial = LineField(label=_("Number of the blank"), max_length=40, required=False)
    reason = TextField(label=_("Why it was spoiled"), max_length=2000, rows=2)


class RequestChoice(forms.ModelChoiceField):
    """A paper of the arrival book, told by number and title."""

    def label_from_instance(self, arrival):
        return f"{arrival}: {arrival.title}"


class AgainForm(forms.Form):
    """A certificate printed again."""

    kind = forms.ChoiceField(label=_("Why it is issued again"), choices=_KINDS)
    reason = TextField(label=_("Reason"), max_length=2000, rows=2)
    request_paper = RequestChoice(
        label=_("Request in the arrival book"),
        queryset=Arrival.objects.none(),
        required=False,
        empty_label=_("No request"),
    )
    takes_number = forms.BooleanField(
        label=_("Take a new number of the golden book; else the old number stands on it"), required=False
    )
    stock = forms.TypedChoiceField(label=_("Print the certificates on"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, arrivals, stocks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["request_paper"].queryset = arrivals
        self.fields["stock"].choices = [*((stock.pk, stock.name) for stock in stocks), ("", BUILT_IN_SHEET)]
        self.fields["stock"].initial = stocks[0].pk if stocks else ""
