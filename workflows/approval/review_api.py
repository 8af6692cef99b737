"""Endpoints of the review: remarks, answers, judgements."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from documents.proposals.queries import rows_of
from permissions.api_fields import Code, Key
from permissions.endpoints import Asks, Endpoints, read_form
from permissions.refusals import ValidationError
from workflows.approval import review_services as review
from workflows.approval import schemas
from workflows.approval.api import VIEW, proposal_or_404
from workflows.approval.forms import RemarkForm
from workflows.approval.models import Remark
from workflows.approval.queries import last_judgements, paper_titles
from workflows.approval.sight import remarks_seen, remarks_shown, sight_of

router = Endpoints(tags=["review"])
REVIEW = Asks("proposals.review")


@router.get("/proposals/{code}/remarks", auth=VIEW, response=list[schemas.Remark])
def remarks(request, code: Code):
    """The remarks on a dossier: outside the office those that were sent, outside the unit the answers that were."""
    shown = proposal_or_404(request, code)
    return remarks_shown(shown, sight_of(shown, request.held))


@router.post("/proposals/{code}/remarks", auth=REVIEW, response={201: schemas.Remark})
def note_remark(request, code: Code, body: schemas.NewRemark):
    """Note a demand, pinned to a field, a paper or a nomination; the unit sees it when the dossier is returned."""
    shown = proposal_or_404(request, code)
    rows = list(rows_of(shown))
    key = {"field": body.field, "paper": body.paper_kind, "nomination": body.nomination}.get(body.target)
    place = body.target if body.target == Remark.Target.GENERAL else f"{body.target}:{key}"
    said = {"place": place, "text": body.text}
    form = RemarkForm(said, nominations=rows, papers=paper_titles(shown, rows).items())
    read_form(form, {"place": {"paper": "paper_kind"}.get(body.target, body.target)})
    return review.note_remark(
        proposal=shown,
        row_version=body.row_version,
        by=request.user,
        text=form.cleaned_data["text"],
        acting_as=body.acting_as,
        **form.pinned(),
    )


def _remark(request, code, key):
    shown = proposal_or_404(request, code)
    rows = remarks_seen(shown, sight_of(shown, request.held)).select_related("proposal", "made_by", "answered_by")
    return get_object_or_404(rows, pk=key)


@router.post("/proposals/{code}/remarks/{key}/drop", auth=REVIEW, response={204: None})
def drop_remark(request, code: Code, key: Key, body: schemas.RemarkDeed):
    """Take back a remark the unit has not seen yet."""
    remark = _remark(request, code, key)
    review.drop_remark(remark=remark, row_version=body.row_version, by=request.user, acting_as=body.acting_as)


@router.post("/proposals/{code}/remarks/{key}/answer", auth=Asks("proposals.answer_remarks"), response=schemas.Remark)
def answer_remark(request, code: Code, key: Key, body: schemas.Answer):
    """The unit says what it did about a remark."""
    return review.answer_remark(
        remark=_remark(request, code, key),
        row_version=body.row_version,
        by=request.user,
        answer=body.answer,
        acting_as=body.acting_as,
    )


@router.post(
    "/proposals/{code}/remarks/{key}/enter-answer", auth=Asks("proposals.record_for_unit"), response=schemas.Remark
)
def enter_answer(request, code: Code, key: Key, body: schemas.Answer):
    """What a unit without accounts answered on paper."""
    return answer_remark(request, code, key, body)


@router.post("/proposals/{code}/remarks/{key}/settle", auth=REVIEW, response=schemas.Remark)
def settle_remark(request, code: Code, key: Key, body: schemas.RemarkDeed):
    """The reviewer is content with the answer."""
    remark = _remark(request, code, key)
    return review.settle_remark(remark=remark, row_version=body.row_version, by=request.user, acting_as=body.acting_as)


@router.get("/proposals/{code}/judgements", auth=VIEW, response=list[schemas.Judgement])
def judgements(request, code: Code):
    """The verdict that counts for each nomination: told to the office, to others once it is endorsed, to the unit
    only through the outcome."""
    shown = proposal_or_404(request, code)
    return list(last_judgements(shown).values()) if sight_of(shown, request.held).judgements else []


@router.post("/proposals/{code}/judgements", auth=REVIEW, response=schemas.Moved)
def judge(request, code: Code, body: schemas.Judgements):
    """Judge nominations of the present version; what is not named stays as it is."""
    shown = proposal_or_404(request, code)
    rows = {row.pk: row for row in shown.nominations.all()}
    if any(said.nomination not in rows for said in body.verdicts):
        raise ValidationError({"verdicts": _("This nomination belongs to another dossier.")})
    verdicts = [(rows[said.nomination], said.verdict, said.reason) for said in body.verdicts]
    return review.judge(
        proposal=shown, row_version=body.row_version, by=request.user, verdicts=verdicts, acting_as=body.acting_as
    )
