"""The API under /api/v1: every topic's endpoints, the way in, and how refusals are told. No rule stands here."""

from functools import cache

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as Misshapen

from documents.arrivals.api import router as arrivals
from documents.campaigns.api import router as campaigns
from documents.campaigns.life_api import router as campaign_life
from documents.catalogue.amending.api import router as catalogue
from documents.disposal.api import router as disposal
from documents.printing.stock_api import router as stocks
from documents.proposals.api import router as letters
from documents.proposals.lists.api import router as lists
from documents.proposals.nominees_api import router as nominees
from documents.proposals.papers_api import router as papers
from documents.proposals.reports.api import router as reports
from documents.registry.api import router as registry
from documents.signatures.api import router as signatures
from documents.word_forms.api import router as word_forms
from permissions.endpoints import OPEN, Endpoints, SignedIn
from permissions.mandates.api import router as mandates
from permissions.people import schemas, services, tokens
from permissions.people.api import router as people
from permissions.people.offices_api import router as offices
from permissions.refusals import Refusal
from project import errors
from project.api_bodies import BodyParser, TextRenderer, sentences_of
from project.context import version
from project.entrance import SignInForm, is_own_password, note_sign_in
from project.exports import router as exports
from project.openapi import described
from workflows.approval.api import router as approval
from workflows.approval.letters_api import router as letter_moves
from workflows.approval.parts_api import router as parts
from workflows.approval.review_api import router as review
from workflows.council.after_api import router as after_meetings
from workflows.council.agenda_api import router as agenda
from workflows.council.api import router as council
from workflows.council.conclusions_api import router as conclusions
from workflows.council.convening_api import router as convening
from workflows.council.membership_api import router as council_members
from workflows.council.votes_api import router as votes
from workflows.council.voting_api import router as voting
from workflows.decisions.api import router as decisions
from workflows.decisions.certificate_api import router as certificates
from workflows.handoff.api import router as handoff
from workflows.handoff.province_api import router as province
from workflows.handover.api import router as handovers
from workflows.inbox.api import router as inbox
from workflows.notices.api import router as notices
from workflows.offers.api import router as offers
from workflows.opinions.api import router as opinions
from workflows.payments.api import router as payments
from workflows.printouts.api import router as printouts
from workflows.public_notice.api import router as objections
from workflows.receipts.api import router as receipts
from workflows.registers.api import router as registers
from workflows.revocations.api import router as amendments
from workflows.revocations.return_api import router as returns
from workflows.seals.api import router as seals
from workflows.trail.api import router as trail
from workflows.trail.bundles.api import router as bundles
from workflows.trail.past_api import router as past
from workflows.trail.reads_api import router as reads

api = NinjaAPI(
    title="Bảng Vàng",
    version="1",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=BodyParser(),
    renderer=TextRenderer(),
    description=f"Award proposals and approvals of a commune. Program version {version()}.",
)
entrance = Endpoints(tags=["entrance"])


# --- the way in ----------------------------------------------------------------------------------------
@cache
def description():
    """The whole description, worked out once."""
    return described(api)


@entrance.get("/openapi.json", auth=OPEN, include_in_schema=False)
def openapi(request):
    """What this API takes and gives, as OpenAPI."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@entrance.post("/token", auth=OPEN, response={201: schemas.NewToken})
@sensitive_variables("body", "form")
def sign_in(request, body: schemas.SignIn):
    """A personal token for user name and password, to be sent as `Authorization: Bearer`. Braked like the page."""
    form = SignInForm({"username": body.username, "password": body.password}, request=request)
    if not form.is_valid():
        _refuse_entrance(form)
    token, text = tokens.issue(user=form.person, name=body.name, days=body.days)
    note_sign_in(request, form.person)
    return {**{name: getattr(token, name) for name in schemas.TokenShort.model_fields}, "token": text}


def _refuse_entrance(form):
    """401 for wrong words, 429 while the name or address is shut; faults of form are told by field."""
    for fault in form.errors.as_data().get("__all__", []):
        raise HttpError(429 if fault.code == "too_often" else 401, str(fault.messages[0]))
    raise ValidationError(form.errors.as_data())


@entrance.post("/me/password", auth=SignedIn(any_password=True), response={204: None})
@sensitive_variables("body")
def change_own_password(request, body: schemas.OwnPassword):
    """Change my password; every other session and every token ends. Braked like the sign-in."""
    try:
        known = is_own_password(request, body.old_password)
    except ValidationError as shut:
        raise HttpError(429, shut.messages[0]) from shut
    if not known:
        raise ValidationError({"old_password": _("This is not your present password.")})
    changed = services.set_password(user=request.user, password=body.new_password, by=request.user)
    if request.session.session_key:
        update_session_auth_hash(request, changed)


for _router in (
    entrance,
    people,
    mandates,
    exports,
    offices,
    catalogue,
    campaigns,
    campaign_life,
    arrivals,
    disposal,
    registry,
    signatures,
    nominees,
    letters,
    lists,
    papers,
    reports,
    letter_moves,
    approval,
    parts,
    offers,
    review,
    agenda,
    council,
    convening,
    council_members,
    voting,
    votes,
    after_meetings,
    conclusions,
    decisions,
    certificates,
    stocks,
    amendments,
    returns,
    payments,
    registers,
    handovers,
    receipts,
    opinions,
    objections,
    handoff,
    province,
    inbox,
    notices,
    trail,
    bundles,
    reads,
    seals,
    past,
    printouts,
    word_forms,
):
    api.add_router("", _router)


# --- how refusals are told -----------------------------------------------------------------------------
@api.exception_handler(Refusal)
@api.exception_handler(ValidationError)
def refused(request, exception):
    """403, 409 or 422 with code and sentences, as on pages; the transaction is rolled back by now."""
    if isinstance(exception, Refusal):
        errors.note_refusal(request, exception)
    return errors.answer(request, errors.account_of(exception))


@api.exception_handler(OperationalError)
def busy(request, exception):
    """503: the wait for other writers was too long; every other fault of the database is one of ours."""
    if not errors.is_busy(exception):
        raise exception
    return errors.answer(request, errors.account_of(exception))


@api.exception_handler(Http404)
def not_found(request, exception):
    """What is not there and what this person may not see look the same."""
    errors.note_missing(request)
    return errors.not_found(request)


@api.exception_handler(Misshapen)
def misshapen(request, exception):
    """422: the request does not have the shape that the description tells."""
    return errors.answer(request, errors.account_of(ValidationError(sentences_of(exception.errors))))


@api.exception_handler(AuthenticationError)
def nobody(request, exception):
    """401: no session, no token, or a token that has ended."""
    return errors.answer(request, errors.not_signed_in())


@api.exception_handler(HttpError)
def faulty(request, exception):
    """400, 401, 413, 415 and 429 with a sentence."""
    cause = exception.__cause__
    if isinstance(cause, HttpError):
        exception = cause
    return errors.answer(request, errors.account_of_http(exception.status_code, str(exception)))


@api.exception_handler(RawPostDataException)
def wrong_type(request, exception):
    """415: the body was sent as a form where JSON is asked."""
    return errors.answer(request, errors.account_of_http(415, ""))


@api.exception_handler(SuspiciousOperation)
def suspicious(request, exception):
    """400: too large, too many parts."""
    return errors.bad_request(request)


@api.exception_handler(Exception)
def unforeseen(request, exception):
    """Handed on: Django logs it and answers 500, also while DEBUG is on."""
    raise exception
