"""What the endpoints that change the catalogue take; every change of something that is there asks the reason."""

from decimal import Decimal

from ninja import Field

from documents.catalogue.kinds import Kind, Level, NomineeType, PaperScope, Rounding, Step, VoteBase, VoteMethod
from permissions.api_fields import Code, Count, Day, Deed, DeedOnRow, Key, Line, Text


class ReasonedDeed(Deed):
    reason: Line


class ReasonedChange(ReasonedDeed, DeedOnRow):
    pass


class SourcedChange(ReasonedChange):
    legal_basis: Line | None = None
    instrument: Key | None = None
    is_verified: bool | None = None
    note: Line | None = None


class NewSourced(ReasonedDeed):
    legal_basis: Line
    instrument: Key | None = None
    is_verified: bool = False
    note: Line = ""


# --- rule sets and their rows --------------------------------------------------------------------------
class RuleSetCopy(ReasonedDeed):
    effective_from: Day
    title: Line
    legal_basis: Line
    instrument: Key | None = None


class RuleSetAdoption(RuleSetCopy):
    owner_unit: Code


class RuleSetChange(SourcedChange):
    title: Line | None = None
    bonus_rounding: Rounding | None = None
    bonus_unit: Count | None = None


class FormRuleChange(SourcedChange):
    authority_level: Level | None = None
    for_individuals: bool | None = None
    for_collectives: bool | None = None
    for_households: bool | None = None
    notice_days: Count | None = None
    may_skip_council: bool | None = None
    simplified: bool | None = None
    retention_years: Count | None = None
    standard: Text | None = None


class RequiredPaperChange(SourcedChange):
    title: Line | None = None
    scope: PaperScope | None = None
    nominee_type: NomineeType | None = None
    is_mandatory: bool | None = None
    position: Count | None = None


class NewRequiredPaper(NewSourced):
    code: Line
    title: Line
    scope: PaperScope
    nominee_type: NomineeType | None = None
    is_mandatory: bool = True
    position: Count = 1


class VoteRuleChange(SourcedChange):
    method: VoteMethod | None = None
    threshold_numerator: Count | None = None
    threshold_denominator: Count | None = None
    is_strict: bool | None = None
    base: VoteBase | None = None
    quorum_numerator: Count | None = None
    quorum_denominator: Count | None = None
    written_opinion_counts: bool | None = None
    chair_must_agree: bool | None = None
    recused_leave_base: bool | None = None
    recusal_basis: Line | None = None
    preference: Line | None = None


class TimeLimitChange(SourcedChange):
    working_days: Count | None = None


class NewTimeLimit(NewSourced):
    step: Step
    award_form: Code | None = None
    kind: Kind | None = None
    working_days: Count


class MultiplierChange(SourcedChange):
    factor: Decimal | None = Field(None, ge=0, lt=1_000)


class NewMultiplier(NewSourced):
    award_form: Code
    nominee_type: NomineeType
    factor: Decimal = Field(ge=0, lt=1_000)


# --- instruments, wages, holidays ----------------------------------------------------------------------
class NewInstrument(Deed):
    number: Line
    title: Line
    issued_on: Day | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None
    replaced_by: Key | None = None
    is_verified: bool = False
    note: Line = ""


class InstrumentChange(ReasonedChange):
    number: Line | None = None
    title: Line | None = None
    issued_on: Day | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None
    replaced_by: Key | None = None
    is_verified: bool | None = None
    note: Line | None = None


class NewBaseWage(Deed):
    amount: Count
    effective_from: Day
    legal_basis: Line
    instrument: Key | None = None
    is_verified: bool = False
    note: Line = ""


class BaseWageChange(SourcedChange):
    amount: Count | None = None
    effective_from: Day | None = None


class NewGround(Deed):
    code: Line
    title: Line
    position: Count = 1
    effective_from: Day
    effective_to: Day | None = None
    legal_basis: Line
    instrument: Key | None = None
    is_verified: bool = False
    note: Line = ""


class GroundChange(SourcedChange):
    title: Line | None = None
    position: Count | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None


class NewHolidayYear(Deed):
    year: int = Field(ge=2000, le=2199)


class NewHoliday(Deed):
    on: Day
    name: Line
    is_day_off: bool = True
    source: Line
    is_verified: bool = False


class HolidayChange(ReasonedChange):
    name: Line | None = None
    is_day_off: bool | None = None
    source: Line | None = None
    is_verified: bool | None = None
