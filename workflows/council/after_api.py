"""Endpoints of what comes after the meeting: minutes for Word, extracts on single dossiers."""

from typing import Literal

from documents.proposals.models import Proposal
from permissions.api_fields import Code
from permissions.endpoints import Asks, Endpoints, seen_or_404
from workflows.council import file_views
from workflows.council.api import VIEW, meeting_or_404

router = Endpoints(tags=["after the meeting"])


@router.get("/meetings/{code}/minutes/word", auth=VIEW)
def minutes_word(request, code: Code):
    """The minutes for Word: the file kept when both had signed, before that a draft; of a closed meeting only."""
    return file_views.minutes_for_word(request, meeting_or_404(request, code))


@router.get("/meetings/{code}/extracts/{proposal}/{ending}", auth=Asks("proposals.view"))
def extract(request, code: Code, proposal: Code, ending: Literal["pdf", "docx"]):
    """The extract of the signed minutes on one dossier that I see, as PDF or for Word."""
    seen = seen_or_404(request, Proposal, "commune", "unit", code=proposal)
    return file_views.extract_file(request, seen, code, ending)
