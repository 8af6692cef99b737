"""The papers to print, for any page that shows what they are of."""

from django import template

from documents.word_forms.queries import kinds_with_form
from permissions.pages import held_by
from workflows.printouts import choices

register = template.Library()
_CARD = "workflows/printouts/card.html"


@register.inclusion_tag(_CARD)
def letter_printouts(letter):
    """The papers of a letter; one statement: for which of them the commune has a form of its own."""
    own = kinds_with_form(letter.commune_id)
    return {"papers": choices.OF_LETTER.values(), "page": "printouts:of_letter", "code": letter.code, "own": own}


@register.inclusion_tag(_CARD)
def dossier_printouts(proposal, sight):
    """The papers of a dossier for the reader; two statements."""
    offered = choices.of_proposal(proposal, sight)
    return {"papers": offered, "page": "printouts:of_proposal", "code": proposal.code}


@register.inclusion_tag(_CARD)
def campaign_printouts(campaign, request):
    """The papers of a campaign for the reader; no statement of its own."""
    offered = choices.of_campaign(campaign, held_by(request))
    return {"papers": offered, "page": "printouts:of_campaign", "code": campaign.code}


@register.inclusion_tag("workflows/printouts/row_links.html")
def row_printouts(letter, row):
    """The reports of one row, the one its letter asks for first."""
    own = kinds_with_form(letter.commune_id)
    return {"papers": choices.first_of_row(letter), "letter": letter, "row": row, "own": own}
