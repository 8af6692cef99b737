"""Nominees and what was granted to them, entered as the issuing deed enters it."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from documents.registry.entering import Granted, enter_awards
from documents.registry.models import Recipient
from documents.registry.states import Source
from permissions.ledger import acts
from permissions.ledger.services import Line, record
from tests.making import award_form, sent

acts.declare({"test.granted": "granted for a test"})
NOW = timezone.make_aware(timezone.datetime(2026, 11, 23, 9, 0))


@dataclass
class Book:
    """The award book of one commune."""

    town: object

    def nominee(self, name="Nguyễn Thị Hòa", **values):
        """A row of a sent letter, with other facts where they are given."""
        row = (
            sent(self.town, names=(name,), kind=values.pop("kind", "merit"))
            .nominations.select_related("award_form")
            .get()
        )
        for field, value in values.items():
            setattr(row, field, value)
        return row

    def enter(self, *rows, number="12/QĐ-UBND", decided_on=date(2026, 11, 23), unit=None, kind="merit"):
        """Enter the rows as a decision does, with a ledger entry that names the history; what was told."""
        form = award_form()
        granted = [
            Granted(
                nomination=row,
                unit=unit or self.town.school,
                award_form=form,
                kind=kind,
                level="commune",
                issuer=self.town.commune.name,
                decision_number=number,
                decided_on=decided_on,
            )
            for row in rows
        ]
        by = self.town.records_clerk
        with transaction.atomic():
            told = enter_awards(commune=self.town.commune, granted=granted, source=Source.DECISION, by=by, now=NOW)
            line = Line(stream=f"test/{self.town.commune.code}", act="test.granted", body=told)
            record([line], commune_id=self.town.commune.pk, by=by, acting_as=None)
        return told

    def awarded(self, name="Nguyễn Thị Hòa", *, unit=None, kind="merit", number="1/QĐ-UBND", **values):
        """The recipient of an award entered now."""
        told = self.enter(self.nominee(name, **values), unit=unit, kind=kind, number=number)
        return Recipient.objects.get(pk=told["awards"][0]["recipient"])


@pytest.fixture
def book(cast, rules):
    return Book(cast.here)


@pytest.fixture
def other_book(cast, rules):
    return Book(cast.there)
