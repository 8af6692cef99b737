"""The twenty letters of the year, typed by hand: who sends what, when, and what becomes of it."""

from dataclasses import dataclass, field
from datetime import date
from itertools import product

GK, BK, LDTT, CSTD, TT = "gk-xa", "bk-tinh", "ldtt", "cstd-co-so", "tt-ldtt"
TYPES = {"i": "individual", "c": "collective", "h": "household"}
_FAMILIES = ("Nguyễn", "Trần", "Lường", "Ma", "Hoàng", "Bàn", "Triệu", "Đặng", "Nông", "Phùng")
_OWN_NAMES = ("Ánh", "Bưởi", "Chính", "Dũng", "Đoàn", "Huệ", "Khuê", "Lý", "Mẫn", "Nghĩa", "Oanh", "Phượng")
NAMES = tuple(f"{family} Thị {own}" for own, family in product(_OWN_NAMES, _FAMILIES))


@dataclass(frozen=True)
class Letter:
    """A letter. rows: {award form: kinds of nominees}. meeting: 1 to 4, 0 for none. day: on which it is sent."""

    key: str
    unit: str
    day: date
    meeting: int
    rows: dict
    kind: str = "merit"
    ways: dict = field(default_factory=dict)  # {award form: what is unusual on the way of its dossier}


_CAMPAIGN = {GK: "ii", BK: "i"}
_FOUR = {GK: "ii", BK: "i", LDTT: "ii", CSTD: "i"}
LETTERS = (
    # The campaign; the first meeting.
    Letter("C1", "school", date(2026, 2, 3), 1, {GK: "ich", BK: "i"}, "campaign", {GK: "returned"}),
    Letter("C2", "front", date(2026, 2, 5), 1, {GK: "ii", BK: "ii"}, "campaign"),
    Letter("C3", "school", date(2026, 2, 10), 1, _CAMPAIGN, "campaign", {GK: "suspended"}),
    Letter("C4", "front", date(2026, 3, 3), 1, _CAMPAIGN, "campaign", {GK: "one suspended"}),
    Letter("C5", "school", date(2026, 3, 5), 1, {GK: "iih", BK: "c"}, "campaign", {GK: "struck out"}),
    Letter("C6", "hamlet", date(2026, 3, 9), 1, {GK: "hi", BK: "h"}, "campaign", {GK: "deferred"}),
    # A deed that cannot wait.
    Letter("S1", "front", date(2026, 3, 10), 0, {GK: "ii"}, "sudden"),
    # The school year; the second meeting.
    Letter("R1", "school", date(2026, 5, 18), 2, _FOUR, ways={CSTD: "titles of one period"}),
    Letter("R2", "front", date(2026, 5, 19), 2, _FOUR, ways={LDTT: "one not passed"}),
    Letter("R3", "school", date(2026, 5, 20), 2, {GK: "ic", BK: "c", LDTT: "ii", CSTD: "i"}, ways={BK: "sent back"}),
    Letter("R4", "hamlet", date(2026, 5, 21), 2, _FOUR, ways={GK: "returned"}),
    # The half year; the third meeting.
    Letter("R5", "school", date(2026, 8, 10), 3, _FOUR, ways={GK: "one deferred", CSTD: "titles of one period"}),
    Letter("R6", "front", date(2026, 8, 11), 3, _FOUR, ways={CSTD: "not passed"}),
    Letter("R7", "school", date(2026, 8, 12), 3, {GK: "ii", BK: "i", LDTT: "ii", CSTD: "ii"}),
    Letter("R8", "hamlet", date(2026, 8, 13), 3, _FOUR),
    # Under the rules of October; the opinions in writing.
    Letter("R9", "school", date(2026, 10, 5), 4, {GK: "ii", BK: "i", LDTT: "ii"}, ways={GK: "awarded before"}),
    Letter("R10", "front", date(2026, 10, 6), 4, {GK: "ch", BK: "c", LDTT: "i"}),
    Letter("R11", "school", date(2026, 10, 7), 4, {GK: "i", BK: "i", LDTT: "ii"}),
    Letter("R12", "front", date(2026, 10, 8), 4, {GK: "i", BK: "i", TT: "c"}, ways={TT: "withdrawn"}),
    Letter("R13", "hamlet", date(2026, 10, 9), 4, {GK: "h", BK: "i", TT: "c"}, ways={TT: "refused"}),
)  # fmt: skip
PERIODS = {1: (date(2026, 1, 15), date(2026, 1, 31)), 0: (date(2026, 3, 8), date(2026, 3, 8))}
USUAL_PERIOD = (date(2025, 9, 1), date(2026, 4, 30))
