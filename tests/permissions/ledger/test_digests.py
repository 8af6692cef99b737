"""Digests of history rows: the same before saving and after reading back, and whole when columns are added."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from django.utils.translation import gettext_lazy

from permissions.ledger import digests, tracked
from permissions.ledger.models import HistoryFields
from permissions.people.models import Unit, User
from permissions.people.units import UnitKind


@pytest.mark.parametrize(
    ("field", "before", "after", "kept"),
    [
        (models.DateField(), "2026-01-23", date(2026, 1, 23), "2026-01-23"),
        (
            models.DateTimeField(),
            datetime(2026, 1, 23, 7, tzinfo=timezone(timedelta(hours=7))),
            datetime(2026, 1, 23, tzinfo=UTC),
            "2026-01-23T00:00:00.000000Z",
        ),
        (models.DecimalField(max_digits=6, decimal_places=2), Decimal("1.5"), Decimal("1.50"), "1.50"),
        (models.DecimalField(max_digits=6, decimal_places=2), 3, Decimal("3.00"), "3.00"),
        (models.IntegerField(), "12", 12, 12),
        (models.BooleanField(), 1, True, True),
        (models.FloatField(), 1, 1.0, "1.0"),
        (models.UUIDField(), str(UUID(int=1)), UUID(int=1), str(UUID(int=1))),
        (models.CharField(), UnitKind.HAMLET, "hamlet", "hamlet"),
        (models.CharField(), gettext_lazy("x-untranslated"), "x-untranslated", "x-untranslated"),
        (models.JSONField(), {"b": (1,), "a": None}, {"a": None, "b": [1]}, {"a": None, "b": [1]}),
        (models.DurationField(), timedelta(days=1), timedelta(hours=24), "1 day, 0:00:00"),
        (models.BinaryField(), b"\x01", memoryview(b"\x01"), "01"),
        (models.FileField(), "a/b.pdf", "a/b.pdf", "a/b.pdf"),
        (models.TextField(), None, None, None),
    ],
)
def test_value_is_told_the_same_before_saving_and_after_reading_back(field, before, after, kept):
    assert digests.ready(field, before) == digests.ready(field, after) == kept


def test_number_with_more_decimals_than_kept_is_refused():
    field = models.DecimalField(name="factor", max_digits=6, decimal_places=2)

    with pytest.raises(ValueError, match="factor"):
        digests.ready(field, Decimal("1.005"))


def test_digest_survives_a_column_added_later(commune, person, monkeypatch):
    fewer = tuple(name for name in digests.columns(Unit) if name != "place")
    key = "0123456789abcdef"
    HistoryFields.objects.create(key=key, model="permissions.unit", names=digests.canonical.text_of(fewer))
    kept = tracked.save(commune, by=person)
    row = Unit.history.get(pk=kept["history_id"])
    then = digests.digest_of(Unit, fewer, lambda name: getattr(row, name))

    names = digests.known_columns(Unit, key)

    assert names == fewer
    now = digests.rows_by_id(Unit, names, [row.pk])[row.pk]
    assert digests.digest_of(Unit, names, now.__getitem__) == then != kept["digest"]


def test_todays_columns_are_noted_by_the_migration(db):
    noted = dict(HistoryFields.objects.values_list("model", "key"))

    assert noted == {model._meta.label_lower: digests.fields_key(model) for model in digests.tracked_models()}


def test_noting_columns_again_changes_nothing(db, django_assert_num_queries):
    before = HistoryFields.objects.count()

    digests.keep_field_sets("default")

    assert HistoryFields.objects.count() == before


def test_unknown_set_of_columns_is_nobodys_guess(db):
    assert digests.known_columns(Unit, "f" * 16) is None


def test_password_is_not_covered():
    assert "password" not in digests.columns(User)
