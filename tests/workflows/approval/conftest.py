import pytest
import time_machine

from tests.workflows.approval.stations import NOW, Stations


@pytest.fixture
def stations(cast, rules):
    """Dossiers at every station; time stands still on a Monday afternoon."""
    with time_machine.travel(NOW, tick=False):
        yield Stations(cast)
