"""The sample's own clock: its deeds happened on their days, not all at the moment of loading."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

from workflows.deadlines import holidays_between, is_working_day


class Clock:
    """Goes forward in office hours; `at` makes every service see the clock's moment as now."""

    def __init__(self, real_now):
        self.real_now = real_now

    @property
    def today(self):
        return timezone.localdate(self.real_now)

    def working_day(self, days_ago):
        """The working day that lies so many calendar days back, or the one before it."""
        day = self.today - timedelta(days=days_ago)
        while not is_working_day(day, holidays_between(day, day)):
            day -= timedelta(days=1)
        return day

    @contextmanager
    def at(self, day, hour=9, minute=0):
        """Inside, now is this day and hour - or the real moment, should that day's hour lie ahead."""
        moment = timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))
        moment = min(moment, self.real_now)
        with patch("django.utils.timezone.now", lambda: moment):
            yield moment
