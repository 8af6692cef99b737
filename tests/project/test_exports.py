"""Every list that a person may see, as a file: the same rows, the filter told, a record left, nothing that runs."""

import io
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from documents.proposals import services as letters
from documents.sheets import serving
from permissions.ledger.models import AccessRecord
from tests import making
from tests.calling import Caller
from tests.project.office_world import World

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 14


def opened(answer):
    """[[texts of a row]] of the file, the empty row below the title left out."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == serving.MEDIA_TYPE
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows if any(row)]


def codes(table):
    return [row[1] for row in table if row and isinstance(row[0], int)]


@pytest.fixture
def world(cast, rules):
    return World(cast)


# who, address of the page, address of the endpoint, thing that must stand in it
LISTS = [
    ("unit_clerk", "/letters/?format=xlsx", "/letters.xlsx", "draft"),
    ("office_reviewer", "/letters/?format=xlsx", "/letters.xlsx", "sent"),
    ("office_reviewer", "/proposals/?format=xlsx", "/proposals.xlsx", "submitted"),
    ("office_reviewer", "/decisions/?format=xlsx", "/decisions.xlsx", "issued"),
    ("office_reviewer", "/transmittals/?format=xlsx", "/transmittals.xlsx", "above-sent"),
    ("council_secretary", "/meetings/?format=xlsx", "/meetings.xlsx", "prepared"),
    ("unit_clerk", "/campaigns/?format=xlsx", "/campaigns.xlsx", "campaign"),
    ("office_reviewer", "/inbox/?format=xlsx&tab=queue", "/inbox.xlsx?tab=queue", "submitted"),
    ("unit_head", "/inbox/?format=xlsx&tab=sent", "/inbox/sent.xlsx", "submitted"),
    ("unit_head", "/inbox/?format=xlsx&tab=done", "/inbox/done.xlsx", "sent"),
    ("office_reviewer", "/opinions/?format=xlsx", "/opinions.xlsx", "asked"),
    ("records_clerk", "/decisions/register/?format=xlsx", "/registers/decisions.xlsx", "issued"),
]


@pytest.mark.parametrize(("office", "page", "endpoint", "thing"), LISTS)
def test_a_list_is_taken_out_by_page_and_by_endpoint_and_leaves_a_record(world, sign_in, office, page, endpoint, thing):
    code, person = world.thing(thing)[0][0], world.town.person[office]
    before = AccessRecord.objects.filter(kind="exported").count()

    tables = [opened(sign_in(person).get(page)), opened(Caller(person).get(endpoint))]

    for table in tables:
        assert any(code in row for row in table)
    records = AccessRecord.objects.filter(kind="exported")[before:]
    assert [(record.person, record.commune) for record in records] == [(person, world.town.commune)] * 2


def test_people_and_units_are_taken_out(cast, sign_in):
    client, caller = sign_in(cast.administrator), Caller(cast.administrator)

    people = [opened(client.get("/people/excel/?q=clerk")), opened(caller.get("/people.xlsx", q="clerk"))]
    units = [opened(client.get("/units/excel/")), opened(caller.get("/units.xlsx"))]

    assert all(cast.here.unit_clerk.full_name in codes(table) for table in people)
    assert all(cast.here.office_head.full_name not in codes(table) for table in people)
    assert all(cast.here.school.code in codes(table) for table in units)
    assert AccessRecord.objects.filter(kind="exported").count() == 4


@pytest.mark.parametrize(("office", "thing"), [("unit_clerk", "draft"), ("office_reviewer", "sent")])
def test_the_rows_of_a_letter_are_taken_out(world, sign_in, office, thing):
    code, person = world.thing(thing)[0][0], world.town.person[office]

    table = opened(sign_in(person).get(f"/letters/{code}/?format=xlsx"))

    assert codes(table) == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]
    assert opened(Caller(person).get("/nominations.xlsx", letter=code))[3:] == table[3:]


def test_the_rows_of_a_dossier_are_those_that_were_sent(world, cast, sign_in):
    proposal = making.returned(cast.here)
    making.rewrite(cast.here, proposal)

    outside = opened(sign_in(cast.here.office_reviewer).get(f"/proposals/{proposal.code}/?format=xlsx"))
    inside = opened(sign_in(cast.here.unit_clerk).get(f"/proposals/{proposal.code}/?format=xlsx"))

    assert (codes(outside)[0], codes(inside)[0]) == ("Nguyễn Thị Hòa", "Bản Nháp")


def test_the_register_of_arrivals_names_each_number_with_its_paper(world, sign_in):
    arrival, clerk = world.thing("arrival")[1], world.town.records_clerk

    tables = [
        opened(sign_in(clerk).get("/arrivals/numbering/?format=xlsx")),
        opened(Caller(clerk).get("/registers/arrivals.xlsx")),
    ]

    for table in tables:
        assert [row[1] for row in table if row[-1:] and arrival.title in row] == [arrival.number]
    assert str(arrival.year) in tables[0][2][0]
    assert AccessRecord.objects.filter(kind="exported", what__startswith="registers/").count() == 2


def test_a_list_is_saved_under_its_title(cast, sign_in):
    clerk, year = cast.here.records_clerk, timezone.localdate().year
    addresses = ("/decisions/?format=xlsx", "/decisions/register/?format=xlsx")

    named = [sign_in(clerk).get(address).headers["Content-Disposition"] for address in addresses]

    titles = ("Quyết định", f"Sổ cấp số Quyết định {year}")
    assert [unquote(name) for name in named] == [f"attachment; filename*=utf-8''{title}.xlsx" for title in titles]


def test_a_register_without_a_number_is_an_empty_list(cast, sign_in):
    table = opened(sign_in(cast.here.records_clerk).get("/decisions/register/?format=xlsx"))

    assert codes(table) == []


def test_the_award_book_names_its_filter_in_the_file_and_in_the_record(world, sign_in):
    world.thing("recipient")
    reader = world.town.office_reviewer

    tables = [
        opened(sign_in(reader).get("/awards/?format=xlsx&q=hoa&year=2020")),
        opened(Caller(reader).get("/awards.xlsx", q="hoa", year=2020)),
    ]

    assert all("hoa" in table[2][0] and "2020" in table[2][0] for table in tables)
    records = AccessRecord.objects.filter(kind="exported", what__startswith="award-book?")
    assert [("q=hoa" in record.what, "year=2020" in record.what) for record in records] == [(True, True)] * 2


def test_the_progress_of_a_campaign_is_taken_out(world, sign_in):
    code = world.thing("campaign")[0][0]

    table = opened(sign_in(world.town.office_reviewer).get(f"/campaigns/{code}/?format=xlsx"))

    assert world.town.school.name in codes(table)


def test_a_file_holds_what_the_person_sees_and_no_more(cast, rules, sign_in):
    mine = making.draft(cast.here)
    strange = making.draft(cast.there)

    assert mine.code in str(opened(sign_in(cast.here.unit_clerk).get("/letters/?format=xlsx")))
    assert mine.code not in str(opened(sign_in(cast.here.other_clerk).get("/letters/?format=xlsx")))
    assert strange.code not in str(opened(Caller(cast.here.unit_clerk).get("/letters.xlsx")))


def test_the_filter_narrows_the_file_and_stands_in_it(cast, rules, sign_in):
    wanted, other = making.draft(cast.here, title="Hội thi bơi"), making.draft(cast.here)

    table = opened(sign_in(cast.here.unit_clerk).get("/letters/?format=xlsx&q=boi&state=draft"))

    assert codes(table) == [wanted.code]
    assert other.code not in str(table)
    assert "boi" in table[2][0]


def test_a_name_that_looks_like_a_formula_runs_nowhere(cast, rules, sign_in):
    letter = letters.draft_letter(
        unit=cast.here.school, values={"kind": "merit", "title": '=HYPERLINK("x")'}, by=cast.here.unit_clerk
    )

    answer = sign_in(cast.here.unit_clerk).get("/letters/?format=xlsx")

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == letter.title)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_longer_list_is_cut_and_the_file_says_so(cast, rules, sign_in, monkeypatch):
    monkeypatch.setattr(serving, "EXPORT_LIMIT", 2)
    for _number in range(3):
        making.draft(cast.here, names=(), papers=False)

    table = opened(sign_in(cast.here.unit_clerk).get("/letters/?format=xlsx"))

    assert len(codes(table)) == 2
    assert "2" in table[2][0]


@pytest.mark.parametrize("address", ["/letters/?format=xlsx", "/proposals/?format=xlsx"])
def test_a_file_asks_the_same_statements_for_one_row_and_for_many(cast, rules, sign_in, address):
    def asked():
        client = sign_in(cast.here.office_reviewer)
        client.get("/help/")
        with CaptureQueriesContext(connection) as captured:
            opened(client.get(address))
        return len(captured)

    making.sent(cast.here)
    few = asked()
    for _number in range(3):
        making.sent(cast.here)

    assert asked() == few <= MOST_STATEMENTS


def test_every_list_offers_its_file_as_it_is_narrowed(cast, rules, sign_in):
    making.draft(cast.here)

    page = sign_in(cast.here.unit_clerk).get("/letters/?state=draft").text

    assert 'href="?state=draft&amp;format=xlsx"' in page
