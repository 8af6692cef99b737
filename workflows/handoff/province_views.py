"""The province's pages of a letter: acknowledge, return lines, answer by hand or by Excel, correct an answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.attachments.media_types import MediaType
from permissions import access
from permissions.pages import asks, held_by
from permissions.reads import noted
from permissions.refusals import NotNow, ValidationError
from workflows.handoff import province_services as services
from workflows.handoff import shown
from workflows.handoff.forms import CorrectionForm, LineForm, OnPaperForm
from workflows.handoff.queries import is_above, is_open
from workflows.handoff.sheets import ReadAnswers, answer_template
from workflows.handoff.states import Said
from workflows.handoff.views import GET_OR_POST, letter_or_404

MOST_BYTES = 5 * 1024 * 1024


def _begin(request, code, right):
    """(letter, form of the paper): asked at once whether the person may."""
    letter, held = letter_or_404(request, code), held_by(request)
    access.require(request.user, right, letter)
    is_asked = shown.is_on_paper(letter, held, timezone.localdate())
    if not is_asked and not is_above(letter, held):
        raise NotNow(_("The officer of the province records this; the province has an account here."))
    return letter, OnPaperForm(request.POST or None, letter=letter, is_asked=is_asked)


def _said(request, paper):
    return {
        "row_version": request.POST.get("row_version") or 0,
        "by": request.user,
        "acting_as": request.POST.get("acting_as", ""),
        "arrival": paper.cleaned_data.get("arrival"),
    }


def _page(request, template, letter, status=200, **context):
    right = context.pop("right")
    context |= {
        "letter": letter,
        "row_version": request.POST.get("row_version") or letter.row_version,
        "capacities": shown.holders(letter, right, held_by(request)),
    }
    return render(request, f"workflows/handoff/{template}.html", context, status=status)


@GET_OR_POST
@asks("province.acknowledge")
def acknowledge(request, code):
    """One button for the officer of the province; on paper the arrival is named first."""
    letter, paper = _begin(request, code, "province.acknowledge")
    if request.method == "POST" and paper.is_valid():
        services.acknowledge(transmittal=letter, **_said(request, paper))
        messages.success(request, _("The receipt is acknowledged; the commune and its units see it."))
        return redirect("transmittals:detail", code=code)
    status = 422 if paper.errors else 200
    return _page(request, "acknowledge", letter, status, paper=paper, right="province.acknowledge")


# --- return ----------------------------------------------------------------------------------------
def _open_ones(letter, request):
    return [line for line in shown.lines_for(letter, held_by(request)) if is_open(line)]


@GET_OR_POST
@asks("province.return")
def return_lines(request, code):
    """The open lines; those ticked go back, each with its reason."""
    letter, paper = _begin(request, code, "province.return")
    lines, faults, told, status = _open_ones(letter, request), {}, [], 200
    for line in lines:
        line.ticked, line.reason = f"line_{line.pk}" in request.POST, request.POST.get(f"reason_{line.pk}", "")
    if request.method == "POST":
        status = 422
        reasons = {line.pk: line.reason for line in lines if line.ticked}
        if not reasons:
            told = [_("Tick at least one nominee.")]
        elif paper.is_valid():
            try:
                services.return_lines(transmittal=letter, reasons=reasons, **_said(request, paper))
            except ValidationError as fault:
                faults = fault.message_dict
            else:
                done = _("Returned: %(count)s. The commune sees the reasons.") % {"count": len(reasons)}
                messages.success(request, done)
                return redirect("transmittals:detail", code=code)
    for line in lines:
        line.fault = " ".join(faults.get(f"reason_{line.pk}", []))
    return _page(request, "return", letter, status, paper=paper, lines=lines, told=told, right="province.return")


# --- answer ----------------------------------------------------------------------------------------
def _line_forms(lines, data=None, values=None):
    return [LineForm(data, line=line, initial=(values or {}).get(line.pk)) for line in lines]


def _spoken(forms):
    """[Spoken] of the lines that are answered."""
    above = {}
    for form in forms:
        form.take_paper_of(above)
    return [services.Spoken(line=form.line.pk, **form.cleaned_data) for form in forms if form.cleaned_data.get("said")]


def _put_faults(forms, fault):
    """Faults of the service onto the fields of the lines; returns those that belong to none."""
    left, by_line = [], {str(form.line.pk): form for form in forms}
    for field, sentences in getattr(fault, "error_dict", {"": fault.messages}).items():
        name, _underscore, key = field.rpartition("_")
        if key in by_line and name in by_line[key].fields:
            by_line[key].add_error(name, sentences)
        else:
            left += getattr(fault, "message_dict", {"": fault.messages}).get(field, [])
    return left


@GET_OR_POST
@asks("province.answer")
def record_answer(request, code):
    """All open lines on one page; those left at “not yet” stay open."""
    letter, paper = _begin(request, code, "province.answer")
    lines, told, status = _open_ones(letter, request), [], 200
    forms = _line_forms(lines, request.POST or None)
    if request.method == "POST":
        status = 422
        valid = paper.is_valid() & all([form.is_valid() for form in forms])
        if valid and not _spoken(forms):
            told = [_("Answer at least one nominee.")]
        elif valid:
            try:
                services.record_answer(transmittal=letter, answers=_spoken(forms), **_said(request, paper))
            except ValidationError as fault:
                told = _put_faults(forms, fault)
            else:
                messages.success(request, _("The answers are recorded."))
                return redirect("transmittals:detail", code=code)
    return _page(request, "answer", letter, status, paper=paper, forms=forms, told=told, right="province.answer")


def too_large():
    return _("Choose the filled-in Excel list, at most 5 MB.")


@require_GET
@asks("province.answer")
def answer_sheet(request, code):
    """The open lines as an Excel list to fill in."""
    letter, _paper = _begin(request, code, "province.answer")
    noted(request, "exported", commune_id=letter.commune_id, what=f"{letter.stream}/answer-sheet")
    response = HttpResponse(answer_template(letter, _open_ones(letter, request)), content_type=MediaType.XLSX.value)
    response["Content-Disposition"] = f'attachment; filename="{letter.code}-ket-qua.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@asks("province.answer")
def read_sheet(request, code):
    """A filled-in list laid into the form of the page, with every fault; nothing is recorded yet."""
    letter, _paper = _begin(request, code, "province.answer")
    lines, upload = _open_ones(letter, request), request.FILES.get("sheet")
    values, faults = {}, []
    if upload is None or upload.size > MOST_BYTES:
        faults = [too_large()]
    else:
        try:
            found = ReadAnswers(upload.read(), lines)
        except ValidationError as fault:
            faults = fault.messages
        else:
            values, faults = found.values, found.faults
    paper = OnPaperForm(letter=letter, is_asked=shown.is_on_paper(letter, held_by(request), timezone.localdate()))
    return _page(
        request,
        "answer",
        letter,
        422 if faults else 200,
        paper=paper,
        forms=_line_forms(lines, values=values),
        told=faults,
        read_count=len(values),
        right="province.answer",
    )


@GET_OR_POST
@asks("province.answer")
def correct_answer(request, code, line):
    """Another answer in the place of one; the first stays in the evidence."""
    letter, paper = _begin(request, code, "province.answer")
    lines = shown.lines_for(letter, held_by(request))
    chosen = next((each for each in lines if each.pk == line and each.answer), None)
    if chosen is None:
        raise Http404
    stands = {name: getattr(chosen.answer, name) for name in ("said", "number", "decided_on", "issuer", "reason")}
    form = LineForm(request.POST or None, line=chosen, initial=stands)
    form.fields["said"].choices = Said.choices
    why, status = CorrectionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if paper.is_valid() & form.is_valid() & why.is_valid():
            try:
                services.correct_answer(
                    transmittal=letter,
                    answer=services.Spoken(line=chosen.pk, **form.cleaned_data),
                    reason=why.cleaned_data["why"],
                    **_said(request, paper),
                )
            except ValidationError as fault:
                for sentence in _put_faults([form], fault):
                    why.add_error(None, sentence)
            else:
                messages.success(request, _("The answer is corrected; the first one stays in the trail."))
                return redirect("transmittals:detail", code=code)
    context = {"paper": paper, "form": form, "why": why, "line": chosen, "right": "province.answer"}
    return _page(request, "correct", letter, status, **context)
