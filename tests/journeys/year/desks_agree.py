"""The end of the year: nothing waits for anybody, every desk is where the machine puts it, everybody was told."""

from collections import Counter

from documents.proposals.models import Letter, Proposal
from permissions import access
from permissions.people.models import User
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.handoff.models import Transmittal
from workflows.inbox import queries
from workflows.inbox.desks import in_hands_of, own_desks, shared_queues
from workflows.management.commands.desks import strays
from workflows.notices.models import Notice
from workflows.revocations.models import Amendment

STATES = {
    Letter: {"sent": 20},
    Proposal: {"closed": 60 + 3 - 1, "withdrawn": 1},
    Meeting: {"closed": 4},
    Decision: {"issued": 5},
    Transmittal: {"answered": 3},
    Amendment: {"issued": 2},
}
# Beside the deeds on dossiers: the campaign, the meeting, and the decisions over decisions.
TOLD = {
    "campaign.launched",
    "campaign.ended",
    "meeting.invited",
    "amendment.correction",
    "amendment.revocation",
    "amendment.later",
}


def compare(books):
    for model, states in STATES.items():
        books.same(f"states of {model.__name__}", dict(Counter(model.objects.values_list("state", flat=True))), states)
    books.same("strayed desks", [thing.stream for thing, _stored, _right in strays()], [])
    waiting = {}
    for person in User.objects.filter(is_active=True):
        held = access.capacities(person)
        found = queries.waiting(own_desks(held), handler=in_hands_of(person, held)) + queries.waiting(
            shared_queues(held)
        )
        if found:
            waiting[person.username] = [(item.kind, item.code, item.state) for item in found]
    books.same("inboxes", waiting, {})
    _compare_notices(books)


def _compare_notices(books):
    """What waited for somebody does not any more; every unit was told what was decided on its own dossiers."""
    waits = Notice.objects.filter(kind="waits", read_at=None, settled_at=None)
    books.same("notices that still wait", sorted(waits.values_list("person__username", "subject", "words")), [])
    reminders = Notice.objects.filter(kind="reminder", read_at=None, settled_at=None)
    books.same("reminders that still wait", sorted(reminders.values_list("person__username", "subject")), [])
    told = set(Notice.objects.filter(kind="told").values_list("subject", flat=True))
    ended = Proposal.objects.filter(unit__has_accounts=True).exclude(state="withdrawn")
    silent = [proposal.code for proposal in ended if proposal.stream not in told]
    books.same("dossiers of which nobody was told", silent, [])
    words = set(Notice.objects.values_list("words", flat=True))
    books.same("what nobody was told", TOLD - words, set())
