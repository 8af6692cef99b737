"""Offers as endpoints take and give them."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from documents.catalogue.schemas import AwardFormShort
from permissions.api_fields import Code, DeedOnRow, Key, Text
from permissions.people.schemas import PersonShort
from workflows.offers.services import DEEDS


class Offer(Schema):
    """A lower award form offered for some nominations; nominations by their keys."""

    id: int
    proposal: str = Field(alias="code")
    award_form: AwardFormShort
    nominations: list[int]
    reason: str
    state: str
    state_label: str = Field(alias="get_state_display")
    made_by: PersonShort
    made_at: datetime
    due_on: date | None
    row_version: int

    @staticmethod
    def resolve_nominations(offer):
        return [row.pk for row in offer.nominations.all()]


class NewOffer(DeedOnRow):
    """row_version: of the dossier. award_form by code."""

    nominations: Annotated[list[Key], Field(min_length=1, max_length=500)]
    award_form: Code
    reason: Text


class OfferMove(DeedOnRow):
    """row_version: of the offer. reason: for declining and taking back. arrival: id of the unit's paper on which its
    answer is recorded."""

    move: Literal[tuple(DEEDS)]
    reason: Text = ""
    arrival: Key | None = None
