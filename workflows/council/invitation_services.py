"""Inviting the members: one act that keeps the paper and tells everybody; again after a change."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.ledger.models import LedgerEntry
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows.council.convening_models import Invitation
from workflows.council.invitation_papers import keep_invitation
from workflows.council.models import Meeting
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState
from workflows.notices import words
from workflows.notices.services import Telling, tell
from workflows.notices.words import Audience

acts.declare({"meeting.invited": gettext_lazy("invited the members")})
words.declare(
    {
        "meeting.invited": gettext_lazy("is called; you are invited"),
        "meeting.invited_again": gettext_lazy(
            "has changed in time, place, manner or agenda; look at the new invitation"
        ),
    }
)
FACTS = ("title", "held_at", "place", "kind", "answer_by")
# Acts after which the invitation that was sent tells another agenda than there is.
_OTHER_AGENDA = (
    *("meeting.agenda_placed", "meeting.agenda_taken_off"),
    *("meeting.topic_added", "meeting.topic_changed", "meeting.topic_removed"),
)


def last_invitation(meeting):
    """The newest invitation, None before the first."""
    return meeting.invitations.select_related("sent_by", "paper__blob").order_by("-sequence").first()


def changed_since(meeting, invitation):
    """The facts that the members were told otherwise: names of fields in order, then "agenda"; [] where all were told.

    One statement.
    """
    acts_since = LedgerEntry.objects.filter(stream__key=meeting.stream, act__in=("meeting.invited", *_OTHER_AGENDA))
    last = acts_since.order_by("-seq").values_list("act", flat=True).first()
    agenda = ["agenda"] if last in _OTHER_AGENDA else []
    return [name for name in FACTS if getattr(meeting, name) != getattr(invitation, name)] + agenda


def labels_of(names):
    """What people call these facts."""
    return [_("the agenda") if name == "agenda" else str(Meeting._meta.get_field(name).verbose_name) for name in names]


def invite_obstacles(meeting, last, now):
    """Sentences: why the members cannot be invited now."""
    if meeting.state != MeetingState.PREPARED:
        yield _("The meeting has begun; nobody is invited any more.")
        return
    if last and not changed_since(meeting, last):
        yield _("The members are invited already, and nothing has changed since.")
    if (meeting.answer_by or timezone.localdate(meeting.held_at)) < timezone.localdate(now):
        yield _("The day of the meeting has passed; change it first, then invite.")


@transaction.atomic
def invite(*, meeting, row_version, by, acting_as="", now=None):
    """Invite the members: keeps the invitation as a paper, and tells everybody who has a seat.

    Returns the Invitation. Raises NotYou, NotNow (nothing new to tell, the day has passed, it is open), LostRace.
    """
    now = now or timezone.now()
    meeting = lock_meeting(meeting)
    check_row_version(meeting, row_version, _("the meeting"))
    capacity = access.require(by, "meetings.prepare", meeting, acting_as=acting_as)
    last = last_invitation(meeting)
    if obstacles := list(invite_obstacles(meeting, last, now)):
        raise NotNow(*obstacles, code="cannot_invite")
    paper = keep_invitation(meeting, by=by, on=timezone.localdate(now))
    made = Invitation.objects.create(
        meeting=meeting,
        sequence=last.sequence + 1 if last else 0,
        paper=paper,
        sent_by=by,
        sent_at=now,
        **{name: getattr(meeting, name) for name in FACTS},
    )
    _tell_everybody(meeting, last, by, now)
    changed = labels_of(changed_since(meeting, last)) if last else []
    body = {"title": meeting.title, "sha256": paper.sha256, "sequence": made.sequence, "changed": changed}
    finish(meeting, "meeting.invited", body, by=by, capacity=capacity, now=now)
    return made


def _tell_everybody(meeting, last, by, now):
    invitation = Telling(
        subject=meeting.stream,
        title=meeting.title,
        commune_id=meeting.commune_id,
        words="meeting.invited_again" if last else "meeting.invited",
        audience=Audience((Office.COUNCIL_MEMBER, Office.COUNCIL_CHAIR, Office.COUNCIL_SECRETARY), "commune"),
        due_on=meeting.answer_by or meeting.due_on,
    )
    tell([invitation], by=by, now=now)
