"""Days as moments."""

from datetime import datetime, time

from django.utils import timezone


def begin_of(day):
    """The moment at which a day begins here, with its time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
