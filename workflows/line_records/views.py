"""What the pages of money and of hand-overs have in common: recording several lines at once, correcting one record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import held_by
from permissions.reads import refused
from permissions.refusals import NotNow, ValidationError
from workflows.decisions.papers import number_of
from workflows.line_records.fallen import fallen_of
from workflows.line_records.queries import holding, version_of


def recorders(request, decision, right):
    """The capacities in which this person may record."""
    return access.own_first(access.holding(held_by(request), right, decision))


def _said(request, form):
    return {
        "row_version": request.POST.get("row_version") or 0,
        "values": form.cleaned_data,
        "by": request.user,
        "acting_as": request.POST.get("acting_as", ""),
    }


def record_lines(request, decision, form, *, right, service):
    """Record for the lines that are ticked; returns the status of the page to be mended, None when it is done."""
    access.require(request.user, right, decision, acting_as=request.POST.get("acting_as", ""))
    if not form.is_valid():
        return 422
    lines = [key for key in request.POST.getlist("lines") if key.isdecimal()]
    said = {"decision": decision, "lines": lines, **_said(request, form)}
    made, status = _made(request, decision.commune_id, form, service, said)
    if status:
        return status
    told = ngettext("Recorded for %(count)s nominee.", "Recorded for %(count)s nominees.", len(made))
    messages.success(request, told % {"count": len(made)})
    return None


def correction_page(request, record, form, *, right, service, topic, titles, amount=None):
    """Another record in the place of one; the old one stays readable.

    service: called with what was said. topic: of the addresses. titles: (of the list, of the page). amount: in đồng.
    """
    decision, back = record.line.decision, f"{topic}:detail"
    access.require(request.user, right, decision)
    status = 200
    if request.method == "POST":
        status = _correct(request, record, form, service)
        if status is None:
            messages.success(request, _("The record is corrected; the old one stays readable below."))
            return redirect(back, code=decision.code)
    elif not holding(type(record)).filter(pk=record.pk).exists():
        return redirect(back, code=decision.code)
    context = {
        "decision": decision,
        "number": number_of(decision),
        "record": record,
        "form": form,
        "list_url": reverse(f"{topic}:list"),
        "back_url": reverse(back, args=[decision.code]),
        "amount": amount,
        "fallen": fallen_of([record.line]).get(record.line_id),
        "titles": titles,
        "capacities": recorders(request, decision, right),
        "row_version": request.POST.get("row_version") or version_of(type(record), decision),
    }
    return render(request, "workflows/line_records/correct.html", context, status=status)


def _correct(request, record, form, service):
    if not form.is_valid():
        return 422
    _made_anew, status = _made(request, record.commune_id, form, service, _said(request, form))
    return status


def _made(request, commune_id, form, service, said):
    """(what the service made, None), or (None, status of the page to be mended)."""
    try:
        return service(**said), None
    except ValidationError as fault:
        refused_by_field(form, fault)
        return None, 422
    except NotNow as refusal:
        form.add_error(None, refusal.sentences)
        refused(request, refusal.code, commune_id=commune_id)
        return None, refusal.status
