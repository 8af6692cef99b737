"""Groups of recipients found to be the same: what the answers say, worked out anew whenever one changes."""

from collections import defaultdict

from django.utils.translation import gettext as _

from documents.registry.models import Likeness, Recipient
from documents.registry.states import Answer
from permissions.ledger import tracked
from permissions.refusals import NotNow


def _heads(pairs):
    """{recipient: the oldest one of its group} for all who stand in a pair."""
    near = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    heads = {}
    for start in sorted(near):
        waiting = [start]
        while waiting:
            each = waiting.pop()
            if each not in heads:
                heads[each] = start
                waiting += near[each]
    return heads


def regroup(commune_id, *, by):
    """Write under whom each recipient stands, where it changed; returns what the ledger keeps. Under the book's lock.

    Raises NotNow where two of a group were answered not to be the same.
    """
    told = Likeness.objects.filter(commune=commune_id, nomination=None)
    heads = _heads(told.filter(answer=Answer.SAME).values_list("recipient", "other"))
    for row in told.filter(answer=Answer.DIFFERENT).select_related("recipient", "answered_by"):
        if row.recipient_id in heads and heads[row.recipient_id] == heads.get(row.other_id):
            raise NotNow(
                _("%(person)s answered before that two of these named %(name)s are not the same; look at that first.")
                % {"person": row.answered_by, "name": row.recipient}
            )
    wrong = []
    grouped = Recipient.objects.filter(commune=commune_id)
    for recipient in (grouped.filter(pk__in=heads) | grouped.exclude(same_as=None)).order_by("pk"):
        head = heads.get(recipient.pk, recipient.pk)
        under = None if head == recipient.pk else head
        if recipient.same_as_id != under:
            recipient.same_as_id = under
            recipient.row_version += 1
            wrong.append(recipient)
    return tracked.save_many(wrong, ["same_as", "row_version"], by=by)
