"""What the pages of hand-overs ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField, LineField
from workflows.handover.states import HandoverState


class Filters(forms.Form):
    """What narrows the list."""

    q = forms.CharField(label=_("Code, number, title or person, without accents too"), required=False, max_length=100)


class HandoverForm(forms.Form):
    """When, where and to whom the chosen awards were handed over."""

    handed_on = DayField(
        label=_("Handed over on"), error_messages={"required": _("Give the day on which it was handed over.")}
    )
    place = LineField(label=_("Where"), max_length=200, error_messages={"required": _("Say where it was handed over.")})
    received_by = LineField(
        label=_("Who received it"),
        max_length=200,
        required=False,
        help_text=_("Empty: each one named on the list. Otherwise who received it for them."),
    )
    on_behalf = LineField(
        label=_("On whose behalf"),
        max_length=200,
        required=False,
        help_text=_("Where another person received it: of whom, and why."),
    )
    note = LineField(label=_("Note"), max_length=400, required=False)


class CorrectionForm(HandoverForm):
    """What holds instead of an earlier record, and why."""

    state = forms.ChoiceField(label=_("What is recorded"), choices=HandoverState.choices, widget=forms.RadioSelect)
    field_order = ("state",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handed_on"].required = self.fields["place"].required = False
        self.fields["note"].required, self.fields["note"].label = True, _("Why it is corrected")


def initial_of(handover):
    """What the form of a correction starts with."""
    names = ("state", "handed_on", "place", "received_by", "on_behalf")
    return {name: getattr(handover, name) for name in names}
