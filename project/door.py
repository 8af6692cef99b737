"""The door of every request: U+0000, which no person types and PostgreSQL cannot store, comes no further, nor what is
written in another way than our pages write; and no page is kept on the way out for others who use the same computer or
the same proxy."""

import codecs

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.cache import patch_cache_control

from project import errors

_ZERO = "\0"
# A page opened in any other way would be shown without the record that it was opened.
_OF_PAGES = ("GET", "HEAD", "POST")


def _holds_zero(values):
    return any(_ZERO in text for name, texts in values.lists() for text in (name, *texts))


def _is_written_otherwise(request):
    """Does it claim another alphabet than UTF-8? By some of those half a sign or U+0000 would come in, or a fault."""
    return request.encoding is not None and codecs.lookup(request.encoding).name not in ("utf-8", "ascii")


class Request(WSGIRequest):
    """A request; a type of which Django cannot read the alphabet is none, for it would be a fault before every page."""

    def __init__(self, environ):
        try:
            super().__init__(environ)
        except (LookupError, ValueError, SuspiciousOperation):
            super().__init__({**environ, "CONTENT_TYPE": ""})


class Handler(WSGIHandler):
    """What serves every request."""

    request_class = Request


class CookieMiddleware:
    """Takes away cookies with U+0000, before anybody looks for the session that they would name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.COOKIES = {name: text for name, text in request.COOKIES.items() if _ZERO not in text}
        return self.get_response(request)


class DoorMiddleware:
    """Refuses U+0000 in the address (404), in a query or in a form (400), other alphabets than UTF-8 (400),
    and what neither opens a page nor sends a form (405)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _is_written_otherwise(request):
            request.encoding = None
            return errors.bad_request(request)
        if _ZERO in request.path:
            return errors.not_found(request)
        if request.method not in _OF_PAGES and not request.path.startswith(errors.API_ROOT):
            return errors.form_only(request)
        if _holds_zero(request.GET):
            return errors.bad_request(request)
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            # Pages may be gone back to with what was typed; answers of the API are kept nowhere.
            only = {"no_store": True} if request.path.startswith(errors.API_ROOT) else {"no_cache": True}
            patch_cache_control(response, private=True, **only)
        return response

    def process_view(self, request, view, args, kwargs):
        # Only here: the CSRF check has read the form by now, so nothing is read that would not be read anyway.
        if request.method == "POST" and request.content_type != "application/json" and _holds_zero(request.POST):
            return errors.bad_request(request)
        return None
