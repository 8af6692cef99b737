"""How a person reads a letter or a dossier: what is kept from whom, on pages, endpoints and in the trail alike."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from documents.proposals.models import Letter, Proposal, Version
from documents.proposals.queries import is_written_by
from documents.proposals.states import ProposalState
from permissions.access import commune_wide, covering
from permissions.ledger.renamed import acts_ever
from permissions.roles import Office
from workflows.approval.models import Remark

_INSIDE = frozenset({Office.OFFICE_REVIEWER, Office.OFFICE_HEAD, Office.INSPECTOR})
_CHAIRS = frozenset({Office.COMMUNE_CHAIR, Office.COMMUNE_DEPUTY_CHAIR})
_UNIT = frozenset({Office.UNIT_CLERK, Office.UNIT_HEAD})
_BEFORE_ENDORSEMENT = frozenset(
    {
        ProposalState.SUBMITTED,
        ProposalState.UNDER_REVIEW,
        ProposalState.RETURNED,
        ProposalState.AWAITING_ENDORSEMENT,
    }
)

# --- acts of the trail, by who may read them ---------------------------------------------------------
# The unit at its draft, before the first sending, after a recall or a return: told only that it is drafting.
DRAFTING = frozenset(
    {
        "letter.drafted",
        "letter.changed",
        "letter.hand_to_head",
        "letter.send_back_to_clerk",
        "nomination.added",
        "nomination.changed",
        "nomination.removed",
        "list.taken",
        "paper.attached",
        "papers.attached",
        "paper.removed",
        "remark.answered",
    }
)
# What the office says among itself: a remark is read when it is returned, a judgement when it is endorsed.
_NOTES = frozenset({"remark.noted", "remark.dropped"})
_JUDGING = frozenset({"nomination.judged", "proposal.propose_appraisal"})
# Who of another body spoke is told with the judgements; that others were asked, and that somebody objected in public,
# is told without whom and what.
_GIVEN = frozenset({"proposal.opinion_given", "proposal.opinion_recorded"})
_ASKED = frozenset(
    {
        "proposal.opinions_asked",
        "proposal.opinion_withdrawn",
        "proposal.opinion_lapsed",
        "grant.ended",
        "objection.noted",
        "objection.answered",
    }
)
# That these happened is told, never the story behind.
_PAUSES = frozenset({"proposal.suspend", "proposal.resume", "disposal.held", "disposal.released"})
_BARE_FOR_THE_UNIT = frozenset(
    {
        "proposal.reassign",
        "proposal.release",
        "proposal.send_back_to_reviewer",
        "proposal.endorse",
        "proposal.reopen",
        "proposal.close_notice",
        "proposal.take_off_agenda",
        "proposal.defer",
        "proposal.send_back_paper",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a person reads beyond what everybody reads who sees the letter or the dossier.

    drafts: what the unit has not sent. notes: remarks the office has not sent. judgements: verdicts and the text of
    the appraisal. grounds: why it is suspended, or kept from disposal. story: the reasons of the office's own moves.
    """

    drafts: bool
    notes: bool
    judgements: bool
    grounds: bool
    story: bool

    @property
    def hidden(self):
        """Acts of which nothing is told."""
        hidden = (frozenset() if self.notes else _NOTES) | (frozenset() if self.judgements else _JUDGING | _GIVEN)
        return acts_ever(hidden)

    @property
    def bare(self):
        """Acts of which only is told that they happened."""
        asked = frozenset() if self.judgements else _ASKED
        pauses = frozenset() if self.grounds else _PAUSES
        return acts_ever(asked | pauses | (frozenset() if self.story else _BARE_FOR_THE_UNIT))

    @property
    def drafting(self):
        """Acts of which only is told that the unit was drafting."""
        return acts_ever(frozenset() if self.drafts else DRAFTING)


def sight_of(letter_or_proposal, held):
    """How a person reads this letter or dossier, by the offices held."""
    thing = letter_or_proposal
    held = covering(held, thing)
    offices = {capacity.office for capacity in held if capacity.commune_id == thing.commune_id}
    own = any(c.office in _UNIT and c.unit_id == thing.unit_id for c in held)
    is_inside = bool(offices & _INSIDE)
    is_chair = bool(offices & _CHAIRS)
    # A council member reads what the office wrote, but not on the dossier of a unit whose clerk or head they are.
    as_unit = not (is_inside or is_chair or Office.COUNCIL_SECRETARY in offices) and (own or offices <= _UNIT)
    return Sight(
        drafts=is_written_by(thing, held),
        notes=is_inside,
        judgements=is_inside or (not as_unit and is_endorsed(thing)),
        grounds=is_inside or is_chair,
        story=not as_unit,
    )


def sight_over(commune_id, held):
    """What a person reads of whatever dossier of a commune: never more than `sight_of` says of any single one."""
    offices = {capacity.office for capacity in commune_wide(held) if capacity.commune_id == commune_id}
    is_inside, is_chair = bool(offices & _INSIDE), bool(offices & _CHAIRS)
    return Sight(
        drafts=False,
        notes=is_inside,
        judgements=is_inside,
        grounds=is_inside or is_chair,
        story=is_inside or is_chair,
    )


def is_endorsed(letter_or_proposal):
    """Has the head of office confirmed what the reviewer judged? No longer of a dossier refused or withdrawn."""
    if isinstance(letter_or_proposal, Letter):
        return False
    state = letter_or_proposal.state_left or letter_or_proposal.state
    return state not in _BEFORE_ENDORSEMENT and not letter_or_proposal.ending_reason


def keeps_act(thing, act, held):
    """Is this act on a letter or dossier one of which a person may not read what it was and whose?"""
    if not isinstance(thing, Letter | Proposal):
        return False
    sight = sight_of(thing, held)
    return act in sight.hidden | sight.drafting


# --- what is shown -----------------------------------------------------------------------------------
def veil(proposal, sight):
    """Take off a dossier that is only shown, never saved, what this person may not read of it."""
    if not sight.judgements:
        proposal.appraisal_text = ""
    if not sight.grounds:
        proposal.suspension_code = proposal.suspension_reference = ""
    return proposal


def remarks_seen(proposal, sight):
    """The remarks that are told to this person, each with `sent_at` of the dossier's last Version: one statement."""
    last = Version.objects.filter(proposal=OuterRef("proposal"), number=proposal.version)
    rows = proposal.remarks.select_related("nomination", "made_by", "answered_by")
    rows = rows.annotate(sent_at=Subquery(last.values("made_at")[:1]))
    return rows if sight.notes else rows.exclude(state=Remark.State.NOTED)


def remarks_shown(proposal, sight):
    """The remarks as they are told; an answer that is not sent yet stays with the unit."""
    rows = list(remarks_seen(proposal, sight))
    for row in rows:
        if row.answered_at and not sight.drafts and row.sent_at and row.answered_at > row.sent_at:
            row.state, row.answer, row.answered_by, row.answered_at = Remark.State.OPEN, "", None, None
    return rows
