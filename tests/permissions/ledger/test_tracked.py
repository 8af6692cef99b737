"""Saving with history: person and reason on every row, what the ledger keeps, and differences."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext
from simple_history.exceptions import NotHistoricalModelError

from permissions.ledger import digests, tracked
from permissions.ledger.models import Stream
from permissions.people.models import Appointment, Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from tests.permissions.ledger.conftest import AT


def _hamlets(commune, count):
    return [
        Unit(code=f"X{number}", name=f"Xóm {number}", kind=UnitKind.HAMLET, parent=commune, commune=commune)
        for number in range(count)
    ]


def _told(rows):
    return [(row.history_type, row.history_user, row.history_change_reason) for row in rows]


def _digest_now(kept):
    model = User if kept["model"] == "permissions.user" else Unit
    names = digests.known_columns(model, kept["fields"])
    row = digests.rows_by_id(model, names, [kept["history_id"]])[kept["history_id"]]
    return digests.digest_of(model, names, row.__getitem__)


def test_save_leaves_one_history_row_with_person_and_reason(commune, person):
    commune.name = "UBND xã Phong Quang mới"

    kept = tracked.save(commune, by=person, reason="sáp nhập")

    row = commune.history.first()
    assert _told([row]) == [("~", person, "sáp nhập")]
    assert kept == {
        "model": "permissions.unit",
        "pk": commune.pk,
        "history_id": row.pk,
        "fields": digests.fields_key(Unit),
        "digest": _digest_now(kept),
    }


def test_saving_a_new_row_is_told_as_new(person):
    unit = Unit(code="TN", name="Tỉnh", kind=UnitKind.PROVINCE)

    kept = tracked.save(unit, by=person)

    assert kept["pk"] == unit.pk
    assert _told(unit.history.all()) == [("+", person, "")]


def test_save_costs_no_statement_more_than_row_and_history(commune, person, django_assert_num_queries):
    with django_assert_num_queries(2):
        tracked.save(commune, by=person, fields=["name"])


def test_save_of_named_fields_writes_only_these(commune, person):
    commune.place, commune.symbol = "Phong Quang", "not meant"

    tracked.save(commune, by=person, fields=["place"])

    assert Unit.objects.values_list("place", "symbol").get() == ("Phong Quang", "")


def test_person_and_reason_do_not_stick_to_the_object(commune, person):
    tracked.save(commune, by=person, reason="một lần")

    commune.save()

    assert _told(commune.history.all()) == [("~", None, None), ("~", person, "một lần")]


def test_deleting_is_told_too(commune, person):
    hamlet = _hamlets(commune, 1)[0]
    hamlet.save()
    pk = hamlet.pk

    kept = tracked.delete(hamlet, by=person, reason="nhập nhầm")

    row = Unit.history.filter(id=pk).first()
    assert (kept["pk"], kept["history_id"], kept["digest"]) == (pk, row.pk, _digest_now(kept))
    assert _told([row]) == [("-", person, "nhập nhầm")]


def test_row_without_history_is_refused_before_anything_is_saved(db, person):
    with pytest.raises(NotHistoricalModelError):
        tracked.save(Stream(key="x"), by=person)

    assert not Stream.objects.exists()


def test_expression_is_refused_because_nobody_knows_its_value(commune, person):
    commune.place = Upper(Value("phong quang"))

    with pytest.raises(TypeError, match="expression"):
        tracked.save(commune, by=person)


def test_many_rows_are_added_and_changed_with_history(commune, person):
    hamlets = _hamlets(commune, 3)

    added = tracked.add_many(hamlets, by=person, reason="lập xóm")
    for hamlet in hamlets:
        hamlet.place = "Phong Quang"
    changed = tracked.save_many(hamlets, ["place"], by=person, reason="điền địa danh")

    assert [kept["pk"] for kept in added] == [kept["pk"] for kept in changed] == [hamlet.pk for hamlet in hamlets]
    assert [kept["digest"] for kept in added + changed] == [_digest_now(kept) for kept in added + changed]
    assert _told(hamlets[1].history.all()) == [("~", person, "điền địa danh"), ("+", person, "lập xóm")]
    assert set(Unit.objects.filter(kind=UnitKind.HAMLET).values_list("place", flat=True)) == {"Phong Quang"}


@pytest.mark.parametrize("values", [1, 2, 4, 5, 50])
def test_many_rows_get_each_its_own_value_and_history(commune, person, values):
    hamlets = _hamlets(commune, 50)
    tracked.add_many(hamlets, by=person)
    for number, hamlet in enumerate(hamlets):
        hamlet.place, hamlet.symbol = f"Xã {number % values}", "UBND" if number % 2 else ""

    tracked.save_many(hamlets, ["place", "symbol"], by=person)

    expected = [(hamlet.pk, hamlet.place, hamlet.symbol) for hamlet in hamlets]
    stored = Unit.objects.filter(kind=UnitKind.HAMLET).order_by("pk")
    assert list(stored.values_list("pk", "place", "symbol")) == expected
    kept = Unit.history.filter(kind=UnitKind.HAMLET, history_type="~").order_by("id")
    assert list(kept.values_list("id", "place", "symbol")) == expected


def test_no_rows_need_no_statement(person, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tracked.save_many([], ["name"], by=person) == []


@pytest.mark.postgres
def test_many_rows_cost_as_many_statements_as_three(commune, person):
    counts = []
    for start, count in ((0, 3), (3, 50)):
        hamlets = _hamlets(commune, start + count)[start:]
        with CaptureQueriesContext(connection) as asked:
            tracked.add_many(hamlets, by=person)
            tracked.save_many(hamlets, ["place"], by=person)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_changes_name_each_field_with_old_and_new_value(commune, person):
    appointment = Appointment(user=person, unit=commune, office=Office.UNIT_HEAD, from_on=date(2025, 7, 1))
    appointment.save()
    before = tracked.snapshot(appointment)

    appointment.to_on, appointment.title = date(2026, 7, 1), "Trưởng phòng"

    assert tracked.changes(before, tracked.snapshot(appointment)) == {
        "title": ["", "Trưởng phòng"],
        "to_on": [None, "2026-07-01"],
    }


def test_nothing_changed_is_an_empty_difference(commune):
    assert tracked.changes(tracked.snapshot(commune), tracked.snapshot(commune)) == {}


def test_snapshot_holds_no_password(person):
    person.set_password("mat-khau")

    assert not {"password", "last_login"} & tracked.snapshot(person).keys()


def test_row_without_history_has_a_snapshot_too():
    assert tracked.snapshot(Stream(key="x")) == {"id": None, "key": "x", "commune": None, "seq": 0, "head": "0" * 64}


def test_first_row_loaded_in_bulk_is_what_saving_would_have_left(commune, person):
    row, kept = tracked.first_row(commune, history_id=900_001, at=AT, by=person)

    row.save(force_insert=True)

    assert _told([Unit.history.get(pk=900_001)]) == [("+", person, "")]
    assert kept["digest"] == _digest_now(kept)
