"""Reads count: what tells of people leaves an AccessRecord when a page or an endpoint opens it or gives it out.

Every opening is a record of its own; nothing is gathered. A page notes what it fetched, and the record is written when
the answer is made: once, and only where the person got it (200). What the unit still drafts is seen by nobody else and
is not recorded; a page that asks again by itself every few seconds is not either.
"""

import logging

from django.conf import settings
from django.db import OperationalError

from permissions.ledger.services import read
from permissions.pages import held_by
from permissions.people.models import User

log = logging.getLogger(__name__)


def address_of(request):
    """The network address of the person; behind our own proxy the one it appended last."""
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def noted(request, kind, *, commune_id, what):
    """Write the record now: for files and exports, and lists of people. The page it comes from adds none.

    Of a thing of no commune it stands in the commune of the person, where somebody reads it.
    """
    request.is_noted = True
    commune_id = own_commune(request) if commune_id is None else commune_id
    return read(kind, by=request.user, commune_id=commune_id, what=what, address=address_of(request))


def opened(request, thing):
    """Note that this answer shows a thing, where its model says that it `tells_of_people`; gives the thing back."""
    if getattr(thing, "tells_of_people", False) and request.method == "GET":
        request.opened = thing
    return thing


def own_commune(request):
    """Key of the commune of the person's first office; None without one."""
    held = held_by(request)
    return held[0].commune_id if held else None


def refused(request, code):
    """Note a refusal, after the rollback: the same for what is not there and for what this person may not see."""
    by = request.user if request.user.is_authenticated else None
    what, commune_id = f"{code} {request.method} {request.path}", own_commune(request) if by else None
    read("refused", by=by, commune_id=commune_id, what=what, address=address_of(request))


def _note_opened(request, thing):
    try:
        commune_id = thing.home_commune_id if isinstance(thing, User) else thing.commune_id
        noted(request, "opened", commune_id=commune_id, what=thing.stream)
    except OperationalError:
        log.exception("not recorded: person %s opened %s", request.user.pk, thing.stream)


class ReadsMiddleware:
    """Writes the record of what was opened. No page is lost to a busy database: then the log says what is missing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        thing = getattr(request, "opened", None)
        if thing is not None and response.status_code == 200 and not hasattr(request, "is_noted"):
            _note_opened(request, thing)
        return response
