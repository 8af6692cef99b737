"""The dossiers of a meeting in one file: what is in it, for whom, and what stays out."""

from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from documents.proposals.models import Paper
from permissions import access
from permissions.ledger.models import AccessRecord
from permissions.people.models import Appointment
from tests.conftest import appoint
from workflows.council import pack, services

pytestmark = pytest.mark.django_db


def made(meeting, user):
    out = BytesIO()
    held = access.capacities(user)
    count = pack.write_pack(meeting, user=user, held=held, now=timezone.now(), out=out)
    out.seek(0)
    return count, pikepdf.open(out)


def chapters(document):
    with document.open_outline() as outline:
        return [(item.title, len(item.children)) for item in outline.root]


def test_each_dossier_is_a_chapter_with_its_papers(table):
    one, two = table.proposal("Lò Thị Thủy"), table.proposal()
    meeting = table.prepared(one, two)

    count, document = made(meeting, table.seats[1])

    papers = [Paper.objects.filter(letter=each.letter).count() for each in (one, two)]
    assert [title for title, _papers in chapters(document)] == [
        f"1. {one.award_form}: {one.unit} ({one.code})",
        f"2. {two.award_form}: {two.unit} ({two.code})",
    ]
    assert chapters(document)[0][1] <= papers[0]
    assert count == len(document.pages) >= 3


def test_a_member_reads_the_appraisal_but_not_of_the_unit_they_head(table):
    proposal = table.proposal()
    proposal.refresh_from_db()
    meeting = table.prepared(proposal)
    reader, head = table.seats[1], table.seats[2]
    appoint(head, "unit_head", proposal.unit)
    Appointment.objects.filter(user=head).update(needs_confirmation=False)

    told = {}
    for person in (reader, head):
        held = access.capacities(person)
        items = pack.items_seen(meeting, person, held)
        for item in items:
            item.meeting = meeting
        dossier = pack._dossier(items[0], pack.queries.judged_versions(items)[proposal.pk], held)
        told[person] = dossier.proposal.appraisal_text

    assert proposal.appraisal_text
    assert told == {reader: proposal.appraisal_text, head: ""}


def test_a_member_of_another_council_has_nothing_in_the_file(table, other_table):
    meeting = table.prepared(table.proposal())

    assert pack.items_seen(meeting, other_table.seats[1], access.capacities(other_table.seats[1])) == []


def test_a_dossier_deferred_by_a_closed_meeting_is_not_in_the_file_of_a_member(table):
    one, two = table.proposal(), table.proposal()
    meeting = table.opened(one, two)
    first, second = meeting.items.order_by("order")
    services.defer_item(item=first, reason="Chờ xác minh", by=table.chair)
    table.vote(meeting, yes=9, item=second)
    meeting = table.close(meeting)

    items = pack.items_seen(meeting, table.seats[1], access.capacities(table.seats[1]))

    assert [item.proposal.code for item in items] == [two.code]


def test_a_file_shared_by_two_dossiers_is_bound_once(table):
    one, two = table.proposal(), table.proposal()
    meeting = table.prepared(one, two)

    _count, document = made(meeting, table.seats[1])

    bound = sum(papers for _title, papers in chapters(document))
    blobs = Paper.objects.filter(letter__in=[one.letter, two.letter], removed_at=None).values("blob").distinct()
    assert bound == blobs.count()


def test_taking_the_file_leaves_one_record(table, client):
    meeting = table.prepared(table.proposal())
    client.force_login(table.seats[1])

    answer = client.get(f"/meetings/{meeting.code}/dossiers/pdf/")
    content = b"".join(answer)

    assert content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert list(AccessRecord.objects.filter(person=table.seats[1]).values_list("kind", "what")) == [
        ("downloaded", f"{meeting.stream}/dossiers.pdf")
    ]


def test_an_empty_agenda_is_a_file_of_contents(table):
    assert made(table.prepared(), table.seats[1])[0] == 1
