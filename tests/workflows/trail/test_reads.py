"""Who opened what: told to the head of the unit of a dossier, and to the inspector; refusals tell nothing more."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from permissions import access
from permissions.ledger.models import AccessRecord
from permissions.ledger.services import read
from permissions.mandates.models import Mandate
from permissions.people.models import Unit
from permissions.roles import Office
from tests import making
from tests.calling import Caller
from tests.conftest import appoint, give_mandate, make_person
from workflows.trail.reads import of_things, reads_of, reads_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def proposal(town):
    return making.under_review(town)


def told(thing, person):
    return [(row.person, row.kind, row.what) for row in reads_of(thing, person, access.capacities(person))]


def test_each_opening_is_a_record_of_its_own(town, proposal, sign_in):
    page = reverse("proposals:detail", args=[proposal.code])
    for _time in range(2):
        sign_in(town.office_head).get(page)

    assert told(proposal, town.unit_head) == [(town.office_head, "opened", proposal.stream)] * 2


def test_what_the_unit_drafts_is_not_recorded(town, sign_in):
    letter = making.draft(town)
    sign_in(town.unit_clerk).get(reverse("letters:detail", args=[letter.code]))

    assert not AccessRecord.objects.exists()


def test_a_dossier_is_not_taken_for_one_whose_code_goes_on(town, proposal):
    mine = [proposal.stream, f"{proposal.stream}/papers/1 abc", f"{proposal.stream}?format=xlsx"]
    for what in [*mine, f"{proposal.stream}9", f"{proposal.stream}-Y1"]:
        read("opened", by=town.office_head, commune_id=town.commune.pk, what=what)

    assert sorted(what for _who, _kind, what in told(proposal, town.unit_head)) == sorted(mine)


def test_its_letter_counts_with_it(town, proposal):
    read("downloaded", by=town.office_head, commune_id=town.commune.pk, what=f"{proposal.letter.stream}/papers/1 abc")

    assert [kind for _who, kind, _what in told(proposal, town.unit_head)] == ["downloaded"]


def test_the_page_names_person_and_address(town, proposal, sign_in):
    sign_in(town.office_head).get(reverse("proposals:detail", args=[proposal.code]))
    page = sign_in(town.unit_head).get(reverse("reads:of_proposal", args=[proposal.code])).text

    assert town.office_head.full_name in page
    assert "127.0.0.1" in page


def test_the_page_of_a_letter_is_headed_as_it_was_sent_but_to_its_unit(town, proposal, sign_in):
    making.rewrite(town, making.give_back(town, proposal))
    page = reverse("reads:of_letter", args=[proposal.letter.code])

    assert "Trích yếu nháp" not in sign_in(town.inspector).get(page).text
    assert "Trích yếu nháp" in sign_in(town.unit_head).get(page).text


def test_a_refused_opening_is_the_same_for_what_is_hidden_and_what_is_not_there(town, proposal, sign_in):
    for code in (proposal.code, "PQ-1999-0001"):
        sign_in(town.other_head).get(reverse("proposals:detail", args=[code]))
        Caller(town.other_head).get(f"/proposals/{code}")

    found = AccessRecord.objects.filter(kind="refused", person=town.other_head).order_by("pk")
    assert [row.what.replace("PQ-1999-0001", proposal.code) for row in found] == [
        f"not_found GET /proposals/{proposal.code}/",
        f"not_found GET /api/v1/proposals/{proposal.code}",
    ] * 2


def test_nobody_signed_in_leaves_no_refusal(client, db):
    client.get("/proposals/PQ-1999-0001/")

    assert not AccessRecord.objects.exists()


# --- the commune -----------------------------------------------------------------------------------
def of_the_commune(reader, /, **narrowed):
    return list(reads_seen(reader, access.capacities(reader), **narrowed))


@pytest.fixture
def records(cast, town):
    now, of_mine = timezone.now(), {"commune_id": town.commune.pk}
    return {
        "yesterday": read(
            "opened", by=town.office_head, what="proposal/PQ-2026-7001", at=now - timedelta(days=1), **of_mine
        ),
        "file": read("downloaded", by=town.unit_head, what="letter/PQ-2026-7002/papers/1 abc", at=now, **of_mine),
        "there": read("opened", by=town.unit_head, commune_id=cast.there.commune.pk, what="proposal/YT-2026-0001"),
        "sign-in": read("sign_in_failed", by=None, commune_id=None, what="mat-khau-go-nham"),
    }


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({}, ["file", "yesterday"]),
        ({"kind": "downloaded"}, ["file"]),
        ({"code": "PQ-2026-7001"}, ["yesterday"]),
        ({"code": "PQ-2026-7002"}, ["file"]),
        ({"code": "PQ-2026"}, []),
        ({"from_on": "today"}, ["file"]),
        ({"to_on": "yesterday"}, ["yesterday"]),
        ({"person": "khong co ai"}, []),
    ],
    ids=str,
)
def test_the_inspector_reads_those_of_the_commune_narrowed(town, records, narrowed, found):
    today = timezone.localdate()
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    asked = {name: days.get(value, value) for name, value in narrowed.items()}

    assert of_the_commune(town.inspector, **asked) == [records[name] for name in found]


@pytest.mark.parametrize("office", ["unit_head", "office_head", "commune_chair", "unit_clerk"])
def test_others_read_none_of_the_commune(town, records, office):
    assert of_the_commune(town.person[office]) == []


def test_a_narrow_mandate_shows_those_of_a_dossier_alone(town, proposal, records):
    Mandate.objects.filter(appointment__user=town.inspector).delete()
    give_mandate(town.inspector, dossiers=proposal.code)
    read("opened", by=town.office_head, commune_id=town.commune.pk, what=proposal.stream)

    assert of_the_commune(town.inspector) == []
    assert told(proposal, town.inspector) == [(town.office_head, "opened", proposal.stream)]


def test_the_file_says_what_it_was_narrowed_by_and_is_recorded(town, records, sign_in):
    answer = sign_in(town.inspector).get(reverse("reads:list"), {"format": "xlsx", "kind": "downloaded"})

    assert answer.headers["Content-Type"].endswith("sheet")
    assert AccessRecord.objects.get(kind="exported").what == "reads?format=xlsx&kind=downloaded"


def test_the_list_costs_as_much_for_many_records_as_for_one(town, records, sign_in, django_assert_max_num_queries):
    for number in range(30):
        read("opened", by=town.office_head, commune_id=town.commune.pk, what=f"person/{number}")
    client = sign_in(town.inspector)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("reads:list"))

    assert page.status_code == 200


# --- what belongs to no commune ----------------------------------------------------------------------
@pytest.fixture
def above(cast, town, records, sign_in):
    """A failed sign-in of a person, one of a name that nobody has, a braked one, a refusal of an administrator."""
    failed = {"by": None, "commune_id": None}
    sign_in(cast.administrator).get(reverse("trail:list"))
    known = town.unit_head.username
    read("sign_in_failed", what=known, **failed)
    read("refused", what="too_often POST /sign-in/ mat khau go nham", **failed)
    read("refused", what=f"too_often POST /sign-in/ {known}", **failed)
    stranger = "(tên không thuộc về ai)"
    too_often = "too_often POST /sign-in/ "
    refused = "not_you GET /trail/"
    return [f"{too_often}{known}", f"{too_often}{stranger}", known, refused, stranger]


@pytest.fixture
def over(cast):
    """An inspector appointed above the communes."""
    person = make_person("thanhtra_tinh", "Thanh tra tỉnh")
    appoint(person, Office.INSPECTOR, cast.province)
    give_mandate(person)
    return person


def told_above(reader, **said):
    """What is named, but that this list itself was opened."""
    found = Caller(reader).get("/reads", installation="true", **said).json()["items"]
    return [row["what"] for row in found if not row["what"].startswith("reads?")]


def test_an_inspector_above_the_communes_reads_those_of_no_commune_by_themselves(over, town, above, sign_in):
    assert told_above(over) == above
    page = sign_in(over).get(reverse("reads:list"), {"commune": "installation"})
    assert [row.what for row in page.context["rows"] if not row.what.startswith("reads?")] == above
    assert of_the_commune(over) == []


def test_the_inspector_of_one_commune_among_several_reads_none_of_no_commune_and_is_not_offered_them(
    town, above, sign_in
):
    assert told_above(town.inspector) == []
    page = sign_in(town.inspector).get(reverse("reads:list"), {"commune": "installation"})
    assert not {row.what for row in page.context["rows"]} & set(above)
    assert 'value="installation"' not in page.text


def test_who_inspects_every_commune_there_is_reads_those_of_none_too(cast, town, above):
    appoint(town.inspector, Office.INSPECTOR, cast.there.commune)
    assert told_above(town.inspector) == []  # without a mandate there

    row = town.inspector.appointments.get(unit=cast.there.commune)
    mandate = town.inspector.appointments.get(unit=town.commune).mandates.get()
    mandate.pk, mandate.appointment, mandate._state.adding = None, row, True
    mandate.save()

    assert told_above(town.inspector) == above


def test_a_single_commune_has_no_other_inspector_for_what_belongs_to_none(cast, town, above):
    Unit.objects.filter(pk=cast.there.commune.pk).update(is_active=False)

    assert told_above(town.inspector) == above


def test_no_list_nor_file_shows_what_may_be_a_password(over, town, above, sign_in):
    said = {"commune": "installation"}
    for more in ({}, {"format": "csv"}):
        answer = sign_in(over).get(reverse("reads:list"), said | more)
        assert town.unit_head.username in answer.content.decode("utf-8-sig")
        assert b"go-nham" not in answer.content
        assert b"go nham" not in answer.content


def test_those_of_no_commune_are_narrowed_like_the_others(over, above):
    assert told_above(over, kind="sign_in_failed") == [above[2], above[4]]
    assert told_above(over, person="khong co ai") == []


@pytest.mark.parametrize("office", ["unit_head", "office_head", "commune_chair", "unit_clerk"])
def test_others_read_none_of_no_commune(town, above, office):
    reader = town.person[office]
    assert list(reads_seen(reader, access.capacities(reader), is_above=True)) == []
    assert Caller(reader).get("/reads", installation="true").status_code == 403


def test_a_narrow_mandate_and_the_administrator_read_none_of_no_commune(cast, over, above):
    Mandate.objects.filter(appointment__user=over).update(dossiers="PQ-2026-0001")

    assert told_above(over) == []
    assert Caller(cast.administrator).get("/reads", installation="true").status_code == 403


def test_those_of_no_commune_cost_as_much_for_many_as_for_one(over, above, sign_in, django_assert_max_num_queries):
    for number in range(30):
        read("sign_in_failed", by=None, commune_id=None, what=f"khong-ai-{number}")
    client = sign_in(over)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("reads:list"), {"commune": "installation"})

    assert len(page.context["rows"]) == 25


@pytest.mark.parametrize(("name", "reader"), [("pq_unit_head", "here"), ("ai-do-la", "over")])
def test_a_failed_sign_in_is_read_in_the_commune_of_the_person_and_that_of_a_strange_name_above(
    cast, over, client, name, reader
):
    client.post(reverse("sign_in"), {"username": name, "password": "sai-mat-khau"})

    kept = AccessRecord.objects.get(kind="sign_in_failed")
    seen = {
        "here": kept in of_the_commune(cast.here.inspector),
        "there": kept in of_the_commune(cast.there.inspector),
        "over": bool(told_above(over)),
    }
    assert [who for who, is_told in seen.items() if is_told] == [reader]


# --- a busy database -------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite
def test_no_page_is_lost_to_a_busy_database_and_the_log_says_what_is_missing(town, sign_in, caplog):
    proposal = making.sent(town)
    client = sign_in(town.office_head)
    page = reverse("letters:trail", args=[proposal.letter.code])
    client.get(page)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = client.get(page)
    finally:
        other.execute("ROLLBACK")
        other.close()

    assert answer.status_code == 200
    assert [line.getMessage() for line in caplog.records if "not recorded" in line.getMessage()] == [
        f"not recorded: person {town.office_head.pk} opened {proposal.letter.stream}"
    ]


def test_records_of_a_thing_and_its_parts_are_found_by_the_index(cast):
    """On PostgreSQL beginnings are looked for by an index made for it alone; a sequence would grow with the years."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    plan = AccessRecord.objects.filter(of_things(["proposal/PQ-2026-0007"])).order_by().explain()

    steps = [line for line in plan.splitlines() if "access_of_thing_begins" in line]
    assert len(steps) == 4, plan
    assert connection.vendor != "postgresql" or plan.count("~>=~") == 3, plan
