from datetime import date

import pytest
from django.utils import translation

from documents.campaigns import services
from tests import making


@pytest.fixture(autouse=True)
def _english():
    """Sentences as they stand in the code; their Vietnamese is tested with the translations."""
    with translation.override("en"):
        yield


@pytest.fixture
def plan():
    """The fields of a plan, as the services take them."""
    return {
        "title": "Đợt thi đua chào mừng Đại hội XIV",
        "plan_number": "12/KH-UBND",
        "plan_on": date(2025, 11, 28),
        "starts_on": date(2025, 11, 28),
        "ends_on": date(2026, 1, 23),
        "closes_on": date(2026, 1, 31),
        "legal_basis": "Kế hoạch số 141/KH-UBND",
        "aims": "Lập thành tích",
    }


@pytest.fixture
def lists(rules):
    """Contents, criteria and award forms of a plan."""
    return {
        "contents": ["Phát triển kinh tế - xã hội", "Xây dựng Đảng"],
        "criteria": [
            {"audience": "Trường học", "unit_kinds": ["school"], "text": "Dạy tốt"},
            {"audience": "Cá nhân", "unit_kinds": [], "text": "Gương mẫu"},
        ],
        "award_forms": [making.award_form()],
    }


@pytest.fixture
def campaign(cast, plan, lists):
    made = services.set_up(commune=cast.here.commune, values=plan, by=cast.here.office_reviewer, **lists)
    return making.launched(cast.here, made)
