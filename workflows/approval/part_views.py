"""The pages on which some nominations of a dossier go another way than the others."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.proposals.sent import sent_of
from documents.proposals.states import Outcome
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.reads import refused
from permissions.refusals import LostRace, NotNow, ValidationError
from workflows.approval.parts import SUSPEND, WITHDRAW, WITHDRAW_ON_PAPER
from workflows.approval.views import proposal_or_404

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def _rows(proposal, held):
    sent = sent_of(proposal, held)
    rows = sent.show_rows(sent.rows_of(proposal))
    return [row for row in rows if row.outcome in (Outcome.PROPOSED, Outcome.PASSED)]


def _page(request, code, part):
    held = held_by(request)
    proposal = proposal_or_404(request, code, held=held)
    access.require(request.user, part.right, proposal)
    rows = _rows(proposal, held)
    form = part.form(request.POST or None, rows=rows, proposal=proposal)
    obstacles, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            sister = _done(request, proposal, rows, part, form)
        except ValidationError as fault:
            form.add_error(None, fault)
        except (NotNow, LostRace) as refusal:
            refused(request, refusal.code, commune_id=proposal.commune_id)
            obstacles, status = refusal.sentences, refusal.status
        else:
            told = {"code": sister.code, "mother": proposal.code}
            messages.success(request, _("They are in dossier %(code)s now; %(mother)s goes on without them.") % told)
            return redirect("proposals:detail", code)
    version = request.POST.get("row_version") or proposal.row_version
    offices = access.offices_with(part.right)
    context = {
        "proposal": proposal,
        "part": part,
        "form": form,
        "obstacles": obstacles,
        "row_version": version,
        "capacities": [c for c in held if c.office in offices and c.reaches(proposal)],
    }
    return render(request, "workflows/approval/some.html", context, status=422 if form.errors else status)


def _done(request, proposal, rows, part, form):
    """The sister."""
    facts = dict(form.cleaned_data)
    chosen = set(facts.pop("nominations"))
    return part.deed(
        proposal=proposal,
        row_version=whole_number(request.POST.get("row_version"), 0),
        nominations=[row for row in rows if row.pk in chosen],
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
        **facts,
    )


@GET_OR_POST
@asks("proposals.suspend")
def suspend_some(request, code):
    return _page(request, code, SUSPEND)


@GET_OR_POST
@asks("proposals.withdraw")
def withdraw_some(request, code):
    return _page(request, code, WITHDRAW)


@GET_OR_POST
@asks("proposals.record_for_unit")
def record_withdraw_some(request, code):
    return _page(request, code, WITHDRAW_ON_PAPER)
