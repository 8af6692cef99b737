"""People, units, offices and tokens as endpoints take and give them."""

from datetime import date, datetime

from ninja import Field, Schema

from permissions.api_fields import Body, Code, Day, Deed, Key, Line, Slice, Text
from permissions.people.models import Deputising
from permissions.people.units import UnitKind
from permissions.roles import RIGHTS_OF, Office


# --- short forms, used by every topic ------------------------------------------------------------------
class PersonShort(Schema):
    id: int
    full_name: str


class UnitShort(Schema):
    code: str
    name: str


# --- who I am ------------------------------------------------------------------------------------------
class HeldOffice(Schema):
    """An office in which the person may act today; `key` is what a deed takes as `acting_as`."""

    key: str
    office: str
    label: str
    unit: UnitShort
    is_deputy: bool
    rights: list[str]

    @staticmethod
    def resolve_unit(capacity):
        return capacity.appointment.unit

    @staticmethod
    def resolve_is_deputy(capacity):
        return capacity.deputising is not None

    @staticmethod
    def resolve_rights(capacity):
        return sorted(RIGHTS_OF[capacity.office])


class Me(PersonShort):
    username: str
    offices: list[HeldOffice]


# --- tokens --------------------------------------------------------------------------------------------
class SignIn(Body):
    """User name and password, as on the sign-in page. days: how long the token lives, at most 365."""

    username: str = Field(max_length=60)
    password: str = Field(max_length=200)
    name: Line = ""
    days: int = Field(90, ge=1, le=365)


class TokenShort(Schema):
    id: int
    name: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class NewToken(TokenShort):
    """token: shown this once, never again."""

    token: str


class OwnPassword(Body):
    old_password: str = Field(max_length=200)
    new_password: str = Field(max_length=200)


# --- people --------------------------------------------------------------------------------------------
class PeopleQuery(Slice):
    q: Line = ""


class OfficeHeld(Schema):
    """An appointment; both days count, an open end is null. appointed_for: in whose name, where a deputy appointed."""

    id: int
    person: PersonShort = Field(alias="user")
    unit: UnitShort
    office: str
    office_label: str = Field(alias="get_office_display")
    title: str
    basis: str
    from_on: date
    to_on: date | None
    needs_confirmation: bool
    confirmed_by: PersonShort | None
    appointed_by: PersonShort | None
    appointed_for: PersonShort | None


class DeputyShort(Schema):
    id: int
    appointment: OfficeHeld
    deputy: PersonShort
    signing_form: str
    title: str
    basis: str
    from_on: date
    to_on: date | None
    needs_confirmation: bool
    confirmed_by: PersonShort | None
    named_by: PersonShort | None
    named_for: PersonShort | None


class OfficeNow(Schema):
    office: str
    label: str = Field(alias="get_office_display")
    title: str
    unit: UnitShort


class PersonRow(PersonShort):
    username: str
    is_active: bool
    offices_now: list[OfficeNow]


class Person(PersonShort):
    username: str
    email: str
    phone: str
    is_active: bool
    offices: list[OfficeHeld]
    deputies: list[DeputyShort]


class NewPerson(Deed):
    username: Line
    full_name: Line
    password: str = Field(max_length=200)
    email: Line = ""
    phone: Line = ""


class PersonChange(Deed):
    full_name: Line | None = None
    email: Line | None = None
    phone: Line | None = None


class NewPassword(Deed):
    password: str = Field(max_length=200)


class ActiveChange(Deed):
    is_active: bool
    reason: Text


class NewAppointment(Deed):
    unit: Code
    office: Office
    from_on: Day
    to_on: Day | None = None
    title: Line = ""
    basis: Line = ""


class NewDeputy(Deed):
    appointment: Key
    signing_form: Deputising.SigningForm = Deputising.SigningForm.KT
    basis: Line
    from_on: Day
    to_on: Day | None = None
    title: Line = ""


class LastDay(Deed):
    to_on: Day


class Confirmation(Deed):
    pass


# --- units ---------------------------------------------------------------------------------------------
class Unit(UnitShort):
    id: int
    kind: str
    kind_label: str = Field(alias="get_kind_display")
    commune: UnitShort | None
    parent: UnitShort | None
    short_name: str
    symbol: str
    place: str
    agency_code: str
    has_accounts: bool
    is_active: bool


class UnitQuery(Slice):
    q: Line = ""
    kind: UnitKind | None = None


class UnitChange(Deed):
    name: Line | None = None
    short_name: Line | None = None
    symbol: Line | None = None
    place: Line | None = None
    agency_code: Line | None = None
    has_accounts: bool | None = None
    is_active: bool | None = None


class NewUnit(Deed):
    code: Line
    name: Line
    kind: UnitKind
    parent: Code | None = None
    short_name: Line = ""
    symbol: Line = ""
    place: Line = ""
    agency_code: Line = ""
    has_accounts: bool = True
