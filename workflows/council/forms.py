"""Forms of the council: founding, meeting, attendance, ballots, hands. They keep what was typed."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.fields import DayField, HourField
from permissions.people.models import Appointment
from permissions.roles import Office
from workflows.approval.paper_signing_forms import SignedPaperForm
from workflows.council.minutes_on_paper import able_to_sign, awaiting_signatures
from workflows.council.models import Council, Meeting
from workflows.council.states import Choice, MeetingKind, Presence, VoteManner


class FoundingForm(forms.ModelForm):
    class Meta:
        model = Council
        fields = ["founding_number", "founded_on", "term_from", "term_to", "unit_stands_aside"]
        field_classes = dict.fromkeys(("founded_on", "term_from", "term_to"), DayField)


class MeetingForm(forms.Form):
    """When, where and how the council meets."""

    title = forms.CharField(label=gettext_lazy("Title of the meeting"), max_length=200)
    held_on = DayField(label=gettext_lazy("Day"))
    held_time = HourField(label=gettext_lazy("Hour"))
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty where opinions are asked in writing only."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of meeting"), choices=MeetingKind, widget=forms.RadioSelect)
    answer_by = DayField(
        label=gettext_lazy("Last day for written opinions"),
        required=False,
        help_text=gettext_lazy("Only where opinions are asked in writing."),
    )
    vote_method = forms.ChoiceField(
        label=gettext_lazy("Manner of voting"),
        choices=VoteManner,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Holds where the rule of an award leaves the choice to the meeting."),
    )

    def __init__(self, *args, meeting=None, **kwargs):
        if meeting is not None:
            at = timezone.localtime(meeting.held_at)
            shown = {name: getattr(meeting, name) for name in ("title", "place", "kind", "answer_by", "vote_method")}
            kwargs["initial"] = {**shown, "held_on": at.date(), "held_time": at.strftime("%H:%M")}
        else:
            kwargs["initial"] = {
                "kind": MeetingKind.REGULAR,
                "vote_method": VoteManner.SECRET,
                "held_time": time(14).strftime("%H:%M"),
            }
        super().__init__(*args, **kwargs)

    @property
    def values(self):
        """As the services take them."""
        cleaned = dict(self.cleaned_data)
        at = datetime.combine(cleaned.pop("held_on"), cleaned.pop("held_time"))
        return {**cleaned, "held_at": timezone.make_aware(at)}


class AttendanceForm(forms.Form):
    """One line a person of the roll: the presence now, and hidden the one that was shown.

    all_present: whoever is noted as absent is proposed as present, to be looked over before saving.
    """

    def __init__(self, *args, roll, all_present=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.roll = roll
        for member in roll:
            pk = member.person.pk
            choices = (
                Presence.choices if member.is_voting else [c for c in Presence.choices if c[0] != "absent_written"]
            )
            self.fields[f"p{pk}"] = forms.ChoiceField(
                label=member.full_name,
                choices=choices,
                initial=str(
                    Presence.PRESENT if all_present and member.presence == Presence.ABSENT else member.presence
                ),
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            self.fields[f"was{pk}"] = forms.CharField(
                initial=str(member.presence), widget=forms.HiddenInput, required=False
            )

    def lines(self):
        """[(member, visible field, hidden field)] for the page."""
        return [(m, self[f"p{m.person.pk}"], self[f"was{m.person.pk}"]) for m in self.roll]

    @property
    def marks(self):
        """As record_attendance takes them."""
        asked = self.cleaned_data
        return {m.person.pk: (asked[f"was{m.person.pk}"], asked[f"p{m.person.pk}"]) for m in self.roll}


class PresidingForm(forms.Form):
    """Which vice chair presides, and why the chair does not; the standing vice chair is proposed."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Who presides"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why the chair does not preside"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "For example: on a mission; where there is one, the paper that authorises the vice chair."
        ),
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = [(m.person.pk, f"{m.full_name} - {m.office_label}") for m in members]
        self.fields["person"].choices = [*chosen, ("", gettext_lazy("The chair of the council"))]
        self.fields["person"].initial = chosen[0][0] if chosen else ""


class PlaceForm(forms.Form):
    """Which appraised dossiers come onto the agenda."""

    proposals = forms.MultipleChoiceField(
        label=gettext_lazy("Dossiers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one dossier.")},
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = {proposal.code: proposal for proposal in waiting}
        self.fields["proposals"].choices = [(code, str(proposal)) for code, proposal in self.waiting.items()]

    @property
    def chosen(self):
        return [self.waiting[code] for code in self.cleaned_data["proposals"]]


class TopicForm(forms.Form):
    """A free item of the agenda."""

    title = forms.CharField(
        label=gettext_lazy("What is discussed"),
        max_length=300,
        help_text=gettext_lazy("For example: discussion of the council's regulation. There is no vote on it."),
    )


class ReasonForm(forms.Form):
    """Why an item is deferred or taken off, or minutes are sent back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class BallotForm(forms.Form):
    """A ballot sheet: one choice for all, and other ones where wanted. Nothing is chosen beforehand."""

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.nominations = list(nominations)
        if len(self.nominations) > 1:
            self.fields["all"] = forms.ChoiceField(
                label=gettext_lazy("For all on this sheet"),
                choices=Choice.choices,
                widget=forms.RadioSelect,
                required=False,
            )
        for row in self.nominations:
            self.fields[f"choice_{row.pk}"] = forms.ChoiceField(
                label=row.full_name, choices=Choice.choices, widget=forms.RadioSelect, required=False
            )

    def lines(self):
        """[(nomination, field)] for the page."""
        return [(row, self[f"choice_{row.pk}"]) for row in self.nominations]

    @property
    def is_otherwise(self):
        """Has a single choice been made, or is one at fault?"""
        return any(field.errors or self.data.get(field.html_name) for _row, field in self.lines())

    def clean(self):
        for row in self.nominations:
            if not (self.cleaned_data.get(f"choice_{row.pk}") or self.cleaned_data.get("all")):
                name = f"choice_{row.pk}" if len(self.nominations) == 1 else "all"
                if not self.has_error(name):
                    one = _("%(name)s: choose how you vote.") % {"name": row.full_name}
                    self.add_error(name, _("Choose for all, or for each one.") if name == "all" else one)
        return self.cleaned_data

    @property
    def choices(self):
        """As cast_ballot takes them."""
        asked = self.cleaned_data
        return {row.pk: asked[f"choice_{row.pk}"] or asked["all"] for row in self.nominations}


class OpinionForm(BallotForm):
    """A written opinion: whose, and what it says."""

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        people = [(str(m.person.pk), m.full_name) for m in members]
        self.fields["person"] = forms.ChoiceField(label=gettext_lazy("Member"), choices=[("", "---"), *people])
        self.order_fields(["person"])


class HandsForm(forms.Form):
    """Hands for the whole item, and other counts for single nominations."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, nominations, last=None, asks_chair=False, in_room=0, **kwargs):
        self.nominations = list(nominations)
        self.asks_chair = asks_chair
        exceptions = {e.nomination_id: e for e in last.exceptions.all()} if last else {}
        initial = {"seen": last.pk if last else None}
        super().__init__(*args, initial=initial, **kwargs)
        self._add("", last, "" if last else str(in_room))
        if len(self.nominations) > 1:
            for row in self.nominations:
                self._add(f"_{row.pk}", exceptions.get(row.pk), "")

    def _add(self, key, counts, all_yes):
        for choice in Choice:
            first = getattr(counts, choice) if counts else all_yes if choice == Choice.YES else None
            self.fields[f"{choice}{key}"] = forms.IntegerField(
                label=choice.label,
                min_value=0,
                max_value=999,
                required=False,
                initial=first,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
        if self.asks_chair:
            self.fields[f"chair{key}"] = forms.BooleanField(
                label=gettext_lazy("The chair is in favour"),
                required=False,
                initial=counts.chair_agrees if counts else False,
            )

    def group(self):
        """The fields of the whole item."""
        return [self[str(choice)] for choice in Choice] + ([self["chair"]] if self.asks_chair else [])

    def lines(self):
        """[(nomination, fields)] of the exceptions."""
        if len(self.nominations) < 2:
            return []
        names = [*Choice, *(["chair"] if self.asks_chair else [])]
        return [(row, [self[f"{name}_{row.pk}"] for name in names]) for row in self.nominations]

    @property
    def exceptions_shown(self):
        """Has any exception a count or a fault?"""
        return any(
            field.value() not in (None, "", False) or field.errors for _row, fields in self.lines() for field in fields
        )

    def _counts(self, key):
        counts = {str(choice): self.cleaned_data.get(f"{choice}{key}") for choice in Choice}
        return {**counts, "chair_agrees": self.cleaned_data.get(f"chair{key}", False)}

    @property
    def counts(self):
        return self._counts("")

    @property
    def exceptions(self):
        """Only lines in which a count was written."""
        if len(self.nominations) < 2:
            return {}
        found = {row.pk: self._counts(f"_{row.pk}") for row in self.nominations}
        return {pk: counts for pk, counts in found.items() if any(counts[choice] is not None for choice in Choice)}

    def add_refusal(self, refusal):
        """Put what a service found wrong onto its line."""
        for place, sentences in refusal.message_dict.items():
            name = "yes" if place == "counts" else place.replace("exception_", "yes_")
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class DiscussionForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = ["discussion"]
        labels = {"discussion": gettext_lazy("What was discussed")}
        help_texts = {
            "discussion": gettext_lazy("In your words. Names, attendance and figures come from the meeting itself.")
        }
        widgets = {"discussion": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for topic in self.instance.topics.all():
            self.fields[f"conclusion_{topic.pk}"] = forms.CharField(
                label=gettext_lazy("Conclusion on item %(order)s: %(title)s")
                % {"order": topic.order, "title": topic.title},
                initial=topic.conclusion,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @staticmethod
    def conclusions_in(posted, meeting):
        """What was sent for the free items of a meeting: {id: text}."""
        sent = {topic.pk: posted.get(f"conclusion_{topic.pk}") for topic in meeting.topics.all()}
        return {pk: text for pk, text in sent.items() if text is not None}


class PaperMinutesForm(SignedPaperForm):
    """Which meeting's minutes came back signed, by whom, of which day."""

    thing, model, waits = "meeting", Meeting, awaiting_signatures
    meeting = forms.ChoiceField(label=gettext_lazy("Meeting"), widget=forms.RadioSelect)
    secretary = forms.ModelChoiceField(Appointment.objects.none(), label=gettext_lazy("Signed by the secretary"))
    chair = forms.ModelChoiceField(Appointment.objects.none(), label=gettext_lazy("Signed by the chair"))
    field_order = ("meeting", "secretary", "chair", "signed_on")

    def __init__(self, *args, arrival, **kwargs):
        super().__init__(*args, arrival=arrival, **kwargs)
        for name, office in (("secretary", Office.COUNCIL_SECRETARY), ("chair", Office.COUNCIL_CHAIR)):
            rows = able_to_sign(arrival.commune_id, office, arrival.arrived_on)
            self.fields[name].queryset = rows
            self.fields[name].choices = [(row.pk, row.user.full_name) for row in rows]
