"""The page of a council: who sits on it now and who did before, and the decisions that changed it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from permissions.pages import asks, held_by
from permissions.refusals import ValidationError
from workflows.council import membership, membership_services, queries
from workflows.council.membership_forms import MembersForm
from workflows.council.models import Council
from workflows.council.views import add_refusal, posted, row_version_of


def _shown(council, day):
    return {
        "council": council,
        "seats": membership.seats_on(council, day),
        "over_time": membership.seats_over_time(council),
        "changes": membership.changes_of(council),
        "today": day,
    }


@require_GET
@asks("meetings.view")
def council(request, code):
    """Members now and over time, with the decision behind each; a fixed number of statements."""
    seen = get_object_or_404(queries.councils_seen(held_by(request)), unit__code=code)
    return render(request, "workflows/council/council.html", _shown(seen, timezone.localdate()))


@asks("people.edit")
def members(request, code):
    """A decision that changes the members is entered."""
    changed = get_object_or_404(Council.objects.select_related("unit", "commune"), unit__code=code)
    seats = membership.seats_on(changed, timezone.localdate())
    form = MembersForm(posted(request), council=changed, seats=seats)
    if request.method == "POST" and form.is_valid():
        try:
            membership_services.change_members(
                council=changed,
                row_version=row_version_of(request),
                values=form.values,
                leaving=form.leaving,
                joining=form.joining,
                by=request.user,
                acting_as=request.POST.get("acting_as", ""),
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The members of the council are kept."))
            return redirect("council:members", code)
    row_version = request.POST.get("row_version", changed.row_version)
    context = {"form": form, "row_version": row_version, **_shown(changed, timezone.localdate())}
    return render(request, "workflows/council/members.html", context, status=422 if form.errors else 200)
