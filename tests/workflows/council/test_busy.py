"""A ballot that waits too long behind other writers: a sentence, nothing counted, and it counts when sent again."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from permissions.ledger.verify import verify
from workflows.council.models import AgendaItem, BallotBox, BallotCast

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held(item):
    """Somebody else writes on the item all the while; this connection waits for it no longer than a moment."""
    is_held, is_over = Event(), Event()

    def hold():
        with transaction.atomic():
            AgendaItem.objects.select_for_update().get(pk=item.pk)
            is_held.set()
            is_over.wait(20)
        connections.close_all()

    other = Thread(target=hold)
    other.start()
    is_held.wait(20)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 200" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 200")
    try:
        yield
    finally:
        is_over.set()
        other.join()
        connection.close()


def test_a_ballot_that_gets_no_turn_is_told_so_by_every_door_and_counts_when_sent_again(table, client):
    item = table.voting(table.proposal("An")).items.get()
    client.force_login(table.seats[1])
    seat, sheet = reverse("council:member", args=[item.meeting.code]), {"item": item.proposal.code, "round": 1}
    (row,) = table.choices(item)
    sheet[f"choice_{row}"] = "yes"
    body = {"item": item.pk, "default": "yes"}

    with held(item):
        page = client.post(seat, sheet)
        part = client.post(seat, sheet, headers={"HX-Request": "true"})
        told = client.post("/api/v1/ballots", body, content_type="application/json")
    counted = BallotCast.objects.count()
    again = client.post(seat, sheet)

    assert [answer.status_code for answer in (page, part, told, again)] == [503, 503, 503, 302]
    assert told.json()["sentence"] in page.text and told.json()["sentence"] in part.text
    assert told.json()["code"] == "busy" and page.headers["Retry-After"] == told.headers["Retry-After"] == "5"
    assert (counted, BallotCast.objects.count(), BallotBox.objects.get().yes) == (0, 1, 1)
    assert verify().holds
