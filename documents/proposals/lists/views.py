"""Pages of a list from Excel: upload, look at every row with its faults, mend in place, take over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from documents.attachments.naming import clean_name
from documents.proposals.lists import columns, services
from documents.proposals.lists.checking import check_list
from documents.proposals.lists.faulty_file import faulty_file
from documents.proposals.lists.models import ListDraft
from documents.proposals.queries import forms_by_type
from documents.proposals.states import LetterState
from documents.proposals.views import letter_or_404, number_in, writers_or_refusal
from documents.sheets.serving import sheet_response
from permissions.pages import asks, next_page
from permissions.reads import noted, refused
from permissions.refusals import LostRace, NotNow, ValidationError

ROWS_A_PAGE = 50
CELL = "cell"


def drafter(request, code):
    """(the letter, the offices in which this person drafts). Raises NotYou, or NotNow for what is handed over."""
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    if not LetterState(letter.state).is_open_for_editing:
        raise NotNow(_("The letter has been handed over; ask for it back before changing the list."))
    return letter, capacities


def _deed(request, letter):
    return {"letter": letter, "by": request.user, "acting_as": request.POST.get("acting_as", "")}


def _back(request, letter):
    return redirect(next_page(request) or reverse("letters:excel", args=[letter.code]))


# --- upload --------------------------------------------------------------------------------------------
def _upload_page(request, letter, capacities, faults=()):
    context = {"letter": letter, "capacities": capacities, "refused": faults}
    return render(request, "documents/proposals/lists/upload.html", context, status=422 if faults else 200)


@require_GET
@asks("letters.view")
def sample(request, code):
    """The file to fill in, with what this letter may ask for."""
    letter, _capacities = drafter(request, code)
    content = columns.sample(letter, forms_by_type(letter, timezone.localdate()))
    return sheet_response(content, clean_name(_("Sample list %(code)s") % {"code": letter.code}))


@require_POST
@asks("letters.view")
def upload(request, code):
    letter, capacities = drafter(request, code)
    file = request.FILES.get("file")
    if file is None:
        return _upload_page(request, letter, capacities, [_("Choose the .xlsx file first.")])
    try:
        draft = services.upload_list(upload=file, **_deed(request, letter))
    except ValidationError as fault:
        return _upload_page(request, letter, capacities, fault.messages)
    told = ngettext("%(count)s row is read.", "%(count)s rows are read.", len(draft.rows)) % {"count": len(draft.rows)}
    messages.success(request, _("%(told)s Nothing is added to the letter yet.") % {"told": told})
    # What has to be mended first of all; a list without a fault is shown whole.
    return redirect(f"{reverse('letters:excel', args=[code])}?show=faulty")


# --- the rows that wait --------------------------------------------------------------------------------
def _cells(row, columns, shown, typed):
    """The cells of a row that are offered for mending, with what was typed in vain."""
    return [
        {
            "name": f"{CELL}-{row.number}-{column.key}",
            "column": column,
            "text": typed.get((row.number, column.key), row.texts[column.key]),
            "fault": row.fault_by_column.get(column.key),
        }
        for column in columns
        if column.key in shown
    ]


def _rows_page(request, letter, capacities, draft, *, race=None, typed=None):
    checked = check_list(draft.rows, letter)
    show = request.GET.get("show", "")
    if show == "faulty" and not checked.faulty:
        show = ""
    wanted = {"faulty": checked.faulty, "out": checked.left_out, "twins": checked.twins}.get(show, checked.rows)
    page = Paginator(wanted, ROWS_A_PAGE).get_page(request.GET.get("page"))
    opened = number_in(request.GET, "row")
    for row in page.object_list:
        keys = {column.key for column in checked.columns} if row.number == opened else set()
        keys |= {key for number, key in typed or {} if number == row.number}
        keys |= set() if row.is_out else set(row.fault_by_column)
        row.inputs = _cells(row, checked.columns, keys, typed or {})
    context = {
        "letter": letter,
        "capacities": capacities,
        "draft": draft,
        "checked": checked,
        "page": page,
        "opened": opened,
        "tabs": _tabs(request, checked, show),
        "here": request.get_full_path() if request.method == "GET" else reverse("letters:excel", args=[letter.code]),
        "race": race,
        "stored": _stored_otherwise(checked, typed or {}),
    }
    return render(request, "documents/proposals/lists/rows.html", context, status=race.status if race else 200)


def _stored_otherwise(checked, typed):
    """[(row and column, text now)] of the cells that somebody else wrote otherwise meanwhile."""
    rows, titles = {row.number: row for row in checked.rows}, {column.key: column.title for column in checked.columns}
    return [
        (_("Row %(row)s, %(column)s") % {"row": number, "column": titles[key]}, rows[number].texts[key] or _("(empty)"))
        for (number, key), text in typed.items()
        if number in rows and key in titles and rows[number].texts[key] != text
    ]


def _tabs(request, checked, show):
    address = request.path if request.method == "GET" else ""
    told = [
        ("", _("All rows"), len(checked.rows)),
        ("faulty", _("With a fault"), len(checked.faulty)),
        ("twins", _("Perhaps twice"), len(checked.twins)),
        ("out", _("Left out"), len(checked.left_out)),
    ]
    return [
        {"label": label, "url": f"{address}?show={name}" if name else address, "count": count, "active": show == name}
        for name, label, count in told
        if count or not name or show == name
    ]


@require_GET
@asks("letters.view")
def index(request, code):
    """The list that waits, or the way to upload one."""
    letter, capacities = drafter(request, code)
    draft = ListDraft.objects.filter(letter=letter).defer("content").first()
    if draft is None:
        return _upload_page(request, letter, capacities)
    return _rows_page(request, letter, capacities, draft)


@require_GET
@asks("letters.view")
def faults(request, code):
    """The same file with a column of faults and red cells."""
    letter, _capacities = drafter(request, code)
    draft = ListDraft.objects.filter(letter=letter).first()
    if draft is None:
        return redirect("letters:excel", code)
    noted(request, "exported", commune_id=letter.commune_id, what=f"{letter.stream}/excel {draft.sha256}")
    name = draft.file_name.rpartition(".")[0] or draft.file_name
    return sheet_response(faulty_file(draft, letter), _("%(name)s - faults") % {"name": name})


def _typed(values):
    """{(row, column): text} of the inputs of cells; of a cell named twice the last, which is the pressed button's."""
    found = {}
    for name in values:
        cell, _dash, rest = name.partition("-")
        number, _dash, key = rest.partition("-")
        if cell == CELL and number.isdecimal() and len(number) < 9:
            found[int(number), key] = values[name]
    return found


@require_POST
@asks("letters.view")
def mend(request, code):
    letter, capacities = drafter(request, code)
    typed = _typed(request.POST)
    version = number_in(request.POST, "row_version") or 0
    try:
        services.mend_cells(row_version=version, cells=typed, alike="alike" in request.POST, **_deed(request, letter))
    except LostRace as race:
        # The page answers this one itself, so it leaves the record that the middleware leaves of others.
        refused(request, race.code, commune_id=letter.commune_id)
        draft = ListDraft.objects.defer("content").get(letter=letter)
        return _rows_page(request, letter, capacities, draft, race=race, typed=typed)
    return _back(request, letter)


def _leave(request, code, *, is_out):
    letter, _capacities = drafter(request, code)
    version = number_in(request.POST, "row_version") or 0
    row = number_in(request.POST, "row")
    services.leave_out(row_version=version, row=row, is_out=is_out, **_deed(request, letter))
    return _back(request, letter)


@require_POST
@asks("letters.view")
def leave_out(request, code):
    return _leave(request, code, is_out=True)


@require_POST
@asks("letters.view")
def bring_back(request, code):
    return _leave(request, code, is_out=False)


# --- the end -------------------------------------------------------------------------------------------
def _take(request, code, *, only_good):
    letter, _capacities = drafter(request, code)
    version = number_in(request.POST, "row_version") or 0
    rows, rest = services.take_list(row_version=version, only_good=only_good, **_deed(request, letter))
    told = ngettext("%(count)s row is added.", "%(count)s rows are added.", len(rows)) % {"count": len(rows)}
    messages.success(request, told)
    if rest is not None:
        messages.warning(request, _("The rows with a fault wait here until you mend or drop them."))
        return redirect("letters:excel", code)
    return redirect(f"{reverse('letters:detail', args=[code])}#rows")


@require_POST
@asks("letters.view")
def take(request, code):
    """Every row that is not left out; refused while a fault stands."""
    return _take(request, code, only_good=False)


@require_POST
@asks("letters.view")
def take_good(request, code):
    """The rows without a fault alone, as the clerk says by this button."""
    return _take(request, code, only_good=True)


@require_POST
@asks("letters.view")
def drop(request, code):
    letter, _capacities = drafter(request, code)
    services.drop_list(row_version=number_in(request.POST, "row_version") or 0, **_deed(request, letter))
    messages.success(request, _("The list is dropped; the letter is as it was."))
    return redirect("letters:excel", code)
