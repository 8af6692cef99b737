"""The open page of a certificate: whoever holds the sheet may ask whether it counts."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from permissions.pages import published
from permissions.reads import address_of
from workflows.decisions.open_check import WINDOW, asked_too_often, certificate_of_code


@require_GET
@published
def check(request, code):
    """A wrong code and one that never was get the same page, after the same work."""
    if asked_too_often(address_of(request), timezone.now()):
        response = render(request, "workflows/decisions/asked_too_often.html", status=429)
        response["Retry-After"] = int(WINDOW.total_seconds())
        return response
    found = certificate_of_code(code, timezone.localdate())
    page = "open_certificate" if found else "no_certificate"
    context, status = {"found": found}, 200 if found else 404
    response = render(request, f"workflows/decisions/{page}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "no-store"
    return response
