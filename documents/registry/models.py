"""The award book: known recipients, every award known of them, and the question whether two of them are the same."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Kind, Level, NomineeType
from documents.registry.states import OF_A_NOMINATION, Answer, AwardState, Source
from permissions.people.models import history
from permissions.vietnamese import name_sort_key, search_key

__all__ = ["Award", "Likeness", "Recipient"]


class Recipient(models.Model):
    """A person, collective or household of a commune that was awarded.

    same_as: the recipient under which a group stands whose members were found to be the same; empty for that one, and
    for who stands alone. Nobody is ever merged: the awards stay where they were entered.
    """

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    nominee_type = models.CharField(_("kind of recipient"), max_length=20, choices=NomineeType)
    full_name = models.CharField(_("full name"), max_length=200)
    birth_on = models.DateField(_("birth date"), null=True, blank=True)
    is_female = models.BooleanField(_("female"), null=True, blank=True)
    unit = models.ForeignKey(
        "permissions.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    workplace = models.CharField(_("workplace or address"), max_length=200, blank=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="found_the_same")
    row_version = models.PositiveIntegerField(default=1, editable=False)
    name_key = models.CharField(max_length=300, editable=False, default="")
    search_key = models.CharField(max_length=700, editable=False, default="")
    sort_key = models.CharField(max_length=1500, editable=False, default="")

    history = history()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["commune", "name_key"], name="recipient_of_this_name")]

    def __str__(self):
        return self.full_name

    @property
    def stream(self):
        return f"recipient/{self.pk}"

    @property
    def is_person(self):
        return self.nominee_type == NomineeType.INDIVIDUAL

    @property
    def group(self):
        """Key of the recipient under which this one stands."""
        return self.same_as_id or self.pk

    @property
    def place(self):
        """Workplace or address as it was written, else the unit that proposed."""
        return self.workplace or (self.unit.name if self.unit else "")

    def fill_keys(self):
        """Called by the services before saving: the keys by which it is found, compared and sorted."""
        self.name_key = search_key(self.full_name)[:300]
        self.search_key = search_key(self.full_name, self.place)[:700]
        self.sort_key = name_sort_key(self.full_name)[:1500]


class Award(models.Model):
    """One award known: by a decision of this commune, by a higher level's answer, from a list, or typed."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="awards")
    award_form = models.ForeignKey(
        "documents.AwardForm", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award form")
    )
    form_name = models.CharField(_("older form, in its own words"), max_length=160, blank=True)
    kind = models.CharField(_("kind of commendation"), max_length=20, choices=Kind, blank=True)
    level = models.CharField(_("who granted"), max_length=20, choices=Level)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    period_from = models.DateField(_("achievement period from"), null=True, blank=True)
    period_to = models.DateField(_("achievement period to"), null=True, blank=True)
    achievement = models.CharField(_("achievement rewarded"), max_length=600, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=AwardState, default=AwardState.GRANTED)
    state_reason = models.CharField(_("why it was revoked"), max_length=400, blank=True)
    source = models.CharField(_("known from"), max_length=20, choices=Source)
    nomination = models.OneToOneField("documents.Nomination", models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    entered_at = models.DateTimeField(_("entered at"))
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="award_has_one_form",
                condition=Q(award_form__isnull=False, form_name="") | Q(award_form=None) & ~Q(form_name=""),
                violation_error_message=_("Choose the award form, or write the older one; not both."),
            ),
            models.CheckConstraint(
                name="award_period_runs_forward",
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=F("period_from")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="award_of_a_nomination_knows_it",
                condition=Q(source__in=OF_A_NOMINATION, nomination__isnull=False)
                | ~Q(source__in=OF_A_NOMINATION) & Q(nomination=None),
            ),
            models.CheckConstraint(
                name="award_revoked_knows_why",
                condition=Q(state=AwardState.GRANTED, state_reason="")
                | Q(state=AwardState.REVOKED) & ~Q(state_reason=""),
            ),
            models.UniqueConstraint(
                F("recipient"),
                Coalesce("award_form", 0),
                F("form_name"),
                F("decision_number"),
                F("year"),
                condition=Q(nomination=None),
                name="award_entered_once",
                violation_error_message=_("This award is in the book already."),
            ),
        ]
        indexes = [models.Index(fields=["commune", "-year", "-id"], name="award_book_newest")]

    def __str__(self):
        return f"{self.year} {self.form_label}"

    @property
    def form_label(self):
        return self.form_name or self.award_form.name

    @property
    def stands(self):
        return self.state == AwardState.GRANTED


class Likeness(models.Model):
    """Two that bear one name and may be the same: a recipient, and another one or a nominee. A person answers."""

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="likenesses")
    other = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="likenesses_with_earlier")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    answered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="likeness_is_of_two",
                condition=Q(other=None, nomination__isnull=False) | Q(other__gt=F("recipient"), nomination=None),
            ),
            models.CheckConstraint(
                name="likeness_answer_knows_who_and_why",
                condition=Q(answer=Answer.WAITING, answered_by=None, answered_at=None, reason="")
                | ~Q(answer=Answer.WAITING) & Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(reason=""),
            ),
            models.UniqueConstraint(fields=["recipient", "other"], name="likeness_once"),
            models.UniqueConstraint(fields=["recipient", "nomination"], name="likeness_of_nominee_once"),
        ]
        indexes = [models.Index(fields=["commune", "answer", "-id"], name="likeness_waiting")]

    @property
    def stream(self):
        return f"recipient/{self.recipient_id}"
