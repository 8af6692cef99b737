"""What was sent, as readers outside the unit are shown it: the facts of the last Versions laid over the stored rows.

Between a return and the next sending the unit writes on letter and rows themselves; until then that is its draft.
"""

import json
from dataclasses import dataclass, field

from django.db.models import F

from documents.proposals.models import Letter, Paper, Proposal, Version
from documents.proposals.queries import is_written_by, papers_in_force, rows_of
from documents.proposals.states import LetterState, Outcome
from permissions.keyset import with_words
from permissions.vietnamese import search_key

_OF_THE_LETTER = ("title", "number", "signed_on", "signer_name", "signer_title", "arrival_number")
_OF_A_ROW = (
    "nominee_type",
    "full_name",
    "birth_on",
    "is_female",
    "position",
    "workplace",
    "period_from",
    "period_to",
    "summary",
)
# What the unit keeps for its own minutes: no Version tells it, who reads the signed minutes reads it there.
EXAMINATION_FIELDS = (
    "examined_on",
    "examined_from",
    "examined_until",
    "examined_at",
    "examination_chair",
    "examination_secretary",
    "called_count",
    "present_count",
)
VOTE_FIELDS = ("yes_count", "no_count")
_MENDED = ("full_name", "birth_on", "position", "workplace")
_SEARCHED = ("full_name", "position", "workplace")


def _lay(facts, names, thing):
    for name in names:
        setattr(thing, name, thing._meta.get_field(name).to_python(facts[name]))


def _mended(row, facts):
    """What the row says now instead of what was sent. Of a nominee that was awarded the unit changes no word."""
    if row.outcome not in (Outcome.GRANTED, Outcome.REVOKED):
        return []
    return [
        getattr(row, name) for name in _MENDED if getattr(row, name) != row._meta.get_field(name).to_python(facts[name])
    ]


def _leave_out(names, thing):
    for name in names:
        setattr(thing, name, thing._meta.get_field(name).get_default())


def _named(papers, told):
    """Those of the papers that a Version names; of the same file attached twice the one in force."""
    in_order = sorted(papers, key=lambda paper: paper.removed_at is None)
    found = {(paper.kind, paper.file_name, paper.blob.sha256): paper for paper in in_order}
    keys = [(paper["kind"], paper["file_name"], paper["sha256"]) for paper in told]
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True, slots=True)
class Sent:
    """What Versions say of a letter, and of rows {id: facts}. Empty where the stored rows themselves are read.

    What it is laid over is for showing alone: never save it.
    """

    of_letter: dict | None = None
    of_rows: dict = field(default_factory=dict)

    def show_letter(self, letter):
        """The letter's own fields as they were sent."""
        if self.of_letter is not None:
            _lay(self.of_letter, _OF_THE_LETTER, letter)
            _leave_out(EXAMINATION_FIELDS, letter)
        return letter

    def show_row(self, row):
        """One row as it was sent, without its papers; `mended`: words that a correcting decision changed since."""
        if row.pk in self.of_rows:
            row.mended = _mended(row, self.of_rows[row.pk])
            _lay(self.of_rows[row.pk], _OF_A_ROW, row)
            _leave_out(VOTE_FIELDS, row)
        return row

    def rows_of(self, letter_or_proposal):
        """The rows to give to `show_rows`: two statements."""
        papers = None if self.of_letter is None else Paper.objects.select_related("blob")
        return rows_of(letter_or_proposal, papers)

    def show_rows(self, rows):
        """Rows with their papers as they were sent."""
        rows = [self.show_row(row) for row in rows]
        for row in rows:
            if row.pk in self.of_rows:
                row.papers_now = _named(row.papers_now, self.of_rows[row.pk]["papers"])
        return rows

    def with_words(self, rows, text):
        """Only the rows in which every word occurs as they are shown."""
        if self.of_letter is None:
            return with_words(rows, text)
        words = search_key(text).split()
        keys = {pk: search_key(*(facts[name] for name in _SEARCHED)) for pk, facts in self.of_rows.items()}
        return rows.filter(pk__in=[pk for pk, key in keys.items() if all(word in key for word in words)])

    def named(self, shared):
        """Of shared papers, removed ones too, those that were sent."""
        return _named(shared, self.of_letter["papers"])

    def papers_of(self, letter):
        """The shared papers of the letter: one statement."""
        if self.of_letter is None:
            return list(papers_in_force().filter(letter=letter, nomination=None))
        papers = Paper.objects.filter(letter=letter, nomination=None).select_related("blob")
        return self.named(papers)


def told_by(versions):
    """The Sent of some Versions, the newest last: the letter as the newest says, every row as its own says."""
    bodies = [json.loads(version.body) for version in versions if not version.is_disposed]
    if not bodies:
        return Sent()
    return Sent(bodies[-1]["letter"], {row["id"]: row for body in bodies for row in body["nominations"]})


def _last_versions(**of):
    return Version.objects.filter(number=F("proposal__version"), **of).order_by("made_at", "pk")


def sent_of(letter_or_proposal, held):
    """What a person is shown of a letter or a proposal: one statement, none for who writes on it.

    A proposal is shown as its own last Version says, whatever was sent since with another one of the same letter.
    """
    if is_written_by(letter_or_proposal, held):
        return Sent()
    is_letter = isinstance(letter_or_proposal, Letter)
    return told_by(_last_versions(**{"proposal__letter" if is_letter else "proposal": letter_or_proposal}))


def show_letters(letters, held):
    """The letters of a list as they were sent, to who does not write on them: one statement, however many."""
    others = {
        letter.pk: letter for letter in letters if letter.state == LetterState.SENT and not is_written_by(letter, held)
    }
    if others:
        returned = Proposal.objects.filter(letter__in=others, rounds__gt=0).values("letter")
        versions = _last_versions(proposal__letter__in=returned).select_related("proposal")
        for version in versions:  # the newest last
            told_by([version]).show_letter(others[version.proposal.letter_id])
    return letters


def shared_papers(proposal, sent):
    """The papers of the letter as they lie with a proposal; none while the letter is a draft again."""
    return sent.papers_of(proposal.letter) if proposal.letter.state == LetterState.SENT else []
