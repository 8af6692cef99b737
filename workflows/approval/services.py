"""The deeds on proposals: one function per deed, all through move_many."""

from django.db import transaction

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take
from documents.proposals.models import Letter, Proposal
from documents.proposals.states import Outcome
from documents.proposals.versions import make_version
from permissions.ledger import tracked
from permissions.prepared import HOLE, Prepared
from permissions.vietnamese import clean_text
from workflows import deadlines
from workflows.approval import telling
from workflows.approval.desks import place_proposal
from workflows.approval.machine import ProposalFlow
from workflows.approval.models import Judgement, Remark
from workflows.approval.moving import move, register_machine
from workflows.approval.queries import fill_search_key
from workflows.approval.sentences import SENTENCES

register_machine(
    Proposal,
    ProposalFlow,
    prefix="proposal",
    place=place_proposal,
    reads=("commune", "award_form"),
    page="proposals:detail",
    tells=telling.OF_PROPOSALS,
    waits=telling.PROPOSALS_WAIT,
    sentences=SENTENCES,
)


def take_up(*, proposal, row_version, by, acting_as=""):
    """Become the reviewer who handles the dossier; the clock of the review starts."""

    def apply(proposal, deed, came_from):
        proposal.reviewer = deed.by.user

    return move(proposal, "take_up", row_version=row_version, by=by, acting_as=acting_as, apply=apply)


def reassign(*, proposal, row_version, by, reason, handler=None, acting_as=""):
    """Give the dossier to another reviewer of the commune."""

    def apply(proposal, deed, came_from):
        told = {"from": str(proposal.reviewer or ""), "to": str(handler)}
        proposal.reviewer = handler
        return {"body": {"handler": told}}

    facts = {"handler": handler}
    return move(
        proposal,
        "reassign",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts=facts,
        apply=apply,
    )


def release(*, proposal, row_version, by, reason, acting_as=""):
    """Put the dossier back into the office's queue."""

    def apply(proposal, deed, came_from):
        proposal.reviewer = None

    return move(proposal, "release", row_version=row_version, by=by, acting_as=acting_as, reason=reason, apply=apply)


def return_for_completion(*, proposal, row_version, by, due_on=None, reason="", acting_as=""):
    """Send the noted remarks to the unit; the office's clock stops until it answers.

    due_on: the last day for the unit; left out, the working days of the rule `completion` from today.
    """

    def apply(proposal, deed, came_from):
        noted = list(proposal.remarks.filter(state=Remark.State.NOTED))
        proposal.remarks.filter(state=Remark.State.NOTED).update(state=Remark.State.OPEN)
        proposal.rounds += 1
        remarks = [{"remark": remark.pk, "target": remark.target, "text": remark.text} for remark in noted]
        return {"body": {"remarks": remarks, "due_on": deed.facts["due_on"].isoformat()}}

    due_on = due_on or deadlines.due_by_rule(
        proposal.rule_set, "completion", award_form=proposal.award_form, kind=proposal.kind
    )
    return move(
        proposal,
        "return_for_completion",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts={"due_on": due_on},
        apply=apply,
    )


def resend(*, proposal, row_version, by, acting_as=""):
    """Send the completed dossier again as a new Version; the office's clock runs on."""
    return _send_anew(proposal, "resend", row_version=row_version, by=by, acting_as=acting_as)


def record_resend(*, proposal, row_version, by, arrival=None, acting_as=""):
    """The same for a unit without accounts, whose answer came on paper: the Arrival it is registered under."""
    how = {"row_version": row_version, "by": by, "acting_as": acting_as}
    return _send_anew(proposal, "record_resend", paper=(RecordedAs.RESEND, arrival), **how)


@transaction.atomic
def _send_anew(proposal, name, *, by, paper=None, **how):
    kind, arrival = _locked_paper(paper)
    # Before the proposal, as every edit of the unit locks them.
    letter = Letter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=proposal.letter_id)

    def apply(proposal, deed, came_from):
        proposal.version += 1
        fill_search_key(proposal)
        version = make_version(proposal, number=proposal.version, by=deed.by.user, at=deed.now)
        told = {"version_sha256": version.sha256, "history": _find_as_sent(letter, by)}
        return {"body": told | _on_paper(proposal, kind, arrival, deed)}

    return move(proposal, name, by=by, apply=apply, facts={"arrival": arrival}, **how)


def _locked_paper(paper):
    """(kind, Arrival under lock) of a deed recorded from paper; Nones for a deed done here."""
    kind, arrival = paper or (None, None)
    return kind, locked(arrival)


def _on_paper(proposal, kind, arrival, deed):
    """For whom a paper was recorded and from which scan; nothing for a deed done here."""
    if arrival is None:
        return {}
    unit = proposal.unit.name
    return take(arrival, kind=kind, code=proposal.code, recorded_for=unit, by=deed.by.user, now=deed.now)


def _find_as_sent(letter, by):
    """Search finds the letter by what was sent last; returns what the ledger keeps."""
    before = letter.search_key
    letter.fill_search_key()
    return [tracked.save(letter, by=by, fields=["search_key"])] if letter.search_key != before else []


def propose_appraisal(*, proposal, row_version, by, reason="", acting_as=""):
    """Put the appraisal before the head of office. `reason` is the text of the appraisal."""

    def apply(proposal, deed, came_from):
        proposal.appraisal_by = deed.by.user
        proposal.appraisal_for = deed.by.appointment.user
        proposal.appraisal_text = deed.reason
        return {"body": {"judgements": _last_verdicts(proposal)}}

    return move(
        proposal, "propose_appraisal", row_version=row_version, by=by, acting_as=acting_as, reason=reason, apply=apply
    )


_judgements_of = Prepared(Judgement.objects.filter(proposal=HOLE).order_by("pk"))


def _last_verdicts(proposal):
    """What the reviewer said last of each nomination: [{"nomination", "verdict", "reason"}]."""
    last = {row.nomination_id: row for row in _judgements_of(proposal.pk)}
    return [{"nomination": pk, "verdict": row.verdict, "reason": row.reason} for pk, row in last.items()]


def send_back_to_reviewer(*, proposal, row_version, by, reason, acting_as=""):
    """Ask the reviewer to look again."""
    return move(proposal, "send_back_to_reviewer", row_version=row_version, by=by, acting_as=acting_as, reason=reason)


def endorse(*, proposal, row_version, by, reason="", acting_as=""):
    """Confirm the appraisal: struck-out nominations drop out, the proposal may go on an agenda.

    Raises NotYou (the right is missing, or by proposed the appraisal), NotNow (every unmet condition with its
    sentence) or LostRace (names the winner and the time).
    """

    def apply(proposal, deed, came_from):
        said = _last_verdicts(proposal)
        struck = {one["nomination"]: one["reason"] for one in said if one["verdict"] == Judgement.Verdict.STRUCK_OUT}
        if not struck:
            return None
        rows = list(proposal.nominations.select_for_update().filter(pk__in=struck, outcome=Outcome.PROPOSED))
        for row in rows:
            row.outcome, row.outcome_reason = Outcome.STRUCK_OUT, struck[row.pk]
        return _keep_outcomes(rows, by)

    return move(proposal, "endorse", row_version=row_version, by=by, acting_as=acting_as, reason=reason, apply=apply)


def _keep_outcomes(rows, by):
    if not rows:
        return None
    kept = tracked.save_many(rows, ["outcome", "outcome_reason"], by=by)
    told = [{"nomination": row.pk, "name": row.full_name, "outcome": str(row.outcome)} for row in rows]
    return {"body": {"outcomes": told, "history": kept}}


def reopen(*, proposal, row_version, by, reason, acting_as=""):
    """Take an appraised dossier back into review; struck-out nominations stand again."""

    def apply(proposal, deed, came_from):
        rows = list(proposal.nominations.select_for_update().filter(outcome=Outcome.STRUCK_OUT))
        for row in rows:
            row.outcome, row.outcome_reason = Outcome.PROPOSED, ""
        return _keep_outcomes(rows, by)

    return move(proposal, "reopen", row_version=row_version, by=by, acting_as=acting_as, reason=reason, apply=apply)


def refuse_dossier(*, proposal, row_version, by, reason, legal_basis="", acting_as=""):
    """Refuse the whole dossier with its legal basis."""

    def apply(proposal, deed, came_from):
        proposal.ending_reason = f"{deed.reason} ({legal_basis})"
        return {"body": {"legal_basis": legal_basis}}

    return move(
        proposal,
        "refuse_dossier",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts={"legal_basis": legal_basis},
        apply=apply,
    )


def open_notice(*, proposal, row_version, by, acting_as=""):
    """Publish the list for opinions from today."""

    def apply(proposal, deed, came_from):
        proposal.notice_from = deed.today

    return move(proposal, "open_notice", row_version=row_version, by=by, acting_as=acting_as, apply=apply)


def close_notice(*, proposal, row_version, by, objections="", acting_as=""):
    """End the public notice after its minimum days. objections: what was objected and answered, kept in the ledger."""
    objections = clean_text(objections)

    def apply(proposal, deed, came_from):
        proposal.notice_closed_on = deed.today
        return {"body": {"objections": objections}}

    facts = {"objections": objections}
    return move(proposal, "close_notice", row_version=row_version, by=by, acting_as=acting_as, facts=facts, apply=apply)


def skip_council(*, proposal, row_version, by, reason, legal_basis="", acting_as=""):
    """Pass without the council where the rule set allows it."""

    def apply(proposal, deed, came_from):
        proposal.council_skipped = True
        rows = list(proposal.nominations.select_for_update().filter(outcome=Outcome.PROPOSED))
        for row in rows:
            row.outcome = Outcome.PASSED
        told = _keep_outcomes(rows, by) or {"body": {}}
        told["body"]["legal_basis"] = legal_basis
        return told

    return move(
        proposal,
        "skip_council",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts={"legal_basis": legal_basis},
        apply=apply,
    )


def ask_unit(*, proposal, row_version, by, reason, due_on=None, acting_as=""):
    """Hand what the province asked for on to the unit; it completes rows and papers and sends a new Version.

    due_on: the last day for the unit; left out, the working days of the rule `completion` from today.
    """
    due_on = due_on or deadlines.due_by_rule(
        proposal.rule_set, "completion", award_form=proposal.award_form, kind=proposal.kind
    )

    def apply(proposal, deed, came_from):
        proposal.rounds += 1
        return {"body": {"due_on": deed.facts["due_on"].isoformat()}}

    facts = {"due_on": due_on}
    return move(
        proposal,
        "ask_unit",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts=facts,
        apply=apply,
    )


def supplement(*, proposal, row_version, by, reason, acting_as=""):
    """Send what the province asked for, as a new Version. reason: what was supplemented, in a few words."""
    return _send_anew(proposal, "supplement", row_version=row_version, by=by, acting_as=acting_as, reason=reason)


def record_supplement(*, proposal, row_version, by, reason, arrival=None, acting_as=""):
    """The same for a unit without accounts, whose supplement came on paper: the Arrival it is registered under."""
    how = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _send_anew(proposal, "record_supplement", paper=(RecordedAs.SUPPLEMENT, arrival), **how)


def close_file(*, proposal, row_version, by, acting_as=""):
    """End the work on a decided, rejected or refused dossier."""
    return move(proposal, "close_file", row_version=row_version, by=by, acting_as=acting_as)


def withdraw(*, proposal, row_version, by, reason, acting_as=""):
    """The unit takes its proposal back."""
    return _take_back(proposal, "withdraw", row_version=row_version, by=by, acting_as=acting_as, reason=reason)


def record_withdrawal(*, proposal, row_version, by, reason, arrival=None, acting_as=""):
    """The same for a unit without accounts, whose letter of withdrawal came on paper."""
    how = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _take_back(proposal, "record_withdrawal", paper=(RecordedAs.WITHDRAWAL, arrival), **how)


@transaction.atomic
def _take_back(proposal, name, *, paper=None, **how):
    kind, arrival = _locked_paper(paper)

    def apply(proposal, deed, came_from):
        proposal.ending_reason = deed.reason
        return {"body": _on_paper(proposal, kind, arrival, deed)}

    return move(proposal, name, apply=apply, facts={"arrival": arrival}, **how)


def suspend(*, proposal, row_version, by, suspension_code="", suspension_reference="", acting_as=""):
    """Stop everything: a code and a file reference only, never the story.

    From the agenda or a drafted decision only once these let the dossier go; a signed decision is not issued meanwhile.
    """

    def apply(proposal, deed, came_from):
        proposal.state_left = came_from
        proposal.suspension_code = suspension_code
        proposal.suspension_reference = suspension_reference
        return {"body": {"code": suspension_code, "reference": suspension_reference}}

    facts = {"suspension_code": suspension_code, "suspension_reference": suspension_reference}
    return move(proposal, "suspend", row_version=row_version, by=by, acting_as=acting_as, facts=facts, apply=apply)


def resume(*, proposal, row_version, by, reason, acting_as=""):
    """Go on from the state left."""

    def apply(proposal, deed, came_from):
        proposal.state_left = ""
        proposal.suspension_code = proposal.suspension_reference = ""

    return move(proposal, "resume", row_version=row_version, by=by, acting_as=acting_as, reason=reason, apply=apply)


DEEDS = {
    deed.__name__: deed
    for deed in (
        take_up,
        reassign,
        release,
        return_for_completion,
        resend,
        record_resend,
        propose_appraisal,
        send_back_to_reviewer,
        endorse,
        reopen,
        refuse_dossier,
        open_notice,
        close_notice,
        skip_council,
        ask_unit,
        supplement,
        record_supplement,
        close_file,
        withdraw,
        record_withdrawal,
        suspend,
        resume,
    )
}
