"""`seed` makes dossiers whose trail verifies, on which the real services go on, and never beside real ones."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from documents.numbers.models import Register
from documents.proposals.models import Letter, Nomination, Proposal
from documents.proposals.states import ProposalState
from permissions.ledger.verify import verify
from permissions.people.models import User
from permissions.people.services import found_installation
from permissions.refusals import NotNow
from permissions.roles import Office
from project.seeding.evidence import LAST_MOVES
from project.seeding.places import towns
from project.seeding.services import seed
from tests import making
from tests.conftest import make_person
from workflows.approval import services
from workflows.approval.desks import desk_of_proposal
from workflows.approval.machine import ProposalFlow

pytestmark = pytest.mark.django_db


def test_the_trail_of_bulk_data_verifies():
    added = seed(communes=2, proposals=60)
    report = verify()

    assert report.holds
    assert report.entries == added.entries + 2  # and the loading of the catalogue, and of places and people
    assert Proposal.objects.count() == added.proposals == 60
    assert Proposal.history.count() == 60
    assert Nomination.objects.count() == added.nominations


def test_seeding_again_goes_on_where_it_stopped():
    seed(communes=2, proposals=20)
    seed(communes=3, proposals=20, first=1)

    last = Register.objects.filter(kind="proposal")
    assert Proposal.objects.count() == sum(register.last_number for register in last) == 40
    assert verify().holds


def test_big_communes_have_more_and_most_dossiers_are_closed():
    seed(communes=4, proposals=200)

    shares = (
        Proposal.objects.values("commune_id").annotate(n=Count("pk")).order_by("commune_id").values_list("n", flat=True)
    )
    assert list(shares) == sorted(shares, reverse=True)
    assert Proposal.objects.filter(state=ProposalState.CLOSED).count() > 120


def test_the_real_services_go_on_with_bulk_data():
    seed(communes=1, proposals=4, states={ProposalState.AWAITING_ENDORSEMENT: 1})
    head = towns(1)[0].capacity(Office.OFFICE_HEAD).user
    proposal = Proposal.objects.first()

    moved = services.endorse(proposal=proposal, row_version=proposal.row_version, by=head)

    assert moved.state == ProposalState.APPRAISED
    assert verify().holds


def test_every_desk_is_the_one_the_machine_finds():
    seed(communes=1, proposals=80)

    wrong = []
    for proposal in Proposal.objects.all():
        stands = (proposal.desk_office, proposal.desk_unit_id, proposal.handler_id)
        place = desk_of_proposal(proposal)
        handler = proposal.reviewer_id if place.office == Office.OFFICE_REVIEWER else None
        unit = {"unit": proposal.unit_id, "commune": proposal.commune_id, "": None}[place.where]
        if stands != (place.office, unit, handler):
            wrong.append((proposal.state, stands))
    assert wrong == []


def test_rows_have_the_keys_that_saving_would_give():
    seed(communes=1, proposals=5)
    row = Nomination.objects.first()
    kept = (row.search_key, row.sort_key)

    row.fill_keys()

    assert (row.search_key, row.sort_key) == kept


def test_bare_data_is_letters_and_proposals_alone():
    added = seed(communes=1, proposals=10, bare=True)

    assert (added.proposals, added.nominations, added.entries) == (10, 0, 0)
    assert Proposal.history.count() == 0


def test_bulk_data_never_goes_in_beside_real_dossiers(cast, rules):
    making.draft(cast.here)

    with pytest.raises(NotNow):
        seed(communes=1, proposals=1)
    with pytest.raises(CommandError):
        call_command("seed", proposals=1, stdout=StringIO())

    assert Letter.objects.count() == 1


def test_bulk_data_never_goes_in_beside_real_people():
    province = {"province_code": "TN", "province_name": "Tỉnh Thái Nguyên"}
    found_installation(username="that", full_name="Người Thật", password="mat-khau-that-12", **province)

    with pytest.raises(NotNow):
        seed(communes=1, proposals=1)
    with pytest.raises(CommandError):
        call_command("seed", proposals=1, stdout=StringIO())

    assert (User.objects.count(), Letter.objects.count()) == (1, 0)


def test_nor_beside_the_first_real_person_among_bulk_data():
    seed(communes=1, proposals=1)
    make_person("that")

    with pytest.raises(NotNow):
        seed(communes=1, proposals=1)


@pytest.mark.parametrize("arguments", [{"proposals": 0}, {"communes": 0}])
def test_nothing_is_no_number(arguments):
    with pytest.raises(CommandError):
        call_command("seed", **arguments, stdout=StringIO())


@pytest.mark.parametrize("state", LAST_MOVES)
def test_every_last_act_is_a_move_of_the_machine(state):
    move, came_from, _office = LAST_MOVES[state]

    assert came_from in {transition.source for transition in getattr(ProposalFlow, move).get_transitions()}
