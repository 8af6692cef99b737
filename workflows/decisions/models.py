"""Decisions: the chair's paper over passed nominations of many proposals of one award form, and its list."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Kind
from documents.numbers.kinds import Mode
from documents.proposals.models import Desk, desk_indexes
from permissions.people.models import Deputising, history
from workflows.decisions.states import DecisionState

__all__ = ["Decision", "DecisionLine"]

_SIGNED = Q(state__in=["signed", "issued"])


class ChairsDecision(Desk):
    """What every decision of the chair has, of the same register of numbers: words, signature, number, renditions.

    `drafted_for` and `signed_for` are the principals where a deputy acted.
    """

    tells_of_people = True  # who opens one is recorded

    code = models.CharField(_("code"), max_length=30, unique=True)
    rule_set = models.ForeignKey("documents.RuleSet", models.PROTECT, related_name="+", verbose_name=_("rules"))
    title = models.CharField(_("abstract of the decision"), max_length=400)
    grounds = models.TextField(_("legal grounds"))
    executors = models.TextField(_("who carries it out"))
    recipients = models.TextField(_("recipients"))
    drafted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    drafted_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"))
    signed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    signed_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    signing_form = models.CharField(_("signing form"), max_length=3, choices=Deputising.SigningForm, blank=True)
    signer_name = models.CharField(_("signer"), max_length=120, blank=True)
    signer_title = models.CharField(_("signer's title"), max_length=120, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    register_mode = models.CharField(_("register"), max_length=10, choices=Mode, blank=True)
    register_year = models.PositiveSmallIntegerField(_("year of the register"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=20, blank=True)
    symbol = models.CharField(_("symbol"), max_length=40)
    issued_on = models.DateField(_("date of the decision"), null=True, blank=True)
    issued_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    first_rendition = models.ForeignKey("documents.Issued", models.PROTECT, null=True, related_name="+")
    second_rendition = models.ForeignKey("documents.Issued", models.PROTECT, null=True, related_name="+")
    search_key = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def unit_id(self):
        return self.commune_id


class Decision(ChairsDecision):
    """One award decision."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="decisions")
    award_form = models.ForeignKey(
        "documents.AwardForm", models.PROTECT, related_name="decisions", verbose_name=_("award form")
    )
    kind = models.CharField(_("kind of commendation"), max_length=20, choices=Kind, blank=True)
    achievement = models.CharField(_("achievement rewarded"), max_length=600)
    money_source = models.TextField(_("source of the money"))
    state = models.CharField(_("state"), max_length=20, choices=DecisionState, default=DecisionState.DRAFTED)
    signed_paper = models.OneToOneField(
        "documents.Arrival", models.PROTECT, null=True, blank=True, related_name="signed_decision"
    )
    certificates = models.ForeignKey("documents.Issued", models.PROTECT, null=True, related_name="+")

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="decision_known_state", condition=Q(state__in=DecisionState.values)),
            models.CheckConstraint(
                name="decision_signed_knows_its_signer",
                condition=_SIGNED
                & Q(signed_by__isnull=False, signed_for__isnull=False, signed_at__isnull=False)
                & ~Q(signer_name="")
                | ~_SIGNED & Q(signed_by=None, signed_for=None, signed_at=None),
            ),
            models.CheckConstraint(
                name="decision_signed_by_another_person",
                condition=Q(signed_by=None)
                | ~Q(signed_by=F("drafted_by"))
                & ~Q(signed_by=F("drafted_for"))
                & ~Q(signed_for=F("drafted_by"))
                & ~Q(signed_for=F("drafted_for")),
            ),
            models.CheckConstraint(
                name="decision_issued_has_its_number",
                condition=Q(state="issued", issued_on__isnull=False, register_year__isnull=False) & ~Q(number="")
                | ~Q(state="issued") & Q(issued_on=None, register_year=None, number=""),
            ),
            models.UniqueConstraint(
                fields=["commune", "symbol", "register_year", "number"],
                condition=~Q(number=""),
                name="decision_number_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "-id"], name="decision_newest"),
            models.Index(fields=["commune", "state", "-id"], name="decision_in_state"),
            *desk_indexes("decision"),
        ]

    @property
    def stream(self):
        return f"decision/{self.code}"


class DecisionLine(models.Model):
    """One nominee in the list of a decision; the lines of an abandoned decision stay, marked."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="decision_lines")
    order = models.PositiveIntegerField(_("place in the list"))
    bonus_amount = models.PositiveBigIntegerField(_("bonus (đồng)"), default=0)
    bonus_reason = models.CharField(_("why no bonus is paid"), max_length=300, blank=True, default="")
    golden_book_number = models.PositiveIntegerField(_("golden-book number"), null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(dropped_at=None), name="decision_line_nominee_in_one_live_decision"
            )
        ]
        indexes = [models.Index(fields=["decision", "order"], name="decision_line_in_order")]

    def __str__(self):
        return f"{self.order}. {self.nomination_id}"
