"""The province is past its limit: the dossiers come back before the reviewer, who asks after them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from documents.proposals.models import Proposal
from documents.proposals.states import AT_THE_PROVINCE
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.timed import timed
from workflows.approval.desks import place_proposal

acts.declare({"proposal.silence_noted": gettext_lazy("noted that the province has not answered in time")})
_FIELDS = ["silence_noted_on", "desk_unit", "desk_office", "handler", "row_version"]


@timed
def note_silence(now):
    """Lay each dossier the province has had beyond its day on the reviewer's desk; how many. Safe twice at once."""
    today = timezone.localdate(now)
    late = Proposal.objects.filter(state__in=AT_THE_PROVINCE, due_on__lt=today, silence_noted_on=None)
    return sum(_note(pk, now, today) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _note(pk, now, today):
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    still_late = proposal.state in AT_THE_PROVINCE and proposal.due_on and proposal.due_on < today
    if proposal.silence_noted_on or not still_late:
        return 0
    proposal.silence_noted_on = today
    place_proposal(proposal, None, proposal.state)
    proposal.row_version += 1
    kept = tracked.save(proposal, by=None, fields=_FIELDS)
    body = {"due_on": proposal.due_on.isoformat(), "history": [kept]}
    line = Line(stream=proposal.stream, act="proposal.silence_noted", body=body)
    record([line], commune_id=proposal.commune_id, by=None, acting_as=None, at=now)
    return 1
