"""Forms of the dossier page: what each move asks, remarks, answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.arrivals.models import Arrival
from documents.arrivals.recording import unrecorded
from documents.catalogue import in_use
from permissions.access import in_force
from permissions.fields import DayField, TextField
from permissions.people.models import User
from permissions.roles import Office
from workflows.approval.models import Remark

SUSPENSION_CODES = [
    ("discipline", _("Disciplinary proceedings")),
    ("investigation", _("Investigation, prosecution")),
    ("inspection", _("Inspection with signs of violation")),
    ("complaint", _("Complaint or denunciation being verified")),
    ("press", _("Press report being verified")),
]


def reviewers_of(commune_id):
    """People who may review in a commune today."""
    return User.objects.filter(
        in_force("appointments__"),
        appointments__office=Office.OFFICE_REVIEWER,
        appointments__unit__commune_id=commune_id,
        is_active=True,
    ).distinct()


class ReviewerChoice(forms.ModelChoiceField):
    def __init__(self, proposal):
        super().__init__(
            queryset=reviewers_of(proposal.commune_id).exclude(pk=proposal.handler_id), label=_("New reviewer")
        )


def papers_of(unit_id):
    """The papers of a unit on which nothing is recorded yet, the newest first."""
    return unrecorded(Arrival.objects.filter(unit=unit_id)).order_by("-pk")


def paper_of(proposal, key):
    """The paper of the dossier's unit by its key; None where none is named, or it is another's or served already."""
    return papers_of(proposal.unit_id).filter(pk=key).first() if key else None


class ArrivalChoice(forms.ModelChoiceField):
    """A paper of the unit in the arrival book."""

    def __init__(self, proposal):
        super().__init__(
            queryset=papers_of(proposal.unit_id), label=_("Paper in the arrival book"), empty_label=_("Choose…")
        )

    def label_from_instance(self, arrival):
        return f"{arrival}: {arrival.title}"


def fields_asked(asked, proposal):
    """{field name: form field} for one thing a move asks; `reason` is asked by the page itself."""
    if asked == "due_on":
        return {"due_on": DayField(label=_("Day by which the unit must answer"), required=False)}
    if asked == "legal_basis":
        return {"legal_basis": forms.CharField(label=_("Legal basis"), max_length=300)}
    if asked == "objections":
        label = _("Objections received and how they were answered; if there were none, write so")
        return {"objections": TextField(label=label, max_length=4000, rows=3)}
    if asked == "arrival":
        return {"arrival": ArrivalChoice(proposal)}
    if asked == "handler":
        return {"handler": ReviewerChoice(proposal)}
    if asked == "suspension":
        return {
            "suspension_code": forms.ChoiceField(label=_("Ground of suspension"), choices=SUSPENSION_CODES),
            "suspension_reference": forms.CharField(label=_("File reference"), max_length=120),
        }
    return {}


def initial_of(move, proposal):
    """What stands in the form of a move before anything is typed: the rule that allows it names its own legal basis."""
    if move != "skip_council":
        return {}
    rule = in_use.form_rule(proposal.rule_set_id, proposal.award_form_id, proposal.kind)
    return {"legal_basis": rule.legal_basis}


class MoveForm(forms.Form):
    """What a move asks beside the reason: built from the `asks` of its conditions."""

    def __init__(self, *args, asks, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        for asked in asks:
            self.fields.update(fields_asked(asked, proposal))


PLACES_OF_THE_LETTER = [
    ("title", _("Abstract of the letter")),
    ("number", _("The unit's own number")),
    ("signed_on", _("Date of the letter")),
    ("signer_name", _("Signer of the letter")),
]


class RemarkForm(forms.Form):
    """A remark and where it is pinned: one select with every place of this dossier."""

    place = forms.ChoiceField(label=_("About"))
    text = forms.CharField(label=_("What must be completed"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, nominations, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.nominations = {str(row.pk): row for row in nominations}
        self.fields["place"].choices = [
            ("general", _("The proposal as a whole")),
            (_("Letter"), [(f"field:{name}", label) for name, label in PLACES_OF_THE_LETTER]),
            (_("Papers"), [(f"paper:{code}", title) for code, title in papers]),
            (_("Nominations"), [(f"nomination:{row.pk}", f"{row.order}. {row.full_name}") for row in nominations]),
        ]

    def pinned(self):
        """The place as the service takes it."""
        target, _colon, key = self.cleaned_data["place"].partition(":")
        return {
            "target": target,
            "field": key if target == Remark.Target.FIELD else "",
            "paper_kind": key if target == Remark.Target.PAPER else "",
            "nomination": self.nominations.get(key) if target == Remark.Target.NOMINATION else None,
        }
