"""Papers of a letter and of its rows: upload several at once, remove, download."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.attachments.serving import file_response
from documents.catalogue.kinds import SIGNED_LETTER
from documents.proposals import services
from documents.proposals.paper_places import places_of_letter, places_of_row
from documents.proposals.queries import papers_in_force, papers_seen, rows_of, rules_for
from documents.proposals.row_views import row_or_404
from documents.proposals.states import WITH_THE_UNIT, LetterState
from documents.proposals.views import GET_OR_POST, letter_or_404, writers_or_refusal
from permissions.pages import asks, held_by, next_page
from permissions.reads import noted
from permissions.refusals import NotNow, ValidationError

ROWS_A_PAGE = 50


def _take_in(request, letter, places, rows):
    """Keep every file that can be kept; what is refused stands in `errors` of its place. Returns the number kept."""
    count = 0
    for place in places:
        for upload in request.FILES.getlist(place.name):
            try:
                kept = services.attach_paper(
                    letter=letter,
                    nomination=rows.get(place.row_id),
                    kind=place.code,
                    upload=upload,
                    by=request.user,
                    acting_as=request.POST.get("acting_as", ""),
                )
            except ValidationError as fault:
                place.errors += fault.messages
            else:
                place.papers.append(kept)
                count += 1
    return count


def _tell(request, count, places):
    """The message after an upload; True when something has to be mended on the page."""
    if count:
        kept = ngettext("%(count)s file is kept.", "%(count)s files are kept.", count) % {"count": count}
        messages.success(request, kept)
    if any(place.errors for place in places):
        return True
    if not count:
        messages.warning(request, _("No file was chosen. Choose at least one, then press Upload."))
    return False


def _faulty(places):
    return [place for place in places if place.errors]


def _refuse_unless_open(letter):
    """Raises NotNow for a sent letter of which nothing is returned."""
    is_sent = letter.state == LetterState.SENT
    if is_sent and not letter.proposals.filter(state__in=WITH_THE_UNIT).exists():
        raise NotNow(_("Papers can be changed only in a draft, or while a proposal of it is returned to you."))


def _places(letter, shown, every_row, rules):
    """The places of the letter and, on each row shown, its own."""
    shared = places_of_letter(list(papers_in_force().filter(letter=letter, nomination=None)), every_row, rules)
    if letter.state == LetterState.AWAITING_SIGNATURE:
        shared = [place for place in shared if place.code == SIGNED_LETTER]
    for row in shown:
        row.places = places_of_row(row, rules)
        row.asked_places = [place for place in row.places if place.is_mandatory or place.papers]
        row.other_places = [place for place in row.places if place not in row.asked_places]
    return shared


def _open_rows(letter):
    """Rows whose papers may change now: all of a draft, those of returned proposals of a sent letter."""
    rows = rows_of(letter)
    return rows.filter(proposal__state__in=WITH_THE_UNIT) if letter.state == LetterState.SENT else rows


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def papers(request, code):
    """Every place for a paper on one page: a file input beside each, all sent at once."""
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    _refuse_unless_open(letter)
    every_row = list(_open_rows(letter))
    is_signing = letter.state == LetterState.AWAITING_SIGNATURE
    page = Paginator([] if is_signing else every_row, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rules = rules_for(letter, timezone.localdate())
    shared = _places(letter, page.object_list, every_row, rules)
    refused, count, places = False, 0, []
    if request.method == "POST":
        places = [*shared, *(place for row in page.object_list for place in row.places)]
        count = _take_in(request, letter, places, {row.pk: row for row in page.object_list})
        refused = _tell(request, count, places)
        if not refused:
            return redirect(next_page(request) or request.get_full_path())
    context = {
        "letter": letter,
        "shared": shared,
        "page": page,
        "is_signing": is_signing,
        "capacities": capacities,
        "refused": refused,
        "kept": count,
        "faulty": _faulty(places) if refused else [],
        "limit": settings.UPLOAD_LIMIT_BYTES,
        "next": next_page(request),
    }
    return render(request, "documents/proposals/papers.html", context, status=422 if refused else 200)


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def row_papers(request, code, pk):
    """The papers of one row."""
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    row = row_or_404(letter, pk)
    _refuse_unless_open(letter)
    row.places = places_of_row(row, rules_for(letter, timezone.localdate()))
    refused, count = False, 0
    if request.method == "POST":
        count = _take_in(request, letter, row.places, {row.pk: row})
        refused = _tell(request, count, row.places)
        if not refused:
            return redirect(next_page(request) or reverse("letters:row_papers", args=[code, pk]))
    context = {
        "letter": letter,
        "row": row,
        "capacities": capacities,
        "refused": refused,
        "kept": count,
        "faulty": _faulty(row.places),
        "limit": settings.UPLOAD_LIMIT_BYTES,
        "next": next_page(request),
    }
    return render(request, "documents/proposals/row_papers.html", context, status=422 if refused else 200)


@require_POST
@asks("letters.view")
def remove(request, code, pk):
    letter = letter_or_404(request, code)
    writers_or_refusal(request, letter)
    paper = get_object_or_404(letter.papers.select_related("letter__unit", "nomination"), pk=pk)
    services.remove_paper(paper=paper, by=request.user, acting_as=request.POST.get("acting_as", ""))
    messages.success(request, _("%(name)s is removed.") % {"name": paper.file_name})
    return redirect(next_page(request) or f"{reverse('letters:detail', args=[code])}#papers")


@require_GET
@asks("proposals.view")
def paper(request, code, pk):
    """The file, to who may see its letter or its proposal; every download leaves a record."""
    paper = get_object_or_404(papers_seen(request.user, held_by(request)).filter(letter__code=code), pk=pk)
    what = f"{paper.letter.stream}/papers/{paper.pk} {paper.blob.sha256}"
    noted(request, "downloaded", commune_id=paper.letter.commune_id, what=what)
    is_inline = paper.blob.is_shown_inline and "save" not in request.GET
    return file_response(paper.blob, paper.file_name, inline=is_inline)
