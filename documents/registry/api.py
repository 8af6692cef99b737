"""Endpoints of the award book: the book, recipients, earlier awards, imports, who is the same."""

from hashlib import sha256

from ninja import File, Form, Query
from ninja.files import UploadedFile

from documents.catalogue.models import AwardForm
from documents.registry import schemas, services
from documents.registry.exports import book_file, questions_file
from documents.registry.forms import AwardEntryForm, RecipientForm
from documents.registry.lists import content_of, read_earlier
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.queries import awards_of, awards_seen, group_of, questions
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Key, Page
from permissions.endpoints import Asks, Endpoints, chosen, read_form, seen_or_404
from permissions.keyset import page_of
from permissions.reads import noted, own_commune
from permissions.refusals import ValidationError

router = Endpoints(tags=["award book"])
VIEW, EDIT = Asks("registry.view"), Asks("registry.edit")


def _narrowed(request, query):
    form = chosen(AwardForm.objects.all(), "award_form", code=query.award_form) if query.award_form else None
    said = {"words": query.q, "year": query.year, "award_form": form, "nominee_type": query.nominee_type or ""}
    return awards_seen(request.user, request.held, **said)


@router.get("/awards", auth=VIEW, response=Page[schemas.Award])
def awards(request, query: Query[schemas.BookQuery]):
    """The awards I may read, the newest year first."""
    noted(request, "opened", commune_id=own_commune(request), what=f"award-book?{request.GET.urlencode()}")
    return page_of(_narrowed(request, query), ("-year", "-pk"), query)


@router.get("/awards.xlsx", auth=VIEW)
def awards_for_excel(request, query: Query[schemas.BookQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return book_file(request, _narrowed(request, query), words_of_query(query))


@router.post("/awards", auth=EDIT, response={201: schemas.Award})
def enter(request, body: schemas.NewAward):
    """Enter an award of earlier years; the recipient is known, new, or new and asked about."""
    capacity = access.require(request.user, "registry.edit", acting_as=body.acting_as)
    form = chosen(AwardForm.objects.all(), "award_form", code=body.award_form).pk if body.award_form else None
    said = body.dict(exclude={"acting_as"}) | {"award_form": form, "kind": body.kind or "", "is_female": _sex(body)}
    form = read_form(AwardEntryForm(said))
    return services.enter_award(
        commune=capacity.appointment.unit.commune,
        recipient_values=form.recipient_values(),
        values=form.values(),
        by=request.user,
        acting_as=capacity.key,
    )


def _sex(body):
    return "" if body.is_female is None else str(int(body.is_female))


@router.post("/awards-import", auth=EDIT, response={201: schemas.Imported})
def import_list(request, body: Form[schemas.NewImport], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Enter a list of earlier awards: all of it, or with `only_good` the rows that hold; else nothing."""
    capacity = access.require(request.user, "registry.edit", acting_as=body.acting_as)
    try:
        content = content_of(file)
        earlier = read_earlier(content)
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None
    faults = [fault.sentence for fault in earlier.faults]
    if faults and not (body.only_good and earlier.good):
        raise ValidationError({"file": faults})
    made = services.import_awards(
        commune=capacity.appointment.unit.commune,
        rows=[earlier.said(row) for row in earlier.good],
        file_sha256=sha256(content).hexdigest(),
        by=request.user,
        acting_as=capacity.key,
    )
    return {"awards": len(made), "faults": faults}


@router.post("/awards/{key}/revoke", auth=EDIT, response=schemas.Award)
def revoke(request, key: Key, body: schemas.WithReason):
    """Record that an earlier award was revoked by whoever granted it."""
    return services.revoke_award(award=seen_or_404(request, Award, pk=key), by=request.user, **body.dict())


@router.post("/awards/{key}/take-apart", auth=EDIT, response=schemas.Award)
def take_apart(request, key: Key, body: schemas.WithReason):
    """The award belongs to somebody else of the same name: it goes to a recipient of its own."""
    return services.take_apart(award=seen_or_404(request, Award, pk=key), by=request.user, **body.dict())


# --- recipients ----------------------------------------------------------------------------------------
@router.get("/recipients/{key}", auth=VIEW, response=schemas.Recipient)
def recipient(request, key: Key):
    """One recipient with every award known, also of those found to be the same."""
    return _shown(seen_or_404(request, Recipient, "unit", pk=key))


def _shown(recipient):
    group = group_of(recipient)
    recipient.same = [each.pk for each in group if each.pk != recipient.pk]
    names = schemas.Recipient.model_fields.keys() - {"awards"}
    return {name: getattr(recipient, name) for name in names} | {"awards": awards_of(group)}


@router.put("/recipients/{key}", auth=EDIT, response=schemas.Recipient)
def change(request, key: Key, body: schemas.RecipientChange):
    """Mend what is known of a recipient; the awards stay."""
    seen = seen_or_404(request, Recipient, pk=key)
    said = body.dict(exclude={"acting_as", "row_version"}) | {"is_female": _sex(body)}
    values = read_form(RecipientForm(said)).recipient_values()
    who = {"by": request.user, "acting_as": body.acting_as}
    return _shown(services.change_recipient(recipient=seen, row_version=body.row_version, values=values, **who))


# --- who is the same -----------------------------------------------------------------------------------
@router.get("/likenesses", auth=EDIT, response=Page[schemas.Question])
def likenesses(request, query: Query[schemas.QuestionQuery]):
    """Two that may be the same, by their answer; those that wait where none is asked."""
    return page_of(questions(request.user, request.held, query.answer), ("-pk",), query)


@router.get("/likenesses.xlsx", auth=EDIT)
def likenesses_for_excel(request, query: Query[schemas.QuestionQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return questions_file(request, questions(request.user, request.held, query.answer), query.answer.label)


@router.post("/likenesses/{key}/answer", auth=EDIT, response=schemas.Question)
def answer(request, key: Key, body: schemas.AnswerSaid):
    """Say whether the two are the same, and why."""
    return services.answer(likeness=seen_or_404(request, Likeness, pk=key), by=request.user, **body.dict())


@router.post("/likenesses/{key}/withdraw", auth=EDIT, response=schemas.Question)
def withdraw(request, key: Key, body: schemas.WithReason):
    """Open an answered question again."""
    return services.withdraw_answer(likeness=seen_or_404(request, Likeness, pk=key), by=request.user, **body.dict())
