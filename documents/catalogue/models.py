"""Rules as dated rows: instruments, rule sets with their rows, base wages, public holidays. Questions: queries.py."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.catalogue import wording
from documents.catalogue.kinds import (
    Family,
    Kind,
    Level,
    NomineeType,
    PaperScope,
    Rounding,
    Step,
    VoteBase,
    VoteMethod,
)
from permissions.people.models import history


class Versioned(models.Model):
    """A row that administrators change on forms: `row_version` rises with each change."""

    row_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Sourced(Versioned):
    """What every rule row says of itself: where it stands in the law, and whether somebody has read it there."""

    legal_basis = models.CharField(_("legal basis"), max_length=300)
    instrument = models.ForeignKey(
        "documents.LegalInstrument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("legal instrument"),
    )
    is_verified = models.BooleanField(_("verified in the legal text"), default=False)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        abstract = True


class LegalInstrument(Versioned):
    """A law, decree, circular or decision, with the days on which it holds (both counted)."""

    number = models.CharField(_("number and symbol"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=400)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("in force to"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    is_verified = models.BooleanField(_("verified in the legal text"), default=False)
    note = models.CharField(_("note"), max_length=400, blank=True)

    history = history()

    class Meta:
        ordering = ["-effective_from", "number"]
        constraints = [
            models.CheckConstraint(
                name="instrument_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
                condition=Q(effective_to=None) | Q(effective_from=None) | Q(effective_to__gte=F("effective_from")),
            )
        ]

    def __str__(self):
        return self.number

    def holds_on(self, day):
        """Open ends count as holding."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or self.effective_to >= day
        )


class AwardForm(models.Model):
    """A title or form of commendation, whatever the rules of the day say of it. `rank` 1 is the highest."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    short_name = models.CharField(_("short name"), max_length=40)
    certificate_title = models.CharField(_("words on the certificate"), max_length=120)
    family = models.CharField(_("family"), max_length=10, choices=Family)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True, validators=[MinValueValidator(1)])
    is_active = models.BooleanField(_("in use"), default=True)

    history = history()

    class Meta:
        ordering = ["rank"]

    def __str__(self):
        return self.name


class RuleSet(Sourced):
    """A complete set of rules for its days (both counted): national, or a province's or commune's own."""

    title = models.CharField(_("title"), max_length=200)
    owner_unit = models.ForeignKey(
        "permissions.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rule_sets",
        verbose_name=_("province or commune"),
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force to"), null=True, blank=True)
    bonus_rounding = models.CharField(_("rounding of money"), max_length=10, choices=Rounding)
    bonus_unit = models.PositiveIntegerField(_("rounded to (đồng)"), validators=[MinValueValidator(1)])
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    first_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = history()

    class Meta:
        ordering = ["-effective_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="rule_set_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
            ),
            models.CheckConstraint(name="rule_set_rounds_to_something", condition=Q(bonus_unit__gte=1)),
            models.UniqueConstraint(
                fields=["effective_from"],
                condition=Q(owner_unit=None),
                name="rule_set_one_national_start",
                violation_error_message=_("Another national rule set begins on that day."),
            ),
            models.UniqueConstraint(
                fields=["owner_unit", "effective_from"],
                condition=~Q(owner_unit=None),
                name="rule_set_one_start_of_owner",
                violation_error_message=_("Another rule set of the same body begins on that day."),
            ),
        ]
        indexes = [models.Index(fields=["owner_unit", "effective_from"], name="rule_set_of_owner")]

    def __str__(self):
        return self.title

    @property
    def is_used(self):
        """Something was judged under it: its rows can no longer be changed."""
        return self.first_used_at is not None


class FormRule(Sourced):
    """What holds for an award form given for a kind of achievement: who grants, for whom, by which way."""

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="form_rules")
    award_form = models.ForeignKey(AwardForm, models.PROTECT, related_name="rules")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    authority_level = models.CharField(_("who grants"), max_length=20, choices=Level)
    for_individuals = models.BooleanField(_("for individuals"), default=False)
    for_collectives = models.BooleanField(_("for collectives"), default=False)
    for_households = models.BooleanField(_("for households"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("public notice (working days)"), default=0)
    may_skip_council = models.BooleanField(_("the council may be left out"), default=False)
    simplified = models.BooleanField(_("simplified procedure"), default=False)
    retention_years = models.PositiveSmallIntegerField(_("kept for (years; empty: for ever)"), null=True, blank=True)
    standard = models.TextField(_("standard"), blank=True)

    history = history()

    class Meta:
        ordering = ["award_form__rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "award_form", "kind"], name="form_rule_once_in_rule_set"),
            models.CheckConstraint(
                name="form_rule_is_for_somebody",
                violation_error_message=_("Tick at least one kind of nominee."),
                condition=Q(for_individuals=True) | Q(for_collectives=True) | Q(for_households=True),
            ),
        ]

    def __str__(self):
        return f"{self.award_form}, {self.get_kind_display().lower()}"

    @property
    def nominee_types(self):
        """The kinds of nominee that may be proposed."""
        asked = {
            NomineeType.INDIVIDUAL: self.for_individuals,
            NomineeType.COLLECTIVE: self.for_collectives,
            NomineeType.HOUSEHOLD: self.for_households,
        }
        return [nominee_type for nominee_type, allowed in asked.items() if allowed]

    def accepts(self, nominee_type):
        """May this kind of nominee be proposed?"""
        return nominee_type in self.nominee_types


class RequiredPaper(Sourced):
    """A paper that a dossier needs. `nominee_type` empty: for every kind of nominee."""

    form_rule = models.ForeignKey(FormRule, models.PROTECT, related_name="papers")
    nominee_type = models.CharField(_("nominee"), max_length=20, choices=NomineeType, blank=True)
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    scope = models.CharField(_("scope"), max_length=20, choices=PaperScope)
    is_mandatory = models.BooleanField(_("must be there"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    history = history()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form_rule", "code", "nominee_type"],
                name="paper_once_in_form_rule",
                violation_error_message=_("This paper is asked already."),
            )
        ]

    def __str__(self):
        return self.title


class VoteRule(Sourced):
    """How the council carries: yes/base must be over (`is_strict`) or at least the threshold; exact integers."""

    form_rule = models.OneToOneField(FormRule, models.PROTECT, related_name="vote_rule")
    method = models.CharField(_("manner of voting"), max_length=10, choices=VoteMethod)
    threshold_numerator = models.PositiveSmallIntegerField(_("threshold, numerator"))
    threshold_denominator = models.PositiveSmallIntegerField(_("threshold, denominator"))
    is_strict = models.BooleanField(_("more than the threshold (otherwise at least)"))
    base = models.CharField(_("counted against"), max_length=10, choices=VoteBase)
    quorum_numerator = models.PositiveSmallIntegerField(_("quorum, numerator"))
    quorum_denominator = models.PositiveSmallIntegerField(_("quorum, denominator"))
    written_opinion_counts = models.BooleanField(_("a written opinion of an absent member counts"))
    chair_must_agree = models.BooleanField(_("the chair must be among those in favour"))
    recused_leave_base = models.BooleanField(
        _("members who stand aside are left out of what is counted against"), default=False
    )
    recusal_basis = models.CharField(_("legal basis for leaving them out"), max_length=400, blank=True, default="")
    preference = models.CharField(
        _("preference among equals, told to the chair"), max_length=400, blank=True, default=""
    )

    history = history()

    class Meta:
        ordering = ["form_rule"]
        constraints = [
            models.CheckConstraint(
                name="vote_rule_threshold_is_a_share",
                violation_error_message=_("The threshold must be a share between 0 and 1."),
                condition=Q(threshold_numerator__gte=1, threshold_numerator__lte=F("threshold_denominator")),
            ),
            models.CheckConstraint(
                name="vote_rule_threshold_can_be_reached",
                violation_error_message=_("Nobody can have more than all votes: choose “at least”."),
                condition=Q(is_strict=False) | Q(threshold_numerator__lt=F("threshold_denominator")),
            ),
            models.CheckConstraint(
                name="vote_rule_base_shrinks_by_law",
                violation_error_message=_("Say what lets members who stand aside be left out."),
                condition=Q(recused_leave_base=False) | ~Q(recusal_basis=""),
            ),
            models.CheckConstraint(
                name="vote_rule_quorum_is_a_share",
                violation_error_message=_("The quorum must be a share between 0 and 1."),
                condition=Q(quorum_numerator__gte=1, quorum_numerator__lte=F("quorum_denominator")),
            ),
        ]

    @property
    def threshold_words(self):
        """What carries: "more than 50 % of all members"."""
        return wording.threshold(self)

    @property
    def quorum_words(self):
        """Who must take part: "at least 2/3 of all members"."""
        return wording.quorum(self)


class TimeLimit(Sourced):
    """Working days for a step; the most exact row holds (form and kind, form, kind, any)."""

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="time_limits")
    step = models.CharField(_("step"), max_length=30, choices=Step)
    award_form = models.ForeignKey(
        AwardForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award form")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    working_days = models.PositiveSmallIntegerField(_("working days"), validators=[MinValueValidator(1)])

    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "step", "award_form", "kind"],
                condition=~Q(award_form=None),
                name="time_limit_once_for_form",
                violation_error_message=_("This step has a time limit for the form and kind already."),
            ),
            models.UniqueConstraint(
                fields=["rule_set", "step", "kind"],
                condition=Q(award_form=None),
                name="time_limit_once_for_any_form",
                violation_error_message=_("This step has a time limit for the kind already."),
            ),
            models.CheckConstraint(name="time_limit_is_a_day_or_more", condition=Q(working_days__gte=1)),
        ]

    def __str__(self):
        told = (self.get_step_display(), self.award_form, self.get_kind_display().lower())
        return ", ".join(str(each) for each in told if each)


class Multiplier(Sourced):
    """How many base wages are paid with an award to a kind of nominee."""

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="multipliers")
    award_form = models.ForeignKey(AwardForm, models.PROTECT, related_name="+")
    nominee_type = models.CharField(_("nominee"), max_length=20, choices=NomineeType)
    factor = models.DecimalField(_("times the base wage"), max_digits=5, decimal_places=2)

    history = history()

    class Meta:
        ordering = ["award_form__rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "award_form", "nominee_type"],
                name="multiplier_once",
                violation_error_message=_("This form has a multiplier for the kind of nominee already."),
            ),
            models.CheckConstraint(
                name="multiplier_is_positive",
                violation_error_message=_("The multiplier must be above zero."),
                condition=Q(factor__gt=0),
            ),
        ]

    def __str__(self):
        return f"{self.award_form}, {self.get_nominee_type_display().lower()}"


class BaseWage(Sourced):
    """The base wage (mức lương cơ sở) from a day until the next row begins."""

    amount = models.PositiveIntegerField(_("amount (đồng a month)"), validators=[MinValueValidator(1)])
    effective_from = models.DateField(_("in force from"), unique=True)

    history = history()

    class Meta:
        ordering = ["-effective_from"]
        constraints = [models.CheckConstraint(name="base_wage_is_positive", condition=Q(amount__gte=1))]


class HolidayYear(models.Model):
    """A year whose list of public holidays is there. No deadline is computed through a year without one."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)

    class Meta:
        ordering = ["-year"]

    def __str__(self):
        return str(self.year)


class Holiday(Versioned):
    """A day off that would be worked, or (`is_day_off` false) a day off that is worked in exchange."""

    holiday_year = models.ForeignKey(HolidayYear, models.PROTECT, related_name="holidays")
    on = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_day_off = models.BooleanField(_("day off (otherwise worked in exchange)"), default=True)
    source = models.CharField(_("source"), max_length=300)
    is_verified = models.BooleanField(_("verified in an official notice"), default=False)

    history = history()

    class Meta:
        ordering = ["on"]

    def __str__(self):
        return f"{self.name} ({self.on:%d/%m/%Y})"
