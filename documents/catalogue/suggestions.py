"""The public holidays of a coming year as the calendar alone foretells them; the Government's notice may move them.

New moons and solar terms follow J. Meeus' formulas as used for the Vietnamese calendar (UTC+7), good for 1900-2199.
"""

from datetime import date, timedelta
from math import floor, pi, sin

_NEW_MOON_1900 = 2415021.076998695
_MONTH_DAYS = 29.530588853
_ZONE_HOURS = 7


def _julian_day(day):
    return day.toordinal() + 1721425


def _date(julian_day):
    return date.fromordinal(julian_day - 1721425)


def _new_moon(k):
    """Julian day (a civil day in Viet Nam) of the k-th new moon after 1 January 1900."""
    t = k / 1236.85
    t2, t3, dr = t * t, t**3, pi / 180
    moment = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
    moment += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * dr)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * dr
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * dr
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * dr
    moment += (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon)
    moment += 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node)
    moment += -0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon) + 0.0004 * sin(2 * node + sun)
    moment += -0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    moment += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    clock = -0.000278 + 0.000265 * t + 0.000262 * t2
    return floor(moment - clock + 0.5 + _ZONE_HOURS / 24)


def _sun_sector(julian_day):
    """Which twelfth of the ecliptic (0-11, 9 begins at the winter solstice) the sun is in at the start of the day."""
    t = (julian_day - 2451545.5 - _ZONE_HOURS / 24) / 36525
    dr = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t**3) * dr
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((longitude % 360) / 30)


def _solstice_month(year):
    """The number of the new moon that opens the eleventh lunar month: the one with the winter solstice."""
    k = floor((_julian_day(date(year, 12, 31)) - _NEW_MOON_1900) / _MONTH_DAYS)
    return k - 1 if _sun_sector(_new_moon(k)) >= 9 else k


def _month_starts(year):
    """{lunar month: Julian day of its first day} for the months 1-10 of a lunar year; a leap month is passed over."""
    first, last = _solstice_month(year - 1), _solstice_month(year)
    leap = None
    if last - first == 13:
        sectors = [_sun_sector(_new_moon(first + i)) for i in range(15)]
        leap = next(i for i in range(1, 14) if sectors[i] == sectors[i + 1])
    starts, month = {}, 11
    for i in range(1, last - first):
        if i == leap:
            continue
        month = month % 12 + 1
        if month <= 10:
            starts[month] = _new_moon(first + i)
    return starts


def lunar_day(year, month, day):
    """The solar date of a day in one of the months 1-10 of the lunar year that begins in `year`."""
    return _date(_month_starts(year)[month] + day - 1)


def suggested_holidays(year):
    """[(day, name)] in order: the days of Điều 112, and the next working day for each that falls on a weekend."""
    tet = lunar_day(year, 1, 1)
    national_day = date(year, 9, 2)
    # The neighbour that joins the national day to a weekend: before it on Tuesday, Wednesday, Friday, Saturday.
    neighbour = national_day + timedelta(days=-1 if national_day.weekday() in (1, 2, 4, 5) else 1)
    days = {
        date(year, 1, 1): "Tết Dương lịch",
        tet - timedelta(days=1): "Giao thừa Tết Nguyên đán",
        **{tet + timedelta(days=i): f"Mùng {i + 1} Tết Nguyên đán" for i in range(4)},
        lunar_day(year, 3, 10): "Giỗ Tổ Hùng Vương (10/3 âm lịch)",
        date(year, 4, 30): "Ngày Chiến thắng",
        date(year, 5, 1): "Ngày Quốc tế lao động",
        neighbour: "Quốc khánh (ngày liền kề)",
        national_day: "Quốc khánh",
        date(year, 11, 24): "Ngày Văn hóa Việt Nam",
    }
    for day in sorted(days):
        if day.weekday() < 5:
            continue
        instead = day
        while instead.weekday() >= 5 or instead in days:
            instead += timedelta(days=1)
        days[instead] = f"Nghỉ bù {days[day]}"
    return sorted(days.items())
