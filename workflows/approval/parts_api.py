"""Endpoints of deeds on some nominations of a dossier, the others going on."""

from documents.proposals.models import Nomination
from permissions.api_fields import Code
from permissions.endpoints import Asks, Endpoints, read_form
from workflows.approval import part_services as parts
from workflows.approval import schemas
from workflows.approval.api import proposal_or_404
from workflows.approval.forms import MoveForm, paper_of

router = Endpoints(tags=["proposals"])


@router.post("/proposals/{code}/nominations/suspend", auth=Asks("proposals.suspend"), response={201: schemas.Moved})
def suspend(request, code: Code, body: schemas.Suspension):
    """Split these nominations off and suspend them; returns the sister dossier."""
    shown = proposal_or_404(request, code)
    form = read_form(MoveForm(body.dict(), asks=["suspension"], proposal=shown))
    return parts.suspend_nominations(
        proposal=shown,
        row_version=body.row_version,
        nominations=Nomination.objects.filter(pk__in=body.nominations),
        by=request.user,
        acting_as=body.acting_as,
        **form.cleaned_data,
    )


@router.post("/proposals/{code}/nominations/withdraw", auth=Asks("proposals.withdraw"), response={201: schemas.Moved})
def withdraw(request, code: Code, body: schemas.Withdrawal):
    """Split these nominations off and withdraw them; returns the sister dossier."""
    return parts.withdraw_nominations(
        proposal=proposal_or_404(request, code),
        row_version=body.row_version,
        nominations=Nomination.objects.filter(pk__in=body.nominations),
        by=request.user,
        reason=body.reason,
        acting_as=body.acting_as,
    )


@router.post(
    "/proposals/{code}/nominations/record-withdrawal",
    auth=Asks("proposals.record_for_unit"),
    response={201: schemas.Moved},
)
def record_withdrawal(request, code: Code, body: schemas.WithdrawalOnPaper):
    """The same for a unit without accounts, from a paper of the arrival book; returns the sister dossier."""
    shown = proposal_or_404(request, code)
    return parts.record_withdrawal_of_nominations(
        proposal=shown,
        row_version=body.row_version,
        nominations=Nomination.objects.filter(pk__in=body.nominations),
        by=request.user,
        reason=body.reason,
        arrival=paper_of(shown, body.arrival),
        acting_as=body.acting_as,
    )
