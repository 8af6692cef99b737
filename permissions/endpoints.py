"""What every endpoint declares and shares: the right it asks, who asks, how a thing is fetched and a form is read.

A person comes with a session (and the CSRF token for anything that changes) or with a personal token.
"""

from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from ninja.constants import NOT_SET
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from permissions import access
from permissions.names import RIGHTS
from permissions.people import tokens
from permissions.people.conditions import require_own_password
from permissions.people.models import Unit
from permissions.reads import opened
from permissions.refusals import NotYou, ValidationError


class StaleForm(NotYou):
    """A session without the proof that the request comes from one of our pages."""

    code = "stale_form"


def _by_token(request, header):
    scheme, _space, text = header.partition(" ")
    person = tokens.holder(text.strip(), timezone.now()) if scheme.lower() == "bearer" else None
    if person is not None:
        request.user = person
    return person


def _by_session(request):
    person = request.user if request.user.is_authenticated else None
    if person is not None and check_csrf(request):
        raise StaleForm(_("Send the CSRF token of the session in the header X-CSRFToken, or use a personal token."))
    return person


class SignedIn(AuthBase):
    """The endpoint needs a signed-in person and shows only what is theirs."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    right = "signed_in"

    def __init__(self, *, any_password=False):
        self.any_password = any_password
        super().__init__()

    def __call__(self, request):
        """The person, None for nobody; the offices held stand in `request.held`. Raises NotYou."""
        header = request.headers.get("Authorization", "")
        person = _by_token(request, header) if header else _by_session(request)
        if person is not None and not self.any_password:
            require_own_password(person)
        if person is not None:
            request.held = access.capacities(person)
        return person


class Asks(SignedIn):
    """The endpoint needs a person who holds the right somewhere; objects are asked again inside."""

    def __init__(self, right):
        if right not in RIGHTS:
            raise ImproperlyConfigured(f"undeclared right: {right}")
        self.right = right
        super().__init__()

    def __call__(self, request):
        person = super().__call__(request)
        offices = access.offices_with(self.right)
        if person is not None and not any(capacity.office in offices for capacity in request.held):
            raise NotYou(_("You may not: %(right)s.") % {"right": RIGHTS[self.right]})
        return person


class _Open:
    right = "open"


# The endpoint needs nobody signed in; it shows nothing of any dossier.
OPEN = _Open()


class Endpoints(Router):
    """A router that takes no endpoint without the right it asks."""

    def add_api_operation(self, path, methods, view_func, *, auth=NOT_SET, **rest):
        if not hasattr(auth, "right"):
            raise ImproperlyConfigured(f"{view_func.__qualname__} declares no right: Asks(...), SignedIn() or OPEN")
        view_func.right = auth.right
        super().add_api_operation(path, methods, view_func, auth=None if auth is OPEN else auth, **rest)


def seen_or_404(request, rows, *related, **lookup):
    """The one thing among what this person may see. rows: a model or its rows; related: joined to it."""
    seen = access.visible_to(request.user, rows, acting=request.held)
    return opened(request, get_object_or_404(seen.select_related(*related) if related else seen, **lookup))


def chosen(rows, field, **lookup):
    """The one thing that a field of the request names. Raises ValidationError on the field where there is none."""
    found = rows.filter(**lookup).first()
    if found is None:
        raise ValidationError({field: _("There is no such thing for you to choose.")})
    return found


def unit_named(request, code, field="unit"):
    """The unit of this code among those of the communes where the person holds office, or all the person may see."""
    communes = {capacity.commune_id for capacity in request.held if capacity.commune_id}
    near = Unit.objects.filter(commune_id__in=communes)
    return chosen(near | access.visible_to(request.user, Unit, acting=request.held), field, code=code)


def read_form(form, names=None, said=()):
    """A bound form that holds. Raises ValidationError by field.

    names: {field of the form: field of the request} where they differ. said: what the request sets; a value for a
    field that the form does not ask now is refused, not lost.
    """
    unasked = [name for name in said if name not in form.fields and said[name] not in (None, "")]
    faults = dict.fromkeys(unasked, _("This cannot be set here now.")) | form.errors.as_data()
    if faults:
        raise ValidationError({(names or {}).get(name, name): told for name, told in faults.items()})
    return form
