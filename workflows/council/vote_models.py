"""How votes came about: rounds that were closed or repeated, who stood aside, papers handed out and their counts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history
from workflows.council.models import AgendaItem, Meeting
from workflows.council.states import BallotMethod, RecusalKind

__all__ = ["PaperBallot", "Recusal", "Revote", "TellerCount", "TellerLine", "VoteRound"]


class VoteRound(models.Model):
    """A round of the vote on an item that was closed; its counters and verdicts stand in the boxes of that round."""

    append_only = True

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=10, choices=BallotMethod)
    participants = models.PositiveSmallIntegerField(help_text="members who took part in the vote")
    written_count = models.PositiveSmallIntegerField(help_text="of these by written opinion")
    paper_count = models.PositiveSmallIntegerField(default=0, help_text="of these on paper")
    papers_found = models.PositiveSmallIntegerField(null=True, help_text="papers in the box; null where nobody said it")
    tellers = models.CharField(max_length=300, blank=True, default="", help_text="names, where papers were counted")
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="vote_round_closed_once"),
            models.CheckConstraint(
                name="vote_round_parts_of_the_whole",
                condition=Q(participants__gte=F("written_count") + F("paper_count")),
            ),
        ]


class Revote(models.Model):
    """Why a round was set aside and the vote repeated; the round's own result stays."""

    append_only = True

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="revotes")
    number = models.PositiveSmallIntegerField(help_text="of the round that was set aside")
    was_announced = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="revote_once_for_round")]


class Recusal(models.Model):
    """A member who has no ballot on a nomination in a meeting, and why."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="recusals")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="+")
    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    kind = models.CharField(_("relation"), max_length=20, choices=RecusalKind)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    # Nobody where the council's regulation itself says so.
    entered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")

    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "nomination", "person"], name="recusal_once_for_nomination")
        ]


class PaperBallot(models.Model):
    """A paper handed to a member for a secret ballot: the member then has no ballot on the screen."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    round = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")

    history = history()

    class Meta:
        ordering = ["item", "person"]
        constraints = [models.UniqueConstraint(fields=["item", "round", "person"], name="paper_ballot_once")]


class TellerCount(models.Model):
    """What one teller keyed of the papers in the box. It goes when the vote is closed: only the totals stay."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="teller_counts")
    round = models.PositiveSmallIntegerField(default=1)
    teller = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    found = models.PositiveSmallIntegerField(null=True, help_text="papers in the box")

    class Meta:
        ordering = ["item", "teller"]
        constraints = [models.UniqueConstraint(fields=["item", "round", "teller"], name="teller_count_once")]


class TellerLine(models.Model):
    """The papers on one nomination as a teller counted them; a paper that did not come back counts as invalid."""

    count = models.ForeignKey(TellerCount, models.CASCADE, related_name="lines")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="+")
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstain = models.PositiveSmallIntegerField()
    invalid = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["count", "nomination"]
        constraints = [models.UniqueConstraint(fields=["count", "nomination"], name="teller_line_once")]
