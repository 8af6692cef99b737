"""Letters, proposals, nominations and versions of bulk data, unsaved, in whatever state; evidence.py tells their trail.

They look as the services leave them, shortened: no papers, no judgements, no meeting and no decision.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from documents.catalogue.kinds import NomineeType
from documents.proposals.models import Letter, Nomination, Proposal, Version
from documents.proposals.states import BEFORE_COUNCIL, LetterState, Outcome, ProposalState
from documents.proposals.versions import SCHEMA
from permissions.roles import Office
from project.seeding import names
from project.seeding.loading import quick
from project.seeding.shares import NOMINATIONS, Weighted
from workflows.approval.desks import LETTER_DESKS, desk_of_proposal, set_desk
from workflows.approval.queries import fill_search_key

S = ProposalState
_DAY = timedelta(days=1)
_ROW_COUNTS = Weighted(NOMINATIONS)
_OUTCOMES = {
    S.PASSED: Outcome.PASSED,
    S.NOT_PASSED: Outcome.NOT_PASSED,
    S.DECIDED: Outcome.GRANTED,
    S.CLOSED: Outcome.GRANTED,
}


@dataclass(slots=True)
class Dossier:
    """A letter and what it made."""

    letter: Letter
    proposals: list = field(default_factory=list)
    nominations: list = field(default_factory=list)
    versions: list = field(default_factory=list)


def _described(letter, proposal, rows):
    """The shape that `documents.proposals.versions.describe` gives, from what is at hand."""
    return {
        "schema": SCHEMA,
        "code": proposal.code,
        "commune": {"code": letter.commune.code, "name": letter.commune.name},
        "unit": {"code": letter.unit.code, "name": letter.unit.name},
        "letter": {
            **{name: getattr(letter, name) for name in ("code", "number", "signer_name", "signer_title", "title")},
            "signed_on": letter.signed_on.isoformat(),
            "arrival_number": "",
            "papers": [],
        },
        "kind": proposal.kind,
        "campaign": None,
        "award_form": {"code": proposal.award_form.code, "name": proposal.award_form.name},
        "rule_set": {"id": proposal.rule_set_id, "title": str(proposal.rule_set)},
        "nominations": [_described_row(row) for row in rows],
    }


def _described_row(row):
    told = ("order", "nominee_type", "full_name", "position", "workplace", "summary")
    unknown = dict.fromkeys(("birth_on", "is_female", "period_from", "period_to"))
    at_sending = {"id": row.pk, "outcome": Outcome.PROPOSED.value, "papers": []}
    return {**{name: getattr(row, name) for name in told}, **unknown, **at_sending}


@dataclass(slots=True)
class Writer:
    """Writes dossiers of one commune. rules: the FormRules of its rule set, with their award forms. bare: no rows."""

    town: object
    rule_set: object
    rules: list
    keys: object
    codes: object
    dice: object
    bare: bool = False

    def sent(self, unit, states, sent_at):
        """A letter that was sent and made one proposal for each of the states."""
        head = self.town.capacity(Office.UNIT_HEAD, unit.pk)
        letter = self._letter(unit, sent_at - _DAY, state=LetterState.SENT, sent_by=head.user, sent_at=sent_at)
        letter.rule_set, letter.signed_on = self.rule_set, sent_at.date()
        letter.signer_name, letter.signer_title = head.user.full_name, "Trưởng đơn vị"
        dossier = Dossier(letter)
        for rule, state in zip(self.dice.sample(self.rules, len(states)), states, strict=True):
            self._add_proposal(dossier, rule, state, sent_at, head.user)
        return dossier

    def draft(self, unit, drafted_at):
        """A letter that the clerk is still writing."""
        dossier = Dossier(self._letter(unit, drafted_at, state=LetterState.DRAFT))
        if not self.bare:
            self._add_rows(dossier, self.dice.choice(self.rules), None)
        return dossier

    def _letter(self, unit, drafted_at: datetime, **values):
        letter = Letter(
            pk=self.keys.take(Letter),
            commune=self.town.commune,
            unit=unit,
            code=self.codes.letter(self.town.commune, drafted_at.year),
            kind=self.rules[0].kind,
            title=self.dice.choice(names.TITLES),
            number=f"{self.dice.randint(1, 400)}/TTr",
            drafted_by=self.town.capacity(Office.UNIT_CLERK, unit.pk).user,
            drafted_at=drafted_at,
            **values,
        )
        set_desk(letter, LETTER_DESKS[letter.state])
        letter.fill_keys()
        return letter

    def _add_rows(self, dossier, rule, proposal):
        kind = NomineeType(self.dice.choice(rule.nominee_types))
        outcome = _OUTCOMES.get(proposal.state, Outcome.PROPOSED) if proposal else Outcome.PROPOSED
        count = proposal.nominee_count if proposal else 2
        first = len(dossier.nominations) + 1
        made = []
        for order in range(first, first + count):
            name = names.person(self.dice)
            row = quick(
                Nomination,
                id=self.keys.take(Nomination),
                letter_id=dossier.letter.pk,
                proposal_id=proposal.pk if proposal else None,
                order=order,
                nominee_type=kind.value,
                full_name=name if kind != NomineeType.COLLECTIVE else f"Tập thể tổ {order}, {dossier.letter.unit.name}",
                position=self.dice.choice(names.POSITIONS),
                workplace=dossier.letter.unit.name,
                summary=self.dice.choice(names.SUMMARIES),
                award_form_id=rule.award_form_id,
                outcome=outcome.value,
            )
            row.fill_keys()
            made.append(row)
        dossier.nominations += made
        return made

    def _add_proposal(self, dossier, rule, state, sent_at, sender):
        letter, form = dossier.letter, rule.award_form
        proposal = Proposal(
            pk=self.keys.take(Proposal),
            commune=letter.commune,
            unit=letter.unit,
            letter=letter,
            code=self.codes.proposal(self.town.commune, sent_at.year),
            title=f"{form.name} - {letter.title}"[:400],
            kind=letter.kind,
            award_form=form,
            rule_set=self.rule_set,
            state=state.value,
            submitted_at=sent_at,
            nominee_count=_ROW_COUNTS.draw(self.dice),
        )
        self._go_on(proposal, sent_at)
        dossier.proposals.append(proposal)
        if self.bare:
            return
        rows = self._add_rows(dossier, rule, proposal)
        fill_search_key(proposal, [row.full_name for row in rows])
        dossier.versions.append(self._version(dossier, proposal, rows, sender))

    def _go_on(self, proposal, sent_at):
        """What the moves up to the state leave on the proposal."""
        state = S(proposal.state)
        if state not in (S.SUBMITTED, S.WITHDRAWN):
            reviewer = self.dice.choice(self.town.capacities(Office.OFFICE_REVIEWER)).user
            proposal.reviewer = reviewer
            if state not in (*BEFORE_COUNCIL[:3], S.REFUSED, S.SUSPENDED):
                proposal.appraisal_by = proposal.appraisal_for = reviewer
                proposal.appraisal_text = "Đủ tiêu chuẩn, hồ sơ đúng quy định."
        proposal.row_version = 1 + self.dice.randint(0, 8)
        proposal.rounds = 1 if state == S.RETURNED else 0
        if state == S.IN_PUBLIC_NOTICE:
            proposal.notice_from = sent_at.date() + 5 * _DAY
        if state in (S.APPRAISED, S.PASSED):
            proposal.notice_closed_on = sent_at.date() + 3 * _DAY
        if state == S.SUSPENDED:
            proposal.state_left = S.UNDER_REVIEW.value
            proposal.suspension_code, proposal.suspension_reference = "TD", "Hồ sơ mẫu"
        if state in (S.REFUSED, S.WITHDRAWN):
            proposal.ending_reason = "Dữ liệu mẫu."
        set_desk(proposal, desk_of_proposal(proposal))
        if proposal.desk_office and state != S.SUSPENDED:
            proposal.due_on = sent_at.date() + self.dice.randint(3, 40) * _DAY

    def _version(self, dossier, proposal, rows, sender):
        body = json.dumps(
            _described(dossier.letter, proposal, rows), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return quick(
            Version,
            id=self.keys.take(Version),
            proposal_id=proposal.pk,
            number=1,
            body=body,
            sha256=hashlib.sha256(body.encode()).hexdigest(),
            made_by_id=sender.pk,
            made_at=proposal.submitted_at,
        )
