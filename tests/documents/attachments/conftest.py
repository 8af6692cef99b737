import pytest
from django.utils import translation


@pytest.fixture
def english():
    """Sentences as they stand in the code; their Vietnamese is tested with the translations."""
    with translation.override("en"):
        yield
