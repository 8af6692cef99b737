"""Disposal as endpoints take and give it."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema

from permissions.api_fields import Code, Count, Deed, DeedOnRow, Line, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort


class DueQuery(Slice):
    """year: the first in which they may go."""

    year: Count | None = None


class DisposalQuery(Slice):
    pass


class DossierShort(Schema):
    code: str
    unit: UnitShort
    title: str


class DossierDue(DossierShort):
    """due_year: the first year in which it may go. A dossier on hold may not be put on a list."""

    due_year: int
    is_held: bool


class Hold(Schema):
    """id: what the endpoints call it."""

    id: int
    letter: DossierShort
    document_number: str
    reason: str
    placed_by: PersonShort
    placed_at: datetime
    row_version: int


class NewHold(Deed):
    """letter: code of the dossier."""

    letter: Code
    document_number: Annotated[Line, Field(max_length=120)]
    reason: Text


class Reason(DeedOnRow):
    reason: Text


class NewDisposalList(Deed):
    """letters: codes of the dossiers, each due and not on hold."""

    letters: Annotated[list[Code], Field(min_length=1, max_length=500)]
    legal_basis: Text


class DisposalList(Schema):
    """state: proposed, approved or refused. item_count dossiers stand on it; gone_count of them were disposed of."""

    code: str
    state: str
    legal_basis: str
    proposed_by: PersonShort
    proposed_at: datetime
    answered_by: PersonShort | None
    answered_at: datetime | None
    refusal_reason: str
    item_count: int
    gone_count: int
    row_version: int


class DisposalItem(Schema):
    """A dossier of a list; disposed_at once its texts went."""

    letter: DossierShort
    due_year: int
    disposed_at: datetime | None
    disposed_by: PersonShort | None
