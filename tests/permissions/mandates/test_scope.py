"""An inspector sees what a mandate in force covers, and nothing else: on pages, in lists, in the trail."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.campaigns.models import Campaign
from documents.proposals.models import Letter, Proposal
from documents.registry.models import Award, Recipient
from permissions import access
from permissions.mandates.models import Mandate
from permissions.people import queries as _people  # noqa: F401 - importing registers who sees people
from permissions.people.models import Unit, User
from tests import making
from tests.conftest import give_mandate
from workflows.approval.sight import sight_of
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.handoff.models import Transmittal
from workflows.trail.readers import reader_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast, rules):
    """The commune, whose inspector has no mandate yet."""
    Mandate.objects.filter(appointment__user=cast.here.inspector).delete()
    return cast.here


@pytest.fixture
def dossiers(town):
    """One of the school, one of the hamlet."""
    return [making.sent(town), making.from_the_hamlet(town)]


def seen(person, model=Proposal):
    return set(access.visible_to(person, model))


def test_without_a_mandate_nothing_is_seen(town, dossiers, sign_in):
    assert [seen(town.inspector, model) for model in (Proposal, Letter, User, Unit)] == [set()] * 4
    assert sign_in(town.inspector).get(reverse("proposals:list")).status_code == 403


@pytest.mark.parametrize(
    "days", [{"from_on": date(2099, 1, 1)}, {"to_on": date(2025, 8, 1)}, {"confirmed_by": None}], ids=str
)
def test_a_mandate_that_is_not_in_force_shows_nothing(town, dossiers, days):
    give_mandate(town.inspector, **days)

    assert seen(town.inspector) == set()


def test_one_for_the_whole_commune_shows_all_of_it(town, dossiers):
    give_mandate(town.inspector)

    assert seen(town.inspector) == set(dossiers)


def _narrow(dossiers):
    """{what narrows: fields}: each covers the dossier of the school alone."""
    school, hamlet = dossiers
    return {
        "units": {"units": school.unit.code},
        "dossiers": {"dossiers": school.code},
        "both": {"units": f"{school.unit.code} {hamlet.unit.code}", "dossiers": school.code},
    }


@pytest.mark.parametrize("narrowed_by", ["units", "dossiers", "both"])
def test_a_narrow_one_shows_what_it_names(town, dossiers, narrowed_by):
    give_mandate(town.inspector, **_narrow(dossiers)[narrowed_by])

    assert seen(town.inspector) == {dossiers[0]}
    assert seen(town.inspector, Letter) == {dossiers[0].letter}


def test_a_period_covers_what_was_sent_in_it(town, dossiers):
    today = timezone.localdate()
    before = give_mandate(town.inspector, sent_to=today - timedelta(days=1))
    shown_before = seen(town.inspector)
    before.delete()
    give_mandate(town.inspector, sent_from=today)

    assert (shown_before, seen(town.inspector)) == (set(), set(dossiers))


def test_a_campaign_covers_its_dossiers_alone(town, dossiers):
    give_mandate(town.inspector, campaigns="DH14")

    assert seen(town.inspector) == set()


def test_two_mandates_add_up(town, dossiers):
    for dossier in dossiers:
        give_mandate(town.inspector, dossiers=dossier.code)

    assert seen(town.inspector) == set(dossiers)


def test_a_narrow_one_shows_no_paper_over_many_dossiers_no_book_and_no_people(town, dossiers):
    give_mandate(town.inspector, units=dossiers[0].unit.code)

    wide = (Decision, Transmittal, Meeting, Award, Recipient, User, Unit)
    assert [seen(town.inspector, model) for model in wide] == [set()] * 7
    assert set(access.visible_to(town.inspector, Campaign)) == set(Campaign.objects.filter(commune=town.commune))


def test_a_letter_is_read_where_all_its_dossiers_are_covered(town):
    sister = making.sisters(town)[0]
    letter = sister.letter
    give_mandate(town.inspector, dossiers=sister.code)
    shown_with_one = seen(town.inspector, Letter)
    give_mandate(town.inspector, dossiers=" ".join(p.code for p in letter.proposals.all()))

    assert letter.proposals.count() > 1
    assert (shown_with_one, seen(town.inspector, Letter)) == (set(), {letter})


def test_the_trail_of_what_is_not_covered_is_shut(town, dossiers):
    give_mandate(town.inspector, dossiers=dossiers[0].code)
    held = access.capacities(town.inspector)

    read = [reader_of(key, town.inspector, held) for key in (dossiers[0].stream, dossiers[1].stream, "people/PQ")]
    assert [reader is not None for reader in read] == [True, False, False]


def test_the_trail_of_the_rules_is_shut_as_that_of_the_catalogue(town, dossiers, sign_in):
    give_mandate(town.inspector, dossiers=dossiers[0].code)
    page = reverse("trail:rules", args=[dossiers[0].rule_set_id])
    narrow = sign_in(town.inspector).get(page).status_code
    give_mandate(town.inspector)

    assert (narrow, sign_in(town.inspector).get(page).status_code) == (404, 200)


def test_another_office_of_the_same_person_is_not_widened_by_a_narrow_mandate(town, dossiers):
    give_mandate(town.inspector, dossiers=dossiers[0].code)
    held = [*access.capacities(town.inspector), *access.capacities(town.commune_deputy_chair)]

    assert [sight_of(dossier, held).notes for dossier in dossiers] == [True, False]
