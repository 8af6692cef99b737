"""The trail of bulk data: one history row and one to three chained entries per proposal, in the one canonical form.

Entries: the sending, the taking up, and the move that led to the present state; what lay between is left out.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from documents.proposals.states import ProposalState
from permissions.ledger import tracked
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.services import Line, compose, link
from permissions.roles import Office
from project.seeding.loading import quick

S = ProposalState
_OFFICE, _HEAD = Office.OFFICE_REVIEWER, Office.OFFICE_HEAD

# state -> (move, state it came from, whose deed)
LAST_MOVES = {
    S.RETURNED: ("return_for_completion", S.UNDER_REVIEW, _OFFICE),
    S.AWAITING_ENDORSEMENT: ("propose_appraisal", S.UNDER_REVIEW, _OFFICE),
    S.APPRAISED: ("endorse", S.AWAITING_ENDORSEMENT, _HEAD),
    S.IN_PUBLIC_NOTICE: ("open_notice", S.APPRAISED, _OFFICE),
    S.PASSED: ("carry", S.ON_AGENDA, Office.COUNCIL_CHAIR),
    S.NOT_PASSED: ("reject", S.ON_AGENDA, Office.COUNCIL_CHAIR),
    S.DECIDED: ("issue_decision", S.DECISION_SIGNED, Office.RECORDS_CLERK),
    S.REFUSED: ("refuse_dossier", S.UNDER_REVIEW, _HEAD),
    S.SUSPENDED: ("suspend", S.UNDER_REVIEW, _HEAD),
    S.CLOSED: ("close_file", S.DECIDED, _OFFICE),
}


@dataclass(slots=True)
class Evidence:
    """Unsaved rows of histories and ledger, in the order in which they are loaded."""

    keys: object
    dice: object
    letter_rows: list = field(default_factory=list)
    proposal_rows: list = field(default_factory=list)
    streams: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    payloads: list = field(default_factory=list)

    def clear(self):
        """Forget the rows that are loaded; the numbering goes on."""
        for rows in (self.letter_rows, self.proposal_rows, self.streams, self.entries, self.payloads):
            rows.clear()

    def add(self, dossier, town):
        """Tell the trail of a dossier."""
        letter = dossier.letter
        clerk = town.capacity(Office.UNIT_CLERK, letter.unit_id)
        if not letter.sent_at:
            kept = self._history(letter, self.letter_rows, letter.drafted_at, clerk.user)
            line = Line(stream=letter.stream, act="letter.drafted", body={"history": [kept]})
            return self._chain(letter, [(line, letter.drafted_at, clerk)])
        sender = town.capacity(Office.UNIT_HEAD, letter.unit_id)
        kept = self._history(letter, self.letter_rows, letter.sent_at, sender.user)
        body = {"unit": letter.unit.name, "proposals": [p.stream for p in dossier.proposals], "history": [kept]}
        line = Line(stream=letter.stream, act="letter.send", from_state="draft", to_state="sent", body=body)
        self._chain(letter, [(line, letter.sent_at, sender)])
        for proposal, version in zip(dossier.proposals, dossier.versions, strict=True):
            self._chain(proposal, self._path(proposal, version, town, sender))
        return None

    def _path(self, proposal, version, town, sender):
        """[(Line, at, Capacity)] from the sending to the present state; the last names the history row."""
        state, at = S(proposal.state), proposal.submitted_at
        body = {"letter": proposal.letter.code, "unit": proposal.unit.name, "version_sha256": version.sha256}
        told = [("submitted", "", S.SUBMITTED, at, sender, body)]
        if state == S.WITHDRAWN:
            at += timedelta(hours=30)
            told.append(("withdraw", S.SUBMITTED, state, at, sender, {"reason": proposal.ending_reason}))
        elif state != S.SUBMITTED:
            at += timedelta(hours=20)
            reviewer = next(c for c in town.capacities(_OFFICE) if c.user.pk == proposal.reviewer_id)
            told.append(("take_up", S.SUBMITTED, S.UNDER_REVIEW, at, reviewer, {}))
            if state in LAST_MOVES:
                move, came_from, office = LAST_MOVES[state]
                at += timedelta(hours=self.dice.randint(24, 72))
                who = reviewer if office == _OFFICE else town.capacity(office)
                told.append((move, came_from, state, at, who, {}))
        kept = self._history(proposal, self.proposal_rows, at, told[-1][4].user)
        told[-1][5]["history"] = [kept]
        return [
            (
                Line(
                    stream=proposal.stream,
                    act=f"proposal.{move}",
                    from_state=came_from,
                    to_state=to_state,
                    version=1,
                    body=body,
                ),
                at,
                capacity,
            )
            for move, came_from, to_state, at, capacity, body in told
        ]

    def _history(self, obj, rows, at, by):
        history_id = self.keys.take(type(obj).history.model)
        row, kept = tracked.first_row(obj, history_id=history_id, at=at, by=by)
        rows.append(row)
        return kept

    def _chain(self, thing, told):
        stream = quick(Stream, id=self.keys.take(Stream), key=thing.stream, commune_id=thing.commune_id)
        for line, at, capacity in told:
            act_id = UUID(int=self.dice.getrandbits(128), version=4)
            entry, payload = compose(
                line, act_id=act_id, at=at, commune_id=thing.commune_id, by=capacity.user, acting_as=capacity
            )
            entry.pk = payload.entry_id = self.keys.take(LedgerEntry)
            link(stream, entry)
            self.entries.append(entry)
            self.payloads.append(payload)
        self.streams.append(stream)
