"""What the pages about a dossier or letter share."""

from collections.abc import Callable
from typing import NamedTuple

from django.views.decorators.http import require_GET

from documents.proposals.views import letter_or_404
from permissions.pages import asks, held_by
from workflows.approval.views import proposal_or_404


class Both(NamedTuple):
    """The two views of a page."""

    proposal: Callable
    letter: Callable


def of_both(*, proposal, letter):
    """Make of a page (request, thing) its two views, of a dossier and of a letter: Both. Each asks the right named."""

    def make(page):
        def of_proposal(request, code):
            return page(request, proposal_or_404(request, code, held=held_by(request)))

        def of_letter(request, code):
            return page(request, letter_or_404(request, code))

        of_proposal.__doc__ = of_letter.__doc__ = page.__doc__
        return Both(require_GET(asks(proposal)(of_proposal)), require_GET(asks(letter)(of_letter)))

    return make
