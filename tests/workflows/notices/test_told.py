"""Who was told what of a dossier: whole for the office, of the own people for the unit, nothing for others."""

import pytest

from permissions import access
from tests import making
from workflows.approval.told import told_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(cast, rules):
    return making.returned(cast.here)


def people(proposal, person):
    return {row.person.username for row in told_of(proposal, access.capacities(person))}


def test_the_office_and_the_inspector_read_it_whole(cast, proposal):
    everybody = {"pq_office_reviewer", "pq_second_reviewer", "pq_unit_clerk", "pq_unit_head"}

    assert people(proposal, cast.here.office_head) == everybody
    assert people(proposal, cast.here.inspector) == everybody


def test_the_unit_reads_of_its_own_people(cast, proposal):
    assert people(proposal, cast.here.unit_head) == {"pq_unit_clerk", "pq_unit_head"}


@pytest.mark.parametrize("office", ["council_member", "commune_chair", "records_clerk", "other_clerk"])
def test_others_read_nothing(cast, proposal, office):
    assert people(proposal, cast.here.person[office]) == set()


def test_the_page_tells_when_it_was_opened(cast, proposal, sign_in):
    sign_in(cast.here.unit_head).get(f"/proposals/{proposal.code}/")

    page = sign_in(cast.here.office_head).get(f"/proposals/{proposal.code}/").text

    assert 'id="told"' in page
