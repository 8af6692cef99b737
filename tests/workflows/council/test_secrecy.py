"""After a secret ballot nothing in the database joins a voter to a choice."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.ledger.models import LedgerEntry
from workflows.council.ballot_services import cast_ballot
from workflows.council.models import BallotBox, BallotCast, Vote
from workflows.council.room import Room

pytestmark = pytest.mark.django_db

WAYS = [["yes"] * 9, ["yes"] * 8 + ["no"], ["no", "yes", "abstain"] * 3]


def dump():
    """Every row of every table as {table: [values]}."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            found[table] = [tuple(map(str, row)) for row in cursor.fetchall()]
    return found


def vote(table, choices):
    meeting = table.voting()
    item = meeting.items.get()
    for person, choice in zip(table.seats, choices, strict=True):
        cast_ballot(item=item, choices=table.choices(item, choice), by=person)
    return meeting


@pytest.mark.parametrize("choices", WAYS)
def test_a_secret_ballot_writes_counters_and_the_list_of_voters_only(table, choices):
    meeting = table.voting()
    item = meeting.items.get()
    before = dump()

    for person, choice in zip(table.seats, choices, strict=True):
        cast_ballot(item=item, choices=table.choices(item, choice), by=person)

    after = dump()
    written = {name for name in after if after[name] != before[name]}
    assert written == {
        "workflows_ballotbox",
        "workflows_ballotcast",
        "permissions_stream",
        "permissions_ledgerentry",
        "permissions_ledgerpayload",
    }
    assert not Vote.objects.exists()


def test_rows_that_name_a_voter_say_the_same_whatever_was_voted(table):
    meeting = vote(table, WAYS[2])

    casts = {tuple(row) for row in BallotCast.objects.values_list("item_id", "channel")}
    entries = LedgerEntry.objects.filter(stream__key=meeting.stream, actor__in=table.seats[1:])
    lines = {
        (entry.act, entry.from_state, entry.to_state, entry.version, entry.payload.body)
        for entry in entries.select_related("payload")
    }

    assert len(casts) == 1
    assert len(lines) == 1
    body = next(iter(lines))[-1]
    assert all(word not in body for word in ("yes", 'no"', "abstain", "choice"))


def test_the_boxes_name_nobody_who_voted_and_carry_no_time(table):
    vote(table, WAYS[1])
    columns = {field.name for field in BallotBox._meta.get_fields() if not field.is_relation}
    relations = {f.name for f in BallotBox._meta.get_fields() if f.is_relation and not f.auto_created}

    assert relations == {"item", "nomination"}
    assert not any(name.endswith(("_at", "_on", "_by")) for name in columns)
    assert not hasattr(BallotBox, "history") and not hasattr(BallotCast, "history")


def test_the_order_of_casting_does_not_show_in_the_boxes(table, other_table):
    vote(table, ["no"] * 4 + ["yes"] * 5)
    vote(other_table, ["yes"] * 5 + ["no"] * 4)

    rows = list(BallotBox.objects.values_list("item__meeting__commune__code", "yes", "no", "abstain", "invalid"))

    assert {row[1:] for row in rows} == {(5, 4, 0, 0)}
    assert {row[0] for row in rows} == {"PQ", "YT"}


def test_every_box_is_written_alike_whatever_was_chosen(table):
    meeting = table.voting()
    item = meeting.items.get()
    statements = []
    for person, choice in ((table.seats[1], "yes"), (table.seats[2], "no")):
        with CaptureQueriesContext(connection) as seen:
            cast_ballot(item=item, choices=table.choices(item, choice), by=person)
        updates = [query["sql"] for query in seen if query["sql"].startswith("UPDATE")]
        statements.append([sql.split("SET")[1].count("CASE") for sql in updates if "ballotbox" in sql])

    assert statements == [[3], [3]]


def test_the_room_knows_who_has_voted_and_nothing_more(table):
    meeting = vote(table, WAYS[1])
    room = Room(meeting)
    item = room.items[0]

    assert room.casts[item.pk] == {person.pk: "screen" for person in table.seats}
    assert not any(isinstance(value, BallotBox) for value in vars(room).values())
    assert not hasattr(item, "results")
