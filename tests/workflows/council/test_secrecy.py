"""After a secret ballot nothing in the database joins a voter to a choice."""

import json
import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.ledger.models import LedgerEntry
from tests.calling import Caller
from workflows.council.ballot_services import cast_ballot, record_written_opinion
from workflows.council.models import BallotBox, BallotCast, Vote
from workflows.council.paper_services import hand_out_papers, key_papers
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
        writes = [query["sql"] for query in seen if not query["sql"].startswith("SELECT")]
        statements.append([re.sub(r"\d+", "n", sql) for sql in writes if "ballotbox" in sql])

    assert len(statements[0]) == 1 and statements[0] == statements[1]
    assert re.findall(r'"(\w+)" = EXCLUDED', statements[0][0]) == ["yes", "no", "abstain"]


def test_the_room_knows_who_has_voted_and_nothing_more(table):
    meeting = vote(table, WAYS[1])
    room = Room(meeting)
    item = room.items[0]

    assert room.casts[item.pk] == {person.pk: "screen" for person in table.seats}
    assert not any(isinstance(value, BallotBox) for value in vars(room).values())
    assert not hasattr(item, "results")


# --- two worlds ------------------------------------------------------------------------------------
# What is drawn at random or counted by the database, and what is hashed from it: no vote goes into it.
_DRAWN = {"id", "history_id", "act_id", "salt", "payload_digest", "prev_hash", "hash", "head", "entry_id"}


def told_by_the_database():
    """Every row of every table in the order in which it was written, without what is drawn at random."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            quote = connection.ops.quote_name
            cursor.execute(f"SELECT * FROM {quote(table)} ORDER BY {quote(key)}")
            names = [column[0] for column in cursor.description]
            kept = [place for place, name in enumerate(names) if name not in _DRAWN]
            found[table] = [tuple(_bare(str(row[place])) for place in kept) for row in cursor.fetchall()]
    return found


def _bare(text):
    """The text of a payload without the numbers that the database drew for its history rows, and their digests."""
    if '"history":' not in text:
        return text
    body = json.loads(text)
    for row in body.get("history", ()):
        row.update(history_id="drawn", digest="drawn")
    return json.dumps(body, sort_keys=True)


def _world(table, item, votes, caplog, *, until, callers):
    """What database, log and endpoints tell when these people have voted like this; then it never was."""
    caplog.clear()
    with transaction.atomic():
        answers = []
        for caller, choice in zip(callers, votes, strict=True):
            said = {"item": item.pk, "choices": table.choices(item, choice)}
            answers.append(caller.post("/ballots", **said).content)
        if until != "voted":
            table.count(item)
        if until == "announced":
            table.announce(item)
        found = told_by_the_database(), answers, [record.getMessage() for record in caplog.records]
        transaction.set_rollback(True)
    return found


# Which two of nine change their votes: the ballots are the same, who cast them is not.
SWAPS = [
    (["yes"] * 8 + ["no"], 0, 8),
    (["yes"] * 8 + ["no"], 7, 8),
    (["no"] * 8 + ["yes"], 3, 8),
    (["yes", "no", "abstain"] * 3, 0, 7),
]


@pytest.mark.parametrize("until", ["voted", "closed", "announced"])
@pytest.mark.parametrize(("votes", "one", "other"), SWAPS)
def test_who_cast_which_ballot_changes_nothing_in_database_log_or_answers(table, caplog, votes, one, other, until):
    """If two members change places, nothing at all looks different: so nothing joins a voter to a vote."""
    item = table.voting().items.get()
    changed = list(votes)
    changed[one], changed[other] = votes[other], votes[one]

    said = {"until": until, "callers": [Caller(person) for person in table.seats]}

    (first, *others), (second, *again) = (_world(table, item, each, caplog, **said) for each in (votes, changed))

    assert {name for name in first if first[name] != second[name]} == set()
    assert others == again


@pytest.mark.parametrize("votes", [["yes"] * 9, ["yes"] * 8 + ["no"]])
def test_the_comparison_would_see_other_ballots(table, caplog, votes):
    item = table.voting().items.get()

    said = {"until": "voted", "callers": [Caller(person) for person in table.seats]}

    first, second = (_world(table, item, each, caplog, **said)[0] for each in (votes, ["no", *votes[1:]]))

    assert {name for name in first if first[name] != second[name]} == {"workflows_ballotbox"}


# What a page carries of its own person and session: no vote goes into it.
_OWN = re.compile(r'(name="csrfmiddlewaretoken" value|"X-CSRFToken"|&quot;X-CSRFToken&quot;)[=: ]+\S+')
SCREENS = ("", "pulse/", "member/", "member/now/", "room/", "room/now/", "run/", "run/now/", "minutes/")


def _told_by_the_screens(table, item, votes, looking, *, until):
    """What every look at every screen tells after each of the last ballots: status, tag, length and text."""
    meeting, told = item.meeting, []
    addresses = [f"/meetings/{meeting.code}/{part}" for part in SCREENS]
    addresses += [f"/meetings/{meeting.code}/{part}/{item.proposal.code}/" for part in ("ballots", "papers", "teller")]

    def look():
        for client in looking:
            for address in addresses:
                answer = client.get(address)
                body = _OWN.sub("", answer.content.decode())
                told.append((address, answer.status_code, answer.get("ETag"), len(body), body))

    with transaction.atomic():
        for place, (person, choice) in enumerate(zip(table.seats, votes, strict=True)):
            cast_ballot(item=item, choices=table.choices(item, choice), by=person)
            if place >= 7:
                look()
        table.count(item)
        look()
        if until == "announced":
            table.announce(item)
            look()
        transaction.set_rollback(True)
    return told


@pytest.mark.parametrize("until", ["closed", "announced"])
def test_who_cast_which_ballot_changes_no_tag_size_or_word_of_any_screen(table, until):
    """The dissenter's, another member's, the secretary's and the chair's looks are the same in both worlds."""
    votes = ["yes"] * 8 + ["no"]
    changed = ["yes"] * 7 + ["no", "yes"]
    item = table.voting().items.select_related("meeting", "proposal").get()
    looking = [Client() for _person in range(4)]
    for client, person in zip(looking, (table.seats[8], table.seats[7], table.secretary, table.chair), strict=True):
        client.force_login(person)

    first, second = (_told_by_the_screens(table, item, each, looking, until=until) for each in (votes, changed))

    assert first == second
    assert {status for _address, status, *_rest in first} >= {200}


# What was said in writing, what is in the box of papers, what each of two tellers keyed, who votes how on the screen.
SAID = [
    ("yes", "no", [{"yes": 3}, {"yes": 1, "no": 2}], ("yes", "yes", "no")),
    ("no", "yes", [{"invalid": 3}, {"abstain": 2, "no": 1}], ("no", "abstain", "yes")),
]
_HASHED = re.compile(r"[0-9a-f]{8,}(-[0-9a-f]{4,})*")


def _told_of_papers(table, item, said, looking):
    """What members, tellers, secretary, chair and who reads the trail are told while the vote is open."""
    written, other, keyed, votes = said
    meeting, seats, told = item.meeting, table.seats, []
    addresses = [f"/meetings/{meeting.code}/{part}" for part in SCREENS]
    addresses += [f"/meetings/{meeting.code}/{part}/{item.proposal.code}/" for part in ("ballots", "papers", "teller")]
    addresses += [f"/api/v1/meetings/{meeting.code}/agenda", "/trail/", "/api/v1/ballots", "/api/v1/ledger/journal"]
    addresses += [f"/api/v1/meetings/{meeting.code}/agenda/{item.proposal.code}/vote", "/api/v1/ledger/journal.csv"]
    with transaction.atomic():
        for person, choice in zip(seats[1:4], votes, strict=True):
            cast_ballot(item=item, default=choice, choices={next(iter(table.choices(item))): other}, by=person)
        said = {"item": item, "by": table.secretary}
        record_written_opinion(**said, person_id=seats[8].pk, default=written)
        hand_out_papers(**said, people=[person.pk for person in seats[4:7]])
        for teller, numbers in zip((table.secretary, seats[1]), keyed, strict=True):
            key_papers(item=item, counts=dict.fromkeys(table.choices(item), numbers), by=teller)
        for client in looking:
            for address in addresses:
                answer = client.get(address)
                text = b"".join(answer) if answer.streaming else answer.content
                told.append((address, answer.status_code, _HASHED.sub("", _OWN.sub("", text.decode()))))
        transaction.set_rollback(True)
    return told


def test_what_papers_written_opinions_and_screens_say_is_told_to_nobody_while_the_vote_is_open(table):
    item = table.voting(present=8, written=1).items.select_related("meeting", "proposal").get()
    people = (table.seats[1], table.seats[7], table.secretary, table.town.office_head)
    looking = [Client() for _person in people]
    for client, person in zip(looking, people, strict=True):
        client.force_login(person)

    first, second = (_told_of_papers(table, item, said, looking) for said in SAID)

    assert [one[:2] for one, other in zip(first, second, strict=True) if one != other] == []
    answered = {address for address, status, _text in first if status == 200}
    assert {"/trail/", "/api/v1/ballots", "/api/v1/ledger/journal.csv"} <= answered


def test_the_comparison_of_screens_would_see_another_result(table):
    item = table.voting().items.select_related("meeting", "proposal").get()
    client = Client()
    client.force_login(table.secretary)

    first, second = (
        _told_by_the_screens(table, item, ["yes"] * 8 + [last], [client], until="announced") for last in ("no", "yes")
    )

    differing = {one[0] for one, other in zip(first, second, strict=True) if one != other}
    assert f"/meetings/{item.meeting.code}/room/now/" in differing


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("votes", [["yes"] * 9, ["yes"] * 8 + ["no"], ["no"] + ["yes"] * 8])
def test_the_system_columns_of_the_boxes_name_the_closing_and_no_voter(table, votes):
    """While the vote is open xmin of every box is that of the last ballot; once it is closed, of the closing."""
    item = vote(table, votes).items.get()
    before = _system_columns()
    table.count(item)
    after = _system_columns()

    assert before["boxes"] == {max(before["casts"], key=int)}
    assert not after["boxes"] & after["casts"]
    assert len(after["boxes"]) == 1


def _system_columns():
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM workflows_ballotbox")
        boxes = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT xmin::text FROM workflows_ballotcast")
        return {"boxes": boxes, "casts": {row[0] for row in cursor.fetchall()}}


def test_no_office_sees_a_count_while_the_vote_is_open_nor_others_before_it_is_announced(table):
    """Through every endpoint of the meeting, whatever the office."""
    meeting = vote(table, WAYS[1])
    item = meeting.items.get()
    vote_address = f"/meetings/{meeting.code}/agenda/{item.proposal.code}/vote"
    offices = (*table.seats, table.secretary, table.town.office_head, table.town.commune_chair, table.town.inspector)

    def results():
        told = {}
        for person in offices:
            answer = Caller(person).get(vote_address).json()
            agenda = Caller(person).get(f"/meetings/{meeting.code}/agenda").json()[0]
            told[person.pk] = bool(answer["results"]) + bool(agenda["results"]) + bool(answer["warnings"])
        return {pk for pk, seen in told.items() if seen}

    found = [results()]
    table.count(item)
    found.append(results())
    table.announce(item)
    found.append(results())

    everybody = {person.pk for person in offices}
    assert found == [set(), {table.chair.pk, table.secretary.pk}, everybody]
