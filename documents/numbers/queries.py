"""The registers a person reads, and their numbers with the papers that bear them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from documents.numbers.bearers import bearers_of, kinds_with_bearers
from documents.numbers.models import IssuedNumber, Register
from permissions import access

RIGHT = "registers.view"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a register. is_backdated: the paper bears a day before the one on which the number was taken."""

    pk: int
    number: str
    taken_at: datetime
    code: str
    title: str
    day: date | None
    by: str
    is_backdated: bool
    may_void: bool
    voided: object

    @property
    def row_version(self):
        """0, or 1 once it is void: a form knows whether it is stale."""
        return int(self.voided is not None)


def registers_seen(held):
    """The registers of papers in the communes where the person may read them, the newest year first."""
    communes = {capacity.commune_id for capacity in access.holding(held, RIGHT, None)}
    rows = Register.objects.filter(commune__in=communes, kind__in=kinds_with_bearers())
    return rows.select_related("commune").order_by("-year", "kind", "pk")


def numbers_of(register):
    """Every number that left a register."""
    return IssuedNumber.objects.filter(register=register).select_related("voided__voided_by")


def entries_of(register, numbers):
    """The numbers as lines, with what bears them: a fixed number of statements. numbers: of `numbers_of`."""
    numbers = list(numbers)
    found = bearers_of(register, numbers)
    return [_entry(number, found.get(str(number))) for number in numbers]


def _entry(number, bearer):
    voided = getattr(number, "voided", None)
    day = bearer and bearer.day
    return Entry(
        pk=number.pk,
        number=str(number),
        taken_at=number.taken_at,
        code=bearer.code if bearer else "",
        title=bearer.title if bearer else "",
        day=day,
        by=bearer.by if bearer else "",
        is_backdated=bool(day and bearer.is_dated_here and day < timezone.localdate(number.taken_at)),
        may_void=voided is None and not (bearer and bearer.is_live),
        voided=voided,
    )
