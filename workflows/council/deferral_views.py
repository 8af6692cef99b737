"""The page on which single nominations of an item are put off."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from permissions import access
from permissions.pages import asks
from permissions.refusals import ValidationError
from workflows.council import queries
from workflows.council.deferral_forms import DeferSomeForm
from workflows.council.deferral_services import defer_nominations, deferral_obstacle
from workflows.council.views import add_refusal, back_to, item_or_404, meeting_or_404, posted, row_version_of


@require_http_methods(["GET", "HEAD", "POST"])
@asks("meetings.preside")
def defer_some(request, code, proposal):
    """Choose the nominations that are left to a later meeting, and say why."""
    item = item_or_404(meeting_or_404(request, code), proposal)
    access.require(request.user, "meetings.preside", item.meeting)
    queries.put_nominations([item])
    form = DeferSomeForm(posted(request), rows=item.nominations)
    if request.method == "POST" and form.is_valid():
        said = {"row_version": row_version_of(request), "acting_as": request.POST.get("acting_as", "")}
        try:
            sister = defer_nominations(item=item, by=request.user, **said, **form.cleaned_data)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            told = _("They are in dossier %(code)s now; %(mother)s is voted on without them.")
            messages.success(request, told % {"code": sister.code, "mother": proposal})
            return back_to(request, code, "#agenda")
    row_version = request.POST.get("row_version", item.row_version)
    obstacle = deferral_obstacle(item) if request.method != "POST" else None
    context = {"form": form, "item": item, "meeting": item.meeting, "row_version": row_version, "obstacle": obstacle}
    return render(request, "workflows/council/defer_some.html", context, status=422 if form.errors else 200)
