"""Moves, proposals, remarks, judgements and versions as endpoints take and give them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from documents.catalogue.schemas import AwardFormShort
from documents.proposals.schemas import CampaignShort, Paper
from documents.proposals.states import ProposalState
from permissions import access
from permissions.api_fields import Body, Code, Day, DeedOnRow, Key, Line, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort
from workflows.approval.letter_services import DEEDS as LETTER_DEEDS
from workflows.approval.models import Judgement as StoredJudgement
from workflows.approval.models import Remark as StoredRemark
from workflows.approval.services import DEEDS


# --- moves, of every kind of thing ---------------------------------------------------------------------
class Capacity(Schema):
    """An office in which the person may do the deed."""

    key: str
    label: str


class Move(Schema):
    """A move out of the present state: open when `unmet` is empty. `asks` names what the POST must bring."""

    move: str
    label: str
    right: str
    is_open: bool
    unmet: list[str]
    asks: list[str]
    acting_as: list[Capacity]


class Moved(Schema):
    """Where a thing stands after a deed."""

    code: str
    state: str
    state_label: str = Field(alias="get_state_display")
    row_version: int


def moves_out(moves, thing, held):
    """The moves of a thing as endpoints tell them. moves: from `moving.moves_of`."""
    told = []
    for move in moves:
        mine = access.holding(held, move.right, thing)
        told.append(
            {
                "move": move.name,
                "label": move.label,
                "right": move.right,
                "is_open": move.is_open,
                "unmet": move.unmet,
                "asks": move.asks,
                "acting_as": [c for c in mine if not c.deputising] or mine,
            }
        )
    return told


class LetterMove(DeedOnRow):
    move: Literal[tuple(LETTER_DEEDS)]
    reason: Text = ""


class ProposalMove(DeedOnRow):
    """reason and what else the move asks: see `asks` of the GET.

    handler: id of the new reviewer. arrival: id of the unit's paper in the arrival book.
    """

    move: Literal[tuple(DEEDS)]
    reason: Text = ""
    legal_basis: Line = ""
    objections: Text = ""
    due_on: Day | None = None
    handler: Key | None = None
    arrival: Key | None = None
    suspension_code: Code = ""
    suspension_reference: Line = ""


# --- proposals -----------------------------------------------------------------------------------------
class ProposalQuery(Slice):
    """award_form and campaign by code; q: code, title, unit or person, without accents too."""

    q: Line = ""
    state: ProposalState | None = None
    unit: Code = ""
    award_form: Code = ""
    campaign: Code = ""


class ProposalRow(Schema):
    code: str
    title: str
    unit: UnitShort
    award_form: AwardFormShort
    kind: str
    state: str
    state_label: str = Field(alias="get_state_display")
    handler: PersonShort | None
    due_on: date | None
    nominee_count: int
    version: int
    row_version: int


class Sister(Schema):
    """Another dossier of the family, split off from the same first one."""

    code: str
    title: str
    state: str
    state_label: str = Field(alias="get_state_display")
    nominee_count: int


class Proposal(ProposalRow):
    """split_from: code of the dossier this one was split off from. sisters: the others of the family that I may see.

    suspension: ground and file reference, told to the office and the chairs alone. appraisal_text: to the office,
    to others when it is endorsed, to the unit never. rounds: how often it was returned."""

    letter: str = Field(alias="letter.code")
    campaign: CampaignShort | None
    rule_set_id: int
    submitted_at: datetime
    reviewer: PersonShort | None
    rounds: int
    appraisal_text: str
    notice_from: date | None
    notice_closed_on: date | None
    council_skipped: bool
    ending_reason: str
    suspension_code: str
    suspension_reference: str
    papers: list[Paper]
    split_from: str | None
    sisters: list[Sister]

    @staticmethod
    def resolve_split_from(proposal):
        return proposal.split_from.code if proposal.split_from else None


# --- remarks and judgements ----------------------------------------------------------------------------
class Remark(Schema):
    """target: what it is pinned to; field, paper_kind or nomination_id say which."""

    id: int
    version: int
    target: str
    field: str
    paper_kind: str
    nomination_id: int | None
    text: str
    state: str
    state_label: str = Field(alias="get_state_display")
    made_by: PersonShort
    made_at: datetime
    answer: str
    answered_by: PersonShort | None
    answered_at: datetime | None


class NewRemark(DeedOnRow):
    text: Text
    target: StoredRemark.Target = StoredRemark.Target.GENERAL
    field: Code = ""
    paper_kind: Code = ""
    nomination: Key | None = None


class RemarkDeed(DeedOnRow):
    pass


class Answer(DeedOnRow):
    answer: Text


class Judgement(Schema):
    """The verdict that counts for a nomination, in the version judged."""

    nomination_id: int
    version: int
    verdict: str
    reason: str
    made_by: PersonShort
    made_at: datetime


class VerdictSaid(Body):
    nomination: Key
    verdict: StoredJudgement.Verdict
    reason: Text = ""


class Judgements(DeedOnRow):
    verdicts: Annotated[list[VerdictSaid], Field(min_length=1, max_length=500)]


# --- some nominations of a dossier ---------------------------------------------------------------------
class _Some(DeedOnRow):
    nominations: Annotated[list[Key], Field(min_length=1, max_length=500)]


class Suspension(_Some):
    """Nominations to be suspended, the others going on: a ground and a file reference, never the story."""

    suspension_code: Code
    suspension_reference: Line


class Withdrawal(_Some):
    """Nominations the unit takes back, the others going on."""

    reason: Text


class WithdrawalOnPaper(Withdrawal):
    """arrival: key of the unit's paper in the arrival book."""

    arrival: Key


# --- versions ------------------------------------------------------------------------------------------
class VersionShort(Schema):
    number: int
    sha256: str
    made_by: PersonShort
    made_at: datetime


class Version(VersionShort):
    """body: the self-contained text exactly as it was hashed, parsed; null once it is disposed of by law."""

    body: Any


class Difference(Schema):
    """One change from an earlier version: of a row, or of the letter where nomination_id is null."""

    nomination_id: int | None
    place: str
    field: str
    label: str
    was: str
    now: str


class Transition(Schema):
    """A step of the machine: what leads from where to where."""

    move: str
    label: str
    from_state: str
    to_state: str
