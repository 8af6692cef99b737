"""Endpoints of hand-overs."""

from datetime import date, datetime
from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from permissions.api_fields import Code, Day, DeedOnRow, Key, Line
from permissions.endpoints import Asks, Endpoints
from permissions.people.schemas import PersonShort
from workflows.handover import services
from workflows.handover.models import Handover
from workflows.handover.queries import awards_and_fallen, history_of, in_order_of_ceremony, version_of
from workflows.handover.states import HandoverState
from workflows.handover.views import ceremony_file, chosen_decisions, decision_or_404

router = Endpoints(tags=["hand-over"])
VIEW, RECORD = Asks("handovers.view"), Asks("handovers.record")


class CeremonyQuery(Schema):
    """decisions: codes, set apart by commas."""

    decisions: str = Field("", max_length=2_000)


class Award(Schema):
    """A line: `id` is sent to record its handing over.

    revoked_on: what had been handed over before that day can still be recorded, with the note why so late.
    """

    id: int = Field(alias="line.id")
    full_name: str = Field(alias="line.nomination.full_name")
    decision: str = Field(alias="line.decision.code")
    award_form: str = Field(alias="line.decision.award_form.name")
    is_open: bool
    revoked_on: date | None = None

    @staticmethod
    def resolve_revoked_on(award):
        return award.fallen and award.fallen.revoked_on


class HandoverOut(Schema):
    """A record; what holds is the one that no other supersedes."""

    id: int
    name: str = Field(alias="line.nomination.full_name")
    supersedes: int | None = Field(alias="supersedes_id")
    state: str
    handed_on: date | None
    place: str
    received_by: str
    on_behalf: str
    note: str
    recorded_by: PersonShort
    recorded_at: datetime


class HandoversOut(Schema):
    """Of one decision; row_version is sent back with a record."""

    row_version: int
    awards: list[Award]
    handovers: list[HandoverOut]


class Values(DeedOnRow):
    """received_by empty: each one named on the list."""

    handed_on: Day | None = None
    place: Line = ""
    received_by: Line = ""
    on_behalf: Line = ""
    note: Line = ""


class NewHandovers(Values):
    lines: list[Key]


class Correction(Values):
    state: HandoverState


def _out(decision):
    return {
        "row_version": version_of(decision),
        "awards": awards_and_fallen(decision),
        "handovers": history_of(decision),
    }


def _said(body):
    values = body.dict(exclude={"row_version", "lines", "acting_as"})
    return {"row_version": body.row_version, "values": values, "acting_as": body.acting_as}


@router.get("/ceremony", auth=VIEW, response=list[Award])
def ceremony(request, query: Query[CeremonyQuery]):
    """Whom to call up in which order, over the decisions named."""
    return in_order_of_ceremony(chosen_decisions(request, query.decisions.split(",")))


@router.get("/ceremony/{which}/{ending}", auth=VIEW)
def ceremony_paper(
    request, which: Literal["order", "receipt"], ending: Literal["pdf", "docx", "xlsx"], query: Query[CeremonyQuery]
):
    """The order of the ceremony, or the sheet to be signed, as a file made anew each time."""
    return ceremony_file(request, chosen_decisions(request, query.decisions.split(",")), which, ending)


@router.get("/decisions/{code}/handovers", auth=VIEW, response=HandoversOut)
def handovers(request, code: Code):
    """The awards of one issued decision, with every record of their handing over."""
    return _out(decision_or_404(request, code))


@router.post("/decisions/{code}/handovers", auth=RECORD, response={201: HandoversOut})
def record(request, code: Code, body: NewHandovers):
    """Record that the awards of several lines were handed over."""
    decision = decision_or_404(request, code)
    services.record_handovers(decision=decision, lines=body.lines, by=request.user, **_said(body))
    return _out(decision)


@router.post("/decisions/{code}/handovers/{key}/correct", auth=RECORD, response=HandoversOut)
def correct(request, code: Code, key: Key, body: Correction):
    """Put another record in the place of one; the old one stays."""
    decision = decision_or_404(request, code)
    handover = get_object_or_404(Handover.objects.filter(line__decision=decision), pk=key)
    services.correct_handover(handover=handover, by=request.user, **_said(body))
    return _out(decision)
