"""States of an opinion that another body is asked for, and what it may answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.proposals.states import ProposalState


class OpinionState(models.TextChoices):
    ASKED = "asked", _("Asked, not answered yet")
    ANSWERED = "answered", _("Answered")
    LAPSED = "lapsed", _("Time over, not answered")
    WITHDRAWN = "withdrawn", _("Question taken back")


class Answer(models.TextChoices):
    AGREE = "agree", _("Agrees")
    REMARKS = "remarks", _("Agrees, with remarks")
    DISAGREE = "disagree", _("Does not agree")


# While the dossier is in one of these, what was asked may be answered, and the body asked may see it.
EXAMINED = frozenset({ProposalState.SUBMITTED, ProposalState.UNDER_REVIEW, ProposalState.RETURNED})
# When it comes to one of these, nothing is asked any more.
GONE = frozenset({ProposalState.REFUSED, ProposalState.WITHDRAWN, ProposalState.CLOSED})
