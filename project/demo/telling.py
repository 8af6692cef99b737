"""What the day of loading makes of the sample's texts: years, months and achievement periods never lie ahead."""

from datetime import date, timedelta

# How long before its day a letter may still speak of the year before.
LOOKING_BACK = timedelta(days=60)
# The oldest letter about a school year is sent so long ago; the school year it is about has ended by then.
SCHOOLS_SENT = 168


class Telling:
    """Fills `{year}` and the like in a letter of one day. `today` is the day of loading."""

    def __init__(self, sent, today):
        self.sent = sent
        self.year = (sent - LOOKING_BACK).year
        ended = today - timedelta(days=SCHOOLS_SENT)
        self.school_year = ended.year if ended.month >= 6 else ended.year - 1
        self._words = {
            "year": self.year,
            "five_years": f"{self.year - 5}-{self.year}",
            "school_year": f"{self.school_year - 1}-{self.school_year}",
            "month": f"{sent.month}/{sent.year}",
            "quarter": quarter(_quarter_begins(sent) - timedelta(days=1)),
        }

    def fill(self, text):
        return text.format(**self._words)

    def period(self, kind, campaign=None):
        """(first day, last day) of the achievement: of the campaign, the school year, the year or one day."""
        if campaign:
            return campaign.starts_on, min(campaign.ends_on, self.sent - timedelta(days=1))
        if kind == "day":
            return (self.sent - timedelta(days=2),) * 2
        if kind == "school_year":
            return date(self.school_year - 1, 9, 1), date(self.school_year, 5, 31)
        month_before = self.sent.replace(day=1) - timedelta(days=1)
        return date(self.year, 1, 1), min(month_before, date(self.year, 12, 31))


def _quarter_begins(day):
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def quarter(day):
    """quý III/2026"""
    return f"quý {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day.year}"
