"""The papers of a cancelling or correcting decision as files; and recording that one was signed on paper."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from documents.signatures.told import file_for
from permissions.pages import asks, held_by
from permissions.reads import noted
from workflows.approval.paper_signing_views import Signing, record_on
from workflows.revocations import papers, services
from workflows.revocations.forms import PaperSignatureForm
from workflows.revocations.queries import is_inside, kept_papers, lines_of
from workflows.revocations.views import GET_OR_POST, amendment_or_404

_MEDIA = {"pdf": MediaType.PDF, "docx": MediaType.DOCX}


@require_GET
@asks("decisions.view")
def paper(request, code, which):
    """A kept rendition; units get the issued paper alone."""
    amendment = amendment_or_404(request, code)
    issued = kept_papers(amendment, held_by(request)).get(which)
    if issued is None:
        raise Http404
    file = file_for(issued)
    what = f"{amendment.stream}/papers/{which} {file.sha256}"
    noted(request, "downloaded", commune_id=amendment.commune_id, what=what)
    return file_response(file, papers.file_name(amendment, which), inline=True)


@require_GET
@asks("decisions.view")
def anew(request, code, ending):
    """The paper as it stands, for who works on it: PDF or Word, made anew each time and not kept."""
    return paper_anew(request, amendment_or_404(request, code), ending, held_by(request))


def paper_anew(request, amendment, ending, held):
    """The answer with the file. Raises Http404 for who does not work on the paper."""
    if not is_inside(amendment, held):
        raise Http404
    noted(request, "downloaded", commune_id=amendment.commune_id, what=f"{amendment.stream}/papers/anew.{ending}")
    content = papers.render_anew(amendment, lines_of(amendment), ending, held=held)
    name = papers.file_name(amendment, "issued" if amendment.number else "draft", ending)
    return made_anew(content, name, _MEDIA[ending])


def _done(amendment, arrival):
    told = _("Recorded: %(decision)s was signed on paper.") % {"decision": amendment.code}
    return told, reverse("revocations:detail", args=[amendment.code])


SIGNING = Signing(
    right="decisions.record_signature",
    form=PaperSignatureForm,
    record=services.record_signature,
    template="workflows/revocations/on_paper.html",
    done=_done,
)


@GET_OR_POST
@asks("decisions.record_signature")
def record(request, pk):
    """Which paper, who signed it, on which day; the scan is that of the arrival."""
    return record_on(request, pk, SIGNING)
