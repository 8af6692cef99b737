"""Pages of the money of decisions: the list, one decision with its records, a correction, the list to print."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.attachments.media_types import MediaType
from documents.attachments.serving import made_anew
from documents.proposals.naming import post_and_place
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first, state_tabs
from permissions.reads import noted, opened
from workflows.decisions.models import Decision
from workflows.decisions.papers import number_of
from workflows.decisions.states import DecisionState
from workflows.line_records.views import correction_page, record_lines, recorders
from workflows.payments import papers, services
from workflows.payments.exports import money_file, state_words
from workflows.payments.forms import CorrectionForm, Filters, PaymentForm, initial_of
from workflows.payments.models import Payment
from workflows.payments.queries import (
    history_of,
    is_undecided,
    lines_with_money,
    money_of,
    to_decide_anew,
    totals_of,
    version_of,
)
from workflows.payments.states import Shown
from workflows.receipts.models import About
from workflows.receipts.queries import receipts_of

PAGE = 25
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
_MEDIA = {"pdf": MediaType.PDF, "docx": MediaType.DOCX}


def decision_or_404(request, code):
    """The issued decision, if this person may see its money."""
    rows = access.visible_to(request.user, Decision, acting=held_by(request))
    rows = rows.filter(state=DecisionState.ISSUED).select_related("commune", "award_form")
    decision = opened(request, get_object_or_404(rows, code=code))
    access.require(request.user, "payments.view", decision)
    return decision


@require_GET
@asks("payments.view")
def index(request):
    """Whose money was paid and whose was not, the newest first."""
    filters = Filters(request.GET)
    filters.is_valid()
    found = filters.cleaned_data
    rows = lines_with_money(request.user, held_by(request), found.get("state", ""))
    rows = with_words(rows, found.get("q", ""), "nomination__search_key")
    if is_export(request):
        return money_file(request, rows, words_of_filter(filters))
    shown, newer_url, older_url = newest_first(rows, request, PAGE)
    anew = to_decide_anew(shown)
    for line in shown:
        line.anew = anew.get(line.pk, "") if is_undecided(line) else ""
        line.decision_number, line.money_state = number_of(line.decision), state_words(line)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *Shown.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "state", "before", "after")),
    }
    return render(request, "workflows/payments/list.html", context)


@GET_OR_POST
@asks("payments.view")
def detail(request, code):
    """The money of one decision, and recording that of several of its lines at once."""
    decision = decision_or_404(request, code)
    form = PaymentForm(request.POST or None, initial={"state": "paid", "paid_on": timezone.localdate()})
    status = 200
    if request.method == "POST":
        status = record_lines(request, decision, form, right="payments.record", service=services.record_payments)
        if status is None:
            return redirect("payments:detail", code=code)
    rows = money_of(decision)
    ticked = set(request.POST.getlist("lines"))
    for row in rows:
        row.line.detail, row.line.is_ticked = post_and_place(row.line.nomination), str(row.line.pk) in ticked
    capacities = recorders(request, decision, "payments.record")
    context = {
        "decision": decision,
        "number": number_of(decision),
        "rows": rows,
        "totals": totals_of(rows),
        "past": [row for row in history_of(decision) if row.supersedes_id],
        "receipts": receipts_of(decision, About.PAYMENT),
        "about": About.PAYMENT,
        "form": form,
        "capacities": capacities,
        "has_fallen": any(row.fallen and row.is_open for row in rows),
        "may_record": bool(capacities) and any(row.is_open for row in rows),
        "row_version": request.POST.get("row_version") or version_of(decision),
    }
    return render(request, "workflows/payments/detail.html", context, status=status)


@GET_OR_POST
@asks("payments.record")
def correct(request, code, pk):
    """Put another record in the place of one that is wrong; the old one stays readable."""
    decision = decision_or_404(request, code)
    rows = Payment.objects.filter(line__decision=decision).select_related("line__nomination", "line__decision")
    payment = get_object_or_404(rows, pk=pk)
    return correction_page(
        request,
        payment,
        CorrectionForm(request.POST or None, initial=initial_of(payment)),
        right="payments.record",
        service=partial(services.correct_payment, payment=payment),
        topic="payments",
        titles=(_("Award money"), _("Correct a record of money")),
        amount=payment.line.bonus_amount,
    )


def list_file(request, decision, ending):
    """The treasurer's list, made anew each time and not kept. ending: pdf or docx."""
    if ending not in _MEDIA:
        raise Http404
    content = papers.render_list(decision, money_of(decision), ending)
    noted(request, "downloaded", commune_id=decision.commune_id, what=f"{decision.stream}/money.{ending}")
    return made_anew(content, papers.file_name(decision, ending), _MEDIA[ending])


@require_GET
@asks("payments.view")
def paper(request, code, ending):
    return list_file(request, decision_or_404(request, code), ending)
