"""Deeds on some nominations of a dossier, the others going on: they are split off and the sister moved, in one act."""

from django.db import transaction
from django.utils import timezone

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take
from permissions import access
from workflows.approval.deeds import Deed
from workflows.approval.moving import Step, move_many
from workflows.approval.splitting import lock_dossier, split


@transaction.atomic
def _move_some(name, *, proposal, row_version, nominations, by, acting_as, right, apply, reason="", facts=None):
    """Split nominations off and move the sister; returns the sister."""
    now = timezone.now()
    mother = lock_dossier(proposal, row_version, by)
    capacity = access.require(by, right, mother, acting_as=acting_as)
    deed = Deed(by=capacity, now=now, reason=reason.strip(), facts=facts or {}, things=[mother])
    sister, lines = split(mother, nominations, deed=deed, reason=deed.reason)

    def apply_to_sister(sister, deed, came_from):
        return {**(apply(sister, deed, came_from) or {}), "before": lines}

    step = Step(things=[sister], move=name, apply=apply_to_sister)
    return move_many(step, by=by, acting_as=acting_as, reason=reason, facts=facts, now=now)[0][0]


def suspend_nominations(
    *, proposal, row_version, nominations, by, suspension_code="", suspension_reference="", acting_as=""
):
    """Stop some nominations, the others go on: a code and a file reference only, never the story.

    Returns the suspended sister dossier; it resumes alone, to the state the dossier had. Raises NotYou, LostRace,
    ValidationError for rows of elsewhere, NotNow while a meeting or a paper holds the dossier or nobody would be left.
    """

    def apply(sister, deed, came_from):
        sister.state_left = came_from
        sister.suspension_code = suspension_code
        sister.suspension_reference = suspension_reference
        return {"body": {"code": suspension_code, "reference": suspension_reference}}

    return _move_some(
        "suspend",
        proposal=proposal,
        row_version=row_version,
        nominations=nominations,
        by=by,
        acting_as=acting_as,
        right="proposals.suspend",
        facts={"suspension_code": suspension_code, "suspension_reference": suspension_reference},
        apply=apply,
    )


def withdraw_nominations(*, proposal, row_version, nominations, by, reason, acting_as=""):
    """The unit takes some nominations back, the others go on; returns the withdrawn sister dossier.

    Raises as `suspend_nominations`.
    """

    def apply(sister, deed, came_from):
        sister.ending_reason = deed.reason

    return _move_some(
        "withdraw",
        proposal=proposal,
        row_version=row_version,
        nominations=nominations,
        by=by,
        acting_as=acting_as,
        right="proposals.withdraw",
        reason=reason,
        apply=apply,
    )


@transaction.atomic
def record_withdrawal_of_nominations(*, proposal, row_version, nominations, by, reason, arrival=None, acting_as=""):
    """The same for a unit without accounts, whose withdrawal of some came on paper: the Arrival it is registered under.

    Raises as `suspend_nominations`; NotNow also for a unit with accounts, for no paper of the unit, one that serves
    another act already, one older than the letter.
    """
    arrival = locked(arrival)

    def apply(sister, deed, came_from):
        sister.ending_reason = deed.reason
        said = {"kind": RecordedAs.WITHDRAWAL, "code": sister.code, "recorded_for": sister.unit.name}
        return {"body": take(arrival, **said, by=deed.by.user, now=deed.now)}

    return _move_some(
        "record_withdrawal",
        proposal=proposal,
        row_version=row_version,
        nominations=nominations,
        by=by,
        acting_as=acting_as,
        right="proposals.record_for_unit",
        reason=reason,
        facts={"arrival": arrival},
        apply=apply,
    )
