"""A dossier as it stood at a moment: its list, papers, state; never more than the reader sees now."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from documents.proposals import services as letters
from documents.proposals.models import Nomination, Proposal
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.refusals import NotNow
from tests import making
from tests.calling import Caller
from workflows.approval import letter_services, part_services
from workflows.approval import services as approval
from workflows.trail.moments import moment_of_entry
from workflows.trail.past import past_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def at(thing, moment, person):
    thing = type(thing).objects.select_related("unit").get(pk=thing.pk)
    return past_of(thing, moment, person, access.capacities(person))


def names(past):
    return [row.full_name for row in past.rows]


def later(clock, deed=None):
    """A day passes, then the deed is done; the moment right after it."""
    clock.shift(timedelta(days=1))
    made = deed() if deed else None
    clock.shift(timedelta(minutes=1))
    return datetime.now(UTC), made


def test_state_list_and_version_are_those_of_the_moment(town, clock):
    proposal = making.sent(town)
    sent = datetime.now(UTC)
    clock.shift(timedelta(minutes=1))
    taken, _made = later(
        clock,
        lambda: approval.take_up(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer),
    )

    assert at(proposal, sent, town.office_head).thing.state == "submitted"
    assert at(proposal, taken, town.office_head).thing.state == "under_review"
    assert names(at(proposal, sent, town.office_head)) == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]
    assert at(proposal, sent, town.office_head).version.number == 1
    with pytest.raises(NotNow):
        at(proposal, sent - timedelta(days=1), town.office_head)


def _completed(town, clock):
    """A dossier whose first row the unit rewrote before it sent it again; the moments in between."""
    proposal = making.returned(town)
    returned, _made = later(clock)
    written, _made = later(clock, lambda: making.rewrite(town, proposal))
    again, _made = later(clock, lambda: making.send_again(town, proposal))
    return proposal, returned, written, again


def test_outside_the_unit_the_version_of_the_moment_is_read(town, clock):
    proposal, returned, written, again = _completed(town, clock)

    read = [names(at(proposal, moment, town.office_head)) for moment in (returned, written, again)]
    drafted = names(at(proposal, written, town.unit_head))
    assert read[0] == read[1] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]
    assert read[2] == drafted != read[0]


def test_before_a_split_the_version_with_all_its_rows_counted(town, clock):
    proposal = making.under_review(town)
    whole = proposal.versions.get()
    before, _made = later(clock)
    gone = [proposal.nominations.first()]
    said = {"row_version": proposal.row_version, "nominations": gone, "reason": "Đã chuyển công tác"}
    after, _made = later(
        clock, lambda: part_services.withdraw_nominations(proposal=proposal, by=town.unit_head, **said)
    )

    for thing in (proposal, proposal.letter):
        assert at(thing, before, town.office_head).version == whole
        assert [row.full_name for row in at(thing, before, town.office_head).rows] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]
    assert at(proposal, after, town.office_head).version.number == 2


def test_the_file_of_the_moment_is_named(town, clock):
    proposal = making.sent(town)
    moment, _made = later(clock)

    past = at(proposal, moment, town.office_head)
    assert sorted(paper.file_name for paper in past.papers)
    assert all(row.papers_now for row in past.rows)


def test_a_row_that_was_removed_is_shown_to_who_drafts_alone(town, clock):
    letter = making.draft(town)
    full = datetime.now(UTC)
    clock.shift(timedelta(minutes=1))
    row = letter.nominations.first()
    later(
        clock,
        lambda: letters.remove_nomination(nomination=row, row_version=row.row_version, by=town.unit_clerk),
    )
    now = datetime.now(UTC)

    assert len(names(at(letter, full, town.unit_clerk))) == 2
    assert len(names(at(letter, now, town.unit_clerk))) == 1


def test_while_the_unit_drafted_nobody_else_reads_it(town, clock):
    letter = making.draft(town)
    drafted = datetime.now(UTC)
    clock.shift(timedelta(days=1))
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)

    assert names(at(letter, drafted, town.unit_head))
    with pytest.raises(NotNow):
        at(letter, drafted, town.office_head)


def test_a_row_that_went_where_the_reader_does_not_see_it_is_left_out(cast, town, clock):
    proposal = making.sent(town)
    moment, _made = later(clock)
    moved = proposal.nominations.first()
    elsewhere = making.sent(cast.there)
    Nomination.objects.filter(pk=moved.pk).update(proposal=elsewhere)

    assert names(at(proposal, moment, town.office_head)) == ["Đặng Quốc Ý"]


def test_the_moment_of_an_entry_holds_all_that_the_act_saved(town):
    proposal = making.under_review(town)
    entry = LedgerEntry.objects.filter(stream__key=proposal.stream, act="proposal.take_up").get()

    assert at(proposal, moment_of_entry(proposal.stream, entry.seq), town.office_head).thing.state == "under_review"
    assert at(proposal, moment_of_entry(proposal.stream, 1), town.office_head).thing.state == "submitted"


def test_the_page_is_marked_leads_back_and_offers_no_deed(town, sign_in):
    proposal = making.under_review(town)
    page = sign_in(town.office_reviewer).get(reverse("past:proposal", args=[proposal.code]), {"entry": "1"})

    assert "Đang xem quá khứ" in page.text
    assert reverse("proposals:detail", args=[proposal.code]) in page.text
    assert 'method="post"' not in page.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("asked", ["hôm nọ", "", "2099-01-01T00:00"])
def test_a_moment_that_is_none_is_told_at_the_field(town, sign_in, asked):
    proposal = making.under_review(town)

    assert (
        sign_in(town.office_head).get(reverse("past:proposal", args=[proposal.code]), {"at": asked}).status_code == 422
    )


def test_the_endpoint_gives_the_same(town, clock):
    proposal = making.sent(town)
    moment, _made = later(clock)
    told = Caller(town.office_head).get(f"/proposals/{proposal.code}/past", at=moment.isoformat()).json()

    assert (told["state"], told["version"]) == ("submitted", 1)
    assert [row["full_name"] for row in told["rows"]] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]


def test_a_view_of_the_past_costs_the_same_for_one_row_and_for_many(town, django_assert_max_num_queries):
    for count in (1, 4):
        proposal = making.sent(town, names=[f"Người {number}" for number in range(count)], number=f"{count}/TTr")
        thing = Proposal.objects.select_related("unit", "letter").get(pk=proposal.pk)
        held = access.capacities(town.office_head)
        with django_assert_max_num_queries(14):
            past_of(thing, datetime.now(UTC), town.office_head, held)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "01/01/0001 00:00", "1899-12-31T23:59:59.999999"])
@pytest.mark.parametrize("page", ["past:proposal", "past:rights"])
def test_a_moment_before_all_counting_is_told_and_breaks_nothing(town, clock, sign_in, page, moment):
    proposal = making.sent(town)

    answer = sign_in(town.office_head).get(reverse(page, args=[proposal.code]), {"at": moment})

    assert answer.status_code == 422
    assert answer.context["form"].errors["at"]


def test_a_moment_that_has_not_come_is_refused_alike_on_pages_and_endpoints(town, sign_in):
    proposal = making.sent(town)
    client, caller = sign_in(town.office_head), Caller(town.office_head)
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    pairs = [
        (reverse("past:proposal", args=[proposal.code]), f"/proposals/{proposal.code}/past"),
        (reverse("past:letter", args=[proposal.letter.code]), f"/letters/{proposal.letter.code}/past"),
        (reverse("past:rights", args=[proposal.code]), f"/proposals/{proposal.code}/rights"),
    ]

    for page, address in pairs:
        shown, answer = client.get(page, {"at": "2099-01-01T00:00"}), caller.get(address, at=soon)
        assert (shown.status_code, answer.status_code) == (422, 422)
        (sentence,) = answer.json()["fields"]["at"]
        assert sentence in shown.text
