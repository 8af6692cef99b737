"""The yearly view of the council: page and workbook."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.sheets.serving import Shown, export_response, is_export
from permissions.fields import EARLIEST_YEAR, LATEST_YEAR, whole_number
from permissions.pages import asks, held_by
from workflows.council.yearly import year_of, years_of


def year_asked(said):
    """The year that was asked for; this year where none or none that can be was."""
    number = whole_number(said)
    return number if number and EARLIEST_YEAR <= number < LATEST_YEAR else timezone.localdate().year


def _lines(year):
    """The three tables as rows of one sheet: (what, which, figures ...)."""
    for meeting in year.meetings:
        yield _("Meeting"), f"{meeting.code} {meeting.title}", timezone.localdate(meeting.held_at), meeting.item_count
    for person in year.attended:
        yield _("Member"), person.full_name, None, person.meetings, person.present, person.in_writing, person.absent
    for form in year.decided:
        told = (form.dossiers, form.passed, form.not_passed, form.deferred, form.median_days, form.longest_days)
        yield _("Award form"), str(form.award_form), None, *told


def year_file(request, year):
    """The year as a workbook, with its record of access."""
    titles = [
        (_("What"), 14),
        (_("Which"), 44),
        (_("Day"), 14),
        (_("Meetings or dossiers"), 14),
        (_("Present or passed"), 14),
        (_("In writing or not passed"), 14),
        (_("Absent or deferred"), 14),
        (_("Days to the vote, middle"), 14),
        (_("Days to the vote, longest"), 14),
    ]
    rows = [[*line, *[None] * (len(titles) - len(line))] for line in _lines(year)]
    shown = [
        Shown(title, lambda row, place=place: row[place], width, "date" if place == 2 else "text")
        for place, (title, width) in enumerate(titles)
    ]
    title = _("The council in %(year)s") % {"year": year.number}
    return export_response(request, "council-year", title=title, shown=shown, rows=rows, narrowed=str(year.number))


@require_GET
@asks("meetings.view")
def yearly(request):
    """Meetings, attendance, verdicts and waiting times of a year."""
    held = held_by(request)
    number = year_asked(request.GET.get("year"))
    year = year_of(number, request.user, held)
    if is_export(request):
        return year_file(request, year)
    context = {"year": year, "years": years_of(request.user, held)}
    return render(request, "workflows/council/yearly.html", context)
