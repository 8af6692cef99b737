"""What comes after the meeting, as pages: minutes for Word, extracts on single dossiers."""

from django.views.decorators.http import require_GET

from permissions.pages import asks, held_by
from workflows.approval.views import proposal_or_404
from workflows.council import file_views
from workflows.council.views import meeting_or_404


@require_GET
@asks("meetings.view")
def minutes_word(request, code):
    """The minutes for Word: the kept file once both have signed, before that a draft made now."""
    return file_views.minutes_for_word(request, meeting_or_404(request, code))


@require_GET
@asks("proposals.view")
def extract(request, code, proposal, ending):
    """The extract of the signed minutes on one dossier, for who sees the dossier."""
    seen = proposal_or_404(request, proposal, held=held_by(request))
    return file_views.extract_file(request, seen, code, ending)
