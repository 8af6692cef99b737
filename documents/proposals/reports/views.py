"""Pages of reports uploaded together: what matched, what is doubtful, what was refused; attached in one act."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from documents.proposals.lists.views import drafter
from documents.proposals.reports import services
from documents.proposals.reports.matching import match_reports
from documents.proposals.reports.places import kinds_of
from documents.proposals.views import GET_OR_POST, number_in
from permissions.pages import asks

ROWS_TO_CHOOSE_FROM = 200


def _deed(request, letter):
    return {"letter": letter, "by": request.user, "acting_as": request.POST.get("acting_as", "")}


def _page(request, letter, capacities, *, refused=()):
    rows = list(letter.nominations.select_related("award_form").order_by("order", "pk"))
    waiting = list(letter.waiting_reports.select_related("blob"))
    found = match_reports({report.pk: report.file_name for report in waiting}, rows)
    named = {row.pk: row for row in rows}
    for report in waiting:
        report.match = found[report.pk]
        report.likely = [named[pk] for pk in report.match.likely]
        report.row = named.get(report.match.row_id)
    others = rows if len(rows) <= ROWS_TO_CHOOSE_FROM else []
    context = {
        "letter": letter,
        "capacities": capacities,
        "waiting": waiting,
        "sure": sum(1 for report in waiting if report.row),
        "rows": others,
        "row_count": len(rows),
        "kinds": kinds_of(letter, rows, timezone.localdate()),
        "refused": refused,
    }
    return render(request, "documents/proposals/reports.html", context, status=422 if refused else 200)


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def reports(request, code):
    """Upload files, and see to which rows they belong."""
    letter, capacities = drafter(request, code)
    if request.method == "GET":
        return _page(request, letter, capacities)
    uploads = request.FILES.getlist("files")
    if not uploads:
        messages.warning(request, _("No file was chosen. Choose at least one, then press Upload."))
        return redirect("letters:reports", code)
    kept, refused = services.take_in(uploads=uploads, **_deed(request, letter))
    if kept:
        told = ngettext("%(count)s file is read.", "%(count)s files are read.", len(kept)) % {"count": len(kept)}
        messages.success(request, _("%(told)s Nothing is attached yet.") % {"told": told})
    return _page(request, letter, capacities, refused=refused) if refused else redirect("letters:reports", code)


def _rows(values):
    """{file: row} of the choices; a file without a row is left waiting."""
    chosen = {}
    for name in values:
        file, row = name.removeprefix("row-"), number_in(values, name)
        if name.startswith("row-") and file.isdecimal() and len(file) < 19 and row:
            chosen[int(file)] = row
    return chosen


@require_POST
@asks("letters.view")
def attach(request, code):
    """Every file to the row chosen for it, in one act."""
    letter, _capacities = drafter(request, code)
    kinds = {place.code for place in kinds_of(letter, letter.nominations.select_related("award_form"))}
    kind = request.POST.get("kind", "")
    papers = services.attach_all(
        kind=kind if kind in kinds else next(iter(kinds)),
        rows=_rows(request.POST),
        row_version=number_in(request.POST, "row_version") or 0,
        **_deed(request, letter),
    )
    told = ngettext("%(count)s paper is attached.", "%(count)s papers are attached.", len(papers))
    messages.success(request, told % {"count": len(papers)})
    return redirect("letters:reports", code) if letter.waiting_reports.exists() else redirect("letters:detail", code)


@require_POST
@asks("letters.view")
def drop(request, code):
    letter, _capacities = drafter(request, code)
    services.drop_report(report=number_in(request.POST, "report") or 0, **_deed(request, letter))
    return redirect("letters:reports", code)
