"""Endpoints of cancelling and correcting decisions: drafting, changing, the moves, the papers."""

from typing import Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from documents.arrivals.queries import arrivals_seen
from documents.attachments.serving import file_response
from documents.catalogue.queries import revocation_grounds_on
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.sheets.serving import words_of_query
from documents.signatures.told import file_for, files_for
from permissions import access
from permissions.api_fields import Code, Key, Page
from permissions.endpoints import Asks, Endpoints, chosen, read_form, seen_or_404
from permissions.keyset import page_of, with_words
from permissions.reads import noted, opened
from permissions.refusals import ValidationError
from workflows.approval.api import taken_by
from workflows.approval.moving import moves_of
from workflows.approval.schemas import Move, Moved, moves_out
from workflows.approval.signed_on_paper import signers_on
from workflows.decisions.models import Decision, DecisionLine
from workflows.revocations import papers, schemas, services
from workflows.revocations.exports import amendments_file
from workflows.revocations.forms import IssueForm
from workflows.revocations.later import later_of
from workflows.revocations.models import Amendment
from workflows.revocations.paper_views import paper_anew
from workflows.revocations.queries import (
    awaiting_signature,
    is_inside,
    kept_papers,
    lines_of,
    sees_what_came_later,
    with_line_count,
)
from workflows.revocations.unpaid import to_decide

router = Endpoints(tags=["cancelling and correcting decisions"])
VIEW, DRAFT, RECORD = Asks("decisions.view"), Asks("decisions.draft"), Asks("decisions.record_signature")
JOINED = ("commune", "rule_set", "drafted_by", "signed_by", "first_rendition__blob", "second_rendition__blob")


def _amendment_or_404(request, code):
    return seen_or_404(request, Amendment, *JOINED, code=code)


def _amendments(request, query):
    columns = {"state": query.state, "kind": query.kind}
    rows = access.visible_to(request.user, Amendment, acting=request.held)
    return with_words(rows.filter(**{column: value for column, value in columns.items() if value}), query.q)


@router.get("/amendments", auth=VIEW, response=Page[schemas.AmendmentRow])
def amendments(request, query: Query[schemas.AmendmentQuery]):
    """The cancelling and correcting decisions I may see, the newest first."""
    return page_of(with_line_count(_amendments(request, query)), ("-pk",), query)


@router.get("/amendments.xlsx", auth=VIEW)
def amendments_for_excel(request, query: Query[schemas.AmendmentQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return amendments_file(request, _amendments(request, query), words_of_query(query))


@router.get("/revocation-grounds", auth=DRAFT, response=list[schemas.Ground])
def grounds(request):
    """On which grounds an award may be revoked today."""
    return revocation_grounds_on(timezone.localdate())


def shown(request, amendment):
    """The paper with its list, and the renditions this person may open."""
    amendment.over = lines_of(amendment)
    kept = kept_papers(amendment, request.held)
    files = files_for(kept.values())
    amendment.papers = [
        {"name": name, "sha256": files[issued.pk].sha256, "made_at": issued.made_at} for name, issued in kept.items()
    ]
    return amendment


@router.get("/amendments/{code}", auth=VIEW, response=schemas.Amendment)
def amendment(request, code: Code):
    """One cancelling or correcting decision with its list."""
    return shown(request, _amendment_or_404(request, code))


@router.post("/amendments", auth=DRAFT, response={201: schemas.Amendment})
def draft(request, body: schemas.NewAmendment):
    """Draft a decision that revokes awards, or corrects words, of issued decisions."""
    seen = access.visible_to(request.user, Decision, acting=request.held)
    keys = {line.line for line in body.lines}
    known = set(DecisionLine.objects.filter(pk__in=keys, decision__in=seen).values_list("pk", flat=True))
    if unknown := sorted(keys - known):
        raise ValidationError({"lines": _("No such line: %(lines)s.") % {"lines": ", ".join(map(str, unknown))}})
    made = services.draft_amendment(
        kind=body.kind,
        lines=[line.said() for line in body.lines],
        values=body.words.dict(exclude_none=True),
        by=request.user,
        acting_as=body.acting_as,
    )
    return shown(request, made)


@router.patch("/amendments/{code}", auth=DRAFT, response=schemas.Amendment)
def change_draft(request, code: Code, body: schemas.AmendmentChange):
    """Change the words of a draft, or what it says of its lines."""
    changed = services.change_draft(
        amendment=_amendment_or_404(request, code),
        row_version=body.row_version,
        values=body.words.dict(exclude_none=True),
        lines=[line.said() for line in body.lines or []],
        by=request.user,
        acting_as=body.acting_as,
    )
    return shown(request, changed)


@router.get("/amendments/{code}/later", auth=VIEW, response=list[schemas.Later])
def later(request, code: Code):
    """Later awards and open dossiers of the nominees of a cancelling decision, for who reads both."""
    seen = _amendment_or_404(request, code)
    if not sees_what_came_later(seen, request.held):
        return []
    return later_of([line.line.nomination for line in lines_of(seen)])


@router.get("/amendments/{code}/unpaid", auth=VIEW, response=list[schemas.UnpaidTitle])
def unpaid(request, code: Code):
    """Titles without money because of one that this decision revokes: their money is to be decided anew."""
    seen = _amendment_or_404(request, code)
    if not (seen.is_revocation and is_inside(seen, request.held)):
        return []
    return to_decide(seen, lines_of(seen))


# --- moves ---------------------------------------------------------------------------------------------
@router.get("/amendments/{code}/moves", auth=VIEW, response=list[Move])
def moves(request, code: Code):
    """What my offices let me do with the paper, with the unmet conditions."""
    seen = _amendment_or_404(request, code)
    return moves_out(moves_of(seen, request.user, held=request.held), seen, request.held)


def _issuing(amendment, body):
    """Number and date, read by the form of the page; the date is today where none is named."""
    today = timezone.localdate()
    is_external = numbers.is_external(commune=amendment.commune, kind=RegisterKind.DECISION, year=today.year)
    said = {"issued_on": body.issued_on or today, "number": body.number}
    return read_form(IssueForm(said, is_external=is_external), said=said).cleaned_data


@router.post("/amendments/{code}/moves", auth=VIEW, response=Moved)
def move(request, code: Code, body: schemas.AmendmentMove):
    """Sign, send back, drop, or number and issue; awards are revoked or words corrected in the same act."""
    seen, deed = _amendment_or_404(request, code), services.DEEDS[body.move]
    facts = {"reason": body.reason} | (_issuing(seen, body) if body.move == "issue" else {})
    said = {"row_version": body.row_version, "by": request.user, "acting_as": body.acting_as}
    return deed(amendment=seen, **said, **taken_by(deed, facts))


@router.post("/arrivals/{key}/amendment-signature", auth=RECORD, response=Moved)
def record_signature(request, key: Key, body: schemas.PaperSignature):
    """Record that a drafted cancelling or correcting decision was signed on this paper."""
    seen = opened(request, get_object_or_404(arrivals_seen(request.user, request.held), pk=key))
    access.require(request.user, "decisions.record_signature", seen)
    paper = chosen(awaiting_signature(seen.commune_id), "amendment", code=body.amendment)
    able = {capacity.key: capacity for capacity in signers_on(seen.commune_id, "decisions.sign", body.signed_on)}
    return services.record_signature(
        amendment=paper,
        row_version=body.row_version,
        arrival=seen,
        signer=able.get(body.signer),
        signed_on=body.signed_on,
        by=request.user,
        acting_as=body.acting_as,
    )


# --- papers --------------------------------------------------------------------------------------------
@router.get("/amendments/{code}/anew/{ending}", auth=VIEW)
def anew(request, code: Code, ending: Literal["pdf", "docx"]):
    """The paper as it stands, for who works on it: PDF or Word, made anew each time and not kept."""
    return paper_anew(request, _amendment_or_404(request, code), ending, request.held)


@router.get("/amendments/{code}/papers/{name}", auth=VIEW)
def paper(request, code: Code, name: Code):
    """A kept paper: signed or issued; a unit gets the issued paper alone."""
    seen = _amendment_or_404(request, code)
    issued = kept_papers(seen, request.held).get(name)
    if issued is None:
        raise Http404
    file = file_for(issued)
    noted(request, "downloaded", commune_id=seen.commune_id, what=f"{seen.stream}/papers/{name} {file.sha256}")
    return file_response(file, papers.file_name(seen, name), inline=False)
