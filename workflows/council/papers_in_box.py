"""Paper ballots in the box: what two tellers keyed, each alone, and whether it is the same. Deeds: paper_services.

What a teller keyed is shown to nobody, also not to the other: only whether both agree, else on whom they differ.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.council.states import Choice
from workflows.council.vote_models import TellerCount

TELLERS = 2
KEYED = (*Choice.values, "invalid")


def counts_of(item):
    """What the tellers have keyed in the present round: [{nomination id: {choice: count}}], one for each teller."""
    rows = TellerCount.objects.filter(item=item, round=item.round).order_by("pk").prefetch_related("lines")
    return [
        {line.nomination_id: {name: getattr(line, name) for name in KEYED} for line in row.lines.all()} for row in rows
    ]


def tellers_of(item):
    """Who has keyed in the present round, the first one first; what, nobody reads. One statement."""
    rows = TellerCount.objects.filter(item=item, round=item.round).order_by("pk").select_related("teller")
    return [row.teller for row in rows]


def found_in_box(item):
    """How many papers each teller found in the box in the present round, the first one first."""
    return list(TellerCount.objects.filter(item=item, round=item.round).order_by("pk").values_list("found", flat=True))


def papers_on(room, item, nomination_id):
    """How many papers in the box speak of a nomination."""
    return len(room.papers[item.pk] - room.aside_from(nomination_id))


def faults(room, item):
    """Sentences: why the papers cannot be counted yet. Which numbers differ is not told, only on whom."""
    papers = len(room.papers[item.pk])
    if not papers:
        return
    counts = counts_of(item)
    if len(counts) < TELLERS:
        told = ngettext(
            "%(code)s: %(papers)s paper was handed out; two tellers key the box, %(done)s has.",
            "%(code)s: %(papers)s papers were handed out; two tellers key the box, %(done)s has.",
            papers,
        )
        yield told % {"code": item.proposal.code, "papers": papers, "done": len(counts)}
        return
    if len(set(found_in_box(item))) > 1:
        told = _("%(code)s: the two tellers found different numbers of papers in the box. Both count the papers again.")
        yield told % {"code": item.proposal.code}
    first, second = counts
    for row in room.nominations[item.pk]:
        if first.get(row.pk) != second.get(row.pk):
            yield _("%(code)s, %(name)s: the two tellers keyed different numbers. Both count the papers again.") % {
                "code": item.proposal.code,
                "name": row.full_name,
            }
        elif sum(first.get(row.pk, {}).values()) != papers_on(room, item, row.pk):
            yield _("%(code)s, %(name)s: the papers counted are not as many as were handed out.") % {
                "code": item.proposal.code,
                "name": row.full_name,
            }


def counted(item):
    """What both tellers agree on, once `faults` finds none: {nomination id: {choice: count}}."""
    return next(iter(counts_of(item)), {})
