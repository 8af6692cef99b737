"""Refusals and faults as pages, parts for htmx and, under the API's address, JSON. The one place that catches them."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from permissions.pages import came_from, open_to_all
from permissions.reads import refused
from permissions.refusals import LostRace, NotNow, NotYou, Refusal
from project.context import Frame

API_ROOT = "/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A refusal told to a person: what, why, what to do next. `again`: opening the page anew shows more."""

    status: int
    code: str
    icon: str
    heading: str
    advice: str
    sentences: list = field(default_factory=list)
    winner: str = ""
    at: object = None
    again: bool = False
    fields: dict = field(default_factory=dict)


def _not_you(refusal):
    return Account(
        status=refusal.status,
        code=refusal.code,
        icon="lock",
        heading=_("This is not yours to do"),
        sentences=refusal.sentences,
        advice=_("Nothing was changed. If you need this right, ask the administrator of your commune."),
    )


def _not_now(refusal):
    return Account(
        status=refusal.status,
        code=refusal.code,
        icon="hand-stop",
        heading=_("This cannot be done now"),
        sentences=refusal.sentences,
        advice=_("Nothing was changed. See to what is listed above, then try again."),
        again=True,
    )


def _lost_race(refusal):
    return Account(
        status=refusal.status,
        code=refusal.code,
        icon="users",
        heading=_("Somebody was faster"),
        sentences=refusal.sentences,
        winner=refusal.winner,
        at=refusal.at,
        advice=_("Your action was not carried out. Open the page again to see how things stand now."),
        again=True,
    )


def _by_field(error):
    """{field: [sentences]} of a ValidationError; none for faults of the whole."""
    told = error.message_dict if hasattr(error, "error_dict") else {}
    return {name: sentences for name, sentences in told.items() if name != NON_FIELD_ERRORS}


def _not_like_this(error):
    return Account(
        status=422,
        code="not_like_this",
        icon="alert-triangle",
        heading=_("Something has to be mended first"),
        sentences=[str(message) for message in error.messages],
        advice=_("Nothing was saved. Go back: what you typed is filled in again."),
        fields=_by_field(error),
    )


# What PostgreSQL says of a wait too long for a lock, of two that wait for each other, and of two writers at one row.
_NO_TURN = {"55P03", "40P01", "40001"}


def is_busy(exception):
    """Did a statement wait too long for other writers? It is rolled back then, and may simply be sent again."""
    cause = exception.__cause__
    of_a_file = getattr(cause, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return isinstance(exception, OperationalError) and (of_a_file or getattr(cause, "sqlstate", "") in _NO_TURN)


def _busy():
    return Account(
        status=503,
        code="busy",
        icon="clock",
        heading=_("Too many are writing at this moment"),
        sentences=[_("What you sent waited too long for its turn and was not carried out; no ballot was counted.")],
        advice=_("Wait a moment, then send it again: nothing counts twice."),
    )


ACCOUNTS = ((NotYou, _not_you), (LostRace, _lost_race), (NotNow, _not_now), (Refusal, _not_now))


def account_of(exception):
    """The account of a refusal, a ValidationError or a busy database; None for every other exception."""
    if is_busy(exception):
        return _busy()
    for kind, tell in ACCOUNTS:
        if isinstance(exception, kind):
            return tell(exception)
    return _not_like_this(exception) if isinstance(exception, ValidationError) else None


def note_refusal(request, refusal):
    """Leave a record that the person was refused; to be called after the rollback."""
    refused(request, refusal.code)


def note_missing(request):
    """Leave a record where somebody signed in asked for one thing by name and got none: hidden or not there alike."""
    is_signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    # A page names it in its address, an endpoint in its query or body too.
    if is_signed_in and (request.resolver_match.kwargs or _is_of_the_api(request)):
        refused(request, "not_found")


class RefusalMiddleware:
    """Turns refusals that no page mended into an answer; transactions are rolled back by then."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        return form_only(request) if response.status_code == 405 and not _is_of_the_api(request) else response

    def process_exception(self, request, exception):
        if isinstance(exception, Http404):
            note_missing(request)
            return not_found(request)
        account = account_of(exception)
        if account is None:
            return None
        if isinstance(exception, Refusal):
            note_refusal(request, exception)
        return answer(request, account)


def _typed(request):
    """The sentences somebody typed into the form that was refused, to be copied; never a password of several words."""
    names = [name for name in request.POST if "password" not in name]
    return [text for name in names for text in request.POST.getlist(name) if len(text.split()) > 1]


def _is_of_the_api(request):
    return request.path.startswith(API_ROOT)


def answer(request, account):
    """The account as JSON, as a part for htmx, or as a whole page; it shows nothing of what was asked for."""
    request.opened = None
    response = _told(request, account)
    if account.status == 503:
        response["Retry-After"] = "5"  # seconds
    return response


def _told(request, account):
    if _is_of_the_api(request):
        sentence = " ".join(account.sentences) or account.heading
        body = {"code": account.code, "sentence": sentence, "sentences": account.sentences}
        if account.winner:
            body |= {"winner": account.winner, "at": account.at}
        if account.fields:
            body["fields"] = account.fields
        headers = {"WWW-Authenticate": "Bearer"} if account.status == 401 else {}
        plain = {"ensure_ascii": False}
        return JsonResponse(body, status=account.status, headers=headers, json_dumps_params=plain)
    if request.headers.get("HX-Request") == "true":
        response = render(request, "errors/part.html", {"account": account}, status=account.status)
        response["HX-Retarget"] = "#refusals"
        response["HX-Reswap"] = "innerHTML"
        response["HX-Reselect"] = ".refusal-part"
        return response
    user = getattr(request, "user", None)
    layout = "base.html" if user is not None and user.is_authenticated else "bare.html"
    context = {"account": account, "layout": layout, "back_url": came_from(request), "typed": _typed(request)}
    return render(request, "errors/page.html", context, status=account.status)


@open_to_all
def forbidden(request, exception=None):
    """403 without a refusal of ours."""
    return answer(request, _not_you(NotYou(_("You may not open this page."))))


@open_to_all
def not_found(request, exception=None):
    """404: what is not there and what this person may not see look the same."""
    account = Account(
        status=404,
        code="not_found",
        icon="search",
        heading=_("There is no such page for you"),
        sentences=[_("The address is wrong, or the thing is not among those you may see.")],
        advice=_("Check the code of the dossier, or look for it with the search box."),
    )
    return answer(request, account)


def form_only(request):
    """405: an address that takes forms was opened as a page, say after signing in again."""
    account = Account(
        status=405,
        code="form_only",
        icon="refresh",
        heading=_("Nothing is shown at this address"),
        sentences=[_("It only takes what a form sends, and nothing was sent.")],
        advice=_("Go back to the page with the form, or to the start page."),
    )
    return answer(request, account)


@open_to_all
def bad_request(request, exception=None):
    """400: the request itself could not be read."""
    account = Account(
        status=400,
        code="bad_request",
        icon="alert-triangle",
        heading=_("The request could not be read"),
        sentences=[_("It was too large, cut short, or not written by one of our pages.")],
        advice=_("Nothing was changed. Go back and try again; large files go in one by one."),
    )
    return answer(request, account)


def not_signed_in():
    """401 of the API: no session, no token, or one that has ended."""
    return Account(
        status=401,
        code="not_signed_in",
        icon="lock",
        heading=_("Nobody is signed in"),
        sentences=[_("Sign in, or send a personal token that has not ended.")],
        advice="",
    )


def account_of_http(status, sentence):
    """Of the API: the body cannot be read (400), is no JSON (415), or the way in is shut (401, 429)."""
    codes = {400: "bad_request", 401: "wrong_password", 415: "not_json", 429: "too_often"}
    told = sentence or _("Send the body as application/json.")
    return Account(
        status=status, code=codes.get(status, "refused"), icon="ban", heading=told, sentences=[told], advice=""
    )


@open_to_all
def csrf_failed(request, reason=""):
    """403 because the proof that the form is ours is missing or old."""
    account = Account(
        status=403,
        code="stale_form",
        icon="refresh",
        heading=_("The page stood open too long"),
        sentences=[_("You signed in or out elsewhere meanwhile, or cookies are switched off in this browser.")],
        advice=_("Nothing was sent. Open the page again and send once more; what you typed is filled in again."),
        again=True,
    )
    return answer(request, account)


@open_to_all
def fault(request):
    """500: asks neither the database nor the session, for they may be what failed."""
    account = Account(
        status=500,
        code="fault",
        icon="settings",
        heading=_("The system made a mistake"),
        sentences=[_("The fault is ours, not yours. What was not confirmed was not carried out.")],
        advice=_("Wait a moment and try again. If it comes back, tell the administrator the time and what you did."),
    )
    if _is_of_the_api(request):
        return JsonResponse({"code": account.code, "sentence": account.sentences[0]}, status=500)
    part = request.headers.get("HX-Request") == "true"
    context = {"account": account, "layout": "bare.html", "frame": Frame()}
    page = loader.render_to_string("errors/part.html" if part else "errors/page.html", context)
    return HttpResponseServerError(page)
