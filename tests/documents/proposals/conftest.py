from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from documents.campaigns.models import Campaign
from documents.proposals import services
from permissions.ledger.models import LedgerEntry
from tests import making
from tests.conftest import appoint, make_person


@pytest.fixture(autouse=True)
def _english():
    """Sentences as they stand in the code; their Vietnamese is tested with the translations."""
    with translation.override("en"):
        yield


@pytest.fixture
def letter(cast, rules):
    """A draft of the school with nothing but kind and abstract."""
    return services.draft_letter(
        unit=cast.here.school, values={"kind": "merit", "title": "Khen thưởng năm học"}, by=cast.here.unit_clerk
    )


@pytest.fixture
def complete(cast, rules):
    """A draft of the school that lacks nothing."""
    return making.draft(cast.here)


@pytest.fixture
def campaign(cast, rules):
    """A campaign under way that gives the certificate of the commune alone."""
    today = timezone.localdate()
    campaign = Campaign.objects.create(
        commune=cast.here.commune,
        code="PQ-2026-C01",
        title="Đợt thi đua",
        plan_number="1/KH-UBND",
        plan_on=today - timedelta(days=30),
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30),
        closes_on=today + timedelta(days=40),
        state="launched",
    )
    campaign.award_forms.set([making.award_form()])
    return campaign


@pytest.fixture
def several_hats(cast):
    """Clerk of the school and head of the Front."""
    person = make_person("several_hats", "Lý Thị Hai Vai")
    appoint(person, "unit_clerk", cast.here.school)
    appoint(person, "unit_head", cast.here.front)
    return person


@pytest.fixture
def row_typed(rules):
    """What a person types into an empty row."""
    return {
        "nominee_type": "individual",
        "full_name": "Nguyễn Thị Hòa",
        "birth_on": "05/09/1990",
        "is_female": "f",
        "position": "Giáo viên",
        "workplace": "Tổ 4-5",
        "award_form": str(making.award_form().pk),
        "period_from": "01/09/2025",
        "period_to": "31/05/2026",
        "summary": "Hoàn thành xuất sắc nhiệm vụ.",
    }


@pytest.fixture
def add_rows():
    """Add a number of rows to a draft."""

    def add(letter, count, by, **values):
        form = making.award_form()
        return [
            services.add_nomination(
                letter=letter, values=making.row_values(f"Người thứ {number}", form, **values), by=by
            )
            for number in range(1, count + 1)
        ]

    return add


@pytest.fixture
def statements():
    """How many statements a page asks."""

    def count(client, url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def acts_on():
    """The acts on the stream of a thing, oldest first."""
    return lambda thing: list(
        LedgerEntry.objects.filter(stream__key=thing.stream).order_by("seq").values_list("act", flat=True)
    )
