"""The vote on an item, who stands aside and paper ballots, as endpoints take and give them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from permissions.api_fields import Body, Count, Deed, DeedOnRow, Key, Line, Text
from permissions.people.schemas import PersonShort
from workflows.approval.schemas import Move
from workflows.council.schemas import BoxResult
from workflows.council.states import RecusalKind


class Aside(Schema):
    """A member who has no ballot on a nomination; `is_noted` is false while only the regulation says so."""

    person: PersonShort
    nomination_id: int
    kind: str
    why: str
    is_noted: bool


class EarlierRound(Schema):
    """A round that was set aside."""

    number: int
    method: str
    participants: int
    closed_at: datetime
    was_announced: bool
    reason: str
    repeated_at: datetime
    results: list[BoxResult]


class Papers(Schema):
    """handed_to: members who hold a paper. tellers_done: how many of two have keyed. faults: what is still wrong."""

    handed_to: list[PersonShort]
    tellers_done: int
    faults: list[str]


class Vote(Schema):
    """The vote on an item in its present round. row_version: of the item, for the deeds.

    results: once announced; before that for who announces. For these alone: warnings, what totals give away, and hints,
    the law's preference among equals.
    """

    item: int
    proposal: str
    state: str
    state_label: str
    round: int
    row_version: int
    is_secret: bool
    opened_at: datetime | None
    voted_count: int
    asked_count: int
    missing: list[PersonShort]
    moves: list[Move]
    aside: list[Aside]
    papers: Papers
    results: list[BoxResult]
    warnings: list[str]
    hints: list[str]
    earlier: list[EarlierRound]


class VoteMove(DeedOnRow):
    """What a move asks is told by `asks` of it in the GET.

    reason: of a repetition. namesakes_differ: members who bear a nominee's name are other people. missing_ballots: the
    vote is closed although members who are there have not voted.
    """

    move: Literal["open", "close", "announce", "repeat"]
    reason: Text = ""
    namesakes_differ: bool = False
    missing_ballots: bool = False


class StandAside(Deed):
    """person: left out for oneself. reason: asked of kin and other interests; the minutes tell it."""

    nominations: Annotated[list[Key], Field(min_length=1, max_length=1_000)]
    kind: RecusalKind
    reason: Line = ""
    person: Key | None = None


class TakeBack(Deed):
    nomination: Key
    person: Key
    reason: Line = ""


class HandOut(Deed):
    people: Annotated[list[Key], Field(min_length=1, max_length=100)]


class PaperBack(Deed):
    person: Key


class Keyed(Body):
    """What the papers in the box say on one nomination; a paper that did not come back is invalid."""

    yes: Count = 0
    no: Count = 0
    abstain: Count = 0
    invalid: Count = 0


class Keying(Deed):
    """counts: {nomination id: numbers}, for every nomination of the item. found: papers in the box; left out where as
    many came back as were handed out. round: as of a ballot."""

    counts: Annotated[dict[Key, Keyed], Field(max_length=1_000)]
    found: Count | None = None
    round: int | None = None


class HandedOut(Schema):
    """warnings: what a single paper would give away."""

    papers: Papers
    warnings: list[str]
