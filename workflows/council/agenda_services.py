"""The agenda: proposals placed, taken off, put in order."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow, ValidationError
from workflows.approval.moving import Step, move_many
from workflows.council.convening_models import AgendaTopic
from workflows.council.models import AgendaItem, BallotBox
from workflows.council.numbering import agenda_in_order, key_of, last_place, number_agenda
from workflows.council.queries import rule_obstacle, rules_on
from workflows.council.services import finish, lock_item, lock_meeting
from workflows.council.states import MeetingState, VoteState

acts.declare(
    {
        "meeting.agenda_placed": gettext_lazy("placed dossiers on the agenda"),
        "meeting.agenda_taken_off": gettext_lazy("took a dossier off the agenda"),
        "meeting.agenda_ordered": gettext_lazy("changed the order of the agenda"),
    }
)


@transaction.atomic
def place_on_agenda(*, meeting, proposals, row_versions, by, acting_as="", now=None):
    """Put appraised proposals at the end of the agenda, in the order given; returns the new items.

    row_versions: {proposal id: the version the form showed}. Raises NotYou, NotNow, LostRace.
    """
    now, act_id = now or timezone.now(), uuid4()
    meeting = lock_meeting(meeting)
    capacity = access.require(by, "meetings.place_on_agenda", meeting, acting_as=acting_as)
    if not proposals:
        raise ValidationError(_("Choose at least one dossier."))
    if any(proposal.commune_id != meeting.commune_id for proposal in proposals):
        raise ValidationError(_("A dossier of another commune cannot be placed on this agenda."))

    def apply(proposal, deed, came_from):
        return {"body": {"meeting": meeting.code}}

    step = Step(things=list(proposals), move="place_on_agenda", row_versions=row_versions, apply=apply)
    moved = move_many(step, by=by, acting_as=acting_as, facts={"meeting": meeting}, now=now, act_id=act_id)[0]
    places = {proposal.pk: place for place, proposal in enumerate(proposals)}
    in_order = sorted(moved, key=lambda proposal: places[proposal.pk])
    items = _add_items(meeting, in_order, now)
    kept = tracked.add_many(items, by=by)
    _make_boxes(meeting, items)
    body = {"proposals": [proposal.code for proposal in in_order]}
    finish(meeting, "meeting.agenda_placed", body, by=by, capacity=capacity, now=now, kept=kept, act_id=act_id)
    return items


def _add_items(meeting, proposals, now):
    last = last_place(meeting)
    items = [
        AgendaItem(meeting=meeting, proposal=proposal, order=order, version=proposal.version)
        for order, proposal in enumerate(proposals, start=last + 1)
    ]
    if meeting.state == MeetingState.OPEN:
        _freeze_late(meeting, items, now)
    return items


def _freeze_late(meeting, items, now):
    """An item that comes while the meeting is open gets its rule at once."""
    rules = rules_on(timezone.localdate(now), [item.proposal for item in items], meeting.commune)
    for item in items:
        item.vote_rule = rules.get((item.proposal.award_form_id, item.proposal.kind))
        if obstacle := rule_obstacle(item.proposal, item.vote_rule, meeting):
            raise NotNow(obstacle)


def _make_boxes(meeting, items):
    by_proposal = {item.proposal_id: item for item in items}
    rows = Nomination.objects.filter(proposal__in=by_proposal, outcome=Outcome.PROPOSED).order_by("proposal", "order")
    BallotBox.objects.bulk_create(BallotBox(item=by_proposal[row.proposal_id], nomination=row) for row in rows)


@transaction.atomic
def take_off_agenda(*, item, row_version, reason, by, acting_as="", now=None):
    """Take a dossier off before anybody has voted on it; it goes back to `appraised`.

    row_version: of the proposal. Raises NotYou, NotNow, LostRace.
    """
    now, act_id = now or timezone.now(), uuid4()
    meeting = lock_meeting(item.meeting)
    capacity = access.require(by, "meetings.place_on_agenda", meeting, acting_as=acting_as)
    item = lock_item(item)
    if item.state != VoteState.PREPARED or item.round > 1:
        raise NotNow(_("The vote on this item has been opened; the chair may only defer it."), code="vote_begun")

    def apply(proposal, deed, came_from):
        return {"body": {"meeting": meeting.code}}

    row_versions = {item.proposal_id: row_version}
    step = Step(things=[item.proposal], move="take_off_agenda", row_versions=row_versions, apply=apply)
    told = {"reason": reason, "facts": {"meeting": meeting}, "now": now, "act_id": act_id}
    proposal = move_many(step, by=by, acting_as=acting_as, **told)[0][0]
    item.boxes.all().delete()  # empty: nobody has voted
    kept = [tracked.delete(item, by=by, reason=reason)]
    kept += number_agenda(agenda_in_order(meeting), by)
    body = {"proposal": proposal.code, "reason": reason}
    finish(meeting, "meeting.agenda_taken_off", body, by=by, capacity=capacity, now=now, kept=kept, act_id=act_id)
    return proposal


@transaction.atomic
def reorder_agenda(*, meeting, row_version, codes, by, acting_as="", now=None):
    """Put the agenda in the order of these keys (`key_of`); those left out follow in their old order."""
    now = now or timezone.now()
    meeting, capacity = _to_be_ordered(meeting, row_version, by, acting_as)
    agenda = agenda_in_order(meeting)
    wanted = {code: place for place, code in enumerate(codes)}
    if unknown := set(wanted) - {key_of(each) for each in agenda}:
        raise ValidationError(_("Not on this agenda: %(codes)s.") % {"codes": ", ".join(sorted(unknown))})
    agenda.sort(key=lambda each: (wanted.get(key_of(each), len(wanted)), each.order))
    return _keep_order(meeting, agenda, by, capacity, now)


@transaction.atomic
def group_agenda(*, meeting, row_version, by, acting_as="", now=None):
    """Put the dossiers in groups by award form, the highest first; free items stand before them in their old order."""
    now = now or timezone.now()
    meeting, capacity = _to_be_ordered(meeting, row_version, by, acting_as)
    agenda = agenda_in_order(meeting)
    agenda.sort(key=lambda each: (0, each.order) if isinstance(each, AgendaTopic) else (1, *_rank(each)))
    return _keep_order(meeting, agenda, by, capacity, now)


def _rank(item):
    form = item.proposal.award_form
    return form.rank, form.pk, item.order


def _to_be_ordered(meeting, row_version, by, acting_as):
    meeting = lock_meeting(meeting, MeetingState.PREPARED, MeetingState.OPEN)
    check_row_version(meeting, row_version, _("the agenda"))
    return meeting, access.require(by, "meetings.place_on_agenda", meeting, acting_as=acting_as)


def _keep_order(meeting, agenda, by, capacity, now):
    kept = number_agenda(agenda, by)
    if kept:
        body = {"order": [key_of(each) for each in agenda]}
        finish(meeting, "meeting.agenda_ordered", body, by=by, capacity=capacity, now=now, kept=kept)
    return meeting


def move_item(*, item, row_version, step, by, acting_as="", now=None):
    """Move a dossier or a free item up (-1) or down (1) by one place."""
    agenda = sorted([*item.meeting.items.select_related("proposal"), *item.meeting.topics.all()], key=lambda e: e.order)
    codes = [key_of(each) for each in agenda]
    place = codes.index(key_of(item))
    target = min(max(place + step, 0), len(codes) - 1)
    codes.insert(target, codes.pop(place))
    return reorder_agenda(
        meeting=item.meeting, row_version=row_version, codes=codes, by=by, acting_as=acting_as, now=now
    )
