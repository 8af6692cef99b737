"""The mails of the installation, for the administrator: which went out, which failed; no word of what they tell."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from permissions.pages import asks, newest_first, state_tabs
from workflows.notices import sending
from workflows.notices.models import Mailing
from workflows.notices.states import MailState

PAGE = 25


@require_GET
@asks("mailings.manage")
def index(request):
    chosen, rows = request.GET.get("state", ""), Mailing.objects.select_related("person")
    shown, newer_url, older_url = newest_first(
        rows.filter(state=chosen) if chosen in MailState.values else rows, request, PAGE
    )
    context = {
        "rows": shown,
        "tabs": state_tabs(request, [("", _("All")), *MailState.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
    }
    return render(request, "workflows/notices/mailings.html", context)


@require_POST
@asks("mailings.manage")
def repeat(request, pk):
    sending.repeat(mailing=get_object_or_404(Mailing, pk=pk))
    messages.success(request, _("The mail is sent again within some minutes."))
    return redirect("notices:mailings")
