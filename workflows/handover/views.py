"""Pages of hand-overs: issued decisions, the ceremony over some, one decision with its records, a correction."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.attachments.media_types import MediaType
from documents.attachments.serving import made_anew
from documents.proposals.naming import post_and_place
from documents.sheets.serving import is_export
from permissions import access
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first
from permissions.reads import noted, opened
from workflows.decisions.papers import number_of
from workflows.handover import papers, services
from workflows.handover.exports import awards_file
from workflows.handover.forms import CorrectionForm, Filters, HandoverForm, initial_of
from workflows.handover.models import Handover
from workflows.handover.queries import (
    awards_and_fallen,
    history_of,
    in_order_of_ceremony,
    issued_decisions,
    version_of,
)
from workflows.line_records.views import correction_page, record_lines, recorders
from workflows.receipts.models import About
from workflows.receipts.queries import receipts_of

PAGE = 25
MOST_DECISIONS = 50  # of one ceremony
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
_MEDIA = {"pdf": MediaType.PDF, "docx": MediaType.DOCX}


def decision_or_404(request, code):
    """The issued decision, if this person may see its hand-overs."""
    decision = opened(request, get_object_or_404(issued_decisions(request.user, held_by(request)), code=code))
    access.require(request.user, "handovers.view", decision)
    return decision


@require_GET
@asks("handovers.view")
def index(request):
    """The issued decisions, the newest first: some of them are ticked for a ceremony."""
    filters = Filters(request.GET)
    filters.is_valid()
    rows = with_words(issued_decisions(request.user, held_by(request)), filters.cleaned_data.get("q", ""))
    shown, newer_url, older_url = newest_first(rows, request, PAGE)
    for row in shown:
        row.document_number = number_of(row)
    context = {
        "rows": shown,
        "filters": filters,
        "newer_url": newer_url,
        "older_url": older_url,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "before", "after")),
    }
    return render(request, "workflows/handover/list.html", context)


def chosen_decisions(request, codes):
    """The decisions of a ceremony, of one commune. Raises Http404 where none is seen."""
    found = list(issued_decisions(request.user, held_by(request)).filter(code__in=codes)[:MOST_DECISIONS])
    if not found:
        raise Http404
    return [one for one in found if one.commune_id == found[0].commune_id]


def ceremony_file(request, decisions, which, ending):
    """The ceremony over these decisions as PDF, for Word or for Excel. which: order or receipt."""
    awards, commune = in_order_of_ceremony(decisions), decisions[0].commune
    if ending == "xlsx":
        return awards_file(request, "handovers/ceremony", awards)
    content = papers.render(which, commune, awards, ending)
    for decision in decisions:
        noted(request, "downloaded", commune_id=commune.pk, what=f"{decision.stream}/{which}.{ending}")
    return made_anew(content, papers.file_name(which, ending), _MEDIA[ending])


@require_GET
@asks("handovers.view")
def ceremony(request):
    """Whom to call up in which order, over the decisions that are named by `decision`."""
    codes = request.GET.getlist("decision")
    if not codes:
        messages.error(request, _("Tick the decisions whose awards are handed over."))
        return redirect("handover:list")
    decisions = chosen_decisions(request, codes)
    if is_export(request):
        return ceremony_file(request, decisions, "order", "xlsx")
    which, ending = request.GET.get("paper", ""), request.GET.get("format", "")
    if which in papers.COLUMNS and ending in _MEDIA:
        return ceremony_file(request, decisions, which, ending)
    awards = in_order_of_ceremony(decisions)
    for award in awards:
        award.line.detail, award.line.number = post_and_place(award.line.nomination), number_of(award.line.decision)
    address = "&".join(f"decision={one.code}" for one in decisions)
    return render(request, "workflows/handover/ceremony.html", {"awards": awards, "address": address})


@GET_OR_POST
@asks("handovers.view")
def detail(request, code):
    """The awards of one decision, and recording that several or all of them were handed over."""
    decision = decision_or_404(request, code)
    form = HandoverForm(request.POST or None, initial={"handed_on": timezone.localdate()})
    status = 200
    if request.method == "POST":
        status = record_lines(request, decision, form, right="handovers.record", service=services.record_handovers)
        if status is None:
            return redirect("handover:detail", code=code)
    awards = awards_and_fallen(decision)
    ticked = set(request.POST.getlist("lines"))
    for award in awards:
        award.line.detail = post_and_place(award.line.nomination)
        award.line.is_ticked = str(award.line.pk) in ticked or (request.method != "POST" and not award.fallen)
    capacities = recorders(request, decision, "handovers.record")
    context = {
        "decision": decision,
        "number": number_of(decision),
        "awards": awards,
        "past": [row for row in history_of(decision) if row.supersedes_id],
        "receipts": receipts_of(decision, About.HANDOVER),
        "about": About.HANDOVER,
        "form": form,
        "capacities": capacities,
        "has_fallen": any(award.fallen and award.is_open for award in awards),
        "may_record": bool(capacities) and any(award.is_open for award in awards),
        "row_version": request.POST.get("row_version") or version_of(decision),
    }
    return render(request, "workflows/handover/detail.html", context, status=status)


@GET_OR_POST
@asks("handovers.record")
def correct(request, code, pk):
    """Put another record in the place of one that is wrong; the old one stays readable."""
    decision = decision_or_404(request, code)
    rows = Handover.objects.filter(line__decision=decision).select_related("line__nomination", "line__decision")
    handover = get_object_or_404(rows, pk=pk)
    return correction_page(
        request,
        handover,
        CorrectionForm(request.POST or None, initial=initial_of(handover)),
        right="handovers.record",
        service=partial(services.correct_handover, handover=handover),
        topic="handover",
        titles=(_("Handing over"), _("Correct a record of a hand-over")),
    )
