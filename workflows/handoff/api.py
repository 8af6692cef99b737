"""Endpoints of letters to the province for the commune: what may go, drafting, changing, the moves, the papers."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Query
from ninja.files import UploadedFile

from documents.arrivals.queries import arrivals_seen
from documents.arrivals.schemas import Arrival as ArrivalOut
from documents.arrivals.schemas import Numbering, NumberingIn
from documents.attachments.media_types import MediaType
from documents.attachments.models import Blob
from documents.attachments.serving import file_response, made_anew
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Proposal
from documents.sheets.serving import words_of_query
from documents.signatures.told import file_for
from permissions import access
from permissions.api_fields import Code, Key, Page
from permissions.endpoints import Asks, Endpoints, chosen, read_form, seen_or_404
from permissions.keyset import page_of
from permissions.reads import opened
from permissions.refusals import ValidationError
from workflows.approval.api import taken_by
from workflows.approval.moving import moves_of
from workflows.approval.schemas import Move, Moved, moves_out
from workflows.approval.signed_on_paper import signers_on
from workflows.handoff import carrying, papers, schemas, services, shown
from workflows.handoff.carriage_models import Carriage
from workflows.handoff.carriage_views import carriage_or_404
from workflows.handoff.differences import changes_of
from workflows.handoff.edxml import arriving, recording
from workflows.handoff.edxml.reading import MESSAGE_LIMIT_BYTES, STATUS_LIMIT_BYTES
from workflows.handoff.edxml_views import message_file
from workflows.handoff.exports import transmittals_file
from workflows.handoff.file_views import note_download
from workflows.handoff.forms import ForwardForm
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import (
    awaiting_signature,
    found_by_words,
    is_inside,
    lines_as_sent,
    ready_to_forward,
    register_of,
    with_totals,
)
from workflows.handoff.states import TransmittalState

router = Endpoints(tags=["transmittals"])
VIEW, DRAFT = Asks("transmittals.view"), Asks("transmittals.draft")
REGISTER = Asks("arrivals.register")
RECORD, FORWARD = Asks("transmittals.record_signature"), Asks("transmittals.forward")
JOINED = (
    "commune__parent",
    "award_form",
    "rule_set",
    "drafted_by",
    "first_rendition__blob",
    "second_rendition__blob",
)


def letter_or_404(request, code):
    """The letter, if this person may see it."""
    return seen_or_404(request, Transmittal, *JOINED, code=code)


@router.get("/transmittals", auth=VIEW, response=Page[schemas.TransmittalRow])
def transmittals(request, query: Query[schemas.TransmittalQuery]):
    """The letters to the province I may see, the newest first."""
    return page_of(with_totals(_letters(request, query)).select_related("award_form", "commune"), ("-pk",), query)


@router.get("/transmittals.xlsx", auth=VIEW)
def transmittals_for_excel(request, query: Query[schemas.TransmittalQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return transmittals_file(request, _letters(request, query), words_of_query(query))


def _letters(request, query):
    columns = {"state": query.state, "award_form__code": query.award_form}
    rows = access.visible_to(request.user, Transmittal, acting=request.held)
    rows = rows.filter(**{column: value for column, value in columns.items() if value})
    return found_by_words(rows, query.q, request.held)


@router.get("/transmittals/ready", auth=DRAFT, response=list[schemas.Ready])
def ready(request):
    """Dossiers that may go to the province, by award form."""
    commune = access.require(request.user, "transmittals.draft").appointment.unit.commune
    groups = ready_to_forward(commune, timezone.localdate())
    for proposal in (proposal for group in groups for proposal in group.proposals):
        proposal.nominee_count = len(proposal.passed)
    return groups


def told(request, letter):
    """The letter with its lines and sendings as this person reads them."""
    opens = shown.may_open_packages(letter, request.held)
    letter.nominees = shown.lines_for(letter, request.held)
    for line in letter.nominees:
        line.status = str(line.status[0])
        line.returned_because = line.last_return.reason if line.last_return else ""
        line.files = shown.files_of(line) if opens else []
    letter.sent = list(letter.sendings.all()) if opens else []
    if not opens:  # a unit reads what became of its nominees, not what the commune wrote of all
        letter.grounds = letter.request = letter.recipients = letter.addressees = ""
    return letter


@router.get("/transmittals/{code}", auth=VIEW, response=schemas.Transmittal)
def transmittal(request, code: Code):
    """One letter with its list and where each nominee stands."""
    return told(request, letter_or_404(request, code))


@router.post("/transmittals", auth=DRAFT, response={201: schemas.Transmittal})
def draft(request, body: schemas.NewTransmittal):
    """Draft a letter over all passed nominations; words left out are the last sent-back draft's, else suggested."""
    seen = access.visible_to(request.user, Proposal, acting=request.held).select_related("commune", "award_form")
    found = {row.code: row for row in seen.filter(code__in=[chosen.code for chosen in body.proposals])}
    if unknown := [chosen.code for chosen in body.proposals if chosen.code not in found]:
        raise ValidationError({"proposals": _("No such dossier: %(codes)s.") % {"codes": ", ".join(unknown)}})
    made = services.draft_transmittal(
        proposals=list({chosen.code: found[chosen.code] for chosen in body.proposals}.values()),
        row_versions={found[chosen.code].pk: chosen.row_version for chosen in body.proposals},
        values=body.words.dict(exclude_none=True),
        by=request.user,
        acting_as=body.acting_as,
    )
    return told(request, made)


@router.patch("/transmittals/{code}", auth=DRAFT, response=schemas.Transmittal)
def change_draft(request, code: Code, body: schemas.TransmittalChange):
    """Change the words of a draft or the order of its list."""
    changed = services.change_draft(
        transmittal=letter_or_404(request, code),
        row_version=body.row_version,
        values=body.words.dict(exclude_none=True),
        order=body.order,
        by=request.user,
        acting_as=body.acting_as,
    )
    return told(request, changed)


# --- numbers -------------------------------------------------------------------------------------------
@router.get("/registers/transmittals", auth=FORWARD, response=Numbering)
def numbering(request):
    """This year's register of letters to the province."""
    commune = access.require(request.user, "transmittals.forward").appointment.unit.commune
    return register_of(commune, timezone.localdate().year)


@router.put("/registers/transmittals", auth=FORWARD, response=Numbering)
def choose_numbering(request, body: NumberingIn):
    """Choose how this year's letters to the province are numbered, before the first number is out."""
    capacity = access.require(request.user, "transmittals.forward", acting_as=body.acting_as)
    return numbers.choose_mode(
        commune=capacity.appointment.unit.commune,
        kind=RegisterKind.TRANSMITTAL,
        year=timezone.localdate().year,
        row_version=body.row_version,
        mode=body.mode,
        by=request.user,
        acting_as=capacity.key,
    )


# --- moves ---------------------------------------------------------------------------------------------
@router.get("/transmittals/{code}/moves", auth=VIEW, response=list[Move])
def moves(request, code: Code):
    """What my offices let me do with the letter, with the unmet conditions. The province's deeds have their own
    endpoints: acknowledge, returns, answers."""
    seen = letter_or_404(request, code)
    return moves_out(moves_of(seen, request.user, held=request.held), seen, request.held)


def _forwarding(letter, body):
    """Number and date, read by the form of the page; the date is today where none is named."""
    today = timezone.localdate()
    is_external = numbers.is_external(commune=letter.commune, kind=RegisterKind.TRANSMITTAL, year=today.year)
    said = {"issued_on": body.issued_on or today, "number": body.number}
    return read_form(ForwardForm(said, is_external=is_external), said=said).cleaned_data


@router.post("/transmittals/{code}/moves", auth=VIEW, response=Moved)
def move(request, code: Code, body: schemas.TransmittalMove):
    """Sign, send back, number and forward, or forward again; the dossiers move in the same act."""
    seen, deed = letter_or_404(request, code), services.DEEDS[body.move]
    facts = {"reason": body.reason, "dossiers": body.dossiers}
    facts |= _forwarding(seen, body) if body.move == "forward" else {}
    return deed(
        transmittal=seen,
        row_version=body.row_version,
        by=request.user,
        acting_as=body.acting_as,
        **taken_by(deed, facts),
    )


# --- signed on paper -----------------------------------------------------------------------------------
@router.post("/arrivals/{key}/transmittal-signature", auth=RECORD, response=Moved)
def record_signature(request, key: Key, body: schemas.PaperSignature):
    """Record that a drafted letter was signed on this paper; who could sign: `GET /arrivals/{key}/signers`."""
    arrival = opened(request, get_object_or_404(arrivals_seen(request.user, request.held), pk=key))
    access.require(request.user, "transmittals.record_signature", arrival)
    able = {each.key: each for each in signers_on(arrival.commune_id, "transmittals.sign", body.signed_on)}
    return services.record_signature(
        transmittal=chosen(awaiting_signature(arrival.commune_id), "transmittal", code=body.transmittal),
        row_version=body.row_version,
        arrival=arrival,
        signer=able.get(body.signer),
        signed_on=body.signed_on,
        by=request.user,
        acting_as=body.acting_as,
    )


# --- papers --------------------------------------------------------------------------------------------
@router.get("/transmittals/{code}/papers/draft", auth=VIEW)
def draft_paper(request, code: Code):
    """The draft as it would be printed, made anew each time and not kept."""
    seen = letter_or_404(request, code)
    if seen.state != TransmittalState.DRAFTED:
        raise Http404
    note_download(request, seen, "papers/draft")
    pdf = papers.render_letter(seen, lines_as_sent(seen), on=timezone.localdate(seen.drafted_at))
    return made_anew(pdf, papers.file_name(seen, "draft"), MediaType.PDF)


@router.get("/transmittals/{code}/papers/word", auth=VIEW)
def word(request, code: Code):
    """The letter with its list for Word, made anew each time."""
    seen = letter_or_404(request, code)
    if not is_inside(seen, request.held) and not shown.kept_papers(seen, request.held):
        raise Http404
    note_download(request, seen, "papers/word")
    on = seen.issued_on or timezone.localdate(seen.signed_at or seen.drafted_at)
    content = papers.render_letter_docx(seen, lines_as_sent(seen), on=on)
    return made_anew(content, papers.file_name(seen, "word"), MediaType.DOCX)


@router.get("/transmittals/{code}/papers/{name}", auth=VIEW)
def paper(request, code: Code, name: Code):
    """A kept paper: signed or issued."""
    seen = letter_or_404(request, code)
    issued = shown.kept_papers(seen, request.held).get(name)
    if issued is None:
        raise Http404
    blob = file_for(issued)
    note_download(request, seen, f"papers/{name}", blob.sha256)
    return file_response(blob, papers.file_name(seen, name), inline=False)


def _sending(request, code, number):
    seen = letter_or_404(request, code)
    if not shown.may_open_packages(seen, request.held):
        raise Http404
    return seen, get_object_or_404(seen.sendings.select_related("package", "note__blob"), number=number)


@router.get("/transmittals/{code}/sendings/{number}/package", auth=VIEW)
def package(request, code: Code, number: Key):
    """The package of a sending, byte for byte as it was sent: a BagIt zip."""
    seen, sending = _sending(request, code, number)
    note_download(request, seen, f"sendings/{number}/package", sending.sha256)
    return file_response(sending.package, papers.file_name(seen, "package", number), inline=False)


@router.get("/transmittals/{code}/sendings/{number}/note", auth=VIEW)
def note(request, code: Code, number: Key):
    """The consignment note of a sending, which prints the hash of the manifest."""
    seen, sending = _sending(request, code, number)
    note_download(request, seen, f"sendings/{number}/note", sending.note.sha256)
    return file_response(sending.note.blob, papers.file_name(seen, "note", number), inline=False)


@router.get("/transmittals/{code}/sendings/{number}/note/word", auth=VIEW)
def note_word(request, code: Code, number: Key):
    """The same note for Word, made anew each time from the package as it was sent."""
    seen, sending = _sending(request, code, number)
    note_download(request, seen, f"sendings/{number}/note/word")
    content = papers.render_consignment_docx(sending)
    return made_anew(content, papers.file_name(seen, "note_word", number), MediaType.DOCX)


@router.get("/transmittals/{code}/sendings/{number}/edxml", auth=VIEW)
def edxml(request, code: Code, number: Key):
    """The message of a sending after QCVN 102:2016, where both bodies have their electronic identifier."""
    seen, sending = _sending(request, code, number)
    return message_file(request, seen, sending)


@router.post("/axis-documents", auth=REGISTER, response={201: ArrivalOut})
def register_message(request, body: Form[schemas.NewMessage], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Register a document that came over the document axis, from its message file (edXML)."""
    capacity = access.require(request.user, "arrivals.register", acting_as=body.acting_as)
    arrival, _left = arriving.register_message(
        commune=capacity.appointment.unit.commune,
        content=file.read(MESSAGE_LIMIT_BYTES + 1),
        chosen=body.chosen,
        number=body.number,
        by=request.user,
        acting_as=capacity.key,
    )
    return arrival


@router.post("/transmittals/{code}/statuses", auth=FORWARD, response={201: schemas.ReceiverStatus})
def record_status(request, code: Code, body: Form[schemas.NewStatus], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Record what a receiver says of the letter, from the file of its status message."""
    seen = letter_or_404(request, code)
    content = file.read(STATUS_LIMIT_BYTES + 1)
    values = {"row_version": body.row_version, "by": request.user, "acting_as": body.acting_as}
    return recording.record_status(transmittal=seen, content=content, **values)


@router.get("/transmittals/{code}/carriages", auth=VIEW, response=list[schemas.Carriage])
def carriages(request, code: Code):
    """How far the packages of a letter are with each carrier."""
    seen = letter_or_404(request, code)
    if not shown.may_open_packages(seen, request.held):
        raise Http404
    return Carriage.objects.filter(sending__transmittal=seen).select_related("sending")


@router.post("/transmittals/{code}/carriages/{carriage}/again", auth=FORWARD, response=schemas.Carriage)
def carry_again(request, code: Code, carriage: Key, body: schemas.CarryAgain):
    """Have a package carried again that did not arrive."""
    row = carriage_or_404(letter_or_404(request, code), carriage)
    values = {"row_version": body.row_version, "by": request.user, "acting_as": body.acting_as}
    return carrying.carry_again(carriage=row, **values)


@router.get("/transmittals/{code}/statuses", auth=VIEW, response=list[schemas.ReceiverStatus])
def statuses(request, code: Code):
    """What the receiver said of the letter, the oldest first."""
    seen = letter_or_404(request, code)
    if not shown.may_open_packages(seen, request.held):
        raise Http404
    return seen.receiver_statuses.all()


@router.get("/transmittals/{code}/sendings/{number}/changes", auth=VIEW, response=list[schemas.LineChanges])
def changes(request, code: Code, number: Key):
    """What a sending says otherwise than the one before, line by line; nothing for a first one."""
    _seen, sending = _sending(request, code, number)
    return [
        {"line": each.line.pk, "full_name": each.line.nomination.full_name, "changes": each.changes}
        for each in changes_of(sending)
    ]


@router.get("/transmittals/{code}/lines/{line}/files/{sha256}", auth=VIEW)
def nominee_file(request, code: Code, line: Key, sha256: str):
    """A paper of a nominee as the last sending gave it."""
    seen = letter_or_404(request, code)
    if not shown.may_open_packages(seen, request.held):
        raise Http404
    found = next((each for each in shown.lines_for(seen, request.held) if each.pk == line), None)
    named = next((file for file in shown.files_of(found) if file["sha256"] == sha256), None) if found else None
    if named is None:
        raise Http404
    note_download(request, seen, f"lines/{line}", sha256)
    return file_response(Blob.objects.get(sha256=sha256), named["file_name"], inline=False)
