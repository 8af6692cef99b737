"""The least the ledger needs: a commune, a person with an office, and two acts."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from permissions.access import Capacity
from permissions.ledger import acts
from permissions.ledger.checkpoints import keys, making
from permissions.ledger.services import Line, record
from permissions.people.models import Appointment, Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from tests.conftest import no_history
from tests.permissions.ledger.bundling import PDF

AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _two_acts(monkeypatch):
    monkeypatch.setattr(acts, "_sentences", {})
    acts.declare({"thing.made": "made the thing", "thing.changed": "changed the thing"})


@pytest.fixture(autouse=True)
def _some_days_later():
    with time_machine.travel(AT + timedelta(days=5), tick=True):
        yield


@pytest.fixture
def commune(db):
    unit = Unit(code="PQ", name="UBND xã Phong Quang", kind=UnitKind.COMMUNE)
    with no_history():
        unit.save()
    return unit


@pytest.fixture
def person(db):
    person = User(username="chuyenvien", full_name="Nguyễn Thị Hoà")
    with no_history():
        person.save()
    return person


@pytest.fixture
def capacity(person, commune):
    appointment = Appointment(user=person, unit=commune, office=Office.OFFICE_REVIEWER, from_on=date(2025, 7, 1))
    with no_history():
        appointment.save()
    return Capacity(person, appointment)


@pytest.fixture
def write(commune, person):
    """`write("proposal/1", "proposal/2", body=...)`: one act with a line on each stream."""

    def act(*streams, body=None, at=AT, act="thing.made", by=person):
        lines = [Line(stream=stream, act=act, body=body or {"reason": "vì đủ điều kiện"}) for stream in streams]
        with transaction.atomic():
            return record(lines, commune_id=commune.pk, by=by, acting_as=None, at=at)

    return act


# --- what bundles are made of ----------------------------------------------------------------------
@pytest.fixture
def acts_of_checkpoints(_two_acts):
    acts.declare({f"ledger_key.{kind}": kind for kind in ("first", "rotated", "replaced")})
    acts.declare({"checkpoint.made": "sealed"})


@pytest.fixture
def key_file(acts_of_checkpoints, db, settings, tmp_path):
    settings.LEDGER_KEY_FILE = str(tmp_path / "key.pem")
    keys.make(settings.LEDGER_KEY_FILE)
    return settings.LEDGER_KEY_FILE


@pytest.fixture
def dossier(acts_of_checkpoints, write):
    """Two streams, a file that an entry names, three checkpoints and one entry after them."""
    for day in range(2):
        write("proposal/1", "meeting/1", "proposal/other", at=AT + timedelta(days=day))
        making.make(now=AT + timedelta(days=day))
    named = write("proposal/1", body={"sha256": hashlib.sha256(PDF).hexdigest()})[0]
    making.make(now=AT + timedelta(days=2))
    write("proposal/1", body={"reason": "lý do không ai được biết"})
    return named
