"""The journal of a commune: the page, its file, and the filters a person keeps."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.sheets.serving import is_export, words_of_filter
from permissions.pages import asks, held_by, with_parameters
from permissions.reads import noted
from permissions.refusals import ValidationError
from workflows.trail.exports import journal_file
from workflows.trail.forms import JournalFilters
from workflows.trail.journal import PAGE, journal
from workflows.trail.queries import by_day
from workflows.trail.saved import drop_filter, keep_filter, query_of, saved_by


@require_GET
@asks("ledger.view")
def journal_page(request):
    """Every act of the commune that its reader may read, newest first."""
    held = held_by(request)
    filters = JournalFilters(request.GET, held=held)
    narrowed = filters.narrowed()
    if is_export(request) or request.GET.get("format") == "csv":
        words, as_csv = words_of_filter(filters), not is_export(request)
        return journal_file(request, narrowed, held, words, as_csv=as_csv)
    cursors = {name: request.GET.get(name, "") for name in ("after", "before")}
    try:
        events, ahead, behind = journal(narrowed, request.user, held, **cursors)
    except ValidationError:  # an address typed by hand
        return redirect("trail:list")
    noted(request, "opened", commune_id=narrowed.commune_id, what="journal")
    query = query_of(request.GET)
    context = {
        "filters": filters,
        "days": by_day(events, days_open=PAGE),
        "shown": len(events),
        "newer_url": with_parameters(request, before=ahead, after=None) if ahead else None,
        "older_url": with_parameters(request, after=behind, before=None) if behind else None,
        "saved": saved_by(request.user),
        "query": query,
    }
    return render(request, "workflows/trail/journal.html", context)


def _journal_at(query):
    return f"{reverse('trail:list')}?{query}" if query else reverse("trail:list")


@require_POST
@asks("ledger.view")
def keep(request):
    """Keep the filter in hand under a name."""
    query = request.POST.get("query", "")[:2_000]
    try:
        kept = keep_filter(
            person=request.user, name=request.POST.get("name", ""), values=QueryDict(query), now=timezone.now()
        )
    except ValidationError as fault:
        for sentence in fault.messages:
            messages.error(request, sentence)
        return redirect(_journal_at(query_of(QueryDict(query))))
    messages.success(request, _("The filter “%(name)s” is kept.") % {"name": kept.name})
    return redirect(_journal_at(kept.query))


@require_POST
@asks("ledger.view")
def drop(request, pk):
    """Forget a filter of one's own."""
    kept = get_object_or_404(saved_by(request.user), pk=pk)
    drop_filter(kept=kept)
    messages.success(request, _("The filter “%(name)s” is forgotten.") % {"name": kept.name})
    return redirect("trail:list")
