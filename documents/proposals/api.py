"""Endpoints of letters and the rows of their lists, as the pages write them; papers: papers_api.py."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from documents.arrivals.queries import arrivals_seen
from documents.campaigns.models import Campaign
from documents.catalogue.models import AwardForm
from documents.proposals import schemas, services
from documents.proposals.checklist import checklist
from documents.proposals.exports import letters_file, nominations_file
from documents.proposals.forms import LetterForm, RowForm, letter_initial, row_initial
from documents.proposals.models import Letter, Proposal
from documents.proposals.queries import is_written_by, letters_with_words, rows_seen, units_to_draft_for, with_row_count
from documents.proposals.sent import sent_of, show_letters
from documents.proposals.states import LetterState
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Code, DeedOnRow, Key, Page
from permissions.endpoints import Asks, Endpoints, chosen, read_form, seen_or_404
from permissions.keyset import page_of
from permissions.reads import opened

router = Endpoints(tags=["letters"])
VIEW = Asks("letters.view")
JOINED = ("commune", "unit", "campaign", "rule_set")


def letter_or_404(request, code):
    """The letter, if this person may see it."""
    return seen_or_404(request, Letter, *JOINED, code=code)


def letter_to_write(request, code, acting_as):
    """The letter, for who may write on it now. Raises NotYou or NotNow for the others who see it."""
    letter = letter_or_404(request, code)
    services.require_writer(letter, by=request.user, acting_as=acting_as)
    return letter


# --- letters -------------------------------------------------------------------------------------------
def _letters(request, query):
    rows = letters_with_words(access.visible_to(request.user, Letter, acting=request.held), query.q)
    if query.unit:
        rows = rows.filter(unit__code=query.unit)
    return with_row_count(rows.filter(state=query.state) if query.state else rows)


@router.get("/letters", auth=VIEW, response=Page[schemas.LetterRow])
def letters(request, query: Query[schemas.LetterQuery]):
    """The letters I may see, the newest first."""
    page = page_of(_letters(request, query).select_related("unit", "campaign"), ("-pk",), query)
    show_letters(page["items"], request.held)
    return page


@router.get("/letters.xlsx", auth=VIEW)
def letters_for_excel(request, query: Query[schemas.LetterQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return letters_file(request, _letters(request, query), words_of_query(query))


@router.get("/letters/{code}", auth=VIEW, response=schemas.Letter)
def letter(request, code: Code):
    """One letter with the proposals made of it; its rows: /nominations?letter=..."""
    made = Prefetch("proposals", Proposal.objects.order_by("pk"))
    seen = seen_or_404(request, Letter.objects.prefetch_related(made), *JOINED, code=code)
    return sent_of(seen, request.held).show_letter(seen)


def _basis(kind, campaign):
    """Kind and campaign as the one choice that the form asks for."""
    if campaign is None:
        return kind
    key = Campaign.objects.filter(code=campaign).values_list("pk", flat=True).first()
    return f"{kind}:{key or 0}"


def _letter_values(letter, body, **options):
    """What the body says over what the letter says, read by the form of the page."""
    said = body.dict(exclude_unset=True, exclude={"acting_as", "row_version", "unit", "kind", "campaign", "arrival"})
    if body.kind or body.campaign:
        said["basis"] = _basis(body.kind or "campaign", body.campaign)
    form = LetterForm((letter_initial(letter) if letter else {}) | said, **options)
    return read_form(form, {"basis": "campaign" if body.campaign else "kind"}, said).values()


@router.post("/letters", auth=VIEW, response={201: schemas.Letter})
def draft(request, body: schemas.NewLetter):
    """Start a letter of a unit; nothing is sent yet."""
    unit = chosen(units_to_draft_for(request.held), "unit", code=body.unit)
    values = _letter_values(None, body, commune_id=unit.commune_id, received=not unit.has_accounts)
    seen = arrivals_seen(request.user, request.held)
    arrival = chosen(seen, "arrival", pk=body.arrival) if body.arrival else None
    return services.draft_letter(unit=unit, values=values, by=request.user, acting_as=body.acting_as, arrival=arrival)


@router.patch("/letters/{code}", auth=VIEW, response=schemas.Letter)
def change(request, code: Code, body: schemas.LetterChange):
    """Change the letter's own fields: in draft, by the head before signing, or while a proposal of it is returned."""
    seen = letter_to_write(request, code, body.acting_as)
    is_draft = LetterState(seen.state).is_open_for_editing
    values = _letter_values(
        seen,
        body,
        commune_id=seen.commune_id,
        received=not seen.unit.has_accounts and seen.arrival_id is None,
        fixed_basis=not is_draft,
        signing=seen.state == LetterState.AWAITING_SIGNATURE,
    )
    return services.save_letter(
        letter=seen, row_version=body.row_version, values=values, by=request.user, acting_as=body.acting_as
    )


@router.get("/letters/{code}/checklist", auth=VIEW, response=list[schemas.Check])
def lines_of_checklist(request, code: Code):
    """What the letter has and what it still lacks before it can be sent; told to who writes it."""
    seen = letter_or_404(request, code)
    return checklist(seen, on=timezone.localdate()) if is_written_by(seen, request.held) else []


# --- rows ----------------------------------------------------------------------------------------------
def _whole(request, query):
    """The letter or proposal whose rows are asked for."""
    if query.proposal:
        return seen_or_404(request, Proposal, "unit", code=query.proposal)
    return seen_or_404(request, Letter, "unit", code=query.letter)


@router.get("/nominations", auth=Asks("proposals.view"), response=Page[schemas.Nomination])
def nominations(request, query: Query[schemas.NominationQuery]):
    """The rows of one letter or of one proposal, in the order of the list; outside the unit as they were sent."""
    whole = _whole(request, query)
    sent = sent_of(whole, request.held)
    rows = sent.rows_of(whole).select_related("award_form", "letter", "proposal")
    page = page_of(sent.with_words(rows, query.q), ("order", "pk"), query)
    sent.show_rows(page["items"])
    return page


@router.get("/nominations.xlsx", auth=Asks("proposals.view"))
def nominations_for_excel(request, query: Query[schemas.NominationQuery]):
    """All rows of one letter or of one proposal as a file."""
    whole = _whole(request, query)
    return nominations_file(request, whole, sent_of(whole, request.held))


@router.get("/nominations/{key}", auth=Asks("proposals.view"), response=schemas.Nomination)
def nomination(request, key: Key):
    """One row with its papers; outside the unit as it was sent."""
    row = get_object_or_404(rows_seen(request.user, request.held), pk=key)
    whole = opened(request, row.proposal or row.letter)
    sent = sent_of(whole, request.held)
    rows = sent.rows_of(whole).select_related("award_form", "letter", "proposal")
    return sent.show_rows(rows.filter(pk=key))[0]


def _row_values(letter, row, body):
    """What the body says over what the row says, read by the form of the page."""
    said = body.dict(exclude_unset=True, exclude={"acting_as", "row_version", "expected_order"})
    if "is_female" in said:
        said["is_female"] = {True: "f", False: "m", None: ""}[said["is_female"]]
    if said.get("award_form"):
        form = AwardForm.objects.filter(code=said["award_form"]).values_list("pk", flat=True).first()
        said["award_form"] = form or 0
    fixed = row if row and row.proposal_id else None
    form = RowForm((row_initial(row) if row else {}) | said, letter=letter, fixed=fixed)
    return read_form(form, said=said).values()


@router.post("/letters/{code}/nominations", auth=VIEW, response={201: schemas.Nomination})
def add_nomination(request, code: Code, body: schemas.NewNomination):
    """Add a row at the end of a draft's list."""
    seen = letter_to_write(request, code, body.acting_as)
    row = services.add_nomination(
        letter=seen,
        values=_row_values(seen, None, body),
        expected_order=body.expected_order,
        by=request.user,
        acting_as=body.acting_as,
    )
    return rows_seen(request.user, request.held).get(pk=row.pk)


def _row_to_write(request, key, acting_as):
    """(the row, its letter) for who may write on it."""
    row = get_object_or_404(rows_seen(request.user, request.held), pk=key)
    return row, letter_to_write(request, row.letter.code, acting_as)


@router.patch("/nominations/{key}", auth=VIEW, response=schemas.Nomination)
def change_nomination(request, key: Key, body: schemas.NominationChange):
    """Change a row of a draft, or of a proposal returned to the unit."""
    row, seen = _row_to_write(request, key, body.acting_as)
    services.change_nomination(
        nomination=row,
        row_version=body.row_version,
        values=_row_values(seen, row, body),
        by=request.user,
        acting_as=body.acting_as,
    )
    return rows_seen(request.user, request.held).get(pk=key)


@router.post("/nominations/{key}/remove", auth=VIEW, response={204: None})
def remove_nomination(request, key: Key, body: DeedOnRow):
    """Take a row off a draft's list."""
    row, _letter = _row_to_write(request, key, body.acting_as)
    services.remove_nomination(nomination=row, row_version=body.row_version, by=request.user, acting_as=body.acting_as)
