"""The agenda as one row of numbers: dossiers and free items, in their order."""

from django.db.models import Max

from permissions.ledger import tracked
from workflows.council.convening_models import AgendaTopic
from workflows.council.models import AgendaItem


def agenda_in_order(meeting):
    """The dossiers and the free items of the agenda under lock, in their order."""
    items = meeting.items.select_for_update(of=("self",)).select_related("proposal__award_form").order_by("pk")
    topics = meeting.topics.select_for_update(of=("self",)).order_by("pk")
    return sorted([*items, *topics], key=lambda each: each.order)


def last_place(meeting):
    """The number of the last item of the agenda; 0 while it is empty."""
    places = (rows.aggregate(last=Max("order"))["last"] or 0 for rows in (meeting.items, meeting.topics))
    return max(places)


def number_agenda(agenda, by):
    """Number dossiers and free items 1, 2, 3 in this order; returns the history of those that changed."""
    changed = [each for place, each in enumerate(agenda, start=1) if each.order != place]
    for place, each in enumerate(agenda, start=1):
        each.order = place
    kept = []
    for model in (AgendaItem, AgendaTopic):
        rows = [each for each in changed if isinstance(each, model)]
        kept += tracked.save_many(rows, ["order"], by=by) if rows else []
    return kept


def key_of(each):
    """How an order of the agenda names an item: by the code of its proposal, a free item by its own key."""
    return each.key if isinstance(each, AgendaTopic) else each.proposal.code
