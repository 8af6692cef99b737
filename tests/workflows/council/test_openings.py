"""Who has opened what before the meeting, from the records of access."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows.council import invitation_services
from workflows.council.openings import openings_of
from workflows.council.room import Room

pytestmark = pytest.mark.django_db


def of(room, person):
    return next(line for line in openings_of(room) if line.member.person == person)


def test_what_a_member_opened_is_told_and_nothing_of_the_others(table, client):
    proposal = table.proposal()
    meeting = table.prepared(proposal, table.proposal())
    invitation_services.invite(meeting=meeting, row_version=meeting.row_version, by=table.secretary)
    reader = table.seats[1]
    client.force_login(reader)
    for address in (f"/meetings/{meeting.code}/invitation/pdf/", f"/proposals/{proposal.code}/"):
        assert b"".join(client.get(address)) if "pdf" in address else client.get(address).status_code == 200

    line, other = of(Room(meeting), reader), of(Room(meeting), table.seats[2])

    assert (line.meeting_at is not None, line.pack_at, line.dossiers) == (True, None, (proposal.code,))
    assert (other.meeting_at, other.pack_at, other.dossiers) == (None, None, ())


def test_the_list_of_dossiers_counts_as_the_pack(table, client):
    meeting = table.prepared(table.proposal())
    client.force_login(table.seats[1])
    client.get(f"/meetings/{meeting.code}/dossiers/")

    assert of(Room(meeting), table.seats[1]).pack_at is not None


def test_it_asks_one_statement_however_many_dossiers_and_members(table):
    room = Room(table.prepared(*(table.proposal() for _n in range(3))))
    _read = room.roll, room.items

    with CaptureQueriesContext(
        connection,
    ) as asked:
        openings_of(room)

    assert len(asked) == 1


@pytest.mark.parametrize("office", ["council_member", "office_head", "commune_chair", "office_reviewer"])
def test_nobody_but_secretary_and_chair_reads_it(table, client, office):
    meeting = table.prepared(table.proposal())
    client.force_login(getattr(table.town, office) if office != "council_member" else table.seats[1])

    assert client.get(f"/meetings/{meeting.code}/openings/").status_code == 403
