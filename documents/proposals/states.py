"""States of letters and proposals and outcomes of nominations, with their groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AWAITING_SIGNATURE = "awaiting_signature", _("Awaiting signature")
    SENT = "sent", _("Sent")

    @property
    def is_open_for_editing(self):
        return self == LetterState.DRAFT


class ProposalState(models.TextChoices):
    SUBMITTED = "submitted", _("Submitted")
    UNDER_REVIEW = "under_review", _("Under review")
    RETURNED = "returned", _("Returned for completion")
    AWAITING_ENDORSEMENT = "awaiting_endorsement", _("Awaiting endorsement")
    APPRAISED = "appraised", _("Appraised")
    IN_PUBLIC_NOTICE = "in_public_notice", _("In public notice")
    ON_AGENDA = "on_agenda", _("On the agenda")
    PASSED = "passed", _("Passed by the council")
    NOT_PASSED = "not_passed", _("Not passed")
    DECISION_DRAFTED = "decision_drafted", _("Decision drafted")
    DECISION_SIGNED = "decision_signed", _("Decision signed")
    DECIDED = "decided", _("Decided")
    TRANSMITTAL_DRAFTED = "transmittal_drafted", _("Letter to the province drafted")
    TRANSMITTAL_SIGNED = "transmittal_signed", _("Letter to the province signed")
    FORWARDED = "forwarded", _("Forwarded to the province")
    PROVINCE_RECEIVED = "province_received", _("Received by the province")
    PROVINCE_RETURNED = "province_returned", _("Returned by the province")
    SUPPLEMENT_ASKED = "supplement_asked", _("Supplement asked of the unit")
    ANSWERED = "answered", _("Answered by the province")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")

    @property
    def is_open_for_editing(self):
        return self in WITH_THE_UNIT


ENDED = frozenset({ProposalState.WITHDRAWN, ProposalState.CLOSED})

# Back with the unit, which completes rows and papers and sends a new Version.
WITH_THE_UNIT = (ProposalState.RETURNED, ProposalState.SUPPLEMENT_ASKED)
# With the province, until it returns or answers every line.
AT_THE_PROVINCE = (ProposalState.FORWARDED, ProposalState.PROVINCE_RECEIVED)

# Before the council: the unit may still withdraw, the office may still refuse.
BEFORE_COUNCIL = (
    ProposalState.SUBMITTED,
    ProposalState.UNDER_REVIEW,
    ProposalState.RETURNED,
    ProposalState.AWAITING_ENDORSEMENT,
    ProposalState.APPRAISED,
    ProposalState.IN_PUBLIC_NOTICE,
)

# Held by a paper of the chair, drafted or signed.
WITH_A_PAPER = (
    ProposalState.DECISION_DRAFTED,
    ProposalState.DECISION_SIGNED,
    ProposalState.TRANSMITTAL_DRAFTED,
    ProposalState.TRANSMITTAL_SIGNED,
)
# What a suspension after the council may have interrupted: a drafted paper lets the dossier go first.
RESUMED_LATER = (
    ProposalState.PASSED,
    ProposalState.DECISION_SIGNED,
    ProposalState.TRANSMITTAL_SIGNED,
    *AT_THE_PROVINCE,
    ProposalState.PROVINCE_RETURNED,
)


class Outcome(models.TextChoices):
    """What became of one nomination."""

    PROPOSED = "proposed", _("Proposed")
    STRUCK_OUT = "struck_out", _("Struck out")
    PASSED = "passed", _("Passed")
    NOT_PASSED = "not_passed", _("Not passed")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    REVOKED = "revoked", _("Revoked")
