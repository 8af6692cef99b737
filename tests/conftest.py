"""One cast for all tests: the offices of two communes and a province, and a stranger."""

import gc
import os
import pickle
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils.translation import get_language
from hypothesis import HealthCheck
from hypothesis import settings as bounds

from documents.catalogue import in_use
from documents.catalogue.models import RuleSet
from permissions.ledger import guards
from permissions.ledger.models import LedgerEntry, LedgerPayload, Stream
from permissions.mandates.models import Mandate
from permissions.people.models import Appointment, Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from tests.kept import KeptRows
from tests.keys import begin_with_large_keys

# How long an example takes depends on what else the machine does: no test fails for it. The build server draws the same
# examples each time.
bounds.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
bounds.load_profile("any machine")
pytest_plugins = ["tests.left_out"]
PASSWORD = "phong-quang-2026"
SINCE = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _guards_do_not_stop_the_flush(request):
    """Transactional tests are flushed at their end; the append-only guards step aside for it."""
    marker = request.node.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction")
    if transactional:
        request.getfixturevalue("transactional_db")
    yield
    if transactional:
        guards.remove(connection)


@pytest.fixture(autouse=True)
def _rules_are_read_anew():
    in_use.forget()


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _nothing_waits_for_the_disk():
    """What a test writes need not outlive the machine's power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """SQLite does not wait for the disk either; PostgreSQL is told so where it is started."""
    options = connection.settings_dict["OPTIONS"]
    if "init_command" in options:
        options["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keys are as large as after years of work, and no two tables begin with the same one."""
    with django_db_blocker.unblock():
        begin_with_large_keys(connection)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browsers come first, in the order drawn: what takes longest must not begin when the other process is done."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_collection_finish():
    """What is there before the first test stays to the end: the collector of garbage need not look at it again."""
    gc.collect()
    gc.freeze()


def no_history():
    """Rows made by no act leave no history, for no entry could name it."""
    return override_settings(SIMPLE_HISTORY_ENABLED=False)


def make_person(username, full_name=None, **fields):
    return User.objects.create_user(username, PASSWORD, full_name=full_name or username.title(), **fields)


def appoint(user, office, unit, **fields):
    return Appointment.objects.create(
        user=user, office=office, unit=unit, from_on=fields.pop("from_on", SINCE), **fields
    )


def give_mandate(inspector, **fields):
    """A mandate in force, confirmed; for the whole commune where nothing narrows it."""
    said = {
        "decision_number": "12/QĐ-TTr",
        "decided_on": SINCE,
        "issued_by": "Chánh Thanh tra tỉnh",
        "from_on": SINCE,
        "to_on": date(2099, 12, 31),
        "confirmed_by": inspector,
    }
    appointment = inspector.appointments.get(office=Office.INSPECTOR)
    return Mandate.objects.create(appointment=appointment, **said | fields)


def make_unit(code, name, kind, parent, commune=None, **fields):
    unit = Unit(code=code, name=name, kind=kind, parent=parent, commune=commune, **fields)
    unit.save()
    if kind == UnitKind.COMMUNE:
        unit.commune = unit
        unit.save()
    return unit


@dataclass
class Town:
    """A commune with one person in every office (`person["unit_head"]`) and its units."""

    commune: Unit
    school: Unit
    front: Unit
    hamlet: Unit
    office: Unit
    council: Unit
    person: dict = field(default_factory=dict)
    seats: list = field(default_factory=list)

    def __getattr__(self, name):
        try:
            return self.__dict__["person"][name]
        except KeyError:
            raise AttributeError(name) from None


def make_town(code, name, province):
    commune = make_unit(code, f"UBND xã {name}", UnitKind.COMMUNE, province, symbol="UBND", place=name)
    town = Town(
        commune=commune,
        school=make_unit(f"{code}-TH", f"Trường Tiểu học {name}", UnitKind.SCHOOL, commune, commune),
        front=make_unit(f"{code}-ND", f"Hội Nông dân xã {name}", UnitKind.FRONT, commune, commune),
        hamlet=make_unit(f"{code}-X1", f"Xóm Đồng, xã {name}", UnitKind.HAMLET, commune, commune, has_accounts=False),
        office=make_unit(
            f"{code}-VHXH", f"Phòng Văn hóa - Xã hội xã {name}", UnitKind.CULTURE_OFFICE, commune, commune
        ),
        council=make_unit(
            f"{code}-HD", f"Hội đồng Thi đua - Khen thưởng xã {name}", UnitKind.COUNCIL, commune, commune
        ),
    )
    places = {
        Office.UNIT_CLERK: town.school,
        Office.UNIT_HEAD: town.school,
        Office.OFFICE_REVIEWER: town.office,
        Office.OFFICE_HEAD: town.office,
        Office.COUNCIL_SECRETARY: town.council,
        Office.COUNCIL_MEMBER: town.council,
        Office.COUNCIL_CHAIR: town.council,
        Office.COMMUNE_CHAIR: commune,
        Office.COMMUNE_DEPUTY_CHAIR: commune,
        Office.RECORDS_CLERK: commune,
        Office.INSPECTOR: commune,
    }
    low = code.lower()
    for office, unit in places.items():
        town.person[str(office)] = make_person(f"{low}_{office}", f"{office.label} {code}")
        appoint(town.person[str(office)], office, unit)
    give_mandate(town.inspector)
    town.person["other_clerk"] = make_person(f"{low}_other_clerk", f"Clerk of the Front {code}")
    appoint(town.person["other_clerk"], Office.UNIT_CLERK, town.front)
    town.person["other_head"] = make_person(f"{low}_other_head", f"Head of the Front {code}")
    appoint(town.person["other_head"], Office.UNIT_HEAD, town.front)
    town.person["second_reviewer"] = make_person(f"{low}_second_reviewer", f"Second reviewer {code}")
    appoint(town.person["second_reviewer"], Office.OFFICE_REVIEWER, town.office)
    town.seats = [town.person["council_chair"], town.person["council_member"]]
    for number in range(2, 9):
        member = make_person(f"{low}_member{number}", f"Member {number} {code}")
        appoint(member, Office.COUNCIL_MEMBER, town.council)
        town.seats.append(member)
    return town


@dataclass
class Cast:
    province: Unit
    here: Town
    there: Town
    province_officer: User
    administrator: User
    stranger: User


@pytest.fixture
def cast(db):
    """`cast.here.unit_head`, `cast.there.office_reviewer`, `cast.stranger` ...: nobody holds two offices."""
    return enter_cast()


# What was made once in this process: the rows of the rules; the cast of each language with its rows.
_kept = {}


def enter_cast():
    """The cast, in a database without people; made once in each language, then put back row by row.

    The names of the people are those of their offices in the language of the test.
    """
    people = [Unit, User, Appointment, Mandate]
    if any(model._base_manager.exists() for model in people):
        return _make_cast()
    key = ("cast", get_language())
    if key in _kept:
        made, rows = _kept[key]
        rows.put_back()
    else:
        made = pickle.dumps(_make_cast())
        _kept[key] = (made, KeptRows(people))
    return pickle.loads(made)


def _make_cast():
    with no_history():
        province = make_unit("TN", "Tỉnh Thái Nguyên", UnitKind.PROVINCE, None)
        cast = Cast(
            province=province,
            here=make_town("PQ", "Phong Quang", province),
            there=make_town("YT", "Yên Trạch", province),
            province_officer=make_person("province_officer"),
            administrator=make_person("administrator"),
            stranger=make_person("stranger"),
        )
        appoint(cast.province_officer, Office.PROVINCE_OFFICER, province)
        appoint(cast.administrator, Office.ADMINISTRATOR, province)
    return cast


def _tables_of_the_rules():
    """Models of the catalogue with their history, the ledger's too."""
    rules = [model for model in apps.get_models() if model.__module__.startswith("documents.catalogue.")]
    history = [model.history.model for model in rules if hasattr(model, "history")]
    return [*rules, *history, Stream, LedgerEntry, LedgerPayload]


@pytest.fixture
def rules(db):
    """The catalogue of rules, as `load_catalogue` makes it; loaded once, then put back row by row."""
    in_use.forget()
    if LedgerEntry.objects.exists() or RuleSet.objects.exists():
        call_command("load_catalogue", verbosity=0)
    elif "rules" in _kept:
        _kept["rules"].put_back()
    else:
        call_command("load_catalogue", verbosity=0)
        _kept["rules"] = KeptRows(_tables_of_the_rules())
    yield
    in_use.forget()


@pytest.fixture
def tamper(db):
    """`tamper(sql, params)`: what an owner of the database could do with the guards taken down."""

    def run(sql, params=()):
        guards.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            assert cursor.rowcount > 0
        guards.install(connection)

    return run


@pytest.fixture
def sign_in(client):
    """`sign_in(person)` gives the client signed in as that person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter
