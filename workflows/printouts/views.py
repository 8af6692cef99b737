"""Pages of the papers to print: each a file made anew, and the page of a year's papers."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.campaigns.views import campaign_or_404
from documents.proposals.views import letter_or_404
from permissions.pages import asks, held_by, stand_in
from workflows.approval.views import proposal_or_404
from workflows.council.views import meeting_or_404
from workflows.printouts import choices
from workflows.printouts.file_views import printed, row_shown
from workflows.printouts.of_years import commune_read, years_of

EARLIEST = 1945


def _about(request, thing):
    return {"held": held_by(request), "commune_id": thing.commune_id, "what": thing.stream}


@require_GET
@asks("letters.view")
def of_letter(request, code, paper, ending):
    """The unit's letter with its list, or the minutes of its examination."""
    letter = letter_or_404(request, code)
    return printed(request, choices.OF_LETTER, paper, ending, letter, **_about(request, letter))


@require_GET
@asks("letters.view")
def of_row(request, code, pk, paper, ending):
    """A report of achievement, begun with what the row says."""
    letter = letter_or_404(request, code)
    row = row_shown(letter, pk, held_by(request))
    return printed(request, choices.OF_ROW, paper, ending, row, **_about(request, letter))


@require_GET
@asks("proposals.view")
def of_proposal(request, code, paper, ending):
    """The note of return, the report of the appraisal, or the notice of the result."""
    proposal = proposal_or_404(request, code)
    return printed(request, choices.OF_PROPOSAL, paper, ending, proposal, **_about(request, proposal))


@require_GET
@asks("meetings.view")
def of_meeting(request, code, paper, ending):
    """The agenda of a meeting."""
    meeting = meeting_or_404(request, code)
    return printed(request, choices.OF_MEETING, paper, ending, meeting, **_about(request, meeting))


@require_GET
@asks("campaigns.view")
def of_campaign(request, code, paper, ending):
    """A report that sums a campaign up: the unit's own, or the commune's."""
    campaign = campaign_or_404(request, code)
    return printed(request, choices.OF_CAMPAIGN, paper, ending, campaign, **_about(request, campaign))


@require_GET
@asks("registry.view")
def of_year(request, year, paper, ending):
    """The award book or the report of a year."""
    commune, year = commune_read(held_by(request)), int(year)
    if not EARLIEST <= year <= years_of(commune)[0]:
        raise Http404
    told = {"held": held_by(request), "commune_id": commune.pk, "what": f"award-book/{year}"}
    return printed(request, choices.OF_YEAR, paper, ending, year, **told)


@require_GET
@asks("registry.view")
def years(request):
    """The papers of each year, for who reads the book of the whole commune."""
    stand_in(request, "registry")
    commune = commune_read(held_by(request))
    context = {"years": years_of(commune), "papers": choices.OF_YEAR.values(), "commune": commune}
    return render(request, "workflows/printouts/years.html", context)
