"""The frame: the menu follows the offices and counts what waits, for few statements however often it is asked."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from permissions.people.models import Deputising
from project.context import Frame
from tests.conftest import appoint
from tests.making import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame_of(settings):
    settings.ROOT_URLCONF = "tests.project.gallery"

    def make(person):
        request = RequestFactory().get("/")
        request.user = person
        return Frame(request)

    return make


def places(frame):
    return [item.url.strip("/") for section in frame.sections for item in section.items]


_OF_A_UNIT = [
    *("inbox", "letters", "proposals", "opinions", "campaigns", "registry"),
    *("conclusions", "decisions", "transmittals"),
]
MENUS = {
    "unit_clerk": [*_OF_A_UNIT, "catalogue"],
    "unit_head": [*_OF_A_UNIT, "catalogue"],
    "office_reviewer": [
        *("inbox", "letters", "proposals", "opinions", "campaigns", "registry", "arrivals", "council"),
        *("conclusions", "decisions", "payments", "handover", "transmittals", "catalogue"),
    ],
    "council_member": ["inbox", "proposals", "campaigns", "registry", "council", "conclusions", "catalogue"],
    "records_clerk": [
        *(
            "inbox",
            "proposals",
            "opinions",
            "campaigns",
            "arrivals",
            "conclusions",
            "decisions",
            "payments",
            "handover",
        ),
        "transmittals",
        *("catalogue", "disposal"),
    ],
}


@pytest.mark.parametrize("office", MENUS)
def test_the_menu_shows_what_the_office_may_open(cast, frame_of, office):
    assert places(frame_of(getattr(cast.here, office))) == MENUS[office]


def test_the_administrator_sees_people_and_rules_but_no_dossier(cast, frame_of):
    assert places(frame_of(cast.administrator)) == ["inbox", "catalogue", "people", "mandates", "signatures"]
    assert frame_of(cast.administrator).find_url is None


def test_without_an_office_there_is_no_menu(cast, frame_of):
    frame = frame_of(cast.stranger)

    assert (frame.sections, frame.home_url) == ([], "/help/")


def test_the_whole_frame_costs_three_statements(cast, frame_of, django_assert_num_queries):
    appoint(cast.here.office_head, "council_member", cast.here.council)
    frame = frame_of(cast.here.office_head)

    with django_assert_num_queries(3):
        assert frame.sections and frame.offices and frame.place and frame.find_url and frame.home_url


def test_a_deputy_sees_in_whose_name_and_until_when(cast, frame_of):
    end = date(2099, 12, 31)
    Deputising.objects.create(
        appointment=cast.here.commune_chair.appointments.get(),
        deputy=cast.here.commune_deputy_chair,
        basis="12/QĐ-UBND",
        from_on=date(2026, 1, 1),
        to_on=end,
    )

    own, lent = frame_of(cast.here.commune_deputy_chair).offices

    assert own.until is None
    assert (lent.until, str(cast.here.commune_chair) in lent.label) == (end, True)


def test_the_menu_counts_what_waits_on_the_desk_of_the_person(cast, rules, frame_of):
    draft(cast.here)

    counts = {
        office: frame_of(getattr(cast.here, office)).sections[0].items[0].count
        for office in ("unit_clerk", "other_clerk", "office_head")
    }

    assert counts == {"unit_clerk": "1", "other_clerk": "", "office_head": ""}


@pytest.mark.parametrize(
    ("namespace", "place"),
    [
        ("proposals", "proposals"),
        ("offers", "proposals"),
        ("public_notice", "proposals"),
        ("past", "proposals"),
        ("stocks", "decisions"),
        ("registers", "decisions"),
    ],
)
def test_a_page_without_a_place_of_its_own_marks_the_one_it_belongs_to(frame_of, cast, namespace, place):
    frame = frame_of(cast.here.office_reviewer)
    frame.request.resolver_match = SimpleNamespace(namespace=namespace)

    marked = [item.url.strip("/") for section in frame.sections for item in section.items if item.active]

    assert marked == [place]
