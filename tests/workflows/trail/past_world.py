"""A world whose people have a history: the cast is made without one."""

from datetime import UTC, datetime

from permissions.mandates.models import Mandate
from permissions.people.models import Appointment, Deputising, Unit, User

LONG_AGO = datetime(2025, 7, 1, tzinfo=UTC)


def give_history():
    """Every person, unit, office and mandate stood as it stands from long ago on."""
    for model in (User, Unit, Appointment, Deputising, Mandate):
        rows = list(model.objects.all())
        model.history.bulk_history_create(rows, default_date=LONG_AGO)
