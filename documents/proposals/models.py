"""What a unit proposes: the letter it sends, the proposals made of it, nominations, papers, versions."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Kind, NomineeType
from documents.proposals.states import LetterState, Outcome, ProposalState
from permissions.grants import Grant
from permissions.people.models import history
from permissions.roles import Office
from permissions.vietnamese import name_sort_key, search_key


class Desk(models.Model):
    """On whose desk a thing lies: the one stored projection, written only where things move."""

    # No index of their own: the partial ones below answer, and every move writes each index of its row anew.
    desk_unit = models.ForeignKey(
        "permissions.Unit", models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    desk_office = models.CharField(max_length=30, choices=Office, blank=True, default="", editable=False)
    handler = models.ForeignKey(
        "permissions.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


NO_DAY = date(9999, 12, 31)  # where no day is due, last in every order


def desk_indexes(prefix):
    """The two partial indexes of the inbox: an office's queue and a person's desk, by due day."""
    due = Coalesce("due_on", Value(NO_DAY, output_field=models.DateField()))
    return [
        models.Index(
            F("desk_unit"),
            F("desk_office"),
            due,
            F("id"),
            name=f"{prefix}_office_queue",
            condition=Q(handler=None) & ~Q(desk_office=""),
        ),
        models.Index(
            F("handler"),
            due,
            F("id"),
            name=f"{prefix}_on_my_desk",
            condition=Q(handler__isnull=False) & ~Q(desk_office=""),
        ),
    ]


class Letter(Desk):
    """The unit's tờ trình: own number, date, signer, shared papers, a list of rows with their award forms."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="letters")
    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(_("kind of commendation"), max_length=20, choices=Kind)
    campaign = models.ForeignKey(
        "documents.Campaign", models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("campaign")
    )
    title = models.CharField(_("abstract"), max_length=300)
    number = models.CharField(_("the unit's own number"), max_length=60, blank=True)
    signed_on = models.DateField(_("date of the letter"), null=True, blank=True)
    signer_name = models.CharField(_("signer"), max_length=120, blank=True)
    signer_title = models.CharField(_("signer's title"), max_length=120, blank=True)
    arrival_number = models.CharField(_("number of arrival"), max_length=60, blank=True)
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    arrival = models.OneToOneField("documents.Arrival", models.PROTECT, null=True, blank=True, related_name="letter")
    # What the minutes of the unit's own examination say; the signed minutes are a paper of the letter.
    examined_on = models.DateField(_("day of the unit's examination"), null=True, blank=True)
    examined_from = models.CharField(_("examination begun at"), max_length=40, blank=True, default="")
    examined_until = models.CharField(_("examination ended at"), max_length=40, blank=True, default="")
    examined_at = models.CharField(_("place of the examination"), max_length=200, blank=True, default="")
    examination_chair = models.CharField(_("who presided"), max_length=120, blank=True, default="")
    examination_secretary = models.CharField(_("who took the minutes"), max_length=120, blank=True, default="")
    called_count = models.PositiveSmallIntegerField(_("people called to the examination"), null=True, blank=True)
    present_count = models.PositiveSmallIntegerField(_("people present at the examination"), null=True, blank=True)
    state = models.CharField(max_length=30, choices=LetterState, default=LetterState.DRAFT)
    rule_set = models.ForeignKey("documents.RuleSet", models.PROTECT, null=True, blank=True, related_name="letters")
    drafted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    search_key = models.CharField(max_length=500, editable=False, default="")

    history = history()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_campaign_only_for_its_kind",
                condition=Q(kind=Kind.CAMPAIGN, campaign__isnull=False)
                | (~Q(kind=Kind.CAMPAIGN) & Q(campaign__isnull=True)),
            ),
            models.CheckConstraint(name="letter_known_state", condition=Q(state__in=LetterState.values)),
        ]
        indexes = [
            models.Index(fields=["commune", "unit", "-id"], name="letter_of_unit"),
            *desk_indexes("letter"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def stream(self):
        return f"letter/{self.code}"

    @property
    def tells_of_people(self):
        """Is it recorded who opens it? What the unit still drafts is seen by nobody else."""
        return self.state == LetterState.SENT

    def fill_keys(self):
        """Called by the services before saving: the key that search reads; of a sent letter it stays what was sent."""
        if self.state != LetterState.SENT or not self.search_key:
            self.fill_search_key()

    def fill_search_key(self):
        """The key of what the letter says now."""
        self.search_key = search_key(self.code, self.number, self.title, self.unit.name)[:500]


class Proposal(Desk):
    """One award form of one letter; it carries the state."""

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="proposals")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="proposals")
    campaign = models.ForeignKey("documents.Campaign", models.PROTECT, null=True, related_name="proposals")
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="parts", db_index=False
    )
    code = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("kind of commendation"), max_length=20, choices=Kind)
    award_form = models.ForeignKey("documents.AwardForm", models.PROTECT, related_name="proposals")
    rule_set = models.ForeignKey("documents.RuleSet", models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=30, choices=ProposalState, default=ProposalState.SUBMITTED)
    state_left = models.CharField(max_length=30, choices=ProposalState, blank=True, default="")
    version = models.PositiveIntegerField(default=1, help_text="number of the last Version")
    submitted_at = models.DateTimeField()
    reviewer = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    rounds = models.PositiveSmallIntegerField(default=0, help_text="how often it was returned")
    days_left = models.SmallIntegerField(null=True, help_text="working days left when the clock stopped")
    appraisal_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    appraisal_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    appraisal_text = models.TextField(_("appraisal"), blank=True, default="")
    notice_from = models.DateField(null=True, blank=True)
    notice_closed_on = models.DateField(null=True, blank=True)
    council_skipped = models.BooleanField(default=False)
    suspension_code = models.CharField(max_length=30, blank=True, default="")
    suspension_reference = models.CharField(max_length=120, blank=True, default="")
    ending_reason = models.TextField(blank=True, default="", help_text="why refused or withdrawn")
    silence_noted_on = models.DateField(null=True, help_text="when the province was noted to be past its limit")
    nominee_count = models.PositiveIntegerField(default=0)
    search_key = models.TextField(editable=False, default="")

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="proposal_known_state", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(
                name="proposal_suspended_knows_the_state_left",
                condition=Q(state=ProposalState.SUSPENDED) & ~Q(state_left="")
                | ~Q(state=ProposalState.SUSPENDED) & Q(state_left=""),
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "state", "-id"], name="proposal_in_state"),
            models.Index(fields=["commune", "unit", "-id"], name="proposal_of_unit"),
            models.Index(fields=["commune", "-id"], name="proposal_newest"),
            *desk_indexes("proposal"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def stream(self):
        return f"proposal/{self.code}"


class Nomination(models.Model):
    """One person, collective or household, with its own papers and its own outcome."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="nominations")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="nominations")
    order = models.PositiveIntegerField()
    nominee_type = models.CharField(_("kind of nominee"), max_length=20, choices=NomineeType)
    full_name = models.CharField(_("full name"), max_length=200)
    birth_on = models.DateField(_("birth date"), null=True, blank=True)
    is_female = models.BooleanField(_("female"), null=True, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    workplace = models.CharField(_("workplace or address"), max_length=200, blank=True)
    period_from = models.DateField(_("achievement period from"), null=True, blank=True)
    period_to = models.DateField(_("achievement period to"), null=True, blank=True)
    summary = models.TextField(_("achievement summary"), blank=True)
    award_form = models.ForeignKey(
        "documents.AwardForm", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award form")
    )
    yes_count = models.PositiveSmallIntegerField(_("votes in favour in the unit"), null=True, blank=True)
    no_count = models.PositiveSmallIntegerField(_("votes against in the unit"), null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.PROPOSED)
    outcome_reason = models.TextField(blank=True, default="")
    row_version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=450, editable=False, default="")
    sort_key = models.CharField(max_length=1500, editable=False, default="")

    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nomination_period_runs_forward",
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=F("period_from")),
            ),
            models.CheckConstraint(name="nomination_known_outcome", condition=Q(outcome__in=Outcome.values)),
        ]
        indexes = [models.Index(fields=["proposal", "order"], name="nomination_in_proposal")]

    def __str__(self):
        return self.full_name

    def fill_keys(self):
        """Called by the services before saving: the keys that search and sorting read."""
        self.search_key = search_key(self.full_name, self.position, self.workplace)[:450]
        self.sort_key = name_sort_key(self.full_name)[:1500]


class Paper(models.Model):
    """A file attached to a letter (shared) or to one nomination; removed ones stay, marked."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="papers")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="papers")
    kind = models.CharField(_("kind of paper"), max_length=40)
    file_name = models.CharField(max_length=255)
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    history = history()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.file_name


class Version(models.Model):
    """What was sent: self-contained canonical JSON with its SHA-256. Never changed; judgements name it."""

    append_only = True

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_once")]

    @property
    def is_disposed(self):
        """Its text is gone by law; number, hash, sender and time are left."""
        return not self.body


class ProposalGrant(Grant):
    """A unit that is asked about one dossier sees it for a while: as it was sent, on the page of what it is asked."""

    content_object = models.ForeignKey(Proposal, models.CASCADE, related_name="+")

    history = history()
