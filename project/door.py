"""The door of every request: U+0000, which no person types and PostgreSQL cannot store, comes no further."""

from project import errors

_ZERO = "\0"


def _holds_zero(values):
    return any(_ZERO in text for name, texts in values.lists() for text in (name, *texts))


class DoorMiddleware:
    """Refuses U+0000 in the address (404), in a query or in a form (400)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _ZERO in request.path:
            return errors.not_found(request)
        if _holds_zero(request.GET):
            return errors.bad_request(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        # Only here: the CSRF check has read the form by now, so nothing is read that would not be read anyway.
        if request.method == "POST" and request.content_type != "application/json" and _holds_zero(request.POST):
            return errors.bad_request(request)
        return None
