"""What every paper over passed nominations does while it is drafted: its list, its words, the order of its lines."""

from django.utils.translation import gettext as _

from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.approval.paper_words import NOMINEES


def passed_nominations(proposals, *, lock):
    """The passed nominations in the order of a list. Raises NotNow naming the dossiers that have none."""
    rows = Nomination.objects.select_for_update(of=("self",)) if lock else Nomination.objects
    rows = rows.filter(proposal__in=proposals, outcome=Outcome.PASSED).select_related("proposal__unit")
    kinds = list(NOMINEES)
    found = sorted(rows, key=lambda r: (kinds.index(r.nominee_type), r.proposal.unit.sort_key, r.proposal_id, r.order))
    listed = {row.proposal_id for row in found}
    without = [proposal.code for proposal in proposals if proposal.pk not in listed]
    if without:
        raise NotNow(_("No nomination of %(codes)s has passed.") % {"codes": ", ".join(without)})
    return found


def fill_words(paper, values, words, *, one_line):
    """Set the words. Raises ValidationError by field where one is empty or too long.

    words: the fields of the paper that are words; one_line: those of them that hold a single line.
    """
    for field in words:
        if field in values:
            clean = clean_line if field in one_line else clean_text
            setattr(paper, field, clean(values[field]))
    others = [field.name for field in paper._meta.fields if field.name not in words]
    paper.clean_fields(exclude=others)


def fill_search_key(paper, rows):
    """The key that search reads: the paper's own words and the names in its list."""
    names = [row.full_name for row in rows]
    paper.search_key = search_key(paper.code, paper.title, paper.award_form.name, *names)


def in_order(rows, order):
    """The rows in the order of the keys, all of which must be named; as they are where there is none."""
    if order is None:
        return rows
    by_key = {row.pk: row for row in rows}
    wanted = [int(pk) for pk in order]
    if sorted(wanted) != sorted(by_key):
        raise ValidationError({"order": _("The list has changed meanwhile; load the page again.")})
    return [by_key[pk] for pk in wanted]


def reorder(lines, order):
    """Give the lines their new places; returns those that moved."""
    moved = []
    for place, line in enumerate(in_order(lines, order), start=1):
        if line.order != place:
            line.order = place
            moved.append(line)
    return moved
