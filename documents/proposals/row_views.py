"""Pages of the rows of a letter's list: add one after another, change, take off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from documents.campaigns.queries import criteria_for
from documents.proposals import services
from documents.proposals.forms import RowForm, next_row_initial, row_initial
from documents.proposals.paper_places import places_of_row
from documents.proposals.queries import rows_of, rules_for
from documents.proposals.states import LetterState, ProposalState
from documents.proposals.views import (
    GET_OR_POST,
    attempt,
    letter_or_404,
    number_in,
    status_of,
    writers_or_refusal,
)
from documents.registry.glance import known_of
from permissions.pages import asks, held_by, next_page
from permissions.refusals import NotNow

LAST_ROWS = 5


def _refuse_unless_draft(letter):
    if not LetterState(letter.state).is_open_for_editing:
        raise NotNow(_("The letter has been handed over; ask for it back before changing the list."))


def _beside(letter):
    """What stands beside every row form: the criteria of the campaign for this unit."""
    return {"letter": letter, "criteria": criteria_for(letter.campaign, letter.unit)}


def _to_take_over(request, letter):
    """The row whose kind, award form, place and period the next form repeats."""
    like = number_in(request.GET, "like")
    row = letter.nominations.filter(pk=like).first() if like else None
    return next_row_initial(row) if row else {"nominee_type": "individual"}


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def new(request, code):
    """The next empty row; after saving, the one after it is ready."""
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    _refuse_unless_draft(letter)
    form = RowForm(request.POST or None, letter=letter, initial=_to_take_over(request, letter))

    def add(**deed):
        return services.add_nomination(letter=letter, expected_order=number_in(request.POST, "order"), **deed)

    if request.method == "GET":
        form.fields["full_name"].widget.attrs["autofocus"] = True
    row, _race = attempt(request, letter, form, add)
    if row:
        messages.success(request, _("Row %(order)s is saved: %(name)s.") % {"order": row.order, "name": row.full_name})
        return redirect(f"{reverse('letters:row_new', args=[code])}?like={row.pk}")
    order = services.next_order(letter)
    context = _beside(letter) | {
        "form": form,
        "capacities": capacities,
        "order": number_in(request.POST, "order") or order,
        "last_rows": list(rows_of(letter).order_by("-order", "-pk")[:LAST_ROWS])[::-1],
        "row_count": order - 1,
    }
    return render(request, "documents/proposals/row_new.html", context, status=status_of(form, None))


@require_POST
@asks("letters.view")
def choices(request, code):
    """The row form for another kind of nominee, with all that was typed; saves nothing."""
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    row = letter.nominations.filter(pk=number_in(request.POST, "row")).first()
    typed = {name: request.POST.get(name, "") for name in RowForm.base_fields}
    form = RowForm(letter=letter, initial=typed)
    context = _beside(letter) | {
        "form": form,
        "carried": [(name, value) for name, value in typed.items() if value and name not in form.fields],
        "capacities": capacities,
        "order": number_in(request.POST, "order") or services.next_order(letter),
        "row": row,
        "row_version": number_in(request.POST, "row_version"),
        "next": next_page(request),
    }
    return render(request, f"documents/proposals/{'row' if row else 'row_new'}.html", context)


def row_or_404(letter, pk):
    return get_object_or_404(rows_of(letter).select_related("award_form", "proposal"), pk=pk)


def _is_open(letter, row):
    if row.proposal:
        return ProposalState(row.proposal.state).is_open_for_editing
    return LetterState(letter.state).is_open_for_editing


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def row(request, code, pk):
    """One row, in a draft or in a proposal that was returned to the unit."""
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    row = row_or_404(letter, pk)
    if not _is_open(letter, row):
        raise NotNow(_("This row can be changed only in a draft, or while its proposal is returned to the unit."))
    form = RowForm(request.POST or None, letter=letter, fixed=row if row.proposal else None, initial=row_initial(row))

    def change(**deed):
        version = number_in(request.POST, "row_version") or 0
        return services.change_nomination(nomination=row, row_version=version, **deed)

    changed, race = attempt(request, letter, form, change)
    if changed:
        messages.success(
            request, _("Row %(order)s is saved: %(name)s.") % {"order": changed.order, "name": changed.full_name}
        )
        return redirect(next_page(request) or f"{reverse('letters:detail', args=[code])}#rows")
    if race:
        row = row_or_404(letter, pk)
    context = _beside(letter) | {
        "form": form,
        "capacities": capacities,
        "row": row,
        "row_version": row.row_version,
        "known": known_of([row], unit=letter.unit, kind=letter.kind, held=held_by(request)).get(row.pk),
        "places": places_of_row(row, rules_for(letter, timezone.localdate())),
        "may_edit": True,
        "next": next_page(request),
        "race": race,
        "stored": form.stored_otherwise(row_initial(row)) if race else [],
    }
    return render(request, "documents/proposals/row.html", context, status=status_of(form, race))


@require_POST
@asks("letters.view")
def remove(request, code, pk):
    """Take a row off a draft; pressing twice is harmless."""
    letter = letter_or_404(request, code)
    writers_or_refusal(request, letter)
    row = letter.nominations.filter(pk=pk).first()
    if row is None:
        messages.info(request, _("This row has been taken off the list already."))
    else:
        services.remove_nomination(
            nomination=row,
            row_version=number_in(request.POST, "row_version") or 0,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
        messages.success(request, _("%(name)s is taken off the list.") % {"name": row.full_name})
    return redirect(f"{reverse('letters:detail', args=[code])}#rows")
