"""The inbox in one statement: whose desk, which order, which pages."""

from datetime import date

import pytest
from django.utils import timezone

from documents.proposals.models import Proposal
from documents.proposals.states import LetterState
from permissions import access
from permissions.roles import Office
from tests import making
from workflows.approval.desks import LETTER_DESKS, PROPOSAL_DESKS
from workflows.inbox import queries
from workflows.inbox.desks import COVERS, KINDS_ON, own_desks, shared_queues

pytestmark = pytest.mark.django_db


def mine(person, **filters):
    held = access.capacities(person)
    return [item.code for item in queries.waiting(own_desks(held), handler=person.pk, filters=filters)]


def queue(person, **filters):
    return [item.code for item in queries.waiting(shared_queues(access.capacities(person)), filters=filters)]


def test_a_sent_proposal_waits_in_the_office_queue_until_taken_up(cast, rules):
    town = cast.here
    sent = making.sent(town)
    taken = making.under_review(town)

    assert queue(town.office_reviewer) == [sent.code]
    assert mine(town.office_reviewer) == [taken.code]
    assert mine(town.second_reviewer) == []
    assert mine(cast.there.office_reviewer) == queue(cast.there.office_reviewer) == []


def test_the_head_of_a_unit_sees_the_clerks_desk_too(cast, rules):
    letter = making.draft(cast.here)
    proposal = making.returned(cast.here)

    assert set(mine(cast.here.unit_clerk)) == {letter.code, proposal.code}
    assert set(mine(cast.here.unit_head)) == {letter.code, proposal.code}
    assert mine(cast.here.other_head) == []


def test_soonest_due_first_and_undated_last(cast, rules):
    town = cast.here
    proposals = [making.sent(town) for _number in range(3)]
    for proposal, due_on in zip(proposals, (None, date(2026, 12, 9), date(2026, 12, 2)), strict=True):
        Proposal.objects.filter(pk=proposal.pk).update(due_on=due_on)

    assert queue(town.office_reviewer) == [proposals[2].code, proposals[1].code, proposals[0].code]


def test_keyset_pages_meet_every_row_once(cast, rules):
    town = cast.here
    codes = {making.sent(town, names=["Hà Văn An"]).code for _number in range(5)}
    desks = shared_queues(access.capacities(town.office_reviewer))

    seen, cursor = [], None
    while page := queries.waiting(desks, cursor=cursor, limit=2):
        seen += [item.code for item in page]
        cursor = queries.parse_cursor(page[-1].cursor)

    assert sorted(seen) == sorted(codes)


def test_search_finds_names_without_accents_and_takes_wildcards_as_letters(cast, rules):
    proposal = making.sent(cast.here, names=["Đỗ Thị Thuỷ"])

    assert queue(cast.here.office_reviewer, q="do thi thuy") == [proposal.code]
    assert queue(cast.here.office_reviewer, q="%") == []


def test_a_word_is_found_from_its_start_only(cast, rules):
    proposal = making.sent(cast.here, names=["Lê Thu Hường"])

    assert queue(cast.here.office_reviewer, q="Hường") == [proposal.code]
    assert queue(cast.here.office_reviewer, q="0001") == [proposal.code]
    assert queue(cast.here.office_reviewer, q="uong") == []


def test_a_draft_is_found_by_its_people(cast, rules):
    town = cast.here
    letter = making.draft(town, names=["Đỗ Thị Thuỷ"])
    making.draft(town, names=["Lò Văn Páo"])
    desks = own_desks(access.capacities(town.unit_clerk))

    assert [item.code for item in queries.waiting(desks, filters={"q": "do thi thuy"})] == [letter.code]


def test_what_was_sent_shows_to_who_signed_and_who_drafted(cast, rules):
    town = cast.here
    proposal = making.sent(town)

    for person, codes in ((town.unit_clerk, [proposal.code]), (town.unit_head, [proposal.code]), (town.other_head, [])):
        seen = access.visible_to(person, Proposal)
        assert [row.code for row in queries.sent_by(person, seen)] == codes


def test_filters_by_unit_form_and_state(cast, rules):
    town = cast.here
    proposal = making.sent(town)

    assert queue(town.office_reviewer, unit=town.school.pk) == [proposal.code]
    assert queue(town.office_reviewer, unit=town.front.pk) == []
    assert queue(town.office_reviewer, form=proposal.award_form_id) == [proposal.code]
    assert queue(town.office_reviewer, state="under_review") == []


def test_counts_are_one_statement_and_tell_what_is_overdue(cast, rules, django_assert_num_queries):
    town = cast.here
    late, soon = making.under_review(town), making.under_review(town)
    Proposal.objects.filter(pk=late.pk).update(due_on=date(2020, 1, 1))
    desks = own_desks(access.capacities(town.office_reviewer))
    handler = town.office_reviewer.pk

    with django_assert_num_queries(1):
        counted = queries.count(
            [(desks, handler, {}), (desks, handler, {"overdue_on": timezone.localdate()}), ([], None, {})]
        )

    assert counted == [2, 1, 0]
    assert soon.due_on is not None


def test_many_desks_on_one_statement(cast, rules, django_assert_num_queries):
    proposal = making.returned(cast.here)
    desks = [(unit, "unit_clerk") for unit in range(10_000, 10_300)] + [(cast.here.school.pk, "unit_clerk")]

    with django_assert_num_queries(1):
        found = queries.waiting(desks)

    assert [item.code for item in found] == [proposal.code]


def test_of_many_desks_the_soonest_things_come_first(cast, rules):
    here, there = cast.here, cast.there
    things = [making.sent(town) for town in (here, there, here, there, here)]
    days = [date(2026, 12, day) for day in (7, 2, 3, 8, 1)]
    for thing, due_on in zip(things, days, strict=True):
        Proposal.objects.filter(pk=thing.pk).update(due_on=due_on)
    desks = [(unit, "office_reviewer") for unit in (here.commune.pk, there.commune.pk, 10_001, 10_002)]

    found = queries.waiting(desks, limit=2)
    behind = queries.waiting(desks, limit=2, cursor=queries.parse_cursor(found[-1].cursor))

    assert [item.code for item in (*found, *behind)] == [things[at].code for at in (4, 1, 2, 0)]


@pytest.mark.parametrize("text", ["", "x", "2026-01-01~letter", "2026-13-01~letter~1", "2026-01-01~user~1", "~~"])
def test_a_broken_cursor_is_the_first_page(text):
    assert queries.parse_cursor(text) is None


def test_every_desk_of_the_machines_is_on_somebodys_inbox():
    desks = {place.office for place in (*PROPOSAL_DESKS.values(), *LETTER_DESKS.values()) if place.office}

    for office in desks:
        assert KINDS_ON[Office(office)]
    assert {"letter"} <= set(KINDS_ON[Office(LETTER_DESKS[LetterState.DRAFT].office)])
    assert all(office in KINDS_ON for covered in COVERS.values() for office in covered)
