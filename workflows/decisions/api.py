"""Endpoints of decisions: what may be decided, drafting, changing, the moves, the papers."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from documents.arrivals.queries import arrivals_seen
from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Proposal
from documents.sheets.serving import words_of_query
from documents.signatures.told import files_for
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
from workflows.decisions import papers, schemas, services
from workflows.decisions.exports import decision_numbers_file, decisions_file
from workflows.decisions.forms import IssueForm, RegisterForm
from workflows.decisions.models import Decision
from workflows.decisions.queries import (
    awaiting_signature,
    is_inside,
    kept_papers,
    lines_of,
    ready_to_decide,
    register_of,
    with_totals,
)
from workflows.decisions.states import DecisionState

router = Endpoints(tags=["decisions"])
VIEW, DRAFT, ISSUE = Asks("decisions.view"), Asks("decisions.draft"), Asks("decisions.issue")
RECORD = Asks("decisions.record_signature")
KEPT = ("first_rendition", "second_rendition", "certificates")
JOINED = ("commune", "award_form", "rule_set", "drafted_by", "signed_by", *(f"{name}__blob" for name in KEPT))


def decision_or_404(request, code):
    """The decision, if this person may see it."""
    return seen_or_404(request, Decision, *JOINED, code=code)


def _decisions(request, query):
    columns = {"state": query.state, "award_form__code": query.award_form}
    rows = access.visible_to(request.user, Decision, acting=request.held)
    return with_words(rows.filter(**{column: value for column, value in columns.items() if value}), query.q)


@router.get("/decisions", auth=VIEW, response=Page[schemas.DecisionRow])
def decisions(request, query: Query[schemas.DecisionQuery]):
    """The decisions I may see, the newest first."""
    return page_of(with_totals(_decisions(request, query)).select_related("award_form"), ("-pk",), query)


@router.get("/decisions.xlsx", auth=VIEW)
def decisions_for_excel(request, query: Query[schemas.DecisionQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return decisions_file(request, _decisions(request, query), words_of_query(query))


@router.get("/decisions/ready", auth=DRAFT, response=list[schemas.Ready])
def ready(request):
    """Passed dossiers that wait for a decision of the chair, by award form."""
    commune = access.require(request.user, "decisions.draft").appointment.unit.commune
    groups = ready_to_decide(commune, timezone.localdate())
    for proposal in (proposal for group in groups for proposal in group.proposals):
        proposal.nominee_count = len(proposal.passed)
    return groups


@router.get("/registers/decisions", auth=ISSUE, response=schemas.Register)
def register(request):
    """This year's register of decisions."""
    commune = access.require(request.user, "decisions.issue").appointment.unit.commune
    return register_of(commune, timezone.localdate().year)


@router.get("/registers/decisions.xlsx", auth=ISSUE)
def register_for_excel(request):
    """The numbers of this year's register as a file; every file taken out leaves a record."""
    commune = access.require(request.user, "decisions.issue").appointment.unit.commune
    return decision_numbers_file(request, register_of(commune, timezone.localdate().year))


@router.put("/registers/decisions", auth=ISSUE, response=schemas.Register)
def choose_register(request, body: schemas.RegisterIn):
    """Choose how this year's decisions are numbered, before the first number is out."""
    capacity = access.require(request.user, "decisions.issue", acting_as=body.acting_as)
    form = read_form(RegisterForm(body.dict(include={"mode", "symbol"})))
    return numbers.choose_mode(
        commune=capacity.appointment.unit.commune,
        kind=RegisterKind.DECISION,
        year=timezone.localdate().year,
        row_version=body.row_version,
        by=request.user,
        acting_as=capacity.key,
        **form.cleaned_data,
    )


def shown(request, decision):
    """The decision with its list, and the papers this person may open."""
    decision.nominees = lines_of(decision)
    kept = kept_papers(decision, request.held)
    blobs = files_for(kept.values())
    decision.papers = [
        {"name": name, "sha256": blobs[issued.pk].sha256, "made_at": issued.made_at} for name, issued in kept.items()
    ]
    return decision


@router.get("/decisions/{code}", auth=VIEW, response=schemas.Decision)
def decision(request, code: Code):
    """One decision with its list."""
    return shown(request, decision_or_404(request, code))


@router.post("/decisions", auth=DRAFT, response={201: schemas.Decision})
def draft(request, body: schemas.NewDecision):
    """Draft a decision over all passed nominations; words left out are the last sent-back draft's, else suggested."""
    seen = access.visible_to(request.user, Proposal, acting=request.held).select_related("commune", "award_form")
    found = {row.code: row for row in seen.filter(code__in=[chosen.code for chosen in body.proposals])}
    if unknown := [chosen.code for chosen in body.proposals if chosen.code not in found]:
        raise ValidationError({"proposals": _("No such dossier: %(codes)s.") % {"codes": ", ".join(unknown)}})
    made = services.draft_decision(
        proposals=list({chosen.code: found[chosen.code] for chosen in body.proposals}.values()),
        row_versions={found[chosen.code].pk: chosen.row_version for chosen in body.proposals},
        values=body.words.dict(exclude_none=True),
        by=request.user,
        acting_as=body.acting_as,
    )
    return shown(request, made)


@router.patch("/decisions/{code}", auth=DRAFT, response=schemas.Decision)
def change_draft(request, code: Code, body: schemas.DecisionChange):
    """Change the words of a draft or the order of its list."""
    changed = services.change_draft(
        decision=decision_or_404(request, code),
        row_version=body.row_version,
        values=body.words.dict(exclude_none=True),
        order=body.order,
        by=request.user,
        acting_as=body.acting_as,
    )
    return shown(request, changed)


# --- moves ---------------------------------------------------------------------------------------------
@router.get("/decisions/{code}/moves", auth=VIEW, response=list[Move])
def moves(request, code: Code):
    """What my offices let me do with the decision, with the unmet conditions."""
    seen = decision_or_404(request, code)
    return moves_out(moves_of(seen, request.user, held=request.held), seen, request.held)


def _issuing(decision, body):
    """Number and date, read by the form of the page; the date is today where none is named."""
    today = timezone.localdate()
    is_external = numbers.is_external(commune=decision.commune, kind=RegisterKind.DECISION, year=today.year)
    said = {"issued_on": body.issued_on or today, "number": body.number}
    return read_form(IssueForm(said, is_external=is_external), said=said).cleaned_data


@router.post("/decisions/{code}/moves", auth=VIEW, response=Moved)
def move(request, code: Code, body: schemas.DecisionMove):
    """Sign, send back, or number and issue; its proposals move in the same act."""
    seen, deed = decision_or_404(request, code), services.DEEDS[body.move]
    facts = {"reason": body.reason} | (_issuing(seen, body) if body.move == "issue" else {})
    if "stock" in body.model_fields_set:
        facts["stock"] = body.stock
    return deed(
        decision=seen,
        row_version=body.row_version,
        by=request.user,
        acting_as=body.acting_as,
        **taken_by(deed, facts),
    )


# --- signed on paper -----------------------------------------------------------------------------------
def _arrival(request, key):
    seen = opened(request, get_object_or_404(arrivals_seen(request.user, request.held), pk=key))
    access.require(request.user, "decisions.record_signature", seen)
    return seen


@router.get("/arrivals/{key}/signers", auth=RECORD, response=list[schemas.Signer])
def signers(request, key: Key):
    """Who could sign decisions on the day on which the paper arrived."""
    seen = _arrival(request, key)
    return signers_on(seen.commune_id, "decisions.sign", seen.arrived_on)


@router.post("/arrivals/{key}/decision-signature", auth=RECORD, response=Moved)
def record_signature(request, key: Key, body: schemas.PaperSignature):
    """Record that a drafted decision was signed on this paper."""
    seen = _arrival(request, key)
    decision = chosen(awaiting_signature(seen.commune_id), "decision", code=body.decision)
    able = {capacity.key: capacity for capacity in signers_on(seen.commune_id, "decisions.sign", body.signed_on)}
    return services.record_signature(
        decision=decision,
        row_version=body.row_version,
        arrival=seen,
        signer=able.get(body.signer),
        signed_on=body.signed_on,
        by=request.user,
        acting_as=body.acting_as,
    )


# --- papers --------------------------------------------------------------------------------------------
@router.get("/decisions/{code}/papers/draft", auth=VIEW)
def draft_paper(request, code: Code):
    """The draft as it would be printed, made anew each time and not kept."""
    seen = decision_or_404(request, code)
    if seen.state != DecisionState.DRAFTED:
        raise Http404
    noted(request, "downloaded", commune_id=seen.commune_id, what=f"{seen.stream}/papers/draft")
    pdf = papers.render_draft(seen, lines_of(seen), request.held)
    return made_anew(pdf, papers.file_name(seen, "draft"), MediaType.PDF)


@router.get("/decisions/{code}/papers/word", auth=VIEW)
def word(request, code: Code):
    """The decision with its list for Word, made anew each time; for who works on it in the commune."""
    seen = decision_or_404(request, code)
    if not is_inside(seen, request.held):
        raise Http404
    noted(request, "downloaded", commune_id=seen.commune_id, what=f"{seen.stream}/papers/word")
    content = papers.render_word(seen, lines_of(seen), request.held)
    return made_anew(content, papers.file_name(seen, "word"), MediaType.DOCX)


@router.get("/decisions/{code}/papers/{name}", auth=VIEW)
def paper(request, code: Code, name: Code):
    """A kept paper: signed, issued or certificates; a unit gets the issued decision alone."""
    seen = decision_or_404(request, code)
    issued = kept_papers(seen, request.held).get(name)
    if issued is None:
        raise Http404
    what = f"{seen.stream}/papers/{name} {issued.sha256}"
    noted(request, "downloaded", commune_id=seen.commune_id, what=what)
    return file_response(issued.blob, papers.file_name(seen, name), inline=False)
