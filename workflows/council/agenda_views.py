"""Pages that order the agenda, and those of its free items."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from permissions.pages import asks
from permissions.refusals import ValidationError
from workflows.council import agenda_services, topic_running, topic_services
from workflows.council.forms import TopicForm
from workflows.council.views import add_refusal, back_to, meeting_or_404, posted, row_version_of


def to_agenda(meeting):
    """Back to where the agenda stands on the meeting's page."""
    return redirect(f"{reverse('council:detail', args=[meeting.code])}#agenda")


@require_POST
@asks("meetings.place_on_agenda")
def order(request, code):
    """The agenda as it was put by dragging: `order` names every item, one after another."""
    meeting = meeting_or_404(request, code)
    codes = [key for key in request.POST.get("order", "").split(",") if key]
    agenda_services.reorder_agenda(meeting=meeting, row_version=row_version_of(request), codes=codes, by=request.user)
    return to_agenda(meeting)


@require_POST
@asks("meetings.place_on_agenda")
def group(request, code):
    """The dossiers in groups by award form, the highest first."""
    meeting = meeting_or_404(request, code)
    agenda_services.group_agenda(meeting=meeting, row_version=row_version_of(request), by=request.user)
    messages.success(request, _("The dossiers stand in groups by award form, the highest first."))
    return to_agenda(meeting)


def _topic_or_404(meeting, key):
    topic = get_object_or_404(meeting.topics, pk=key)
    topic.meeting = meeting
    return topic


def _topic_page(request, meeting, topic, deed):
    """The form of a free item; `deed(title)` keeps it."""
    shown = {"title": topic.title} if topic else {}
    form = TopicForm(posted(request), initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data["title"])
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The agenda is kept."))
            return to_agenda(meeting)
    row_version = request.POST.get("row_version", meeting.row_version)
    context = {"form": form, "meeting": meeting, "topic": topic, "row_version": row_version}
    return render(request, "workflows/council/topic.html", context, status=422 if form.errors else 200)


@asks("meetings.place_on_agenda")
def add_topic(request, code):
    """A free item at the end of the agenda."""
    meeting = meeting_or_404(request, code)

    def deed(title):
        topic_services.add_topic(meeting=meeting, row_version=row_version_of(request), title=title, by=request.user)

    return _topic_page(request, meeting, None, deed)


@asks("meetings.place_on_agenda")
def change_topic(request, code, key):
    """A free item said otherwise."""
    meeting = meeting_or_404(request, code)
    topic = _topic_or_404(meeting, key)

    def deed(title):
        topic_services.change_topic(topic=topic, row_version=row_version_of(request), title=title, by=request.user)

    return _topic_page(request, meeting, topic, deed)


@require_POST
@asks("meetings.place_on_agenda")
def remove_topic(request, code, key):
    meeting = meeting_or_404(request, code)
    topic = _topic_or_404(meeting, key)
    topic_services.remove_topic(topic=topic, row_version=row_version_of(request), by=request.user)
    messages.success(request, _("The item is off the agenda."))
    return to_agenda(meeting)


def _move_topic(request, code, key, step):
    meeting = meeting_or_404(request, code)
    agenda_services.move_item(
        item=_topic_or_404(meeting, key), row_version=row_version_of(request), step=step, by=request.user
    )
    return to_agenda(meeting)


@require_POST
@asks("meetings.place_on_agenda")
def topic_up(request, code, key):
    return _move_topic(request, code, key, -1)


@require_POST
@asks("meetings.place_on_agenda")
def topic_down(request, code, key):
    return _move_topic(request, code, key, 1)


def _run_topic(request, code, key, deed):
    meeting = meeting_or_404(request, code)
    topic = _topic_or_404(meeting, key)
    deed(topic=topic, row_version=row_version_of(request), by=request.user)
    return back_to(request, code, "#agenda")


@require_POST
@asks("meetings.run_votes")
def begin_topic(request, code, key):
    """The room comes to a free item."""
    return _run_topic(request, code, key, topic_running.begin_topic)


@require_POST
@asks("meetings.run_votes")
def end_topic(request, code, key):
    """The room is through with a free item."""
    return _run_topic(request, code, key, topic_running.end_topic)
