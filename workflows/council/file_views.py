"""The council's papers as files: asked, noted, then given out; pages and endpoints answer with the same."""

from django.http import Http404

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from permissions.reads import noted
from workflows.council import papers
from workflows.council.extracts import RENDERS, extract, meeting_on
from workflows.council.minutes_services import refuse_unless_closed

_MEDIA = {"pdf": MediaType.PDF, "docx": MediaType.DOCX}


def minutes_for_word(request, meeting):
    """The Word file kept when the minutes were signed, or a draft made now; of a closed meeting only."""
    refuse_unless_closed(meeting)
    kept = papers.kept_for_word(meeting) if meeting.minutes_signed_at else None
    noted(request, "downloaded", commune_id=meeting.commune_id, what=f"{meeting.stream}/minutes/word")
    name = f"bien-ban-{meeting.code}.docx"
    if kept:
        return file_response(kept.blob, name, inline=False)
    return made_anew(papers.minutes_docx(meeting), name, MediaType.DOCX)


def extract_file(request, proposal, code, ending):
    """The extract on a dossier out of the signed minutes of a meeting. proposal: one this person sees.

    ending: pdf or docx. Raises NotNow before the minutes are signed, Http404 where that meeting decided nothing on it.
    """
    meeting = meeting_on(proposal, code)
    if meeting is None:
        raise Http404
    content = extract(meeting, proposal, RENDERS[ending])
    noted(request, "downloaded", commune_id=proposal.commune_id, what=f"{proposal.stream}/extract/{meeting.code}")
    return made_anew(content, f"trich-bien-ban-{meeting.code}-{proposal.code}.{ending}", _MEDIA[ending])
