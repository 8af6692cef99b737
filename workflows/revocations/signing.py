"""Whose digital signatures a cancelling or correcting decision bears: the chair's, then the office's."""

from django.db.models import Q

from documents.printing.kinds import PaperKind
from documents.signatures.places import SEAL, signer
from documents.signatures.signable import Signable, register
from permissions import access
from permissions.roles import Office
from workflows.revocations.models import Amendment
from workflows.revocations.queries import is_inside
from workflows.revocations.states import AmendmentState


def _find(user, held, issued):
    rows = Amendment.objects.filter(Q(first_rendition=issued) | Q(second_rendition=issued))
    amendment = access.visible_to(user, rows, acting=held).first()
    return amendment if amendment is not None and is_inside(amendment, held) else None


def _is_open(amendment, issued):
    """Without number until it gets one, with its number from then on."""
    is_issued = amendment.state == AmendmentState.ISSUED
    return issued.pk == (amendment.second_rendition_id if is_issued else amendment.first_rendition_id)


register(
    PaperKind.AMENDMENT,
    Signable(
        find=_find,
        places={Office.COMMUNE_CHAIR: signer(1), Office.RECORDS_CLERK: SEAL},
        page="revocations:detail",
        is_open=_is_open,
        signer=lambda amendment, office: amendment.signed_by_id if office == Office.COMMUNE_CHAIR else None,
    ),
)
