"""A letter or a dossier as it stood at a moment, out of histories and Versions; never more than the reader sees now.

What the reader may know is asked of today's thing: drafts hidden today stay hidden, a row that went into a dossier
which the reader does not see is left out, and who reads what was sent gets the Version of that moment.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from documents.attachments.models import Blob
from documents.catalogue.models import AwardForm
from documents.disposal.queries import is_disposed
from documents.proposals.models import Letter, Nomination, Paper, Proposal, Version
from documents.proposals.queries import is_written_by
from documents.proposals.sent import Sent, told_by
from documents.proposals.states import LetterState, Outcome
from permissions import access
from permissions.ledger.renamed import NOMINATION, state_today
from permissions.people.models import User
from permissions.refusals import NotNow
from workflows.approval.sight import sight_of, veil
from workflows.trail.moments import of, one_as_it_stood, stood
from workflows.trail.past_review import judgements_at, remarks_at


@dataclass(frozen=True, slots=True)
class Past:
    """A thing at a moment, for showing alone. version: the one read then, None while nothing was sent.

    rows: each with `papers_now` and `judgement`. remarks: of a dossier's review, as the reader is told of them.
    """

    at: datetime
    thing: Letter | Proposal
    letter: Letter
    version: Version | None
    rows: list
    papers: list
    remarks: list


def _papers(letter, at):
    """Papers of a letter at a moment, removed ones too, with their files: two statements."""
    rows = [row.instance for row in stood(Paper, at, of(Paper.objects.filter(letter=letter)))]
    blobs = Blob.objects.in_bulk({row.blob_id for row in rows})
    for row in rows:
        row.blob = blobs[row.blob_id]
    return rows


def _rows(thing, letter, at, papers, user, held):
    """The rows at a moment with `papers_now`, without those that lie now where this person does not see them."""
    ever = of(Nomination.objects.filter(letter=letter)) | Q(letter_id=letter.pk, history_type="-")
    then = {"proposal_id": thing.pk} if isinstance(thing, Proposal) else {"letter_id": letter.pk}
    rows = [row.instance for row in stood(Nomination, at, ever, **then)]
    if isinstance(thing, Proposal):
        elsewhere = Nomination.objects.filter(pk__in=[row.pk for row in rows]).exclude(proposal=thing.pk)
        hidden = elsewhere.exclude(proposal__in=access.visible_to(user, Proposal, acting=held).order_by().values("pk"))
        gone = set(hidden.values_list("pk", flat=True))
        rows = [row for row in rows if row.pk not in gone]
    forms = AwardForm.objects.in_bulk({row.award_form_id for row in rows if row.award_form_id})
    for row in rows:
        row.award_form = forms.get(row.award_form_id)
        row.outcome = state_today(NOMINATION, row.outcome)
        row.papers_now = [paper for paper in papers if paper.nomination_id == row.pk]
        row.judgement = None
    return sorted(rows, key=lambda row: (row.order, row.pk))


def _versions(then, at):
    """The Version that counted of each dossier at a moment, the newest last: one statement, two of a letter.

    By the number that the dossier bore then: one that a split took over keeps the time of the sending before it.
    """
    if isinstance(then, Proposal):
        counted = {then.pk: then.version}
    else:
        dossiers = stood(Proposal, at, of(Proposal.objects.filter(letter=then.pk)))
        counted = dict(dossiers.values_list("id", "version"))
    rows = Version.objects.filter(proposal__in=counted).order_by("made_at", "pk")
    return [version for version in rows if version.number == counted[version.proposal_id]]


def _not_told(thing):
    """Why there is nothing to show of a moment."""
    if is_disposed(thing.letter if isinstance(thing, Proposal) else thing):
        return NotNow(_("How it stood at this moment was disposed of by law."), code="disposed")
    return NotNow(_("There was no such dossier at this moment yet."), code="not_there_yet")


def past_of(thing, at, user, held):
    """The Past of a letter or dossier that this person sees; at most thirteen statements, however many rows.

    Raises NotNow where it was not there yet, and where the unit was still drafting what only it reads.
    """
    then = one_as_it_stood(thing, at)
    if then is None:
        raise _not_told(thing)
    is_letter, writes = isinstance(thing, Letter), is_written_by(thing, held)
    letter = then if is_letter else one_as_it_stood(thing.letter, at)
    if is_letter and not writes and letter.state != LetterState.SENT:
        raise NotNow(_("At this moment the unit was still drafting it."), code="still_drafted")
    versions, papers = _versions(then, at), _papers(letter, at)
    sent = Sent() if writes else told_by(versions)
    if writes:
        papers = [paper for paper in papers if paper.removed_at is None]
    rows = sent.show_rows(_rows(thing, letter, at, papers, user, held))
    shown, sight = sent.show_letter(letter), sight_of(thing, held)
    version = versions[-1] if versions else None
    remarks = _review(thing, at, version, rows, sight) if version and not is_letter else []
    return Past(
        at=at,
        thing=_veiled(then, rows, sight),
        letter=shown,
        version=version,
        rows=rows,
        papers=_shared(shown, papers, sent, writes or is_letter),
        remarks=remarks,
    )


def _review(proposal, at, version, rows, sight):
    """The remarks of the moment; the rows are given what was judged of them, where the reader may know it."""
    judged = judgements_at(proposal, at, version.number) if sight.judgements else {}
    for row in rows:
        row.judgement = judged.get(row.pk)
    return remarks_at(proposal, at, sight=sight, sent_at=version.made_at, rows=rows)


def _shared(letter, papers, sent, always):
    """The papers of the letter itself; with a dossier none while its letter was a draft again."""
    shared = [paper for paper in papers if paper.nomination_id is None]
    if not always and letter.state != LetterState.SENT:
        return []
    return shared if sent.of_letter is None else sent.named(shared)


def _veiled(then, rows, sight):
    """What the reader may not know of today's dossier is not told of yesterday's."""
    if not sight.judgements:
        for row in rows:
            row.outcome = Outcome.PROPOSED if row.outcome == Outcome.STRUCK_OUT else row.outcome
    then.handler = User.objects.filter(pk=then.handler_id).first() if then.handler_id else None
    return veil(then, sight) if isinstance(then, Proposal) else then
