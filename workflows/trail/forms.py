"""What narrows a trail and the journal."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField
from permissions.ledger import acts
from permissions.people.models import Unit, User
from permissions.refusals import NotYou
from workflows.trail.journal import Narrowed, acts_shown
from workflows.trail.kinds import Kind, kind_of
from workflows.trail.readers import installation_streams, trail_communes

INSTALLATION = "installation"  # instead of a commune


def _act_choices(shown):
    """Acts by kind, each by its sentence; two acts that are told alike stand once each."""
    by_kind = sorted(shown, key=lambda act: (Kind.values.index(kind_of(act)), acts.sentence(act)))
    groups = [
        (str(Kind(kind).label), [(act, acts.sentence(act)) for act in found])
        for kind, found in groupby(by_kind, key=kind_of)
    ]
    return [("", _("All acts")), *groups]


class JournalFilters(forms.Form):
    """What narrows the journal; an unknown value narrows nothing."""

    commune = forms.ChoiceField(label=_("Commune"), required=False)
    q = forms.CharField(
        label=_("Code, title or person of a dossier, without accents too"), required=False, max_length=100
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices])
    act = forms.ChoiceField(label=_("Act"), required=False)
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Who did it"), required=False, empty_label=_("Everybody")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Office held in"), required=False, empty_label=_("All units")
    )
    first = DayField(label=_("From day"), required=False)
    last = DayField(label=_("To day"), required=False)

    def __init__(self, data, *, held):
        """Raises NotYou for who reads the trail of single things alone."""
        super().__init__(data)
        self.communes = trail_communes(held)
        if not installation_streams(held):  # read by whoever reads a journal at all
            raise NotYou(_("Your mandate covers less than the commune: read the trail of each thing it covers."))
        named = Unit.objects.filter(pk__in=self.communes).order_by("pk").values_list("pk", "name")
        self.fields["commune"].choices = [
            *((str(pk), name) for pk, name in named),
            (INSTALLATION, _("Above the communes")),
        ]
        commune = self.commune_id
        self.fields["act"].choices = _act_choices(acts_shown(commune, held))
        units = Unit.objects.filter(commune=commune)
        people = User.objects.filter(appointments__unit__in=units.order_by()).distinct().order_by("sort_key", "pk")
        self.fields["person"].queryset = people
        self.fields["unit"].queryset = units

    @property
    def commune_id(self):
        """The commune whose journal is read: the one asked for among those of the reader, else the first.

        None for what belongs to no commune, all that is read by an inspector appointed above the communes.
        """
        asked = self.data.get("commune", "")
        if asked == INSTALLATION or not self.communes:
            return None
        return next((pk for pk in self.communes if str(pk) == asked), self.communes[0])

    def narrowed(self):
        """What the journal is narrowed to."""
        self.is_valid()
        said = self.cleaned_data
        return Narrowed(
            commune_id=self.commune_id,
            q=said.get("q", ""),
            kind=said.get("kind", ""),
            act=said.get("act", ""),
            person=said["person"].pk if said.get("person") else None,
            unit=said["unit"].pk if said.get("unit") else None,
            first=said.get("first"),
            last=said.get("last"),
        )
