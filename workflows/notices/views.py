"""The notices of a person: list, opening one, marking all as read, how often to get mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.sheets.serving import is_export
from permissions import access
from permissions.fields import whole_number
from permissions.pages import held_by, newest_first, signed_in
from workflows.notices import services
from workflows.notices.exports import notices_file
from workflows.notices.forms import MailForm
from workflows.notices.models import Notice
from workflows.notices.queries import notices_of
from workflows.notices.shown import for_their_person, mail_of
from workflows.notices.words import page_of

PAGE = 25


def _is_unread_only(request):
    return request.GET.get("show") != "all"


def _page(request, *, form=None, status=200):
    unread_only = _is_unread_only(request)
    rows, newer_url, older_url = newest_first(notices_of(request.user, unread_only=unread_only), request, PAGE)
    here = reverse("notices:list")
    tabs = [
        {"label": _("New"), "url": here, "active": unread_only},
        {"label": _("All"), "url": f"{here}?show=all", "active": not unread_only},
    ]
    context = {
        "rows": for_their_person(rows, held_by(request)),
        "newer_url": newer_url,
        "older_url": older_url,
        "tabs": tabs,
        "unread_only": unread_only,
        "newest": rows[0].pk if rows and not newer_url else 0,
        "may_manage": bool(access.offices_with("mailings.manage") & {held.office for held in held_by(request)}),
        "form": form or MailForm(initial={"mail": mail_of(request.user)}),
    }
    return render(request, "workflows/notices/list.html", context, status=status)


@require_GET
@signed_in
def index(request):
    if is_export(request):
        return notices_file(request, notices_of(request.user, unread_only=_is_unread_only(request)))
    return _page(request)


@require_GET
@signed_in
def open_notice(request, pk):
    """To the thing it tells of; everything this person was told of it is read from now on."""
    notice = get_object_or_404(Notice, pk=pk, person=request.user)
    services.opened(person=request.user, subject=notice.subject)
    page, code = page_of(notice.subject)
    return redirect(page, code) if page else redirect("notices:list")


@require_POST
@signed_in
def read(request):
    """Mark as read what stood in the list that was sent; what came since stays new."""
    services.read_all(person=request.user, up_to=whole_number(request.POST.get("up_to"), 0))
    return redirect("notices:list")


@require_POST
@signed_in
def mail(request):
    form = MailForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    services.choose_mail(person=request.user, mail=form.cleaned_data["mail"])
    messages.success(request, _("Saved."))
    return redirect("notices:list")
