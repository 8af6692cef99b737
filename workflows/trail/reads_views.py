"""Pages of who opened what: of one dossier or letter, and of a commune for its inspector."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.proposals.models import Letter
from documents.proposals.sent import show_letters
from documents.sheets.serving import Shown, csv_response, export_response, is_export, rows_to_export, words_of_filter
from permissions import access
from permissions.api_fields import Slice
from permissions.keyset import page_of
from permissions.pages import asks, held_by, with_parameters
from permissions.reads import noted, own_commune
from workflows.trail.both_views import of_both
from workflows.trail.reads import ORDER, reads_of, reads_seen
from workflows.trail.reads_forms import ReadsFilter
from workflows.trail.reads_words import with_words

PAGE = 25


def _page(rows, request):
    """(the records of one page with their words, address of the first page or None, of the next one or None)."""
    after = request.GET.get("after", "")
    page = page_of(rows, ORDER, Slice(after=after[:3_000], limit=PAGE))
    first_url = with_parameters(request, after=None) if after else None
    next_url = with_parameters(request, after=page["next"]) if page["next"] else None
    return {"rows": with_words(page["items"]), "previous_url": first_url, "next_url": next_url}


@of_both(proposal="reads.view", letter="reads.view")
def of_thing(request, thing):
    """Who opened the dossier with its letter, or the letter, and their papers; for the head of its unit and the
    inspector."""
    held = held_by(request)
    access.require(request.user, "reads.view", thing)
    context = _page(reads_of(thing, request.user, held), request)
    if isinstance(thing, Letter):
        show_letters([thing], held)
    return render(request, "workflows/trail/reads_of.html", context | {"thing": thing})


def reads_file(request, rows, narrowed, *, as_csv=False):
    """The list as .xlsx or .csv, with what it was narrowed by."""
    shown = [
        Shown(_("At"), lambda row: row.at, 18, "date"),
        Shown(_("Person"), lambda row: row.person.full_name if row.person else "", 26),
        Shown(_("What was done"), lambda row: row.get_kind_display(), 16),
        Shown(_("Of what"), lambda row: row.thing, 30),
        Shown(_("Which part"), lambda row: row.part, 50),
        Shown(_("From where"), lambda row: row.address, 18),
    ]
    found = with_words(rows_to_export(rows))
    respond = csv_response if as_csv else export_response
    return respond(request, "reads", title=_("Who opened what"), shown=shown, rows=found, narrowed=narrowed)


@require_GET
@asks("reads.browse")
def browse(request):
    """Everything opened, taken out or refused in the commune, the newest first."""
    held, form = held_by(request), ReadsFilter(request.GET, held=held_by(request))
    rows = reads_seen(request.user, held, **form.said())
    if is_export(request) or request.GET.get("format") == "csv":
        return reads_file(request, rows, words_of_filter(form), as_csv=not is_export(request))
    context = _page(rows, request) | {"filters": form, "is_narrowed": bool(form.said())}
    noted(request, "opened", commune_id=own_commune(request), what=f"reads?{request.GET.urlencode()}")
    return render(request, "workflows/trail/reads.html", context)
