"""The form of a decision that changes the council: what it says, what becomes of each member, and who comes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.fields import DayField
from permissions.people.models import User
from workflows.council.states import SeatRole

_LEAVES = "leaves"
NEW_ROWS = 5


class MembersForm(forms.Form):
    """One line for each member now, and some for who comes. Raises nothing; faults stand on their fields."""

    decision_number = forms.CharField(label=gettext_lazy("Number of the decision"), max_length=60)
    decided_on = DayField(label=gettext_lazy("Date of the decision"))
    from_on = DayField(label=gettext_lazy("In force from"))
    words = forms.CharField(label=gettext_lazy("What it says"), max_length=500, required=False)

    def __init__(self, *args, council, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = seats
        people = User.objects.filter(appointments__unit__commune=council.commune_id, is_active=True).distinct()
        self.people = {person.pk: person for person in people.order_by("sort_key", "pk")}
        fates = [("", _("stays as is")), (_LEAVES, _("leaves the council"))]
        roles = [(str(role), _("becomes: %(role)s") % {"role": role.label}) for role in SeatRole]
        for row in seats:
            offered = [*fates, *(choice for choice in roles if choice[0] != row.role)]
            self.fields[f"fate_{row.pk}"] = forms.ChoiceField(label=row.user.full_name, choices=offered, required=False)
        chosen = [("", "---"), *((person.pk, person.full_name) for person in self.people.values())]
        for place in range(1, NEW_ROWS + 1):
            self.fields[f"person_{place}"] = forms.ChoiceField(label=_("Who comes"), choices=chosen, required=False)
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label=_("As what"), choices=SeatRole, initial=SeatRole.MEMBER, required=False
            )
            self.fields[f"title_{place}"] = forms.CharField(label=_("Title on papers"), max_length=120, required=False)

    # --- for the page ----------------------------------------------------------------------------------
    def decision_fields(self):
        return [self[name] for name in ("decision_number", "decided_on", "from_on", "words")]

    def lines(self):
        """[(seat, its field)]"""
        return [(row, self[f"fate_{row.pk}"]) for row in self.seats]

    def new_lines(self):
        return [[self[f"{name}_{place}"] for name in ("person", "role", "title")] for place in range(1, NEW_ROWS + 1)]

    # --- as the service takes it -----------------------------------------------------------------------
    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("decision_number", "decided_on", "from_on", "words")}

    def _fates(self):
        return {row: self.cleaned_data[f"fate_{row.pk}"] for row in self.seats}

    @property
    def leaving(self):
        """Who changes role leaves the old seat."""
        return [row.pk for row, fate in self._fates().items() if fate]

    @property
    def joining(self):
        again = [
            {"user": row.user, "role": SeatRole(fate), "title": ""}
            for row, fate in self._fates().items()
            if fate and fate != _LEAVES
        ]
        said = self.cleaned_data
        new = [
            {
                "user": self.people[int(said[f"person_{place}"])],
                "role": SeatRole(said[f"role_{place}"] or SeatRole.MEMBER),
                "title": said[f"title_{place}"],
            }
            for place in range(1, NEW_ROWS + 1)
            if said[f"person_{place}"]
        ]
        return again + new
