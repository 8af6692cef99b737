"""Letters to the province: the chair's paper over passed nominations of many proposals of one award form, what was
sent with it, and what came back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Kind
from documents.numbers.kinds import Mode
from documents.proposals.models import Desk, desk_indexes
from permissions.people.models import Deputising, history
from workflows.handoff.edxml.codes import Status
from workflows.handoff.states import Said, TransmittalState

__all__ = ["Answer", "LineReturn", "ReceiverStatus", "Sending", "SentLine", "Transmittal", "TransmittalLine"]

_UNSIGNED = Q(state__in=["drafted", "sent_back"])
_NUMBERED = Q(state__in=["forwarded", "answered", "replaced"])


class Transmittal(Desk):
    """One letter to the province. `drafted_for` and `signed_for` are the principals where a deputy acted."""

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="transmittals")
    code = models.CharField(_("code"), max_length=30, unique=True)
    award_form = models.ForeignKey(
        "documents.AwardForm", models.PROTECT, related_name="transmittals", verbose_name=_("award form")
    )
    kind = models.CharField(_("kind of commendation"), max_length=20, choices=Kind, blank=True)
    rule_set = models.ForeignKey("documents.RuleSet", models.PROTECT, related_name="+", verbose_name=_("rules"))
    title = models.CharField(_("abstract of the letter"), max_length=400)
    addressees = models.TextField(_("addressed to"))
    grounds = models.TextField(_("legal grounds"))
    request = models.TextField(_("what is asked for"))
    recipients = models.TextField(_("recipients"))
    state = models.CharField(_("state"), max_length=20, choices=TransmittalState, default=TransmittalState.DRAFTED)
    drafted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    drafted_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"))
    signed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    signed_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    signing_form = models.CharField(_("signing form"), max_length=3, choices=Deputising.SigningForm, blank=True)
    signer_name = models.CharField(_("signer"), max_length=120, blank=True)
    signer_title = models.CharField(_("signer's title"), max_length=120, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_paper = models.OneToOneField(
        "documents.Arrival", models.PROTECT, null=True, blank=True, related_name="signed_transmittal"
    )
    register_mode = models.CharField(_("register"), max_length=10, choices=Mode, blank=True)
    register_year = models.PositiveSmallIntegerField(_("year of the register"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=20, blank=True)
    symbol = models.CharField(_("symbol"), max_length=40)
    issued_on = models.DateField(_("date of the letter"), null=True, blank=True)
    first_rendition = models.ForeignKey("documents.Issued", models.PROTECT, null=True, related_name="+")
    second_rendition = models.ForeignKey("documents.Issued", models.PROTECT, null=True, related_name="+")
    search_key = models.TextField(editable=False, default="")

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="transmittal_known_state", condition=Q(state__in=TransmittalState.values)),
            models.CheckConstraint(
                name="transmittal_signed_knows_its_signer",
                condition=_UNSIGNED & Q(signed_by=None, signed_for=None, signed_at=None)
                | ~_UNSIGNED
                & Q(signed_by__isnull=False, signed_for__isnull=False, signed_at__isnull=False)
                & ~Q(signer_name=""),
            ),
            models.CheckConstraint(
                name="transmittal_signed_by_another_person",
                condition=Q(signed_by=None)
                | ~Q(signed_by=F("drafted_by"))
                & ~Q(signed_by=F("drafted_for"))
                & ~Q(signed_for=F("drafted_by"))
                & ~Q(signed_for=F("drafted_for")),
            ),
            models.CheckConstraint(
                name="transmittal_sent_has_its_number",
                condition=_NUMBERED & Q(issued_on__isnull=False, register_year__isnull=False) & ~Q(number="")
                | ~_NUMBERED & Q(issued_on=None, register_year=None, number=""),
            ),
            models.UniqueConstraint(
                fields=["commune", "symbol", "register_year", "number"],
                condition=~Q(number=""),
                name="transmittal_number_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "-id"], name="transmittal_newest"),
            models.Index(fields=["commune", "state", "-id"], name="transmittal_in_state"),
            *desk_indexes("transmittal"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def stream(self):
        return f"transmittal/{self.code}"

    @property
    def unit_id(self):
        return self.commune_id


class TransmittalLine(models.Model):
    """One nominee in the list; lines of an abandoned letter, or those another letter took, stay, marked."""

    transmittal = models.ForeignKey(Transmittal, models.PROTECT, related_name="lines")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="transmittal_lines")
    order = models.PositiveIntegerField(_("place in the list"))
    dropped_at = models.DateTimeField(null=True, blank=True)

    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(dropped_at=None),
                name="transmittal_line_nominee_in_one_live_letter",
            )
        ]
        indexes = [models.Index(fields=["transmittal", "order"], name="transmittal_line_in_order")]

    def __str__(self):
        return f"{self.order}. {self.nomination_id}"


class Sending(models.Model):
    """What went to the province at one time: the package as it was sent, never changed; the first is 1."""

    append_only = True

    transmittal = models.ForeignKey(Transmittal, models.PROTECT, related_name="sendings")
    number = models.PositiveSmallIntegerField(_("number of the sending"))
    package = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    sha256 = models.CharField(_("SHA-256 of the package"), max_length=64)
    manifest_sha256 = models.CharField(_("SHA-256 of the manifest"), max_length=64)
    note = models.ForeignKey("documents.Issued", models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        ordering = ["transmittal", "number"]
        constraints = [
            models.UniqueConstraint(fields=["transmittal", "number"], name="sending_once"),
            models.CheckConstraint(name="sending_counts_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self):
        return f"{self.transmittal_id}/{self.number}"


class SentLine(models.Model):
    """A line of the list in one sending, with the Version that says what the province was given of it."""

    append_only = True

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="lines")
    line = models.ForeignKey(TransmittalLine, models.PROTECT, related_name="sent")
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sending", "line"]
        constraints = [models.UniqueConstraint(fields=["sending", "line"], name="sent_line_once")]


class ReceiverStatus(models.Model):
    """What a status message on the document axis said of a letter; recorded from its file, once.

    organ_code, organ_name: as the message names its sender. said_at: as it says, None where it does not.
    """

    append_only = True

    transmittal = models.ForeignKey(Transmittal, models.PROTECT, related_name="receiver_statuses")
    code = models.CharField(_("status"), max_length=2, choices=Status)
    description = models.TextField(_("remark"), blank=True)
    organ_code = models.CharField(max_length=60, blank=True)
    organ_name = models.CharField(_("sender"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("said at"), null=True)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["transmittal", "sha256"], name="receiver_status_once"),
            models.CheckConstraint(name="receiver_status_known", condition=Q(code__in=Status.values)),
        ]

    def __str__(self):
        return f"{self.code} {self.organ_name}"


class LineReturn(models.Model):
    """The province gives a line back, and why; a line may come back more than once."""

    append_only = True

    line = models.ForeignKey(TransmittalLine, models.PROTECT, related_name="returns")
    sending = models.ForeignKey(Sending, models.PROTECT, related_name="returns")
    reason = models.TextField(_("reason"))
    arrival = models.ForeignKey("documents.Arrival", models.PROTECT, null=True, related_name="+")
    returned_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "sending"], name="line_return_once_of_a_sending"),
            models.CheckConstraint(name="line_return_has_a_reason", condition=~Q(reason="")),
        ]


class Answer(models.Model):
    """What the province decided on a nominee. Only added to: a correction is a row that supersedes another."""

    append_only = True

    line = models.ForeignKey(TransmittalLine, models.PROTECT, related_name="answers")
    turn = models.PositiveSmallIntegerField(default=1, help_text="1, or one more than the answer it supersedes")
    said = models.CharField(_("answer"), max_length=20, choices=Said)
    number = models.CharField(_("number of the paper"), max_length=60)
    decided_on = models.DateField(_("date of the paper"))
    issuer = models.CharField(_("issued by"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    arrival = models.ForeignKey("documents.Arrival", models.PROTECT, null=True, related_name="+")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "turn"], name="answer_turn_once"),
            models.CheckConstraint(name="answer_names_its_paper", condition=~Q(number="") & ~Q(issuer="")),
            models.CheckConstraint(name="answer_refused_with_a_reason", condition=Q(said="granted") | ~Q(reason="")),
        ]
