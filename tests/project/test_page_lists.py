"""Every list of the pages: the same statements for a row and for fifty, at most twelve, and rows that weigh little."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.proposals.states import ProposalState
from permissions.people.models import Appointment
from permissions.roles import Office
from project.seeding.places import towns
from project.seeding.services import seed
from tests import making
from tests.conftest import make_person, make_unit

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12
MOST_BYTES_A_ROW = 1_200
MANY = 24  # a page of dossiers holds twenty-five


def page(client, address):
    """(statements, bytes, rows) of a page."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked), len(answer.content), len(re.findall(r"<tr>", answer.text.split("<tbody>", 1)[-1]))


def compare(client, address, more):
    """Few rows, then many: what a row costs."""
    client.get("/help/")  # whatever is asked once a process is asked
    few = page(client, address)
    more()
    many = page(client, address)
    assert many[2] >= few[2] + 20
    assert many[0] == few[0]
    assert many[0] <= MOST_STATEMENTS
    assert (many[1] - few[1]) / (many[2] - few[2]) <= MOST_BYTES_A_ROW


@pytest.fixture
def town(db):
    seed(communes=1, proposals=1, states={ProposalState.SUBMITTED: 1})
    return towns(1)[0]


def dossiers(state=ProposalState.SUBMITTED):
    return lambda: seed(communes=1, proposals=MANY, states={state: 1}, first=5)


def enter(client, town, office, unit=None):
    client.force_login(town.capacity(office, unit).user if unit else town.capacity(office).user)
    return client


@pytest.mark.parametrize(
    "address", ["/proposals/", "/letters/", "/inbox/?tab=queue", "/proposals/?q=khen&state=submitted"]
)
def test_dossiers_of_the_office(client, town, address):
    compare(enter(client, town, Office.OFFICE_REVIEWER), address, dossiers())


def test_dossiers_waiting_for_the_head(client, town):
    compare(enter(client, town, Office.OFFICE_HEAD), "/inbox/", dossiers(ProposalState.AWAITING_ENDORSEMENT))


def test_dossiers_of_a_unit(client, cast, rules, sign_in):
    making.sent(cast.here)

    def more():
        for _number in range(MANY):
            making.sent(cast.here, names=["Hà Văn An"])

    compare(sign_in(cast.here.unit_clerk), "/proposals/", more)


@pytest.mark.parametrize("who", ["administrator", "commune_chair", "inspector"])
def test_people(cast, sign_in, who):
    person = cast.administrator if who == "administrator" else cast.here.person[who]

    def more():
        for number in range(MANY):
            made = make_person(f"zet{number}", f"Zét Văn {number}")
            Appointment.objects.create(user=made, unit=cast.here.school, office="unit_clerk", from_on="2026-01-01")

    Appointment.objects.create(
        user=make_person("zet", "Zét"), unit=cast.here.school, office="unit_clerk", from_on="2026-01-01"
    )
    compare(sign_in(person), "/people/?q=zet", more)


def test_units(cast, sign_in):
    def more():
        for number in range(MANY):
            make_unit(f"PQ-Z{number}", f"Xóm Zét {number}", "hamlet", cast.here.commune, cast.here.commune)

    compare(sign_in(cast.administrator), "/units/", more)


def test_campaigns(cast, rules, sign_in):
    making.campaign(cast.here)

    def more():
        for number in range(100, 100 + MANY):
            making.campaign(cast.here, plan_number=f"{number}/KH-UBND")

    compare(sign_in(cast.here.unit_clerk), "/campaigns/", more)
