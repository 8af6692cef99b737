"""Whose digital signatures a letter to the province bears: the chair's before its number, the office's after."""

from django.db.models import Q

from documents.printing.kinds import PaperKind
from documents.signatures.places import SEAL, signer
from documents.signatures.signable import Signable, register
from permissions import access
from permissions.roles import Office
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import is_inside


def _find(user, held, issued):
    rows = Transmittal.objects.filter(Q(first_rendition=issued) | Q(second_rendition=issued))
    letter = access.visible_to(user, rows, acting=held).first()
    return letter if letter is not None and is_inside(letter, held) else None


def _is_open(letter, issued):
    """Without number until it gets one, with its number from then on."""
    return issued.pk == (letter.second_rendition_id or letter.first_rendition_id)


register(
    PaperKind.TRANSMITTAL,
    Signable(
        find=_find,
        places={Office.COMMUNE_CHAIR: signer(1), Office.RECORDS_CLERK: SEAL},
        page="transmittals:detail",
        is_open=_is_open,
        signer=lambda letter, office: letter.signed_by_id if office == Office.COMMUNE_CHAIR else None,
    ),
)
