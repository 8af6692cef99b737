"""Every list of the API asks as many statements for one row as for many, at most twelve."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import making
from tests.calling import Caller
from tests.conftest import make_person, make_unit
from tests.workflows.council.conftest import Table, make_council
from workflows.council import services as council

pytestmark = pytest.mark.django_db
MOST = 12


def statements(caller, path):
    """(statements, rows told) of one answer."""
    with CaptureQueriesContext(connection) as asked:
        answer = caller.client.get(f"/api/v1{path}", headers=caller.headers)
    told = answer.json()
    assert answer.status_code == 200, told
    return len(asked), len(told if isinstance(told, list) else told["items"])


def compare(caller, path, more, rows=2):
    """The same statements before and after `more` rows were made."""
    caller.get("/me")  # whatever is asked once a process is asked
    few = statements(caller, path)
    more()
    many = statements(caller, path)
    assert many[1] >= few[1] + rows
    assert many[0] == few[0]
    assert many[0] <= MOST


def twice(make):
    return lambda: [make() for _time in range(2)]


def test_letters(cast, rules):
    making.draft(cast.here)

    compare(Caller(cast.here.unit_clerk), "/letters", twice(lambda: making.draft(cast.here)))


def test_proposals(cast, rules):
    making.under_review(cast.here)

    compare(Caller(cast.here.office_head), "/proposals", twice(lambda: making.under_review(cast.here)))


@pytest.mark.parametrize("path", ["/inbox?tab=queue", "/inbox?tab=queue&q=khen&unit=PQ-TH"])
def test_the_inbox(cast, rules, path):
    making.sent(cast.here)

    compare(Caller(cast.here.office_reviewer), path, twice(lambda: making.sent(cast.here)))


@pytest.mark.parametrize(("path", "office"), [("/inbox/sent", "unit_head"), ("/inbox/done", "office_reviewer")])
def test_what_was_sent_and_done(cast, rules, path, office):
    making.under_review(cast.here)

    compare(Caller(cast.here.person[office]), path, twice(lambda: making.under_review(cast.here)))


def test_rows_papers_and_checklist_of_a_letter(cast, rules):
    for office, path in (
        ("unit_clerk", "/nominations?letter={}"),
        ("unit_clerk", "/letters/{}/papers"),
        ("unit_clerk", "/letters/{}/checklist"),
    ):
        short, long = making.draft(cast.here, names=["Một"]), making.draft(cast.here, names=["Một", "Hai", "Ba"])
        caller = Caller(cast.here.person[office])
        few, many = (statements(caller, path.format(letter.code)) for letter in (short, long))
        assert many[1] > few[1]
        assert many[0] == few[0] <= MOST


def test_remarks_judgements_versions_and_trail(cast, rules):
    short, long = (making.awaiting_endorsement(cast.here, names=names) for names in (["Một"], ["Một", "Hai", "Ba"]))
    caller = Caller(cast.here.office_head)
    for path in ("/proposals/{}/judgements", "/nominations?proposal={}"):
        few, many = (statements(caller, path.format(proposal.code)) for proposal in (short, long))
        assert (few[1], many[1], many[0]) == (1, 3, few[0])
    assert (
        statements(caller, f"/ledger?stream={long.stream}&limit=2")[0]
        == statements(caller, f"/ledger?stream={long.stream}&limit=4")[0]
    )


def test_meetings_agenda_and_sheets(cast, rules):
    table = Table(cast.here, make_council(cast.here, cast.administrator))
    member = Caller(table.seats[1])
    short, long = (table.closed(*(table.proposal() for _n in range(number))) for number in (1, 3))

    few, many = (statements(member, f"/meetings/{meeting.code}/agenda") for meeting in (short, long))

    assert (few[1], many[1]) == (1, 3)
    assert many[0] == few[0] <= MOST
    sheets = []
    for number in (1, 3):
        meeting = table.opened(*(table.proposal() for _n in range(number)))
        sheets.append(statements(member, "/ballots"))
        for item in meeting.items.all():
            table.vote(meeting, yes=9, item=item)
        table.close(meeting)
    assert [told for _asked, told in sheets] == [1, 3]
    assert sheets[0][0] == sheets[1][0] <= MOST
    numbers = iter(range(9))
    values = {"held_at": timezone.now() + timedelta(days=9), "place": "Phòng họp"}
    compare(
        member,
        "/meetings",
        twice(
            lambda: council.create_meeting(
                council=table.council, values={**values, "title": f"Họp {next(numbers)}"}, by=table.secretary
            )
        ),
    )


def test_campaigns(cast, rules):
    numbers = iter(range(9))

    def one():
        return making.campaign(cast.here, plan_number=f"{next(numbers)}/KH-UBND")

    one()

    compare(Caller(cast.here.unit_clerk), "/campaigns", twice(one))


def test_people_and_units(cast):
    numbers = iter(range(100))
    town, caller = cast.here, Caller(cast.administrator)

    def unit():
        number = next(numbers)
        make_unit(f"PQ-Z{number}", f"Zét {number}", "hamlet", town.commune, town.commune)

    def person():
        make_person(f"zet{next(numbers)}", "Zét")

    unit(), person()

    compare(caller, "/units?q=zet", twice(unit))
    compare(caller, "/people?q=zet", twice(person))
