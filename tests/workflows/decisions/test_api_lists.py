"""The lists of decisions ask as many statements for one row as for many."""

import pytest

from tests.calling import Caller
from tests.project.test_api_lists import compare, statements

pytestmark = pytest.mark.django_db


def test_decisions_and_what_is_ready(desk):
    desk.drafted()
    desk.passed()
    caller = Caller(desk.town.office_reviewer)

    compare(caller, "/decisions", lambda: [desk.drafted(desk.passed()) for _number in range(2)])
    few = statements(caller, "/decisions/ready")[0]
    desk.passed(), desk.passed()

    assert statements(caller, "/decisions/ready")[0] == few <= 12
