"""The papers of a decision as files: asked, noted, then given out."""

from django.http import Http404
from django.views.decorators.http import require_GET

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew
from documents.signatures.told import file_for
from permissions.pages import asks, held_by
from permissions.reads import noted
from workflows.decisions import papers
from workflows.decisions.queries import is_inside, lines_of
from workflows.decisions.states import DecisionState
from workflows.decisions.views import decision_or_404

_KEPT = {"signed": "first_rendition", "issued": "second_rendition", "certificates": "certificates"}
_OPEN_TO_UNITS = frozenset({"issued"})


def _note(request, decision, which, sha256=""):
    what = f"{decision.stream}/papers/{which} {sha256}".strip()
    noted(request, "downloaded", commune_id=decision.commune_id, what=what)


@require_GET
@asks("decisions.view")
def paper(request, code, which):
    """A kept rendition, signed digitally where it is; units get the issued decision alone."""
    decision = decision_or_404(request, code)
    issued = getattr(decision, _KEPT[which]) if which in _KEPT else None
    if issued is None or (which not in _OPEN_TO_UNITS and not is_inside(decision, held_by(request))):
        raise Http404
    blob = file_for(issued)
    _note(request, decision, which, blob.sha256)
    return file_response(blob, papers.file_name(decision, which), inline=True)


@require_GET
@asks("decisions.view")
def draft(request, code):
    """The draft as it would be printed, made anew each time and not kept."""
    decision = decision_or_404(request, code)
    if decision.state != DecisionState.DRAFTED:
        raise Http404
    _note(request, decision, "draft")
    pdf = papers.render_draft(decision, lines_of(decision), held_by(request))
    return made_anew(pdf, papers.file_name(decision, "draft"), MediaType.PDF)


@require_GET
@asks("decisions.view")
def word(request, code):
    """The decision with its list for Word, made anew each time; for who works on it in the commune."""
    decision, held = decision_or_404(request, code), held_by(request)
    if not is_inside(decision, held):
        raise Http404
    _note(request, decision, "word")
    content = papers.render_word(decision, lines_of(decision), held)
    return made_anew(content, papers.file_name(decision, "word"), MediaType.DOCX)
