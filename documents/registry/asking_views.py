"""“The same one?”: the questions that wait, both sides of one, the answer and its withdrawal."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.registry import services
from documents.registry.exports import questions_file
from documents.registry.forms import AnswerForm, ReasonForm, key_in
from documents.registry.queries import questions, sides_of
from documents.registry.states import Answer
from documents.registry.views import GET_OR_POST, ROWS_A_PAGE, attempt, keepers, status_of
from documents.sheets.serving import is_export
from permissions import access
from permissions.pages import asks, held_by, newest_first, state_tabs
from permissions.reads import opened


@require_GET
@asks("registry.edit")
def index(request):
    """Questions of one answer, those that wait first of all."""
    asked = request.GET.get("state")
    answer = Answer(asked) if asked in Answer.values else Answer.WAITING
    rows = questions(request.user, held_by(request), answer)
    if is_export(request):
        return questions_file(request, rows, answer.label)
    shown, newer_url, older_url = newest_first(rows, request, ROWS_A_PAGE)
    tabs = state_tabs(request, Answer.choices)
    if "state" not in request.GET:
        tabs[0]["active"] = True
    context = {"rows": sides_of(shown), "tabs": tabs, "previous_url": newer_url, "next_url": older_url}
    return render(request, "documents/registry/questions.html", context)


@GET_OR_POST
@asks("registry.edit")
def question(request, pk):
    """Both sides, and the answer; an answered one may be withdrawn."""
    rows = questions(request.user, held_by(request), None)
    likeness = opened(request, get_object_or_404(rows, pk=pk))
    access.require(request.user, "registry.edit", likeness.recipient)
    waits = likeness.answer == Answer.WAITING
    form = (AnswerForm if waits else ReasonForm)(request.POST or None)

    def deed(**who):
        version = key_in(request.POST, "row_version") or 0
        if waits:
            return services.answer(likeness=likeness, row_version=version, **form.said(), **who)
        return services.withdraw_answer(
            likeness=likeness, row_version=version, reason=form.cleaned_data["reason"], **who
        )

    made, race = attempt(request, form, deed, likeness.commune_id)
    if made:
        messages.success(request, _("Answered.") if waits else _("The question is open again."))
        return redirect("registry:questions")
    if race:
        likeness = rows.get(pk=pk)
        waits = likeness.answer == Answer.WAITING
    row, first, second = sides_of([likeness])[0]
    context = {
        "asked": row,
        "first": first,
        "second": second,
        "form": form,
        "capacities": keepers(request, likeness.recipient),
        "race": race,
        "waits": waits,
    }
    return render(request, "documents/registry/question.html", context, status=status_of(form, race))
