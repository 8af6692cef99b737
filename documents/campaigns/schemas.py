"""Campaigns as endpoints take and give them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

from documents.campaigns.states import CampaignState, Phase
from documents.catalogue.schemas import AwardFormShort
from permissions.api_fields import Body, Code, Day, Deed, DeedOnRow, Line, RowVersion, Text
from permissions.people.schemas import PersonShort, UnitShort
from permissions.people.units import UnitKind


class CampaignShort(Schema):
    """closes_on: the last day to send letters."""

    code: str
    title: str
    starts_on: date
    ends_on: date
    closes_on: date


class CampaignRow(CampaignShort):
    phase: Phase
    letter_count: int


class Criterion(Schema):
    """unit_kinds: kinds of unit meant; none means everybody."""

    audience: str
    unit_kinds: list[str]
    text: str


class LateException(Schema):
    unit: UnitShort
    until_on: date
    reason: str
    granted_by: PersonShort
    granted_at: datetime


class Duty(Schema):
    body: str
    text: str


class CampaignFile(Schema):
    """A paper of the campaign; its bytes: /campaigns/{code}/files/{id}."""

    id: int
    kind: str
    file_name: str
    added_at: datetime


class ExceptionRequest(Schema):
    """What a unit asked: state is asked, granted or declined."""

    id: int
    unit: UnitShort
    until_on: date
    reason: str
    state: str
    asked_by: PersonShort
    asked_at: datetime
    answer: str


class FiguresLine(Schema):
    label: str
    proposed: int
    granted: int


class Figures(Schema):
    """Numbers of nominees. women of known: individuals granted whose sex is entered."""

    total: FiguresLine
    by_form: list[FiguresLine]
    by_nominee: list[FiguresLine]
    by_unit_kind: list[FiguresLine]
    women: int
    known: int


class Progress(Schema):
    """What a unit has sent and what became of it: letters, dossiers returned, otherwise numbers of nominees."""

    unit: UnitShort
    drafting: int
    letters: int
    returned: int
    nominees: int
    waiting: int
    passed: int
    granted: int
    turned_down: int


class Campaign(CampaignShort):
    phase: Phase
    state: CampaignState
    closing_source: str
    launched_on: date | None
    summary: str
    plan_number: str
    plan_on: date
    legal_basis: str
    aims: str
    row_version: int
    contents: list[str]
    criteria: list[Criterion]
    duties: list[Duty]
    award_forms: list[AwardFormShort]
    files: list[CampaignFile]
    requests: list[ExceptionRequest]
    exceptions: list[LateException]
    progress: list[Progress]


class CriterionSaid(Body):
    audience: Line
    unit_kinds: Annotated[list[UnitKind], Field(max_length=20)] = []
    text: Text


class DutySaid(Body):
    body: Line
    text: Text


class CampaignSaid(Deed):
    """Everything the plan says; what is left out is empty."""

    title: Line
    plan_number: Line
    plan_on: Day
    starts_on: Day
    ends_on: Day
    closes_on: Day
    closing_source: Line = ""
    legal_basis: Text = ""
    aims: Text = ""
    contents: Annotated[list[Text], Field(max_length=100)] = []
    criteria: Annotated[list[CriterionSaid], Field(max_length=40)] = []
    duties: Annotated[list[DutySaid], Field(max_length=40)] = []
    award_forms: Annotated[list[Code], Field(max_length=60)]


class CampaignChange(CampaignSaid):
    row_version: RowVersion


class NewException(Deed):
    unit: Code
    until_on: Day
    reason: Text


class Summary(DeedOnRow):
    summary: Text


class Declining(Deed):
    answer: Text


class NewFile(Deed):
    """kind: plan, guidance or other."""

    kind: Code
