"""Pages of the invitation: what will be told, sending it, and its files."""

from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response
from permissions import access
from permissions.pages import asks, held_by
from permissions.reads import noted
from workflows.council import calendar_file, invitation_papers, invitation_services
from workflows.council.views import meeting_or_404, row_version_of, to_meeting


@asks("meetings.prepare")
def invite(request, code):
    """What the members will be told, what they were told before, and sending it."""
    meeting = meeting_or_404(request, code)
    if request.method == "POST":
        invitation_services.invite(
            meeting=meeting,
            row_version=row_version_of(request),
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
        messages.success(request, _("The members are invited."))
        return to_meeting(meeting)
    last = invitation_services.last_invitation(meeting)
    changed = invitation_services.changed_since(meeting, last) if last else []
    context = {
        "meeting": meeting,
        "last": last,
        "changed": invitation_services.labels_of(changed),
        "obstacles": list(invitation_services.invite_obstacles(meeting, last, timezone.now())),
    }
    return render(request, "workflows/council/invite.html", context)


def _made_anew(content, name, media_type):
    response = FileResponse(BytesIO(content), filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _last_or_draft(request, meeting, held):
    """The last invitation; None is the draft, which only who prepares the meeting may see."""
    last = invitation_services.last_invitation(meeting)
    if last is None and not access.holding(held, "meetings.prepare", meeting):
        raise Http404
    return last


def _note(request, meeting, ending):
    noted(request, "downloaded", commune_id=meeting.commune_id, what=f"{meeting.stream}/invitation.{ending}")


def pdf_response(request, meeting, held):
    """The invitation as it was sent, before that a draft made now."""
    last = _last_or_draft(request, meeting, held)
    _note(request, meeting, "pdf")
    name = invitation_papers.file_name(meeting, "pdf")
    if last:
        return file_response(last.paper.blob, name, inline=True)
    draft = invitation_papers.invitation_pdf(meeting, on=timezone.localdate(), is_draft=True)
    return _made_anew(draft, name, MediaType.PDF.value)


def docx_response(request, meeting, held):
    """The invitation for Word, made anew from what the meeting says now."""
    last = _last_or_draft(request, meeting, held)
    _note(request, meeting, "docx")
    on = timezone.localdate(last.sent_at) if last else timezone.localdate()
    content = invitation_papers.invitation_docx(meeting, on=on, is_draft=last is None)
    return _made_anew(content, invitation_papers.file_name(meeting, "docx"), MediaType.DOCX.value)


def calendar_response(request, meeting):
    """The last invitation as .ics; 404 before the first."""
    last = invitation_services.last_invitation(meeting)
    if last is None:
        raise Http404
    _note(request, meeting, "ics")
    last.meeting = meeting
    url = f"{settings.SITE_URL}{reverse('council:detail', args=[meeting.code])}"
    content = calendar_file.calendar_file(last, url)
    return _made_anew(content, calendar_file.file_name(meeting), calendar_file.MEDIA_TYPE)


@require_GET
@asks("meetings.view")
def invitation_pdf(request, code):
    held = held_by(request)
    return pdf_response(request, meeting_or_404(request, code, held=held), held)


@require_GET
@asks("meetings.view")
def invitation_word(request, code):
    held = held_by(request)
    return docx_response(request, meeting_or_404(request, code, held=held), held)


@require_GET
@asks("meetings.view")
def invitation_calendar(request, code):
    return calendar_response(request, meeting_or_404(request, code))
