"""The vote on an item: opened, closed, announced, repeated. The forms stand on the meeting's page."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from permissions.pages import asks
from workflows.council import vote_services
from workflows.council.views import back_to, item_or_404, meeting_or_404, row_version_of


def _said(request, code, proposal):
    """What every deed on a vote takes."""
    return {
        "item": item_or_404(meeting_or_404(request, code), proposal),
        "row_version": row_version_of(request),
        "by": request.user,
        "acting_as": request.POST.get("acting_as", ""),
    }


@require_POST
@asks("meetings.run_votes")
def open_vote(request, code, proposal):
    differ = bool(request.POST.get("namesakes_differ"))
    vote_services.open_vote(**_said(request, code, proposal), namesakes_differ=differ)
    messages.success(request, _("The vote on %(code)s is open.") % {"code": proposal})
    return back_to(request, code, "#agenda")


@require_POST
@asks("meetings.run_votes")
def close_vote(request, code, proposal):
    missing = bool(request.POST.get("missing_ballots"))
    item = vote_services.close_vote(**_said(request, code, proposal), missing_ballots=missing)
    messages.success(
        request, _("The vote on %(code)s is closed and counted. Announce the result.") % {"code": proposal}
    )
    for sentence in item.warnings:
        messages.warning(request, sentence)
    for sentence in item.hints:
        messages.info(request, sentence)
    return back_to(request, code, "#agenda")


@require_POST
@asks("meetings.run_votes")
def announce_vote(request, code, proposal):
    vote_services.announce_vote(**_said(request, code, proposal))
    messages.success(request, _("The result on %(code)s is announced.") % {"code": proposal})
    return back_to(request, code, "#agenda")


@require_POST
@asks("meetings.preside")
def repeat_vote(request, code, proposal):
    vote_services.repeat_vote(**_said(request, code, proposal), reason=request.POST.get("reason", ""))
    messages.success(request, _("The vote on %(code)s is repeated; the first result is kept.") % {"code": proposal})
    return back_to(request, code, "#agenda")
