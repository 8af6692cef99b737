"""Pages of what units are told of the council's conclusions: the list, one notice, its files, and sending them."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from documents.attachments.serving import file_response
from documents.sheets.serving import is_export, words_of_filter
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first
from permissions.reads import noted, opened
from workflows.council import conclusion_services
from workflows.council.conclusion_papers import file_name
from workflows.council.conclusion_queries import concluded_in, notices_seen
from workflows.council.conclusions import conclusions_of, next_steps
from workflows.council.exports import conclusions_file
from workflows.council.minutes_facts import area_of
from workflows.council.states import MeetingState
from workflows.council.views import meeting_or_404, row_version_of
from workflows.notices import services as notices

PAGE = 25


class Filters(forms.Form):
    """What narrows the list."""

    q = forms.CharField(label=gettext_lazy("Meeting or unit, without accents too"), required=False, max_length=100)


def notice_or_404(request, code):
    """The notice, if this person may read it."""
    rows = notices_seen(request.user, held_by(request)).select_related(
        "commune", "sent_by", "paper__blob", "text__blob"
    )
    return opened(request, get_object_or_404(rows, code=code))


@require_GET
@asks("conclusions.view")
def index(request):
    """What the units were told, the newest first."""
    filters = Filters(request.GET)
    filters.is_valid()
    rows = with_words(notices_seen(request.user, held_by(request)), filters.cleaned_data.get("q", ""))
    if is_export(request):
        return conclusions_file(request, rows.order_by("-pk"), words_of_filter(filters))
    shown, newer_url, older_url = newest_first(rows, request, PAGE)
    context = {
        "rows": shown,
        "filters": filters,
        "newer_url": newer_url,
        "older_url": older_url,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "before", "after")),
    }
    return render(request, "workflows/council/conclusions/list.html", context)


@require_GET
@asks("conclusions.view")
def detail(request, code):
    """What one unit was told, as its paper says."""
    notice = notice_or_404(request, code)
    notices.opened(person=request.user, subject=notice.stream)
    concluded = concluded_in(notice)
    context = {"notice": notice, "concluded": concluded, "steps": next_steps(concluded, area_of(notice.commune))}
    return render(request, "workflows/council/conclusions/detail.html", context)


def give_file(request, notice, ending):
    """The kept paper of a notice. ending: pdf or docx."""
    kept = {"pdf": notice.paper, "docx": notice.text}[ending]
    noted(request, "downloaded", commune_id=notice.commune_id, what=f"{notice.stream}.{ending}")
    return file_response(kept.blob, file_name(notice, ending), inline=ending == "pdf")


@require_GET
@asks("conclusions.view")
def file(request, code, ending):
    """The paper, as PDF or for Word."""
    return give_file(request, notice_or_404(request, code), ending)


@require_http_methods(["GET", "HEAD", "POST"])
@asks("meetings.prepare")
def send(request, code):
    """What every unit will be told of a meeting, and telling them."""
    meeting = meeting_or_404(request, code)
    if request.method == "POST":
        said = {"row_version": row_version_of(request), "acting_as": request.POST.get("acting_as", "")}
        made = conclusion_services.send_conclusions(meeting=meeting, by=request.user, **said)
        told = ngettext("%(count)s unit has been told.", "%(count)s units have been told.", len(made))
        messages.success(request, told % {"count": len(made)})
        return redirect(f"{reverse('conclusions:list')}?q={meeting.code}")
    is_closed = meeting.state == MeetingState.CLOSED
    found, area = conclusions_of(meeting, on=timezone.localdate()) if is_closed else {}, area_of(meeting.commune)
    context = {
        "meeting": meeting,
        "obstacle": conclusion_services.sending_obstacle(meeting),
        "units": [(unit, concluded, next_steps(concluded, area)) for unit, concluded in found.items()],
    }
    return render(request, "workflows/council/conclusions/send.html", context)
