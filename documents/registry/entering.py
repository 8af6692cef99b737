"""Entering awards that were granted, in the transaction of the deed that grants them: each nominee once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from documents.registry.likeness import described, described_row, is_certain
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.states import Answer, Source
from permissions.ledger import tracked
from permissions.people.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A nomination that was granted. unit: that proposed it. decided_on: of the decision that grants."""

    nomination: Any
    unit: Unit
    award_form: Any
    kind: str
    level: str
    issuer: str
    decision_number: str
    decided_on: date
    achievement: str = ""


def lock_book(commune_id):
    """Two who enter at once enter one after the other: else one person would come in twice. Returns the commune."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("awards are entered inside the transaction of the deed")
    return Unit.objects.select_for_update(no_key=True).get(pk=commune_id)


class Book:
    """The recipients of some names, read once under lock, and what is to be written: `find` grows it."""

    def __init__(self, commune, wanted, nominations=()):
        self.commune = commune
        self.recipients, self.pairs = [], []
        self._of_name = defaultdict(list)
        names = {one.key[1] for one in wanted}
        rows = Recipient.objects.filter(commune=commune, name_key__in=names).select_related("unit").order_by("pk")
        for row in rows:
            self._of_name[described(row).key].append(row)
        told = Likeness.objects.filter(nomination__in=nominations).exclude(answer=Answer.WAITING)
        self._told = {(row.nomination_id, row.recipient_id): row for row in told.select_related("recipient__unit")}

    def _answered_the_same(self, nomination):
        found = (row for key, row in self._told.items() if key[0] == nomination and row.answer == Answer.SAME)
        return next((row.recipient for row in found), None)

    def find(self, wanted, *, unit, nomination=None):
        """The recipient that the Described surely is or was answered to be; else a new one, with who looks like it."""
        alike = self._of_name[wanted.key]
        refused = {pk for (of, pk), row in self._told.items() if of == nomination and row.answer == Answer.DIFFERENT}
        sure = [row for row in alike if is_certain(wanted, described(row)) and row.pk not in refused]
        if sure and len({id(row) if row.pk is None else row.group for row in sure}) == 1:
            return sure[0]
        made = Recipient(
            commune=self.commune,
            nominee_type=wanted.nominee_type,
            full_name=wanted.full_name,
            birth_on=wanted.birth_on,
            is_female=wanted.is_female,
            unit=unit,
            workplace="" if unit is not None and wanted.place == unit.name else wanted.place[:200],
        )
        made.fill_keys()
        answered = self._answered_the_same(nomination) if nomination else None
        if answered is not None:
            made.same_as_id = answered.group
            self.pairs.append((answered, made, self._told[nomination, answered.pk]))
        for row in alike:
            told = self._told.get((nomination, row.pk))
            is_known = answered is not None and row.pk is not None and row.group == answered.group
            if not is_known and (told is not None or row.same_as_id is None):
                self.pairs.append((row, made, told))
        alike.append(made)
        self.recipients.append(made)
        return made

    def write(self, *, by):
        """The new recipients and questions; returns what the ledger keeps."""
        kept = tracked.add_many(self.recipients, by=by)
        rows = []
        for earlier, made, told in self.pairs:
            row = Likeness(commune=self.commune, recipient=earlier, other=made)
            if told is not None:  # answered of the nominee: not asked again
                row.answer, row.reason = told.answer, told.reason
                row.answered_by_id, row.answered_at = told.answered_by_id, told.answered_at
            rows.append(row)
        return kept + tracked.add_many(rows, by=by)


def enter_awards(*, commune, granted, source, by, now):
    """Enter granted nominations into the award book, those that are not in it yet; a constant number of statements.

    Called in the transaction of the deed, its papers and dossiers locked; the deed has asked who may. Returns what the
    entry of the deed adds to its body: {"awards": [...], "history": [...]}, the latter of all rows written.
    source: Source.DECISION or Source.ANSWER.
    """
    lock_book(commune.pk)
    keys = [one.nomination.pk for one in granted]
    there = set(Award.objects.filter(nomination__in=keys).values_list("nomination_id", flat=True))
    granted = [one for one in granted if one.nomination.pk not in there]
    if not granted:
        return {"awards": [], "history": []}
    wanted = [described_row(one.nomination, one.unit) for one in granted]
    book = Book(commune, wanted, keys)
    found = [
        book.find(sought, unit=one.unit, nomination=one.nomination.pk)
        for one, sought in zip(granted, wanted, strict=True)
    ]
    kept = book.write(by=by)
    awards = [_award(one, recipient, source, by, now) for one, recipient in zip(granted, found, strict=True)]
    kept += tracked.add_many(awards, by=by)
    told = [{"award": award.pk, "recipient": award.recipient_id, "nomination": award.nomination_id} for award in awards]
    return {"awards": told, "history": kept}


def _award(one, recipient, source, by, now):
    row = one.nomination
    return Award(
        commune=recipient.commune,
        recipient=recipient,
        award_form=one.award_form,
        kind=one.kind,
        level=one.level,
        issuer=one.issuer[:200],
        decision_number=one.decision_number[:60],
        year=one.decided_on.year,
        decided_on=one.decided_on,
        period_from=row.period_from,
        period_to=row.period_to,
        achievement=one.achievement[:600],
        source=Source(source),
        nomination=row,
        entered_by=by,
        entered_at=now,
    )
