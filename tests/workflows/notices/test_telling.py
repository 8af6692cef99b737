"""Who is told of a move, with the act itself: the desk, the unit, nobody else, and never what is kept from them."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from permissions import access
from permissions.ledger import acts
from permissions.people.models import Appointment, Deputising
from permissions.refusals import NotNow, NotYou
from permissions.roles import Office
from tests import making
from tests.conftest import appoint, make_person, no_history
from tests.workflows.approval.stations import Stations
from workflows.approval import letter_services, services, sight, telling
from workflows.approval.moving import Step, machines, move_many
from workflows.notices import words
from workflows.notices.models import Notice
from workflows.notices.offices import holders

pytestmark = pytest.mark.django_db


def told(subject=None, **more):
    """{(user name, name of the sentence)} of everything told."""
    rows = Notice.objects.filter(**({"subject": subject} if subject else {}), **more)
    return {(row.person.username, row.words) for row in rows.select_related("person")}


def forget():
    Notice.objects.all().delete()


def test_sending_tells_every_reviewer_and_the_clerk(cast, rules):
    proposal = making.sent(cast.here)

    assert told(proposal.stream) == {
        ("pq_office_reviewer", "waits:proposal.submitted"),
        ("pq_second_reviewer", "waits:proposal.submitted"),
    }
    assert told(proposal.letter.stream) == {("pq_unit_clerk", "letter.send")}


def test_a_letter_handed_over_waits_for_the_head_alone(cast, rules):
    letter = making.draft(cast.here)

    letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=cast.here.unit_clerk)

    assert told() == {("pq_unit_head", "waits:letter.awaiting_signature")}


def test_who_takes_it_up_is_not_told_and_the_others_wait_no_more(cast, rules):
    proposal = making.under_review(cast.here)

    assert told(proposal.stream, settled_at=None) == {
        ("pq_unit_clerk", "proposal.take_up"),
        ("pq_unit_head", "proposal.take_up"),
    }


def test_a_returned_dossier_waits_for_the_clerk_with_its_day_and_the_head_is_told(cast, rules):
    proposal = making.under_review(cast.here)
    forget()

    returned = making.give_back(cast.here, proposal)

    assert told() == {("pq_unit_clerk", "waits:proposal.returned"), ("pq_unit_head", "proposal.return_for_completion")}
    assert set(Notice.objects.values_list("due_on", flat=True)) == {returned.due_on}


def test_of_a_unit_without_accounts_the_office_is_told_to_enter_what_comes_on_paper(cast, rules):
    proposal = Stations(cast).of_the_hamlet("returned")

    (told_of,) = telling.of_desk(proposal, "proposal")

    assert (told_of.handler_id, told_of.words) == (cast.here.office_reviewer.pk, "waits:proposal.returned.on_paper")


def test_an_endorsement_tells_the_unit_without_the_day_of_the_office(cast, rules):
    proposal = making.awaiting_endorsement(cast.here)
    forget()

    endorsed = services.endorse(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_head)

    assert told() == {
        ("pq_council_secretary", "waits:proposal.appraised"),
        ("pq_unit_clerk", "proposal.endorse"),
        ("pq_unit_head", "proposal.endorse"),
    }
    assert endorsed.due_on is not None
    assert set(Notice.objects.filter(kind="told").values_list("due_on", flat=True)) == {None}


def test_moves_of_the_office_among_itself_are_not_told_to_the_unit(cast, rules):
    proposal = making.under_review(cast.here)
    forget()

    services.reassign(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_head,
        handler=cast.here.second_reviewer,
        reason="Nghỉ phép.",
    )

    assert told() == {("pq_second_reviewer", "waits:proposal.under_review")}


def test_of_a_suspension_no_ground_is_told(cast, rules):
    proposal = making.under_review(cast.here)
    forget()

    services.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_head,
        suspension_code="complaint",
        suspension_reference="15/ĐT-PQ",
    )

    assert told() == {
        ("pq_office_reviewer", "proposal.suspend"),
        ("pq_unit_clerk", "proposal.suspend"),
        ("pq_unit_head", "proposal.suspend"),
    }
    everything = " ".join(str(value) for row in Notice.objects.values() for value in row.values())
    assert "15/ĐT-PQ" not in everything and "complaint" not in everything


def test_a_refused_move_tells_nobody(cast, rules):
    proposal = making.awaiting_endorsement(cast.here)
    forget()

    with pytest.raises(NotYou):
        services.endorse(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)
    with pytest.raises(NotNow):
        services.take_up(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)

    assert told() == set()


def test_a_deputy_in_force_is_told_beside_the_principal(cast, rules):
    seat = Appointment.objects.get(user=cast.here.office_reviewer)
    with no_history():
        for name, days in (("now", 0), ("over", -1)):
            Deputising.objects.create(
                appointment=seat,
                deputy=make_person(f"deputy_{name}"),
                basis="12/UQ",
                from_on=date(2025, 7, 1),
                to_on=date.today() + timedelta(days=days),
            )

    making.sent(cast.here)

    assert {name for name, sentence in told() if sentence == "waits:proposal.submitted"} == {
        "pq_office_reviewer",
        "pq_second_reviewer",
        "deputy_now",
    }


def test_nobody_is_told_whose_office_is_over_or_not_confirmed_or_whose_account_is_shut(cast, rules):
    town = cast.here
    appoint(make_person("over"), Office.OFFICE_REVIEWER, town.office, to_on=date.today() - timedelta(days=1))
    appoint(make_person("to_come"), Office.OFFICE_REVIEWER, town.office, from_on=date.today() + timedelta(days=1))
    appoint(make_person("unconfirmed"), Office.OFFICE_REVIEWER, town.office, needs_confirmation=True)
    appoint(make_person("shut", is_active=False), Office.OFFICE_REVIEWER, town.office)

    making.sent(town)

    assert {name for name, sentence in told() if sentence == "waits:proposal.submitted"} == {
        "pq_office_reviewer",
        "pq_second_reviewer",
    }


def test_offices_are_found_as_access_finds_them(cast, rules):
    today, places = date.today(), set()
    for commune in (cast.here.commune, cast.there.commune):
        places |= {("commune", commune.pk, str(office)) for office in Office}
    places |= {("unit", unit.pk, str(office)) for unit in (cast.here.school, cast.here.front) for office in Office}

    found = {(row.office, row.unit_id, row.person_id) for row in holders(places, today)}

    people = {appointment.user for appointment in Appointment.objects.select_related("user", "unit")}
    expected = {
        (capacity.office, capacity.unit_id, person.pk)
        for person in people
        for capacity in access.capacities(person)
        if capacity.commune_id
    }
    assert found == expected


def test_a_batch_costs_the_same_statements_as_one(cast, rules):
    """Placing on an agenda: over one dossier and over three."""

    class Agenda:
        code, takes_agenda = "M001", True

    def cost(count):
        things = [making.appraised(cast.here) for _number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            move_many(
                Step(things=things, move="place_on_agenda"),
                by=cast.here.council_secretary,
                facts={"meeting": Agenda()},
            )
        return [
            query["sql"]
            for query in asked
            if "workflows_notice" in query["sql"] or "permissions_deputising" in query["sql"]
        ]

    assert (len(cost(1)), len(cost(3))) == (3, 3)


def test_telling_stands_in_the_transaction_of_the_act(cast, rules):
    proposal = making.under_review(cast.here)
    forget()

    with pytest.raises(RuntimeError), transaction.atomic():
        making.give_back(cast.here, proposal)
        assert told() != set()
        raise RuntimeError

    assert told() == set()


def test_what_the_unit_is_told_is_what_it_may_read_in_the_trail():
    """Typed by hand: the acts kept from a unit are none of those it is told of."""
    internal = {"reassign", "release", "propose_appraisal", "send_back_to_reviewer", "reopen", "send_back_paper"}

    assert internal & set(telling.OF_PROPOSALS) == set()
    assert {f"proposal.{move}" for move in telling.OF_PROPOSALS} <= acts.declared()
    assert {f"proposal.{move}" for move in telling.OF_PROPOSALS} & (sight._NOTES | sight._JUDGING) == set()


def test_every_kind_of_thing_that_moves_has_a_page_and_words():
    kinds = words.kinds()

    assert {machine.prefix for _model, machine in machines() if not kinds.get(machine.prefix)} == set()


def test_a_desk_without_a_sentence_of_its_own_tells_its_state():
    words.declare_kind("probe", states=[("asked", "Đang hỏi ý kiến")])

    assert "Đang hỏi ý kiến" in words.sentence("waits:probe.asked")
