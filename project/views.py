"""Pages that belong to no topic: start, sign in and out, password, help, source code."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from permissions.names import RIGHTS
from permissions.pages import next_page, open_to_all, signed_in
from permissions.people.services import set_password
from permissions.roles import RIGHTS_OF, Office
from project import entrance, source_code
from project.context import Frame


@signed_in
@require_GET
def home(request):
    """To the first place of the person's menu."""
    return redirect(Frame(request).home_url)


@open_to_all
@sensitive_post_parameters("password")
@never_cache
def sign_in(request):
    if request.user.is_authenticated and request.method == "GET":
        return redirect(next_page(request) or settings.LOGIN_REDIRECT_URL)
    form = entrance.SignInForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        login(request, form.person)
        entrance.note_sign_in(request, form.person)
        return redirect(next_page(request) or settings.LOGIN_REDIRECT_URL)
    context = {
        "form": form,
        "next_url": next_page(request) or settings.LOGIN_REDIRECT_URL,
        "demo_accounts": entrance.demo_accounts(),
        "demo_password": entrance.DEMO_PASSWORD,
    }
    return render(request, "sign_in.html", context, status=422 if form.is_bound else 200)


@open_to_all
@require_POST
def sign_out(request):
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response["Clear-Site-Data"] = '"cache"'  # "Back" shows the next person nothing
    return response


@partial(signed_in, any_password=True)
@sensitive_post_parameters()
@never_cache
def change_password(request):
    form = entrance.OwnPasswordForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        person = set_password(user=request.user, password=form.cleaned_data["new_password1"], by=request.user)
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password has been changed. Other devices have been signed out."))
        return redirect("home")
    return render(request, "change_password.html", {"form": form}, status=422 if form.is_bound else 200)


@open_to_all
@require_GET
def favicon(request):
    """For browsers that ask by the old name, as they do beside a PDF."""
    return redirect(static("favicon.svg"))


def _layout(request):
    return "base.html" if request.user.is_authenticated else "bare.html"


@open_to_all
@require_GET
def help_page(request):
    """How a dossier travels, and what each office may do: read from the table of offices itself."""
    held = {capacity.office for capacity in Frame(request).held}
    offices = [
        {
            "label": office.label,
            "mine": office.value in held,
            "rights": [sentence for right, sentence in RIGHTS.items() if right in RIGHTS_OF[office]],
        }
        for office in Office
    ]
    steps = [
        {"label": _("The unit drafts and sends the letter"), "status": "todo"},
        {"label": _("The Culture and Society Office takes up and reviews"), "status": "todo"},
        {"label": _("The head of the office endorses"), "status": "todo"},
        {"label": _("The council meets and votes"), "status": "todo"},
        {"label": _("The chair signs the decision"), "status": "todo"},
        {"label": _("The records clerk numbers and issues"), "status": "todo"},
    ]
    return render(request, "help.html", {"layout": _layout(request), "offices": offices, "steps": steps})


@open_to_all
@require_GET
def source(request):
    """The offer of the source code that the licence asks for."""
    return render(request, "source.html", {"layout": _layout(request)})


@open_to_all
@require_GET
def source_archive(request):
    """The source code of this very installation, as it runs."""
    response = HttpResponse(source_code.archive(), content_type="application/gzip")
    response["Content-Disposition"] = f'attachment; filename="{source_code.file_name()}"'
    return response
