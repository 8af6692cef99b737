"""Where papers belong: a place for each kind of paper, of the letter and of each row, with what lies there."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from documents.attachments.media_types import EVERY, accept_of
from documents.catalogue.kinds import PaperScope
from documents.proposals.queries import papers_asked

OTHER = "khac"


@dataclass(slots=True)
class Place:
    """One kind of paper of the letter (`row_id` 0) or of a row; `errors` are sentences about refused files."""

    code: str
    title: str
    is_mandatory: bool
    row_id: int = 0
    papers: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    accepted = accept_of(EVERY)

    @property
    def name(self):
        """Name of the file input."""
        return f"file-{self.row_id}-{self.code}"

    @property
    def is_missing(self):
        return self.is_mandatory and not self.papers


def _places(asked, papers, row_id):
    places = {}
    for paper in asked:
        known = places.setdefault(paper.code, Place(paper.code, paper.title, paper.is_mandatory, row_id))
        known.is_mandatory = known.is_mandatory or paper.is_mandatory
    places[OTHER] = Place(OTHER, _("Other paper"), False, row_id)
    for paper in papers:
        place = places.get(paper.kind) or places[OTHER]
        place.papers.append(paper)
    return list(places.values())


def places_of_letter(papers, rows, rules):
    """Places of the shared papers: what the rows ask or, before there are rows, what any award form asks.

    papers: the letter's own, in force. rules: as `queries.rules_for`.
    """
    asked = [paper for row in rows for paper in papers_asked(rules, row)]
    if asked:
        return _places([paper for paper in asked if paper.scope == PaperScope.LETTER], papers, 0)
    by_form = [
        {paper.code: paper for paper in rule.papers.all() if paper.scope == PaperScope.LETTER}
        for rule in rules.values()
    ]
    places = _places([paper for papers_of_form in by_form for paper in papers_of_form.values()], papers, 0)
    for place in places:  # nothing is missing yet that only some award form asks
        place.is_mandatory = place.is_mandatory and all(place.code in codes for codes in by_form)
    return places


def places_of_row(row, rules):
    """Places of a row's own papers."""
    asked = [paper for paper in papers_asked(rules, row) if paper.scope == PaperScope.NOMINATION]
    return _places(asked, row.papers_now, row.pk)
