"""The catalogue of rules as endpoints give it."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from documents.catalogue.kinds import Kind, NomineeType
from permissions.api_fields import Slice
from permissions.people.schemas import UnitShort


class AwardFormShort(Schema):
    code: str
    name: str


class AwardForm(AwardFormShort):
    """rank: 1 is the highest."""

    short_name: str
    certificate_title: str
    family: str
    family_label: str = Field(alias="get_family_display")
    rank: int


class AwardFormQuery(Schema):
    """Only forms for this kind of nominee, or for this kind of commendation."""

    nominee_type: NomineeType | None = None
    kind: Kind | None = None


class Sourced(Schema):
    """Where a rule stands in the law, and whether somebody has read it there."""

    id: int
    row_version: int
    legal_basis: str
    instrument_id: int | None
    is_verified: bool
    note: str


class RuleSetShort(Schema):
    id: int
    title: str
    owner_unit: UnitShort | None
    effective_from: date
    effective_to: date | None
    first_used_at: datetime | None


class RequiredPaper(Sourced):
    """nominee_type: empty for every kind of nominee. scope: one for the letter, or one for each nomination."""

    code: str
    title: str
    scope: str
    nominee_type: str
    is_mandatory: bool
    position: int


class VoteRule(Sourced):
    method: str
    threshold_numerator: int
    threshold_denominator: int
    is_strict: bool
    base: str
    quorum_numerator: int
    quorum_denominator: int
    written_opinion_counts: bool
    chair_must_agree: bool
    recused_leave_base: bool
    recusal_basis: str
    preference: str
    threshold_words: str
    quorum_words: str


class FormRule(Sourced):
    """notice_days: working days. retention_years: null for ever."""

    award_form: AwardFormShort
    kind: str
    authority_level: str
    nominee_types: list[str]
    notice_days: int
    may_skip_council: bool
    simplified: bool
    retention_years: int | None
    standard: str
    papers: list[RequiredPaper]
    vote_rule: VoteRule | None = None

    @staticmethod
    def resolve_vote_rule(rule):
        return getattr(rule, "vote_rule", None)


class Multiplier(Sourced):
    """factor: times the base wage."""

    award_form: AwardFormShort
    nominee_type: str
    factor: Decimal


class TimeLimit(Sourced):
    step: str
    award_form: AwardFormShort | None
    kind: str
    working_days: int


class RuleSet(Sourced, RuleSetShort):
    """A complete set of rules. bonus_unit: đồng."""

    bonus_rounding: str
    bonus_unit: int
    forms: list[FormRule]
    multipliers: list[Multiplier]
    time_limits: list[TimeLimit]


class Instrument(Schema):
    id: int
    row_version: int
    number: str
    title: str
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    replaced_by_id: int | None
    is_verified: bool
    note: str


class BaseWage(Sourced):
    """amount: đồng a month."""

    amount: int
    effective_from: date


class Ground(Sourced):
    """A ground on which awards are revoked."""

    code: str
    title: str
    position: int
    effective_from: date
    effective_to: date | None


class Holiday(Schema):
    """is_day_off: false for a free day that is worked in exchange."""

    id: int
    row_version: int
    on: date
    name: str
    is_day_off: bool
    source: str
    is_verified: bool


class HolidayYear(Schema):
    year: int


class HolidayQuery(Slice):
    year: int | None = Field(None, ge=1900, le=2200)
