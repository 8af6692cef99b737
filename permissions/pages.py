"""What every page declares, the right it asks (the start-up check and the tests walk these marks), and how pages show
lists: tabs, and pages newest first."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import DisallowedHost
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from permissions import access
from permissions.fields import whole_number


def held_by(request):
    """The offices of the signed-in person, asked once per request: the page, its frame and its door share them."""
    if not hasattr(request, "held"):
        request.held = access.capacities(request.user)
    return request.held


def stand_in(request, section):
    """The menu marks this section (its URL namespace), where a page belongs to another one than its address tells."""
    request.menu_section = section


def next_page(request):
    """The page the person asks to be led on to, by a form or an address; empty where it is no path of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else ""


def came_from(request):
    """Address of the page the person stood on, without its host; empty where it is none of ours."""
    page = request.META.get("HTTP_REFERER", "")
    try:
        ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
        parts = urlsplit(page)
    except (DisallowedHost, ValueError):  # the request may be refused for its very host; or it names none at all
        return ""
    return parts._replace(scheme="", netloc="", fragment="").geturl() if ours else ""


def _signed_in_first(view, *, any_password=False):
    """Leads to the sign-in page and from there back: to the page itself, or to the one whose form was sent.

    Who came in with a password that somebody else set is led to the page where one chooses an own one.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else came_from(request) or "/")
        if request.user.must_change_password and not any_password:
            return redirect("change_password")
        return view(request, *args, **kwargs)

    return page


def asks(right, *, again=False):
    """The page needs a signed-in person who holds the right somewhere; objects are asked again inside.

    The offices that hold it stand in `request.holding`. again: the page is asked every few seconds, so only these are
    read, in one statement for who holds the right by an own office; `held_by` still gives all.
    """

    def mark(view):
        @_signed_in_first
        @wraps(view)
        def page(request, *args, **kwargs):
            if again:
                request.holding = access.capacities_for(request.user, right)
            else:
                request.holding = access.own_first(access.holding(held_by(request), right, None))
            if not request.holding:
                access.require(request.user, right)  # refuses with the sentence of the right
            return view(request, *args, **kwargs)

        page.right = right
        return page

    return mark


def signed_in(view, *, any_password=False):
    """The page needs a signed-in person and shows only what is theirs."""
    page = _signed_in_first(view, any_password=any_password)
    page.right = "signed_in"
    return page


def open_to_all(view):
    """The page needs nobody signed in; it shows nothing of any dossier."""
    view.right = "open"
    view.login_required = False
    return view


def published(view):
    """The page needs nobody signed in; of dossiers it shows what is in public notice, on the days of its notice."""
    view.right = "published"
    view.login_required = False
    return view


def with_parameters(request, **changes):
    """This page's address with other parameters; None takes one out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}"


def newest_first(rows, request, size):
    """One page of a list by `before` and `after` of the address; one statement.

    Returns (rows, address of the newer page or None, address of the older page or None).
    """
    before, after = (whole_number(request.GET.get(name)) for name in ("before", "after"))
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        is_newer, is_older, shown = len(found) > size, True, found[:size][::-1]
    else:
        older = rows.filter(pk__lt=before) if before is not None else rows
        found = list(older.order_by("-pk")[: size + 1])
        is_newer, is_older, shown = before is not None, len(found) > size, found[:size]
    newer_url = with_parameters(request, after=shown[0].pk, before=None) if shown and is_newer else None
    older_url = with_parameters(request, before=shown[-1].pk, after=None) if shown and is_older else None
    return shown, newer_url, older_url


def state_tabs(request, choices):
    """A tab for each (state, label), the state "" for all; a tab begins at the newest again."""
    chosen = request.GET.get("state", "")
    return [
        {
            "label": label,
            "url": with_parameters(request, state=value or None, before=None, after=None),
            "active": chosen == value,
        }
        for value, label in choices
    ]
