"""Numbers of registers: from 1, without gap, never twice, under eight hands too."""

from contextlib import suppress
from functools import partial
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from documents.numbers import services
from documents.numbers.kinds import Mode
from documents.numbers.models import IssuedNumber, Register
from permissions.ledger.models import LedgerEntry
from permissions.refusals import LostRace, NotNow, NotYou
from permissions.roles import Office
from tests.conftest import appoint, make_person
from tests.killing import killed_after
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def take(commune, kind="decision", year=2026):
    return services.take(commune=commune, kind=kind, year=year)


def test_numbers_count_from_one_per_commune_kind_and_year(cast):
    here, there = cast.here.commune, cast.there.commune

    assert [take(here), take(here), take(here)] == [1, 2, 3]
    assert [take(there), take(here, kind="letter"), take(here, year=2027)] == [1, 1, 1]
    assert take(here) == 4


def test_a_rollback_gives_the_number_back(cast):
    take(cast.here.commune)

    with pytest.raises(RuntimeError), transaction.atomic():
        take(cast.here.commune)
        raise RuntimeError

    assert take(cast.here.commune) == 2
    assert IssuedNumber.objects.count() == 2


def test_the_year_of_a_rolled_back_first_number_begins_again(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        take(cast.here.commune)
        raise RuntimeError

    assert take(cast.here.commune) == 1


def test_many_numbers_at_once_cost_as_many_statements_as_one(cast, django_assert_num_queries):
    take(cast.here.commune, kind="golden_book")

    with django_assert_num_queries(3):
        taken = services.take_block(commune=cast.here.commune, kind="golden_book", year=2026, count=50)

    assert taken == range(2, 52)
    assert take(cast.here.commune, kind="golden_book") == 52


def test_no_numbers_at_all_cannot_be_taken(cast):
    with pytest.raises(ValueError, match="at least one"):
        services.take_block(commune=cast.here.commune, kind="decision", year=2026, count=0)


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_inside_a_transaction(cast):
    with pytest.raises(transaction.TransactionManagementError):
        take(cast.here.commune)

    assert Register.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_eight_hands_take_a_thousand_numbers_without_gap_or_double(cast):
    """From the first of the year on; every fourth deed fails after it has taken its number."""
    commune = cast.here.commune

    def one_hand(hand):
        numbers, turns = [], count(hand)
        while len(numbers) < 125:
            with suppress(RuntimeError), transaction.atomic():
                number = take(commune)
                if next(turns) % 4 == 0:
                    raise RuntimeError("the deed fails after taking its number")
                transaction.on_commit(lambda taken=number: numbers.append(taken))
        return numbers

    hands = at_once([partial(one_hand, hand) for hand in range(8)])

    assert sorted(number for numbers in hands for number in numbers) == list(range(1, 1001))
    assert [*IssuedNumber.objects.order_by("number").values_list("number", flat=True)] == list(range(1, 1001))
    assert Register.objects.get().last_number == 1000


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_it_takes_numbers_leaves_no_gap_and_no_double(cast):
    commune = cast.here.commune

    def take_on(tell):
        while True:
            with transaction.atomic():
                number = take(commune)
            tell(number)

    told = [int(number) for tenths in (3, 4, 5) for number in killed_after(tenths / 10, take_on)]
    with transaction.atomic():
        following = take(commune)

    kept = list(IssuedNumber.objects.order_by("number").values_list("number", flat=True))
    assert kept == list(range(1, following + 1))
    assert told == sorted({*told}) and {*told} < {*kept} and len(told) > 3
    assert len(kept) - len(told) <= 3 + 1  # each time one at most was kept and nobody was answered


# --- typed numbers ---------------------------------------------------------------------------------------
def type_in(commune, typed, year=2026, kind="decision"):
    return services.take_external(commune=commune, kind=kind, year=year, typed=typed)


def test_typed_numbers_may_leave_gaps(cast):
    here, there = cast.here.commune, cast.there.commune

    assert [type_in(here, text) for text in ("45", "0012", " 12A ", "7đ")] == ["45", "12", "12a", "7đ"]
    assert type_in(there, "45") == "45"
    assert type_in(here, "45", year=2027) == "45"


@pytest.mark.parametrize("typed", ["45", "045", " 45 "])
def test_a_typed_number_is_taken_once(cast, typed):
    type_in(cast.here.commune, "45")

    with pytest.raises(ValidationError) as refusal:
        type_in(cast.here.commune, typed)

    assert refusal.value.code == "number_used"


@pytest.mark.parametrize("typed", ["", "0", "abc", "12/QĐ", "-3", "1.5", "12345678", "٣"])
def test_what_is_no_number_is_refused(cast, typed):
    with pytest.raises(ValidationError) as refusal:
        type_in(cast.here.commune, typed)

    assert refusal.value.code == "number"


def test_an_own_register_takes_no_typed_number(cast):
    take(cast.here.commune)

    with pytest.raises(NotNow) as refusal:
        type_in(cast.here.commune, "9")

    assert refusal.value.code == "register_is_own"


def test_an_external_register_gives_no_number(cast):
    type_in(cast.here.commune, "9")

    with pytest.raises(NotNow) as refusal:
        take(cast.here.commune)

    assert refusal.value.code == "register_is_external"


def test_a_new_year_keeps_the_way_of_the_year_before(cast):
    here = cast.here.commune
    type_in(here, "9")

    assert services.is_external(commune=here, kind="decision", year=2027)
    assert not services.is_external(commune=here, kind="letter", year=2027)
    with pytest.raises(NotNow):
        take(here, year=2027)


# --- ways of numbering and spoilt numbers ----------------------------------------------------------------
def choose(cast, by, mode=Mode.EXTERNAL, kind="decision", symbol="QĐ-UBND"):
    seen = Register.objects.filter(kind=kind).values_list("row_version", flat=True).first() or 1
    return services.choose_mode(
        commune=cast.here.commune, kind=kind, year=2026, row_version=seen, mode=mode, by=by, symbol=symbol
    )


def test_the_records_clerk_chooses_the_way_before_the_first_number(cast):
    register = choose(cast, cast.here.records_clerk)

    assert (register.mode, register.symbol) == (Mode.EXTERNAL, "QĐ-UBND")
    assert [entry.act for entry in LedgerEntry.objects.all()] == ["register.choose_mode"]
    assert type_in(cast.here.commune, "31") == "31"


def test_the_way_does_not_change_once_a_number_is_out(cast):
    take(cast.here.commune)

    with pytest.raises(NotNow) as refusal:
        choose(cast, cast.here.records_clerk)

    assert refusal.value.code == "register_begun"


@pytest.mark.parametrize("symbol", ["QĐ-CT", ""])
def test_the_symbol_does_not_change_once_a_number_is_out(cast, symbol):
    choose(cast, cast.here.records_clerk, mode=Mode.OWN)
    take(cast.here.commune)

    with pytest.raises(NotNow) as refusal:
        choose(cast, cast.here.records_clerk, mode=Mode.OWN, symbol=symbol)

    assert refusal.value.code == "register_begun"
    assert Register.objects.get().symbol == "QĐ-UBND"


@pytest.mark.parametrize("row_version", [0, 1, 3])
def test_a_register_set_by_somebody_else_is_not_overwritten_by_an_old_form(cast, row_version):
    choose(cast, cast.here.records_clerk)
    second = make_person("second_clerk")
    appoint(second, Office.RECORDS_CLERK, cast.here.commune)

    with pytest.raises(LostRace) as race:
        services.choose_mode(
            commune=cast.here.commune, kind="decision", year=2026, row_version=row_version, mode="own", by=second
        )

    assert race.value.winner == cast.here.records_clerk.full_name
    assert Register.objects.get().mode == Mode.EXTERNAL


def test_saying_the_same_again_is_no_change(cast):
    choose(cast, cast.here.records_clerk, mode=Mode.OWN)
    take(cast.here.commune)

    assert choose(cast, cast.here.records_clerk, mode=Mode.OWN, symbol=" QĐ-UBND ").symbol == "QĐ-UBND"


def test_the_next_year_may_have_another_symbol(cast):
    choose(cast, cast.here.records_clerk, mode=Mode.OWN)
    take(cast.here.commune)

    by = {"row_version": 1, "by": cast.here.records_clerk}
    register = services.choose_mode(
        commune=cast.here.commune, kind="decision", year=2027, mode="own", symbol="QĐ-CT", **by
    )

    assert (register.year, register.symbol, take(cast.here.commune, year=2027)) == (2027, "QĐ-CT", 1)


def test_the_golden_book_is_always_the_communes_own(cast):
    with pytest.raises(ValidationError) as refusal:
        choose(cast, cast.here.records_clerk, kind="golden_book")
    with pytest.raises(ValidationError):
        type_in(cast.here.commune, "3", kind="golden_book")

    assert refusal.value.code == "golden_book"
    assert Register.objects.count() == 0


@pytest.mark.parametrize("who", ["unit_clerk", "office_reviewer", "commune_chair"])
def test_nobody_else_chooses_the_way(cast, who):
    with pytest.raises(NotYou), transaction.atomic():
        choose(cast, cast.here.person[who])

    assert Register.objects.count() == 0
