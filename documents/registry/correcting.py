"""What the book says of a nominee whose answer is corrected, whose award is revoked, whose name is mended: part of the
deed that does so, never by hand."""

from django.utils.translation import gettext_lazy

import documents.registry.services  # noqa: F401 - declares the acts of the award book
from documents.registry.entering import enter_awards, lock_book
from documents.registry.likeness import described
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.states import AwardState
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line

acts.declare(
    {
        "registry.award_corrected": gettext_lazy("corrected the award after a corrected answer"),
        "registry.award_withdrawn": gettext_lazy("withdrew the award: it was not granted after all"),
    }
)
_OF_THE_RECIPIENT = frozenset({"full_name", "birth_on", "workplace"})
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


def revoke_granted(*, commune, nomination, reason, by):
    """The award of a nominee was revoked and counts no more: the lines that the deed records, none without an award.

    reason: which decision revokes it, in words. Called like `enter_awards`.
    """
    lock_book(commune.pk)
    award = _award_of(nomination)
    if award is None or not award.stands:
        return []
    values = {"state": AwardState.REVOKED, "state_reason": reason[:_REASON_LENGTH]}
    return _write("registry.award_revoked", award, values, reason, by)


def mend_recipient(*, commune, nomination, wrong, right, reason, by):
    """The recipient of a nominee's award bears the right words, where it bore the wrong ones. Returns the deed's lines.

    wrong, right: {field: value} of the nominee. Whoever now bears the same name is asked for, never merged. Called
    like `enter_awards`.
    """
    lock_book(commune.pk)
    award = _award_of(nomination)
    if award is None:
        return []
    recipient = award.recipient
    before = tracked.snapshot(recipient)
    for field in _OF_THE_RECIPIENT & right.keys():
        if getattr(recipient, field) == wrong[field]:
            setattr(recipient, field, right[field])
    recipient.fill_keys()
    changes = tracked.changes(before, tracked.snapshot(recipient))
    if not changes:
        return []
    recipient.row_version += 1
    kept = [tracked.save(recipient, by=by, reason=reason), *_ask_who_is_alike(recipient, by)]
    body = {"changes": changes, "reason": reason, "history": kept}
    return [Line(stream=recipient.stream, act="registry.recipient_changed", body=body)]


def _ask_who_is_alike(recipient, by):
    """Questions about others of the same name; what was asked before is not asked again."""
    rows = Recipient.objects.filter(commune=recipient.commune_id, name_key=recipient.name_key).exclude(pk=recipient.pk)
    alike = [row for row in rows.select_related("unit") if described(row).key == described(recipient).key]
    both = {"recipient__in": [*alike, recipient], "other__in": [*alike, recipient]}
    asked = {frozenset(pair) for pair in Likeness.objects.filter(**both).values_list("recipient", "other")}
    pairs = [sorted((row.pk, recipient.pk)) for row in alike if row.group != recipient.group]
    new = [
        Likeness(commune_id=recipient.commune_id, recipient_id=first, other_id=second)
        for first, second in pairs
        if frozenset((first, second)) not in asked
    ]
    return tracked.add_many(new, by=by)


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
