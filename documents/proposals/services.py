"""Writing letters, their rows and papers; every deed leaves one ledger entry."""

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.naming import honest_name
from documents.campaigns.states import CampaignState
from documents.catalogue.kinds import SIGNED_LETTER, Kind
from documents.numbers import services as numbers
from documents.proposals import examination, paper_letters
from documents.proposals.models import Letter, Nomination, Paper, Proposal, Version
from documents.proposals.sent import EXAMINATION_FIELDS, VOTE_FIELDS
from documents.proposals.states import WITH_THE_UNIT, LetterState, ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.people.models import Unit
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text

acts.declare(
    {
        "letter.drafted": gettext_lazy("started the letter"),
        "letter.changed": gettext_lazy("changed the letter"),
        "nomination.added": gettext_lazy("added a row to the list"),
        "nomination.changed": gettext_lazy("changed a row of the list"),
        "nomination.removed": gettext_lazy("took a row off the list"),
        "paper.attached": gettext_lazy("attached a paper"),
        "paper.removed": gettext_lazy("removed a paper"),
    }
)
MAX_ROWS = 5_000
LETTER_FIELDS = (
    "kind",
    "campaign",
    "title",
    "number",
    "signed_on",
    "signer_name",
    "signer_title",
    "arrival_number",
    "arrived_on",
    *EXAMINATION_FIELDS,
)
OF_THE_ARRIVAL = ("arrival_number", "arrived_on")  # as the arrival book says, where the letter stands on it
SIGNING_FIELDS = ("number", "signed_on", "signer_name", "signer_title")
ROW_FIELDS = (
    "nominee_type",
    "full_name",
    "birth_on",
    "is_female",
    "position",
    "workplace",
    "period_from",
    "period_to",
    "summary",
    *VOTE_FIELDS,
    "award_form",
)


def drafting_right(unit):
    """Units without accounts have their paper letters entered by the reviewer."""
    return "letters.edit" if unit.has_accounts else "letters.enter_received"


def writing_right(letter):
    """While the letter lies before the head, only who signs it writes on it."""
    waits = letter.state == LetterState.AWAITING_SIGNATURE
    return "letters.send" if waits else drafting_right(letter.unit)


def require_writer(letter, *, by, acting_as=""):
    """The capacity in which the person writes on the letter now.

    Raises NotYou, or NotNow for who drafted it and has handed it over.
    """
    right, drafting = writing_right(letter), drafting_right(letter.unit)
    if right != drafting and not access.may(by, right, letter) and access.may(by, drafting, letter):
        raise NotNow(_("The letter lies before the head of the unit; ask for it back before changing it."))
    return access.require(by, right, letter, acting_as=acting_as)


def _fill(obj, values, fields):
    for field in fields:
        if field in values:
            value = values[field]
            if field == "summary":
                value = clean_text(value)
            elif isinstance(value, str):
                value = clean_line(value)
            setattr(obj, field, value)
    _refuse_impossible(obj, fields)
    obj.fill_keys()


def _refuse_impossible_row(row):
    if row.period_from and row.period_to and row.period_to < row.period_from:
        raise ValidationError({"period_to": _("The period ends before it begins.")})
    examination.refuse_more_votes_than_people(row)


def _refuse_impossible(obj, fields):
    """Raises ValidationError per field: lengths, choices, a campaign of elsewhere, a period that runs backward."""
    if isinstance(obj, Letter):
        obj.campaign = obj.campaign if obj.kind == Kind.CAMPAIGN else None
        if obj.kind == Kind.CAMPAIGN and (obj.campaign is None or obj.campaign.commune_id != obj.commune_id):
            raise ValidationError({"campaign": _("Choose the campaign.")})
        if obj.campaign is not None and obj.campaign.state == CampaignState.DRAFTED:
            raise ValidationError({"campaign": _("This campaign is not launched yet.")})
        if "examined_from" in fields:
            examination.settle(obj)
    else:
        _refuse_impossible_row(obj)
    obj.clean_fields(
        exclude={field.name for field in obj._meta.fields if field.is_relation or field.name not in fields}
    )


def _twin_of(new, made_since, fields):
    """The thing made since the form was opened that says exactly the same: a form sent twice makes one thing."""
    names = [new._meta.get_field(field).attname for field in fields]
    said = [getattr(new, name) for name in names]
    return next((thing for thing in made_since if [getattr(thing, name) for name in names] == said), None)


@transaction.atomic
def draft_letter(*, unit, values, by, acting_as="", now=None, newest=None, arrival=None):
    """Start a letter of a unit; nothing is required yet but its kind and abstract.

    newest: id of the unit's newest letter when the form was opened; the same form sent twice makes one letter.
    arrival: the registered paper that is entered; it gives number and day of arrival and the scan of the letter.
    """
    now = now or timezone.now()
    values = values if arrival is None else values | paper_letters.values_from(arrival, unit)
    capacity = access.require(by, drafting_right(unit), unit, acting_as=acting_as)
    letter = Letter(
        commune=unit.commune,
        unit=unit,
        drafted_by=by,
        drafted_at=now,
        desk_unit=unit if unit.has_accounts else unit.commune,
        desk_office="unit_clerk" if unit.has_accounts else "office_reviewer",
    )
    _fill(letter, values, LETTER_FIELDS)
    if newest is not None:
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        twin = _twin_of(letter, Letter.objects.filter(unit=unit, drafted_by=by, pk__gt=newest), LETTER_FIELDS)
        if twin:
            return twin
    year = timezone.localdate(now).year
    number = numbers.take(commune=unit.commune, kind="letter", year=year)
    letter.code = f"{unit.commune.code}-{year}-L{number:04d}"
    letter.arrival = arrival
    letter.fill_keys()
    body = {"history": [tracked.save(letter, by=by)]}
    if arrival is not None:
        body = paper_letters.with_scan(letter, body, by=by, now=now)
    line = Line(stream=letter.stream, act="letter.drafted", to_state=letter.state, body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return letter


def _locked_letter(pk):
    return Letter.objects.select_for_update(of=("self",)).select_related("unit", "commune").get(pk=pk)


def _lock_open_letter(letter):
    letter = _locked_letter(letter.pk)
    if letter.state != LetterState.SENT:
        return letter, None
    returned = letter.proposals.select_for_update().filter(state__in=WITH_THE_UNIT).order_by("pk").first()
    if returned is None:
        raise NotNow(_("The letter has been sent; it can be changed only while a proposal of it is returned to you."))
    return letter, returned


def _lock_open_row(nomination):
    """The row, and the thing whose stream tells the change: the draft letter or the returned proposal."""
    letter = _locked_letter(nomination.letter_id)
    # The letter is locked, so no row moves to another dossier meanwhile; the dossier before its rows, as everywhere.
    holder = Nomination.objects.filter(pk=nomination.pk).values("proposal")
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=holder).first()
    row = Nomination.objects.select_for_update().filter(pk=nomination.pk).first()
    if row is None:
        raise NotNow(_("This row has been taken off the list already."))
    if proposal is None:
        if not LetterState(letter.state).is_open_for_editing:
            raise NotNow(_("The letter has been handed over; ask for it back before changing the list."))
        return row, letter, letter
    if not ProposalState(proposal.state).is_open_for_editing:
        raise NotNow(_("The list can be changed only while the proposal is returned to the unit."))
    return row, letter, proposal


def _finish(act, thing, *, by, capacity, now, body, kept=()):
    """Bump the counter of the letter or proposal, and write the one entry."""
    thing.row_version += 1
    made = tracked.save(thing, by=by, fields=["row_version"])
    line = Line(stream=thing.stream, act=act, body={**body, "history": [*kept, made]})
    record([line], commune_id=thing.commune_id, by=by, acting_as=capacity, at=now)


def _fields_open(letter):
    if letter.state == LetterState.AWAITING_SIGNATURE:
        return SIGNING_FIELDS
    fields = LETTER_FIELDS if letter.state == LetterState.DRAFT else LETTER_FIELDS[2:]
    return [name for name in fields if letter.arrival_id is None or name not in OF_THE_ARRIVAL]


@transaction.atomic
def save_letter(*, letter, row_version, values, by, acting_as="", now=None):
    """Change the letter's own fields: in draft, by the head before signing, or while a proposal of it is returned."""
    now = now or timezone.now()
    letter, returned = _lock_open_letter(letter)
    check_row_version(letter, row_version, _("the letter"))
    capacity = require_writer(letter, by=by, acting_as=acting_as)
    before = tracked.snapshot(letter)
    _fill(letter, values, _fields_open(letter))
    changes = tracked.changes(before, tracked.snapshot(letter))
    if not changes:
        return letter
    letter.row_version += 1
    kept = tracked.save(letter, by=by)
    lines = [Line(stream=letter.stream, act="letter.changed", body={"changes": changes, "history": [kept]})]
    if returned is not None:
        returned.row_version += 1
        kept = tracked.save(returned, by=by, fields=["row_version"])
        lines.append(Line(stream=returned.stream, act="letter.changed", body={"changes": changes, "history": [kept]}))
    record(lines, commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return letter


def next_order(letter):
    """The number the next row of the list gets."""
    return (letter.nominations.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def add_nomination(*, letter, values, by, acting_as="", now=None, expected_order=None):
    """Add a row at the end of a draft's list.

    expected_order: the row's number when the form was opened; the same form sent twice adds one row.
    """
    now = now or timezone.now()
    letter = _locked_letter(letter.pk)
    if not LetterState(letter.state).is_open_for_editing:
        raise NotNow(_("The letter has been handed over; ask for it back before changing the list."))
    capacity = access.require(by, drafting_right(letter.unit), letter, acting_as=acting_as)
    rows = letter.nominations
    row = Nomination(letter=letter, order=next_order(letter))
    _fill(row, values, ROW_FIELDS)
    if expected_order is not None:
        twin = _twin_of(row, rows.filter(order__gte=expected_order), ROW_FIELDS)
        if twin:
            return twin
    if rows.count() >= MAX_ROWS:
        raise NotNow(
            _("A letter takes at most %(count)s rows; send another letter for the rest.") % {"count": MAX_ROWS}
        )
    kept = tracked.save(row, by=by)
    body = {"nomination": row.pk, "name": row.full_name}
    _finish("nomination.added", letter, by=by, capacity=capacity, now=now, body=body, kept=[kept])
    return row


@transaction.atomic
def change_nomination(*, nomination, row_version, values, by, acting_as="", now=None):
    """Change a row of a draft, or of a proposal returned to the unit (its award form stays)."""
    now = now or timezone.now()
    row, letter, thing = _lock_open_row(nomination)
    check_row_version(row, row_version, _("this row"))
    capacity = access.require(by, drafting_right(letter.unit), letter, acting_as=acting_as)
    before = tracked.snapshot(row)
    fields = ROW_FIELDS if thing is letter else ROW_FIELDS[:-1]
    _fill(row, values, fields)
    changes = tracked.changes(before, tracked.snapshot(row))
    if not changes:
        return row
    row.row_version += 1
    kept = tracked.save(row, by=by)
    body = {"nomination": row.pk, "name": row.full_name, "changes": changes}
    _finish("nomination.changed", thing, by=by, capacity=capacity, now=now, body=body, kept=[kept])
    return row


def _let_go_papers(row, letter, *, by, now):
    """Papers that a Version names stay with the letter, marked; those that were never sent are no evidence and go."""
    versions = Version.objects.filter(proposal__letter=letter, body__contains=OuterRef("blob__sha256"))
    named = list(row.papers.filter(Exists(versions)))
    for paper in named:
        paper.nomination, paper.removed_at = None, paper.removed_at or now
    kept = tracked.save_many(named, ["nomination", "removed_at"], by=by)
    return kept + [tracked.delete(paper, by=by) for paper in row.papers.all()]


@transaction.atomic
def remove_nomination(*, nomination, row_version, by, acting_as="", now=None):
    """Take a row off a draft's list; the ledger and the history keep what it said."""
    now = now or timezone.now()
    row, letter, thing = _lock_open_row(nomination)
    check_row_version(row, row_version, _("this row"))
    capacity = access.require(by, drafting_right(letter.unit), letter, acting_as=acting_as)
    if thing is not letter:
        raise NotNow(_("A row of a sent proposal is not removed; answer the remark, and the reviewer strikes it out."))
    body = {"nomination": row.pk, "name": row.full_name, "removed": tracked.snapshot(row)}
    papers = row.papers.filter(removed_at=None).select_related("blob")
    body["papers"] = [{"file_name": paper.file_name, "sha256": paper.blob.sha256} for paper in papers]
    kept = _let_go_papers(row, letter, by=by, now=now)
    try:
        kept.append(tracked.delete(row, by=by))
    except ProtectedError:  # recalled after a review had begun
        raise NotNow(_("A review has spoken of this row, so it stays. Change it instead.")) from None
    moved = list(letter.nominations.filter(order__gt=row.order))
    for other in moved:
        other.order -= 1
    kept += tracked.save_many(moved, ["order"], by=by)
    _finish("nomination.removed", letter, by=by, capacity=capacity, now=now, body=body, kept=kept)


def _refuse_other_papers(letter, kind):
    if letter.state == LetterState.AWAITING_SIGNATURE and kind != SIGNED_LETTER:
        raise NotNow(
            _("Only the scan of the signed letter is added or removed now; send the letter back for the rest.")
        )


@transaction.atomic
def attach_paper(*, letter, kind, upload, by, nomination=None, acting_as="", now=None):
    """Attach a file to the letter or to one row; the file's hash stands in the ledger.

    The same file twice in the same place is one paper. Raises ValidationError when the file is not taken.
    """
    now = now or timezone.now()
    require_writer(letter, by=by, acting_as=acting_as)  # before the bytes are kept
    blob = attachments.store(upload)
    if nomination is not None:
        row, letter, thing = _lock_open_row(nomination)
    else:
        row = None
        letter, returned = _lock_open_letter(letter)
        thing = returned or letter
    capacity = require_writer(letter, by=by, acting_as=acting_as)
    _refuse_other_papers(letter, kind)
    there = Paper.objects.filter(letter=letter, nomination=row, kind=kind, blob=blob, removed_at=None).first()
    if there:
        return there
    paper = Paper(
        letter=letter,
        nomination=row,
        kind=kind,
        file_name=honest_name(upload.name, blob.media_type),
        blob=blob,
        uploaded_by=by,
        uploaded_at=now,
    )
    kept = tracked.save(paper, by=by)
    body = {"paper": paper.pk, "kind": kind, "file_name": paper.file_name, "sha256": blob.sha256}
    if blob.sent_sha256 != blob.sha256:  # an image, kept without what the camera wrote beside it
        body["sent_sha256"] = blob.sent_sha256
    if row is not None:
        body |= {"nomination": row.pk, "name": row.full_name}
    _finish("paper.attached", thing, by=by, capacity=capacity, now=now, body=body, kept=[kept])
    return paper


@transaction.atomic
def remove_paper(*, paper, by, acting_as="", now=None):
    """Mark a paper as removed; versions that named it keep their copy of its hash."""
    now = now or timezone.now()
    if paper.nomination_id:
        _row, letter, thing = _lock_open_row(paper.nomination)
    else:
        letter, returned = _lock_open_letter(paper.letter)
        thing = returned or letter
    capacity = require_writer(letter, by=by, acting_as=acting_as)
    _refuse_other_papers(letter, paper.kind)
    paper = Paper.objects.select_for_update().select_related("blob").get(pk=paper.pk)
    if paper.removed_at:
        return paper
    paper.removed_at = now
    kept = tracked.save(paper, by=by, fields=["removed_at"])
    body = {"paper": paper.pk, "kind": paper.kind, "file_name": paper.file_name, "sha256": paper.blob.sha256}
    _finish("paper.removed", thing, by=by, capacity=capacity, now=now, body=body, kept=[kept])
    return paper
