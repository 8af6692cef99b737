"""Whether a nominee is somebody the award book knows: both sides, and the answer of who keeps the book."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.proposals.models import Nomination
from documents.proposals.queries import rows_seen
from documents.proposals.sent import sent_of
from documents.registry import services
from documents.registry.forms import AnswerForm
from documents.registry.models import Likeness
from documents.registry.queries import sides_of
from documents.registry.states import Answer
from documents.registry.views import attempt, keepers, recipient_or_404, status_of
from permissions import access
from permissions.pages import asks, held_by

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
@asks("registry.edit")
def same_as(request, pk, recipient):
    """Asked from the dossier: is this nominee that recipient?"""
    known = recipient_or_404(request, recipient)
    access.require(request.user, "registry.edit", known)
    held = held_by(request)
    seen = rows_seen(request.user, held).filter(proposal__commune=known.commune_id).select_related("proposal__letter")
    row = get_object_or_404(seen, pk=pk)
    sent_of(row.proposal, held).show_row(row)
    asked = Likeness.objects.filter(recipient=known, nomination=row).exclude(answer=Answer.WAITING).first()
    if asked is not None:
        return redirect("registry:question", asked.pk)
    form = AnswerForm(request.POST or None)

    def deed(**who):
        nominee = Nomination.objects.select_related("letter").get(pk=pk)
        return services.answer_of_nominee(recipient=known, nomination=nominee, **form.said(), **who)

    made, race = attempt(request, form, deed, known.commune_id)
    if made:
        messages.success(request, _("Answered."))
        return redirect("proposals:detail", row.proposal.code)
    _row, first, second = sides_of([Likeness(commune=known.commune, recipient=known, nomination=row)])[0]
    context = {"proposal": row.proposal, "row": row, "first": first, "second": second, "form": form}
    context |= {"capacities": keepers(request, known), "race": race}
    return render(request, "documents/proposals/same_as.html", context, status=status_of(form, race))
