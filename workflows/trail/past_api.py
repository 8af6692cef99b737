"""Endpoints of the past: a dossier or letter as it stood, and who could see it."""

from datetime import date, datetime

from ninja import Query, Schema

from documents.proposals.models import Letter, Proposal
from permissions import access
from permissions.api_fields import Code, Moment
from permissions.endpoints import Asks, Endpoints, read_form, seen_or_404
from permissions.people.schemas import PersonShort
from workflows.approval.schemas import Remark
from workflows.trail.past import past_of
from workflows.trail.past_forms import MomentForm
from workflows.trail.rights import who_could_see

router = Endpoints(tags=["trail"])


class At(Schema):
    """The moment, with its time zone."""

    at: Moment

    def checked(self):
        """The moment. Raises ValidationError with the sentence of the pages for one that has not come yet."""
        return read_form(MomentForm({"at": self.at})).cleaned_data["at"]


class PastPaper(Schema):
    kind: str
    file_name: str
    sha256: str

    @staticmethod
    def resolve_sha256(paper):
        return paper.blob.sha256


class PastRow(Schema):
    """verdict: what was judged by then, empty where you may not know it."""

    id: int
    nominee_type: str
    full_name: str
    position: str
    workplace: str
    summary: str
    award_form: str
    outcome: str
    verdict: str
    verdict_reason: str
    papers: list[PastPaper]

    @staticmethod
    def resolve_award_form(row):
        return row.award_form.code if row.award_form else ""

    @staticmethod
    def resolve_verdict(row):
        return row.judgement.verdict if row.judgement else ""

    @staticmethod
    def resolve_verdict_reason(row):
        return row.judgement.reason if row.judgement else ""

    @staticmethod
    def resolve_papers(row):
        return row.papers_now


class PastShown(Schema):
    """How a letter or dossier stood at `at`. version: the number of the one read then, null while nothing was sent.
    remarks: of a dossier's review, with the answers sent by then."""

    at: datetime
    state: str
    title: str
    version: int | None
    rows: list[PastRow]
    papers: list[PastPaper]
    remarks: list[Remark]

    @staticmethod
    def resolve_state(past):
        return past.thing.state

    @staticmethod
    def resolve_title(past):
        return past.letter.title

    @staticmethod
    def resolve_version(past):
        return past.version.number if past.version else None


class SeerShown(Schema):
    """how: "page", "opinion" (as it was sent, on the page of what was asked) or "province" (in the letter to it)."""

    person: PersonShort
    office: str
    since: date
    until: date | None
    why: str
    how: str


@router.get("/proposals/{code}/past", auth=Asks("proposals.view"), response=PastShown)
def proposal(request, code: Code, query: Query[At]):
    """The dossier as it stood: state, list, papers, remarks; never more than you may read now."""
    seen = seen_or_404(request, Proposal, "unit", "letter", code=code)
    return past_of(seen, query.checked(), request.user, request.held)


@router.get("/letters/{code}/past", auth=Asks("letters.view"), response=PastShown)
def letter(request, code: Code, query: Query[At]):
    """The letter as it stood."""
    seen = seen_or_404(request, Letter, "unit", code=code)
    return past_of(seen, query.checked(), request.user, request.held)


@router.get("/proposals/{code}/rights", auth=Asks("rights.view_past"), response=list[SeerShown])
def rights(request, code: Code, query: Query[At]):
    """Who could see the dossier at a moment, and why."""
    seen = seen_or_404(request, Proposal, "unit", "letter", "commune", "campaign", code=code)
    access.require(request.user, "rights.view_past", seen)
    return who_could_see(seen, query.checked())
