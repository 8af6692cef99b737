"""Whose digital signatures the minutes bear: those of the secretary and of who presided, brought in by either."""

from documents.printing.kinds import PaperKind
from documents.signatures.places import signer
from documents.signatures.signable import Signable, register
from permissions import access
from permissions.roles import Office
from workflows.council.models import Meeting


def _find(user, held, issued):
    return access.visible_to(user, Meeting.objects.filter(minutes=issued), acting=held).first()


def _signer(meeting, office):
    by_secretary = office == Office.COUNCIL_SECRETARY
    return meeting.secretary_signed_by_id if by_secretary else meeting.chair_signed_by_id


register(
    PaperKind.MINUTES,
    Signable(
        find=_find,
        places={Office.COUNCIL_SECRETARY: signer(1), Office.COUNCIL_CHAIR: signer(2)},
        page="council:detail",
        is_open=lambda meeting, issued: meeting.minutes_id == issued.pk,
        signer=_signer,
    ),
)
