"""Forms of what came back signed by hand: which of the things that wait, who signed, on which day."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from permissions.fields import DayField, whole_number
from workflows.approval.signed_on_paper import signers_on


class SignedPaperForm(forms.Form):
    """`thing` names the field of what was signed, of the model `model`; `waits` finds what waits in a commune."""

    thing, model, waits = "", None, None
    signed_on = DayField(label=_("Signed on"))

    def __init__(self, *args, arrival, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = {f"{row.pk}:{row.row_version}": row for row in type(self).waits(arrival.commune_id)}
        if len(self.waiting) == 1:
            self.initial.setdefault(self.thing, next(iter(self.waiting)))
        chosen = self.data.get(self.thing, "")
        if chosen and chosen not in self.waiting:  # somebody was faster: the deed itself says who
            pk = whole_number(chosen.partition(":")[0])
            faster = self.model.objects.filter(commune=arrival.commune_id, pk=pk).first()
            self.waiting |= {chosen: faster} if faster else {}
        words = '<span class="code">{}</span> {}'
        self.fields[self.thing].choices = [
            (key, format_html(words, row.code, row.title)) for key, row in self.waiting.items()
        ]

    def said(self):
        """As the service takes them."""
        chosen = self.cleaned_data[self.thing]
        row_version = whole_number(chosen.partition(":")[2], 0)
        return self.cleaned_data | {self.thing: self.waiting[chosen], "row_version": row_version}


class ChairSignatureForm(SignedPaperForm):
    """A paper of the chair, or of who deputised; `right`: what signing it here asks for."""

    right = ""
    signer = forms.ChoiceField(label=_("Signed by"), widget=forms.RadioSelect)

    def __init__(self, *args, arrival, **kwargs):
        super().__init__(*args, arrival=arrival, **kwargs)
        days = {arrival.arrived_on, arrival.paper_on or arrival.arrived_on, timezone.localdate()}
        able = (each for day in sorted(days) for each in signers_on(arrival.commune_id, self.right, day))
        self.signers = {each.key: each for each in able}
        if len(self.signers) == 1:
            self.initial.setdefault("signer", next(iter(self.signers)))
        self.fields["signer"].choices = [(key, f"{each.user}, {each.label}") for key, each in self.signers.items()]

    def said(self):
        return super().said() | {"signer": self.signers[self.cleaned_data["signer"]]}
