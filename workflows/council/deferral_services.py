"""Putting off single nominations of an item: they go into a dossier of their own, the others are voted on today."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proposals.states import ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_text
from workflows.approval import telling
from workflows.approval.deeds import Deed
from workflows.approval.moving import machine_of
from workflows.approval.splitting import lock_dossier, split
from workflows.council.after_models import NominationDeferral
from workflows.council.models import AgendaItem
from workflows.council.services import finish, lock_meeting
from workflows.council.states import ItemVerdict, MeetingState, VoteState
from workflows.notices.services import tell

acts.declare({"meeting.nomination_deferred": gettext_lazy("deferred single nominations of an item")})


def deferral_obstacle(item):
    """Why single nominations of an item of an open meeting cannot be put off; (code, sentence), None when they can."""
    if item.verdict == ItemVerdict.DEFERRED:
        return "deferred", _("The whole item is deferred already.")
    if item.state != VoteState.PREPARED or item.round > 1:
        told = _(
            "The vote on this item has been opened; from then on all of it is voted on, or the whole item deferred."
        )
        return "vote_begun", told
    return None


@transaction.atomic
def defer_nominations(*, item, row_version, nominations, reason, by, acting_as="", now=None):
    """Leave some nominations of an item to a later meeting, before its vote is opened; the others are voted on today.

    nominations: their ids. row_version: of the item. Returns the dossier into which they go: at once `appraised`, on
    the desk to which a deferred dossier goes. The reason is told in the meeting and its minutes alone.
    Raises NotYou, LostRace, NotNow (not in session, the vote has begun, nobody would be left), ValidationError.
    """
    now, reason, act_id = now or timezone.now(), clean_text(reason), uuid4()
    meeting = lock_meeting(item.meeting, MeetingState.OPEN)
    capacity = access.require(by, "meetings.preside", meeting, acting_as=acting_as)
    item = _locked(meeting, item, row_version)
    mother = lock_dossier(item.proposal, None, by)
    rows = _chosen(item, mother, nominations, reason)
    on_agenda = dict(mother.__dict__)
    deed = Deed(by=capacity, now=now, things=[mother])
    sister, lines = split(mother, rows, deed=deed, state=ProposalState.APPRAISED, came_from=mother.state)
    kept = _keep(item, mother, sister, rows, reason=reason, by=by, now=now)
    body = {"proposal": mother.code, "sister": sister.code, "reason": reason}
    body |= {"nominations": [row.pk for row in rows], "names": [row.full_name for row in rows]}
    deed_of_meeting = {"by": by, "capacity": capacity, "now": now, "act_id": act_id}
    finish(meeting, "meeting.nomination_deferred", body, kept=[kept], bump=False, **deed_of_meeting)
    record(lines, commune_id=meeting.commune_id, by=by, acting_as=capacity, at=now, act_id=act_id)
    tell(telling.of_move(sister, machine_of(sister), "defer", on_agenda), by=by, now=now)
    return sister


def _locked(meeting, item, row_version):
    """The item under lock, while single nominations of it can be put off. Raises NotNow, LostRace."""
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("proposal")
    found = rows.filter(meeting=meeting, pk=item.pk).first()
    if found is None:
        raise NotNow(_("This dossier is not on the agenda any more."), code="wrong_state")
    check_row_version(found, row_version, _("the vote on %(code)s") % {"code": found.proposal.code})
    if obstacle := deferral_obstacle(found):
        raise NotNow(obstacle[1], code=obstacle[0])
    found.meeting = meeting
    return found


def _chosen(item, mother, nominations, reason):
    """The chosen rows of the dossier that the item votes on, in the order of the list."""
    voted_on = set(item.boxes.values_list("nomination_id", flat=True))
    rows, chosen = list(mother.nominations.order_by("order", "pk")), set(nominations)
    faults = {}
    if not chosen:
        faults["nominations"] = _("Choose at least one nomination.")
    elif not chosen <= voted_on:
        faults["nominations"] = _("A nomination you chose is not voted on in this item; look at it anew.")
    if not reason:
        faults["reason"] = _("Give the reason.")
    if faults:
        raise ValidationError(faults)
    if chosen == voted_on:
        raise NotNow(_("Nobody would be left to vote on: defer the whole item instead."), code="whole")
    return [row for row in rows if row.pk in chosen]


def _keep(item, mother, sister, rows, *, reason, by, now):
    """The item votes on what is left of the dossier; returns the reference of its history."""
    gone = item.boxes.filter(nomination__in=rows)
    gone.delete()  # empty: the vote was never opened
    item.version, item.row_version = mother.version, item.row_version + 1
    about = {"meeting": item.meeting, "mother": mother, "sister": sister, "reason": reason, "by": by, "at": now}
    NominationDeferral.objects.bulk_create(NominationDeferral(nomination=row, **about) for row in rows)
    return tracked.save(item, by=by, fields=["version", "row_version"])
