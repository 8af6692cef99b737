"""Forms of the arrival book: a paper with its scan, what is mended later, the search of the list."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.arrivals.services import faults_of
from documents.attachments.media_types import SCANS, accept_of
from documents.numbers.kinds import Mode
from permissions.fields import DayField, LineField
from permissions.people.models import Unit
from permissions.people.units import UnitKind


def senders(commune_id):
    """Units of a commune that may send a paper."""
    units = Unit.objects.filter(commune_id=commune_id, is_active=True)
    return units.exclude(kind__in=[UnitKind.COMMUNE, UnitKind.COUNCIL])


class ArrivalForm(forms.Form):
    """What the book says of a paper."""

    unit = forms.ModelChoiceField(label=_("From the unit"), queryset=Unit.objects.none(), required=False)
    sender = LineField(
        label=_("From whom"),
        max_length=200,
        required=False,
        help_text=_("Where it is none of the units, or a person signed: as it stands on the paper."),
    )
    title = LineField(label=_("What it is about"), max_length=300)
    paper_number = LineField(label=_("Number on the paper"), max_length=60, required=False)
    paper_on = DayField(label=_("Date of the paper"), required=False)

    def __init__(self, *args, commune_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = senders(commune_id)
        self.fields["unit"].empty_label = _("None of these")


class NewArrivalForm(ArrivalForm):
    """A paper that arrives: also its day, its scan, and its number where the register is external."""

    arrived_on = DayField(label=_("Arrived on"))
    number = LineField(label=_("Number of arrival"), max_length=20, required=False)
    scan = forms.FileField(
        label=_("Scan of the whole paper"),
        help_text=_("PDF, JPEG or PNG, all pages in one file."),
        widget=forms.FileInput(attrs={"accept": accept_of(SCANS)}),
    )

    def __init__(self, *args, is_external, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_external:
            del self.fields["number"]

    def clean(self):
        """All that is wrong is told at once, before the file is lost to a second round."""
        found = super().clean()
        asked = (found.get(name) for name in ("unit", "sender", "paper_on", "arrived_on"))
        for name, sentence in faults_of(*asked, timezone.localdate()).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return found

    def said(self):
        """(values, the rest) as the service takes them."""
        values = dict(self.cleaned_data)
        rest = {name: values.pop(name) for name in ("arrived_on", "number") if name in values}
        return values, rest | {"upload": values.pop("scan")}


def arrival_initial(arrival):
    """What the form for mending starts with."""
    names = ("unit", "sender", "title", "paper_number", "paper_on")
    return {name: getattr(arrival, name) for name in names}


class ArrivalFilter(forms.Form):
    q = LineField(label=_("Search"), max_length=200, required=False)


class NumberingForm(forms.Form):
    """Whose numbers the arrival book holds."""

    mode = forms.ChoiceField(label=_("Numbers"), choices=Mode.choices)
