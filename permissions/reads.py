"""Reads count: what tells of people leaves an AccessRecord when a page or an endpoint opens it or gives it out.

Every opening is a record of its own; nothing is gathered. A page notes what it fetched, and the record is written when
the answer is made: once, and only where the person got it. What the unit still drafts is seen by nobody else and is
not recorded; what a page asks anew by itself every few seconds is not either, as long as the page was opened.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from permissions.ledger.models import AccessRecord
from permissions.ledger.services import read
from permissions.pages import held_by
from permissions.people.models import User

log = logging.getLogger(__name__)
# Where an answer shows what was fetched: a page, and a form that comes back because something in it has to be mended.
_SHOWN_BY = {"GET": 200, "POST": 422}
FOLLOWED_FOR = timedelta(hours=12)  # how long a page that was opened may ask for its parts


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
    if getattr(thing, "tells_of_people", False) and request.method in _SHOWN_BY:
        request.opened = thing
    return thing


def followed(request, thing):
    """Note a part that a page asks anew by itself: an opening of its own where the person has not opened the thing
    lately. One statement."""
    lately = AccessRecord.objects.filter(person=request.user, at__gte=timezone.now() - FOLLOWED_FOR)
    if not lately.filter(kind=AccessRecord.Kind.OPENED, what=thing.stream).exists():
        opened(request, thing)


def own_commune(request):
    """Key of the commune of the person's first office; None without one."""
    held = held_by(request)
    return held[0].commune_id if held else None


def refused(request, code, *, commune_id=None):
    """Note a refusal, after the rollback: the same for what is not there and for what this person may not see.

    commune_id: of the thing, where a page shows the refusal itself; else that of the person.
    """
    by = request.user if request.user.is_authenticated else None
    commune_id = own_commune(request) if by and commune_id is None else commune_id
    what = f"{code} {request.method} {request.path}"
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
        is_shown = response.status_code == _SHOWN_BY.get(request.method)
        if thing is not None and is_shown and not hasattr(request, "is_noted"):
            _note_opened(request, thing)
        return response
