"""What had been given out before an award was revoked and was recorded only afterwards: it is asked back too."""

from workflows.line_records import fallen
from workflows.line_records.fallen import Fallen
from workflows.payments.models import Payment
from workflows.revocations.effects import give_back_by
from workflows.revocations.models import FoundLater, Revocation
from workflows.revocations.queries import items_of, with_records
from workflows.revocations.states import Item


def _revoked(keys):
    return Revocation.objects.filter(amendment_line__line__in=keys)


def _fallen(keys):
    rows = _revoked(keys).values_list("amendment_line__line", "decision_number", "decided_on")
    return {line: Fallen(number, day) for line, number, day in rows}


def _ask_back(records):
    """records: Payments that were paid, or Handovers, of one decision under lock. Returns what the entry says."""
    given = {row.line_id: row for row in records}
    field, item = ("payment", Item.MONEY) if isinstance(records[0], Payment) else ("handover", Item.OBJECT)
    joined = ("commune", "amendment_line")
    told = []
    for revocation in with_records(_revoked(given).select_related(*joined)).order_by("pk"):
        if any(due.item == item for due in items_of(revocation)):
            continue
        record = given[revocation.amendment_line.line_id]
        day = revocation.last_day or give_back_by(revocation.commune, revocation.decided_on)
        FoundLater.objects.create(revocation=revocation, item=item, give_back_by=day, **{field: record})
        is_money = item == Item.MONEY
        row = {"name": record.line.nomination.full_name, "amount": record.amount if is_money else 0}
        told.append(row | {"object": not is_money, "by": day.isoformat()})
    return {"due_back": told} if told else {}


fallen.register_fallen(find=_fallen, follow=_ask_back)
