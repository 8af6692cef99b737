"""The door of every request: U+0000, which no person types and PostgreSQL cannot store, comes no further; and no page
is kept on the way out for others who use the same computer or the same proxy."""

from django.utils.cache import patch_cache_control

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
