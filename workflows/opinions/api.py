"""Endpoints of opinions: what was asked, asking, answering, recording what came on paper, the files."""

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import File, Form, Query
from ninja.files import UploadedFile

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from documents.proposals.models import Proposal
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Code, Key, Page
from permissions.endpoints import Asks, Endpoints, read_form, seen_or_404
from permissions.keyset import page_of, with_words
from permissions.reads import noted
from permissions.refusals import ValidationError
from workflows.approval.moving import moves_of
from workflows.approval.schemas import Move, moves_out
from workflows.opinions import papers, schemas, services
from workflows.opinions.asking import units_to_ask
from workflows.opinions.exports import opinions_file
from workflows.opinions.forms import AnswerForm, RecordForm
from workflows.opinions.models import Opinion
from workflows.opinions.queries import as_sent, dossier_shown, files_shown, letter_shown, papers_shown

router = Endpoints(tags=["opinions"])
VIEW, ASK = Asks("opinions.view"), Asks("opinions.ask")
JOINED = ("commune", "unit", "proposal", "asked_by", "answered_by", "letter__blob")


def opinion_or_404(request, code):
    """The opinion, if this person may see it."""
    return seen_or_404(request, Opinion, *JOINED, code=code)


def _shown(request, opinion):
    opinion.files_shown = files_shown(opinion, request.held)
    return opinion


def _opinions(request, query):
    rows = access.visible_to(request.user, Opinion, acting=request.held)
    return with_words(rows.filter(state=query.state) if query.state else rows, query.q)


@router.get("/opinions", auth=VIEW, response=Page[schemas.OpinionRow])
def opinions(request, query: Query[schemas.OpinionQuery]):
    """What was asked of my units, or in my commune, the newest first."""
    return page_of(_opinions(request, query).select_related("unit"), ("-pk",), query)


@router.get("/opinions.xlsx", auth=VIEW)
def opinions_for_excel(request, query: Query[schemas.OpinionQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return opinions_file(request, _opinions(request, query), words_of_query(query))


@router.get("/opinions/{code}", auth=VIEW, response=schemas.Opinion)
def opinion(request, code: Code):
    """One question with its answer."""
    return _shown(request, opinion_or_404(request, code))


@router.get("/opinions/{code}/dossier", auth=VIEW, response=schemas.Dossier)
def dossier(request, code: Code):
    """The dossier as it was sent, to the unit that is asked, until it has answered or its time is over."""
    asked = opinion_or_404(request, code)
    proposal = dossier_shown(asked, request.held)
    if proposal is None:
        raise Http404
    noted(request, "opened", commune_id=asked.commune_id, what=f"{asked.stream} {proposal.code}")
    return as_sent(proposal)


@router.get("/opinions/{code}/moves", auth=VIEW, response=list[Move])
def moves(request, code: Code):
    """What my offices let me do from here."""
    shown = opinion_or_404(request, code)
    found = moves_of(shown, request.user, held=request.held)
    return moves_out([move for move in found if move.name in services.DEEDS], shown, request.held)


@router.post("/proposals/{code}/opinions", auth=ASK, response={201: list[schemas.OpinionRow]})
def ask(request, code: Code, body: schemas.Question):
    """Ask one or several bodies about a dossier under review."""
    proposal = seen_or_404(request, Proposal, "commune", "unit", code=code)
    access.require(request.user, "opinions.ask", proposal, acting_as=body.acting_as)
    units = list(units_to_ask(proposal).filter(code__in=body.units))
    if unknown := sorted(set(body.units) - {unit.code for unit in units}):
        raise ValidationError({"units": _("%(unit)s cannot be asked about this dossier.") % {"unit": unknown[0]}})
    return services.ask(
        proposal=proposal,
        row_version=body.row_version,
        by=request.user,
        units=units,
        bodies=body.bodies,
        question=body.question,
        acting_as=body.acting_as,
    )


@router.post("/opinions/{code}/answer", auth=Asks("opinions.answer"), response=schemas.Opinion)
def answer(request, code: Code, body: Form[schemas.GivenAnswer], file: list[UploadedFile] = File([])):  # noqa: B008 - how django-ninja names a file
    """The unit that is asked gives its opinion; `file` may come several times."""
    asked = opinion_or_404(request, code)
    form = read_form(AnswerForm(body.dict(), {"uploads": file} if file else {}))
    made = services.answer(
        opinion=asked,
        row_version=body.row_version,
        version=body.version,
        by=request.user,
        acting_as=body.acting_as,
        **form.cleaned_data,
    )
    return _shown(request, made)


@router.post("/opinions/{code}/record", auth=Asks("opinions.record"), response=schemas.Opinion)
def record(request, code: Code, body: schemas.RecordedAnswer):
    """Record for a body what it answered on paper, from its paper in the arrival book."""
    asked = opinion_or_404(request, code)
    form = read_form(RecordForm(body.dict(), opinion=asked))
    made = services.record_on_paper(
        opinion=asked, row_version=body.row_version, by=request.user, acting_as=body.acting_as, **form.cleaned_data
    )
    return _shown(request, made)


@router.post("/opinions/{code}/withdraw", auth=ASK, response=schemas.Opinion)
def withdraw(request, code: Code, body: schemas.Withdrawal):
    """Take the question back; the unit sees the dossier no longer."""
    made = services.withdraw_question(
        opinion=opinion_or_404(request, code),
        row_version=body.row_version,
        by=request.user,
        reason=body.reason,
        acting_as=body.acting_as,
    )
    return _shown(request, made)


# --- files ---------------------------------------------------------------------------------------------
def _given(request, opinion, blob, name, what):
    what = f"{opinion.stream}/{what} {blob.sha256}"
    noted(request, "downloaded", commune_id=opinion.commune_id, what=what)
    return file_response(blob, name, inline=False)


@router.get("/opinions/{code}/letter", auth=VIEW)
def letter(request, code: Code):
    """The letter to a body that is asked on paper, as PDF."""
    found = opinion_or_404(request, code)
    issued = letter_shown(found, request.held)
    if issued is None:
        raise Http404
    return _given(request, found, issued.blob, papers.file_name(found), "letter")


@router.get("/opinions/{code}/letter/word", auth=VIEW)
def letter_word(request, code: Code):
    """The same letter for Word, made anew each time."""
    found = opinion_or_404(request, code)
    if letter_shown(found, request.held) is None:
        raise Http404
    content = papers.render_word(found)
    noted(request, "downloaded", commune_id=found.commune_id, what=f"{found.stream}/letter/word")
    return made_anew(content, papers.file_name(found, "docx"), MediaType.DOCX)


@router.get("/opinions/{code}/files/{key}", auth=VIEW)
def file(request, code: Code, key: Key):
    """A file of the answer."""
    found = opinion_or_404(request, code)
    one = files_shown(found, request.held).filter(pk=key).first()
    if one is None:
        raise Http404
    return _given(request, found, one.blob, one.file_name, f"files/{one.pk}")


@router.get("/opinions/{code}/papers/{key}", auth=VIEW)
def paper(request, code: Code, key: Key):
    """A paper of the dossier, to the unit that is asked, while it may see the dossier."""
    found = opinion_or_404(request, code)
    one = papers_shown(found, request.held).get(key)
    if one is None:
        raise Http404
    return _given(request, found, one.blob, one.file_name, f"papers/{one.pk}")
