"""The public page of open notices, the notice on paper, and objections on the dossier."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from documents.proposals.models import Proposal
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by, newest_first, published
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.reads import noted, opened
from permissions.refusals import ValidationError
from workflows.approval.sight import sight_of
from workflows.public_notice import papers, services
from workflows.public_notice.forms import ObjectionForm, ReplyForm
from workflows.public_notice.models import Objection
from workflows.public_notice.queries import notice_of, notices, open_ones

PAGE = 25


# --- the public ------------------------------------------------------------------------------------
@require_GET
@published
def index(request):
    """The communes of this installation; where there is one alone, straight to its notices."""
    communes = list(Unit.objects.filter(kind=UnitKind.COMMUNE, is_active=True).order_by("sort_key", "pk")[:200])
    if len(communes) == 1:
        return redirect("public_notice:commune", communes[0].code)
    return _unfindable(render(request, "workflows/public_notice/communes.html", {"communes": communes}))


@require_GET
@published
def commune(request, code):
    """The open notices of a commune: name, unit, award, short achievement, and how to object."""
    unit = get_object_or_404(Unit, code=code, kind=UnitKind.COMMUNE, is_active=True)
    today = timezone.localdate()
    shown, newer_url, older_url = newest_first(open_ones(today).filter(commune=unit), request, PAGE)
    found = notices(shown, today)
    context = {
        "commune": unit,
        "notices": [(notice, papers.how_to_object(notice)) for notice in found],
        "newer_url": newer_url,
        "older_url": older_url,
    }
    return _unfindable(render(request, "workflows/public_notice/public.html", context))


def _unfindable(response):
    """Search engines and caches keep nothing: when the days are over the names are gone."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "no-store"
    return response


# --- the dossier -----------------------------------------------------------------------------------
def _proposal_or_404(request, code):
    rows = access.visible_to(request.user, Proposal, acting=held_by(request))
    return opened(request, get_object_or_404(rows.select_related("commune", "unit", "award_form"), code=code))


def notice_file(proposal, ending):
    """The notice to be printed and put up. Raises Http404 while it is not open. ending: pdf or docx."""
    notice = notice_of(proposal, timezone.localdate())
    if notice is None:
        raise Http404
    media_type = MediaType.PDF if ending == "pdf" else MediaType.DOCX
    return made_anew(papers.render_notice(notice, ending), papers.file_name(proposal, ending), media_type)


@require_GET
@asks("proposals.view")
def paper(request, code, ending="pdf"):
    """The notice to be printed and put up, while it is open."""
    return notice_file(_proposal_or_404(request, code), ending)


def _back(code):
    return redirect(reverse("proposals:detail", args=[code]) + "#notice")


@require_http_methods(["GET", "HEAD", "POST"])
@asks(services.RIGHT)
def note_objection(request, code):
    """Note an objection that came by letter, in person, by telephone or by mail."""
    proposal = _proposal_or_404(request, code)
    access.require(request.user, services.RIGHT, proposal)
    row_version = whole_number(request.POST.get("row_version"), 0) if request.POST else proposal.row_version
    form = ObjectionForm(request.POST or None, request.FILES or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.note_objection(proposal=proposal, row_version=row_version, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            for field, sentences in getattr(fault, "error_dict", {"upload": fault}).items():
                form.add_error(field, sentences)
        else:
            messages.success(request, _("The objection is noted; answer it before the notice is closed."))
            return _back(code)
    context = {"proposal": proposal, "form": form, "row_version": row_version}
    return render(request, "workflows/public_notice/objection.html", context, status=422 if form.errors else 200)


def _objection_or_404(request, code, pk):
    rows = Objection.objects.filter(proposal=_proposal_or_404(request, code))
    return get_object_or_404(rows.select_related("proposal", "scan"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@asks(services.RIGHT)
def answer_objection(request, code, pk):
    """Say how an objection was answered."""
    objection = _objection_or_404(request, code, pk)
    access.require(request.user, services.RIGHT, objection.proposal)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer_objection(
            objection=objection,
            row_version=whole_number(request.POST.get("row_version"), 0),
            by=request.user,
            answer=form.cleaned_data["answer"],
        )
        messages.success(request, _("The answer is kept."))
        return _back(code)
    row_version = request.POST.get("row_version") or objection.row_version
    context = {"proposal": objection.proposal, "objection": objection, "form": form, "row_version": row_version}
    return render(request, "workflows/public_notice/reply.html", context, status=422 if form.errors else 200)


@require_GET
@asks("proposals.view")
def scan(request, code, pk):
    """The letter of who objected, to who may know the name."""
    objection = _objection_or_404(request, code, pk)
    proposal = objection.proposal
    if objection.scan is None or not sight_of(proposal, held_by(request)).grounds:
        raise Http404
    what = f"{proposal.stream}/objections/{objection.pk} {objection.scan.sha256}"
    noted(request, "downloaded", commune_id=proposal.commune_id, what=what)
    return file_response(objection.scan, objection.scan_name, inline=False)
