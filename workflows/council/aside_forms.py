"""Form of standing aside: from which nominations, as what, why; of whom, where another one enters it."""

from django import forms
from django.utils.translation import gettext_lazy

from workflows.council.aside_services import kinds_of


class AsideForm(forms.Form):
    """members: those of whom it may be entered; None where a member declares it."""

    nominations = forms.TypedMultipleChoiceField(
        label=gettext_lazy("From which nominations"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose nominations of this item.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Relation"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("What the relation is"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed for kin and other interests, as: the nominee's sister. The minutes tell it."),
    )

    def __init__(self, *args, item, members=None, **kwargs):
        super().__init__(*args, **kwargs)
        rows = item.nominations
        self.fields["nominations"].choices = [(row.pk, row.full_name) for row in rows]
        if len(rows) == 1:
            self.fields["nominations"].initial = [rows[0].pk]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds_of(item.meeting.council)]
        if members is not None:
            people = [(member.person.pk, member.full_name) for member in members]
            self.fields["person"] = forms.TypedChoiceField(
                label=gettext_lazy("Member"), coerce=int, choices=[("", "---"), *people]
            )
            self.order_fields(["person"])
