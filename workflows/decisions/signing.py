"""Whose digital signatures a decision bears: the chair's before its number, the office's after."""

from django.db.models import Q

from documents.printing.kinds import PaperKind
from documents.signatures.places import SEAL, signer
from documents.signatures.signable import Signable, register
from permissions import access
from permissions.roles import Office
from workflows.decisions.models import Decision
from workflows.decisions.queries import is_inside
from workflows.decisions.states import DecisionState


def _find(user, held, issued):
    rows = Decision.objects.filter(Q(first_rendition=issued) | Q(second_rendition=issued))
    decision = access.visible_to(user, rows, acting=held).first()
    return decision if decision is not None and is_inside(decision, held) else None


def _is_open(decision, issued):
    """Without number until it gets one, with its number from then on."""
    at_hand = decision.second_rendition_id if decision.state == DecisionState.ISSUED else decision.first_rendition_id
    return issued.pk == at_hand


register(
    PaperKind.DECISION,
    Signable(
        find=_find,
        places={Office.COMMUNE_CHAIR: signer(1), Office.RECORDS_CLERK: SEAL},
        page="decisions:detail",
        is_open=_is_open,
        signer=lambda decision, office: decision.signed_by_id if office == Office.COMMUNE_CHAIR else None,
    ),
)
