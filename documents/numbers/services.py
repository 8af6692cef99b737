"""Taking numbers inside the transaction of the deed that needs them: own ones without gap, typed ones once."""

import re

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.numbers.kinds import Mode, RegisterKind
from documents.numbers.models import IssuedNumber, Register
from permissions import access
from permissions.ledger.acts import declare
from permissions.ledger.queries import last_act
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow
from permissions.vietnamese import clean_line

declare({"register.choose_mode": gettext_lazy("set how the numbers of a register are given")})

_TYPED = re.compile(r"0*([1-9]\d{0,6})([a-zđ]{0,2})", re.IGNORECASE)


def _locked_register(commune, kind, year, mode):
    """The year's register under lock; on its first use it is made, in the mode of the year before."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is taken inside the transaction of the deed")
    if kind == RegisterKind.GOLDEN_BOOK and mode != Mode.OWN:
        raise ValidationError(_("The golden book is always numbered by this system."), code="golden_book")
    rows = Register.objects.select_for_update().filter(commune=commune, kind=kind, year=year)
    register = rows.first()
    if register is None:
        last = Register.objects.filter(commune=commune, kind=kind, year__lt=year).order_by("-year").first()
        kept = {"mode": last.mode, "symbol": last.symbol} if last else {"mode": mode}
        # Two first users at once: the loser waits for the winner's row instead of failing.
        Register.objects.bulk_create([Register(commune=commune, kind=kind, year=year, **kept)], ignore_conflicts=True)
        register = rows.get()
    return register


def take(*, commune, kind, year):
    """The next number of the commune's own register of the kind and year, from 1.

    Gap-free: the register stays locked to the end of the caller's transaction, and a rollback gives the number back.
    Raises NotNow where the register is kept in the document system, TransactionManagementError outside a transaction.
    """
    return take_block(commune=commune, kind=kind, year=year, count=1)[0]


def take_block(*, commune, kind, year, count):
    """`count` numbers in a row, as a range; otherwise as `take`, in the same few statements."""
    if count < 1:
        raise ValueError("at least one number")
    register = _locked_register(commune, kind, year, Mode.OWN)
    if register.mode != Mode.OWN:
        raise NotNow(
            _("The numbers of “%(register)s” come from the document system: type the number.") % {"register": register},
            code="register_is_external",
        )
    taken = range(register.last_number + 1, register.last_number + count + 1)
    register.last_number = taken[-1]
    register.save(update_fields=["last_number"])
    IssuedNumber.objects.bulk_create([IssuedNumber(register=register, number=number) for number in taken])
    return taken


def take_external(*, commune, kind, year, typed):
    """Enter a number given by the commune's document system; returns it as kept ("012A" is "12a").

    Gaps are allowed, doubles are not.
    Raises ValidationError (no number, or used before), NotNow where the register is the commune's own here.
    """
    match = _TYPED.fullmatch(clean_line(typed))
    if not match:
        raise ValidationError(
            _("“%(typed)s” is not a number of a register. Write it like 45 or 45a.") % {"typed": typed}, code="number"
        )
    number, suffix = int(match[1]), match[2].lower()
    register = _locked_register(commune, kind, year, Mode.EXTERNAL)
    if register.mode != Mode.EXTERNAL:
        raise NotNow(
            _("The numbers of “%(register)s” are given by this system and cannot be typed.") % {"register": register},
            code="register_is_own",
        )
    if register.numbers.filter(number=number, suffix=suffix).exists():
        raise ValidationError(
            _("Number %(number)s of “%(register)s” was used before.")
            % {"number": f"{number}{suffix}", "register": register},
            code="number_used",
        )
    issued = IssuedNumber.objects.create(register=register, number=number, suffix=suffix)
    register.last_number = max(register.last_number, number)
    register.save(update_fields=["last_number"])
    return str(issued)


def is_external(*, commune, kind, year):
    """Must the number be typed? Asked before a form is shown; the year before answers for a year not begun."""
    last = Register.objects.filter(commune=commune, kind=kind, year__lte=year).order_by("-year").first()
    return last is not None and last.mode == Mode.EXTERNAL


def _refuse_stale(register, row_version):
    """Raises LostRace, naming who set the register last. It keeps no history: its ledger tells."""
    if row_version != register.row_version:
        last = last_act(register.stream)
        raise lost_race(_("the register"), by=last and last.actor, at=last and last.at)


@transaction.atomic
def choose_mode(*, commune, kind, year, row_version, mode, by, symbol="", acting_as=""):
    """Decide, before its first number, whether a register's numbers are given here or typed, and under which symbol.

    Returns the register. Raises NotYou, LostRace, NotNow for another mode or symbol once a number is out (a series of
    a year is one way of numbering under one symbol), ValidationError for a golden book that is not the commune's own.
    """
    register = _locked_register(commune, kind, year, mode)
    capacity = access.require(by, "decisions.issue", register, acting_as=acting_as)
    _refuse_stale(register, row_version)
    symbol = clean_line(symbol)
    if register.numbers.exists() and (mode, symbol) != (register.mode, register.symbol):
        raise NotNow(
            _("“%(register)s” has numbers already; the way of numbering and the symbol change with the next year.")
            % {"register": register},
            code="register_begun",
        )
    register.mode, register.symbol = mode, symbol
    register.row_version += 1
    register.full_clean()
    register.save(update_fields=["mode", "symbol", "row_version"])
    body = {"mode": str(mode), "symbol": register.symbol}
    record(
        [Line(stream=register.stream, act="register.choose_mode", body=body)],
        commune_id=commune.pk,
        by=by,
        acting_as=capacity,
    )
    return register
