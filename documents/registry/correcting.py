"""What the book says of a nominee whose answer is corrected: part of the deed that corrects it, never by hand."""

from django.utils.translation import gettext_lazy

from documents.registry.entering import enter_awards, lock_book
from documents.registry.models import Award
from documents.registry.states import AwardState
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line

acts.declare(
    {
        "registry.award_corrected": gettext_lazy("corrected the award after a corrected answer"),
        "registry.award_withdrawn": gettext_lazy("withdrew the award: it was not granted after all"),
    }
)
_REASON_LENGTH = Award._meta.get_field("state_reason").max_length


def correct_granted(*, commune, granted, source, reason, by, now):
    """The award is in the book, as the paper says that grants it now; one that was withdrawn stands again.

    granted: a Granted. Called like `enter_awards`. Returns what the deed's entry adds to its body, and the lines that
    the deed records beside it; nothing where the book says so already.
    """
    lock_book(commune.pk)
    award = _award_of(granted.nomination)
    if award is None:
        return enter_awards(commune=commune, granted=[granted], source=source, by=by, now=now), []
    values = {
        "issuer": granted.issuer[:200],
        "decision_number": granted.decision_number[:60],
        "decided_on": granted.decided_on,
        "year": granted.decided_on.year,
        "state": AwardState.GRANTED,
        "state_reason": "",
    }
    return {}, _write("registry.award_corrected", award, values, reason, by)


def withdraw_granted(*, commune, nomination, reason, by):
    """The award of a nominee, if one stands in the book, counts no more. Returns the lines the deed records."""
    lock_book(commune.pk)
    award = _award_of(nomination)
    if award is None or not award.stands:
        return []
    values = {"state": AwardState.REVOKED, "state_reason": reason[:_REASON_LENGTH]}
    return _write("registry.award_withdrawn", award, values, reason, by)


def _award_of(nomination):
    return Award.objects.select_related("recipient").filter(nomination=nomination).first()


def _write(act, award, values, reason, by):
    """The line on the recipient's stream, which names the history; none where nothing changes."""
    before = tracked.snapshot(award)
    for field, value in values.items():
        setattr(award, field, value)
    changes = tracked.changes(before, tracked.snapshot(award))
    if not changes:
        return []
    award.row_version += 1
    kept = tracked.save(award, by=by, reason=reason, fields=[*values, "row_version"])
    body = {"award": award.pk, "changes": changes, "reason": reason, "history": [kept]}
    return [Line(stream=award.recipient.stream, act=act, body=body)]
