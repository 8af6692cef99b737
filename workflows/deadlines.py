"""Working days: counting, adding. Holidays and limits come from the catalogue; none stands here."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import in_use
from documents.catalogue import queries as catalogue
from permissions.refusals import NotNow

_DAY = timedelta(days=1)
_WEEKEND = (5, 6)

# Where each limit stands in the law; the number of days is a row of the rule set.
SOURCES = {
    "take_up": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "review": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "completion": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "endorsement": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "council": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "decision": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "issue": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "close": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "opinion": "Nghị định 152/2025/NĐ-CP, Điều 34 khoản 6",
    "province_appraisal": "Nghị định 152/2025/NĐ-CP, Điều 35 khoản 3",
    "province_answer": "Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (do tỉnh quy định)",
    "ministry_appraisal": "Nghị định 152/2025/NĐ-CP, Điều 35 khoản 2",
    "return_failing": "Nghị định 152/2025/NĐ-CP, Điều 35 khoản 4 điểm a",
    "refusal_notice": "Nghị định 152/2025/NĐ-CP, Điều 35 khoản 4 điểm b",
    "copy_decision": "Nghị định 152/2025/NĐ-CP, Điều 35 khoản 4 điểm c",
    "give_back": "Nghị định 152/2025/NĐ-CP, Điều 56, Điều 58",
    "public_notice": "Nghị định 152/2025/NĐ-CP, Điều 44",
}


class HolidaysUnknown(NotNow):
    """The days of a year cannot be counted: its public holidays are not in the catalogue."""

    code = "holidays_unknown"

    def __init__(self, year):
        self.year = year
        super().__init__(
            _(
                "The public holidays of %(year)s are not in the catalogue yet, so days of that year cannot be counted. "
                "The administrator opens the list of the year."
            )
            % {"year": year}
        )


# --- pure: holidays are {year: {day: is it off}} as catalogue.holidays gives them ----------------------
def is_working_day(day, holidays):
    """Monday to Friday but for public holidays, and free days that are worked in exchange.

    Raises HolidaysUnknown if the year has no list.
    """
    if day.year not in holidays:
        raise HolidaysUnknown(day.year)
    off = holidays[day.year].get(day, day.weekday() in _WEEKEND)
    return not off


def _next_working_day(day, holidays, step=_DAY):
    day += step
    while not is_working_day(day, holidays):
        day += step
    return day


def add_working_days(start, working_days, holidays):
    """The working day that many working days after `start`, which itself is not counted.

    working_days: 0 gives `start`, or the next working day if it is none; below 0 goes back.
    Raises HolidaysUnknown if a year on the way has no list.
    """
    step = _DAY if working_days >= 0 else -_DAY
    day = start
    if working_days <= 0 and not is_working_day(day, holidays):
        day = _next_working_day(day, holidays, step)
    for _count in range(abs(working_days)):
        day = _next_working_day(day, holidays, step)
    return day


def working_days_between(start, end, holidays):
    """How many working days lie after `start` up to and with `end`; negative when `end` lies before `start`.

    Raises HolidaysUnknown if a year between has no list.
    """
    first, last = sorted((start, end))
    count = sum(
        is_working_day(date.fromordinal(day), holidays) for day in range(first.toordinal() + 1, last.toordinal() + 1)
    )
    return count if end >= start else -count


# --- with the holidays and rules of the catalogue ------------------------------------------------------
def holidays_between(first, last):
    """The lists of every year from the one of `first` to the one of `last`; one statement."""
    return in_use.holidays(range(first.year, last.year + 1))


def due_after(start, working_days):
    """`add_working_days` with the holidays of the catalogue. Raises HolidaysUnknown."""
    far = start + timedelta(days=2 * abs(working_days) + 60)
    near = start - timedelta(days=2 * abs(working_days) + 60) if working_days < 0 else start
    return add_working_days(start, working_days, holidays_between(near, far))


def days_left(today, due_on):
    """Working days from today (not counted) to the due day (counted); negative when overdue. Raises HolidaysUnknown.

    A clock that stops keeps this number; `due_after` with it is the due day when the clock runs on, so that a stop
    costs nobody a day and what was overdue stays as many days overdue. The day of the stop counts as run, the day
    on which the clock runs on does not.
    """
    return working_days_between(today, due_on, holidays_between(min(today, due_on), max(today, due_on)))


def due_by_rule(rule_set, step, *, start=None, award_form=None, kind=None):
    """The last day of a step by its limit in the rule set.

    start: the day that is not counted; today if left out.
    Raises NotNow where the rule set has no limit for the step, HolidaysUnknown.
    """
    limit = catalogue.time_limit(rule_set, step, award_form, kind)
    return due_after(start or timezone.localdate(), limit.working_days)
