"""What every page declares: the right it asks. The start-up check and the tests walk these marks."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect

from permissions import access


def held_by(request):
    """The offices of the signed-in person, asked once per request: the page, its frame and its door share them."""
    if not hasattr(request, "held"):
        request.held = access.capacities(request.user)
    return request.held


def _with_own_password(view):
    """Who came in with a password that somebody else set is led to the page where one chooses an own one."""

    @wraps(view)
    def page(request, *args, **kwargs):
        if request.user.must_change_password:
            return redirect("change_password")
        return view(request, *args, **kwargs)

    return page


def asks(right):
    """The page needs a signed-in person who holds the right somewhere; objects are asked again inside."""

    def mark(view):
        @login_required
        @_with_own_password
        @wraps(view)
        def page(request, *args, **kwargs):
            offices = access.offices_with(right)
            if not any(capacity.office in offices for capacity in held_by(request)):
                access.require(request.user, right)  # refuses with the sentence of the right
            return view(request, *args, **kwargs)

        page.right = right
        return page

    return mark


def signed_in(view, *, any_password=False):
    """The page needs a signed-in person and shows only what is theirs."""
    page = login_required(view if any_password else _with_own_password(view))
    page.right = "signed_in"
    return page


def open_to_all(view):
    """The page needs nobody signed in; it shows nothing of any dossier."""
    view.right = "open"
    view.login_required = False
    return view
