"""Endpoints of the papers to print, as PDF/A or for Word; each download leaves a record."""

from typing import Annotated, Literal

from ninja import Path

from documents.campaigns.models import Campaign
from documents.proposals.models import Letter, Proposal
from permissions.api_fields import Code, Key
from permissions.endpoints import Asks, Endpoints, seen_or_404
from workflows.council.models import Meeting
from workflows.printouts import choices
from workflows.printouts.file_views import printed, row_shown
from workflows.printouts.of_years import commune_read

router = Endpoints(tags=["papers to print"])
Ending = Literal["pdf", "docx", "own"]  # own: in the Word form of the commune
OfProposal = Literal["return-note", "appraisal", "result-notice"]
LETTERS = Asks("letters.view")
_OF_LETTERS = ("commune", "unit", "campaign", "rule_set")
_OF_PROPOSALS = ("commune", "unit", "letter", "campaign", "award_form", "rule_set")


def _about(request, thing):
    return {"held": request.held, "commune_id": thing.commune_id, "what": thing.stream}


@router.get("/letters/{code}/print/{paper}/{ending}", auth=LETTERS)
def of_letter(request, code: Code, paper: Literal["letter", "minutes"], ending: Ending):
    """The unit's letter with its list, or the minutes of its examination with room for the votes."""
    letter = seen_or_404(request, Letter, *_OF_LETTERS, code=code)
    return printed(request, choices.OF_LETTER, paper, ending, letter, **_about(request, letter))


@router.get("/letters/{code}/rows/{key}/print/{paper}/{ending}", auth=LETTERS)
def of_row(request, code: Code, key: Key, paper: Literal["report", "summary"], ending: Ending):
    """A report of achievement or a short summary, begun with what the row says."""
    letter = seen_or_404(request, Letter, *_OF_LETTERS, code=code)
    row = row_shown(letter, key, request.held)
    return printed(request, choices.OF_ROW, paper, ending, row, **_about(request, letter))


@router.get("/proposals/{code}/print/{paper}/{ending}", auth=Asks("proposals.view"))
def of_proposal(request, code: Code, paper: OfProposal, ending: Ending):
    """The note with which a dossier went back to its unit, the report of its appraisal, or the notice of its result."""
    proposal = seen_or_404(request, Proposal, *_OF_PROPOSALS, code=code)
    return printed(request, choices.OF_PROPOSAL, paper, ending, proposal, **_about(request, proposal))


@router.get("/meetings/{code}/print/{paper}/{ending}", auth=Asks("meetings.view"))
def of_meeting(request, code: Code, paper: Literal["agenda"], ending: Ending):
    """The agenda of a meeting; it names no nominee."""
    meeting = seen_or_404(request, Meeting, "commune", "council__unit", code=code)
    return printed(request, choices.OF_MEETING, paper, ending, meeting, **_about(request, meeting))


@router.get("/campaigns/{code}/print/{paper}/{ending}", auth=Asks("campaigns.view"))
def of_campaign(request, code: Code, paper: Literal["unit-summary", "commune-summary"], ending: Ending):
    """The report with which a unit, or the commune, sums a campaign up."""
    campaign = seen_or_404(request, Campaign, "commune", code=code)
    return printed(request, choices.OF_CAMPAIGN, paper, ending, campaign, **_about(request, campaign))


@router.get("/awards/{year}/print/{paper}/{ending}", auth=Asks("registry.view"))
def of_year(
    request,
    year: Annotated[int, Path(ge=1945, le=2200)],
    paper: Literal["award-book", "report"],
    ending: Ending,
):
    """The award book of a year, or the report of a year with its figures."""
    commune = commune_read(request.held)
    told = {"held": request.held, "commune_id": commune.pk, "what": f"award-book/{year}"}
    return printed(request, choices.OF_YEAR, paper, ending, year, **told)
