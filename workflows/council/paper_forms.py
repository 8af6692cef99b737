"""Forms of paper ballots: to whom they are handed out, and what a teller counted."""

from django import forms
from django.utils.translation import gettext_lazy

from workflows.council.papers_in_box import KEYED
from workflows.council.states import Choice


class HandOutForm(forms.Form):
    """members: those who may be handed a paper."""

    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Members who vote on paper"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one member.")},
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(member.person.pk, member.full_name) for member in members]


def _number(label, *, required=False):
    typed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=999, required=required, widget=typed)


class TellerForm(forms.Form):
    """Papers found in the box, then four numbers for each nomination; an empty one is none.

    What a teller keyed is never filled in again.
    """

    def __init__(self, *args, papers, **kwargs):
        """papers: [(nomination, how many papers in the box speak of it)]"""
        super().__init__(*args, **kwargs)
        self.papers = papers
        self.fields["found"] = _number(gettext_lazy("Papers found in the box"), required=True)
        labels = {**dict(Choice.choices), "invalid": gettext_lazy("Invalid")}
        for row, _count in papers:
            for name in KEYED:
                self.fields[f"{name}_{row.pk}"] = _number(labels[name])

    def lines(self):
        """[(nomination, papers, fields)] for the page."""
        return [(row, count, [self[f"{name}_{row.pk}"] for name in KEYED]) for row, count in self.papers]

    @property
    def counts(self):
        """As key_papers takes them."""
        said = self.cleaned_data
        return {row.pk: {name: said[f"{name}_{row.pk}"] or 0 for name in KEYED} for row, _count in self.papers}

    def add_refusal(self, refusal):
        """Put numbers that do not add up onto the first field of their nomination."""
        for place, sentences in refusal.message_dict.items():
            name = place.replace("counts_", f"{KEYED[0]}_")
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
