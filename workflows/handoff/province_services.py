"""The province's deeds: acknowledge, return per line, answer per nominee, correct an answer; and its papers.

Its officer does them, or the reviewer on a paper that the records clerk registered, where it has no account here.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take
from documents.proposals.models import Letter, Nomination, Proposal
from documents.proposals.states import Outcome, ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text
from workflows.approval.deeds import Deed
from workflows.approval.moving import Step, move_many, refuse_stale
from workflows.approval.splitting import split
from workflows.handoff.awarding import correct_award_book, enter_in_award_book
from workflows.handoff.evidence import told_of_answer, told_of_return
from workflows.handoff.models import Answer, LineReturn, Transmittal
from workflows.handoff.queries import answer_of, is_open, lines_of, sent_first_on, unacknowledged
from workflows.handoff.services import move_with_dossiers, told_of
from workflows.handoff.states import Said, TransmittalState

acts.declare({"proposal.answer_corrected": gettext_lazy("corrected the province's answer")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What the province says of one line. line: its key. decided_on: date of its paper."""

    line: int
    said: str
    number: str
    decided_on: date
    issuer: str
    reason: str = ""


def lock_letter(transmittal, row_version, by):
    """The letter under lock, before its dossiers. Raises LostRace."""
    rows = Transmittal.objects.select_for_update(of=("self",)).select_related("commune", "award_form", "rule_set")
    letter = rows.get(pk=transmittal.pk)
    refuse_stale([letter], {letter.pk: row_version}, by)
    return letter


@transaction.atomic
def acknowledge(*, transmittal, row_version, by, arrival=None, acting_as="", now=None):
    """Confirm that the dossiers have come in. arrival: the paper that says so, where the province has no account."""
    arrival = locked(arrival)
    return move_with_dossiers(
        transmittal,
        "acknowledge",
        unacknowledged(transmittal),
        "acknowledge",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        apply=lambda letter, deed, came_from: {"body": _on_paper(arrival, letter, deed)},
        facts={"arrival": arrival},
        now=now,
    )


def _on_paper(arrival, letter, deed):
    """What the ledger adds for a deed that was recorded from a paper of the province."""
    if arrival is None:
        return {}
    province = letter.commune.parent.name
    said = {"kind": RecordedAs.PROVINCE, "code": letter.code, "recorded_for": province}
    return take(arrival, **said, by=deed.by.user, now=deed.now)


def _open_lines(letter, keys):
    """Lines at the province by key. Raises NotNow for one that is not, or whose dossier is suspended."""
    found = {line.pk: line for line in lines_of(letter)}
    for key in keys:
        if key not in found:
            raise ValidationError({"lines": _("No such line in this letter.")})
        line = found[key]
        if not is_open(line):
            raise NotNow(_("%(name)s does not lie at the province now.") % {"name": line.nomination.full_name})
        _refuse_suspended(line, line.nomination.proposal)
    return [found[key] for key in keys]


def _refuse_suspended(line, proposal):
    if proposal.state == ProposalState.SUSPENDED:
        told = _("%(name)s: the dossier is suspended by the commune; it can go on when it is resumed.")
        raise NotNow(told % {"name": line.nomination.full_name})


# --- return ----------------------------------------------------------------------------------------
@transaction.atomic
def return_lines(*, transmittal, row_version, by, reasons, arrival=None, acting_as="", now=None):
    """Give lines back, each with its reason; the other lines of the same dossier go on without them.

    reasons: {line pk: reason}. Raises ValidationError by line for a missing reason, NotYou, NotNow, LostRace.
    """
    now = now or timezone.now()
    arrival = locked(arrival)
    letter = lock_letter(transmittal, row_version, by)
    capacity = access.require(by, "province.return", letter, acting_as=acting_as)
    reasons = {int(key): clean_text(reason) for key, reason in reasons.items()}
    lines = _open_lines(letter, sorted(reasons))
    if empty := [line for line in lines if not reasons[line.pk]]:
        raise ValidationError({f"reason_{line.pk}": _("Say why this line is returned.") for line in empty})
    parted = [_Parted(proposal, chosen, capacity, now) for proposal, chosen in _by_dossier(lines)]
    answered = [each.mother for each in parted if each.is_answered]

    def apply(letter, deed, came_from):
        made = [_give_back(line, reasons[line.pk], arrival, deed) for line in lines]
        before = [line for each in parted for line in each.lines]
        body = {"returns": [told_of_return(back) for back in made], **_on_paper(arrival, letter, deed)}
        return {"body": body, "before": before}

    told = {line.nomination_id: {"name": line.nomination.full_name, "reason": reasons[line.pk]} for line in lines}

    def tell(proposal, deed, came_from):
        rows = proposal.nominations.filter(pk__in=told).order_by("order", "pk")
        return {"body": {"transmittal": letter.code, "returned": [told[row.pk] for row in rows]}}

    return move_many(
        Step(things=[letter], move="return_lines", row_versions={letter.pk: row_version}, apply=apply),
        Step(things=[each.returned for each in parted], move="return_from_province", apply=tell),
        Step(things=answered, move="record_answer", apply=lambda proposal, deed, came_from: told_of(letter)),
        by=by,
        acting_as=capacity.key,
        facts={
            "transmittal": letter,
            "lines": lines,
            "arrival": arrival,
            "then": {proposal.pk: str(ProposalState.ANSWERED) for proposal in answered},
        },
        now=now,
    )[0][0]


def _give_back(line, reason, arrival, deed):
    return LineReturn.objects.create(
        line=line,
        sending_id=line.sent_rows[-1].sending_id,
        reason=reason,
        arrival=arrival,
        returned_by=deed.by.user,
        returned_at=deed.now,
    )


def _by_dossier(lines):
    """[(proposal under lock, its letter before it, its lines)] in the order of the keys."""
    keys = sorted({line.nomination.proposal_id for line in lines})
    letters = Proposal.objects.filter(pk__in=keys).values("letter")
    list(Letter.objects.select_for_update(of=("self",)).filter(pk__in=letters).order_by("pk"))
    rows = Proposal.objects.select_for_update(of=("self",))
    rows = rows.select_related("commune", "unit", "letter", "campaign", "award_form", "rule_set")
    return [
        (proposal, [line for line in lines if line.nomination.proposal_id == proposal.pk])
        for proposal in rows.filter(pk__in=keys).order_by("pk")
    ]


class _Parted:
    """A dossier of which lines are returned. returned: what goes back, the dossier itself where nobody of it stays at
    the province, else a sister; lines: of the ledger, of the split; is_answered: who stays is answered already."""

    def __init__(self, proposal, lines, capacity, now):
        self.mother, self.returned, self.lines, self.is_answered = proposal, proposal, [], False
        gone = {line.nomination_id for line in lines}
        stay = [row for row in proposal.nominations.all() if row.pk not in gone and row.outcome in _STAY]
        if stay:
            deed = Deed(by=capacity, now=now)
            self.returned, self.lines = split(proposal, [line.nomination for line in lines], deed=deed)
            self.is_answered = all(row.outcome != Outcome.PASSED for row in stay)


_STAY = frozenset({Outcome.PASSED, Outcome.GRANTED, Outcome.REFUSED, Outcome.REVOKED})


# --- answer ----------------------------------------------------------------------------------------
def _clean(one, since, on):
    """The Spoken, cleaned. Raises ValidationError by field of the line."""
    number, issuer, reason = clean_line(one.number), clean_line(one.issuer), clean_text(one.reason)
    faults = {}
    if one.said not in Said.values:
        faults[f"said_{one.line}"] = _("Choose whether it is granted or refused.")
    if not number:
        faults[f"number_{one.line}"] = _("Give the number of the decision or letter.")
    if one.decided_on is None:
        faults[f"decided_on_{one.line}"] = _("Give the date of the decision or letter.")
    elif one.decided_on > on:
        faults[f"decided_on_{one.line}"] = _("This date lies after today.")
    elif since and one.decided_on < since:
        sentence = _("The letter went to the province on %(day)s; what it decided on it may not lie before.")
        faults[f"decided_on_{one.line}"] = sentence % {"day": formats.date_format(since, "SHORT_DATE_FORMAT")}
    if not issuer:
        faults[f"issuer_{one.line}"] = _("Say who issued the decision or letter.")
    if one.said == Said.REFUSED and not reason:
        faults[f"reason_{one.line}"] = _("Say why it is refused.")
    if faults:
        raise ValidationError(faults)
    return Spoken(line=one.line, said=one.said, number=number, decided_on=one.decided_on, issuer=issuer, reason=reason)


def clean_all(letter, answers, on):
    """The answers, cleaned. Raises ValidationError with every fault of every line."""
    found, faults, since = [], {}, sent_first_on(letter)
    for one in answers:
        try:
            found.append(_clean(one, since, on))
        except ValidationError as fault:
            faults |= fault.error_dict
    if len({one.line for one in found}) != len(found):
        faults["lines"] = [_("A nominee is answered twice.")]
    if faults:
        raise ValidationError(faults)
    return found


@transaction.atomic
def record_answer(*, transmittal, row_version, by, answers, arrival=None, acting_as="", now=None):
    """Record what the province decided, nominee by nominee; a dossier is answered when all its nominees are.

    answers: [Spoken]. Raises ValidationError by field (number_<line>, ...), NotYou, NotNow, LostRace.
    """
    now = now or timezone.now()
    arrival = locked(arrival)
    letter = lock_letter(transmittal, row_version, by)
    capacity = access.require(by, "province.answer", letter, acting_as=acting_as)
    answers = clean_all(letter, answers, timezone.localdate(now))
    lines = _open_lines(letter, [one.line for one in answers])
    dossiers = [proposal for proposal, _lines in _by_dossier(lines)]
    said = {one.line: one for one in answers}
    told = {}

    def apply(letter, deed, came_from):
        made = [_add(line, said[line.pk], arrival, deed) for line in lines]
        told.update(_settle(made, by))
        entered = enter_in_award_book(letter, made, by=by, now=deed.now)
        body = {"answers": [told_of_answer(answer) for answer in made], **_on_paper(arrival, letter, deed), **entered}
        return {"body": body}

    def tell(proposal, deed, came_from):
        return {"body": {"transmittal": letter.code, **told[proposal.pk]}}

    moved = move_many(
        Step(things=[letter], move="record_answer", row_versions={letter.pk: row_version}, apply=apply),
        Step(things=dossiers, move="record_answer", apply=tell),
        by=by,
        acting_as=capacity.key,
        facts={
            "transmittal": letter,
            "lines": lines,
            "arrival": arrival,
            "then": {proposal.pk: _then(proposal, lines) for proposal in dossiers},
            "letter_then": {letter.pk: _letter_then(letter, lines)},
        },
        now=now,
    )
    return moved[0][0]


def _then(proposal, lines):
    """Where these answers leave a dossier: answered when no nominee of it waits any more."""
    waiting = proposal.nominations.filter(outcome=Outcome.PASSED)
    waiting = waiting.exclude(pk__in=[line.nomination_id for line in lines])
    return proposal.state if waiting.exists() else str(ProposalState.ANSWERED)


def _letter_then(letter, lines):
    answered = {line.pk for line in lines}
    open_ones = [
        line for line in lines_of(letter) if not line.dropped_at and not line.answer_rows and line.pk not in answered
    ]
    return str(TransmittalState.FORWARDED if open_ones else TransmittalState.ANSWERED)


def _add(line, one, arrival, deed, supersedes=None):
    answer = Answer(
        line=line,
        turn=supersedes.turn + 1 if supersedes else 1,
        said=one.said,
        number=one.number,
        decided_on=one.decided_on,
        issuer=one.issuer,
        reason=one.reason,
        arrival=arrival,
        supersedes=supersedes,
        recorded_by=deed.by.user,
        recorded_at=deed.now,
    )
    answer.clean_fields(exclude={"line", "arrival", "supersedes", "recorded_by"})
    answer.save(force_insert=True)
    return answer


_OUTCOMES = {Said.GRANTED: Outcome.GRANTED, Said.REFUSED: Outcome.REFUSED}


def _settle(made, by):
    """Give every nominee the outcome of its answer; returns what each dossier's ledger entry tells.

    Raises NotNow for one whose award was revoked since: no answer gives it back.
    """
    said = {answer.line.nomination_id: answer for answer in made}
    rows = list(Nomination.objects.select_for_update().filter(pk__in=said).order_by("pk"))
    if revoked := [row for row in rows if row.outcome == Outcome.REVOKED]:
        told = _("%(name)s: the award was revoked since; its answer stays as it is.")
        raise NotNow(*[told % {"name": row.full_name} for row in revoked])
    for row in rows:
        row.outcome, row.outcome_reason = _OUTCOMES[Said(said[row.pk].said)], said[row.pk].reason
    kept = tracked.save_many(rows, ["outcome", "outcome_reason"], by=by)
    told = {}
    for row, reference in zip(rows, kept, strict=True):
        body = told.setdefault(row.proposal_id, {"outcomes": [], "history": []})
        answer = said[row.pk]
        body["outcomes"].append(
            {
                "nomination": row.pk,
                "name": row.full_name,
                "outcome": str(row.outcome),
                "number": answer.number,
                "decided_on": answer.decided_on.isoformat(),
            }
        )
        body["history"].append(reference)
    return told


@transaction.atomic
def correct_answer(*, transmittal, row_version, by, answer, reason, arrival=None, acting_as="", now=None):
    """Put another answer in the place of the one that stands for a line; the first stays. answer: a Spoken.

    Outcome and award book follow. Raises ValidationError by field, NotYou, NotNow (no answer yet, no reason, revoked
    since, the dossier suspended), LostRace.
    """
    now = now or timezone.now()
    arrival = locked(arrival)
    letter = lock_letter(transmittal, row_version, by)
    capacity = access.require(by, "province.answer", letter, acting_as=acting_as)
    [one] = clean_all(letter, [answer], timezone.localdate(now))
    line = next((line for line in lines_of(letter) if line.pk == one.line), None)
    if line is None or not line.answer_rows:
        raise NotNow(_("This line has no answer yet that could be corrected."))

    [(proposal, _lines)] = _by_dossier([line])
    _refuse_suspended(line, proposal)

    def apply(letter, deed, came_from):
        made = _add(line, one, arrival, deed, supersedes=answer_of(line))
        told = _settle([made], by)[proposal.pk]
        proposal.row_version += 1
        told["history"].append(tracked.save(proposal, by=by, reason=deed.reason, fields=["row_version"]))
        entered, of_the_book = correct_award_book(letter, made, reason=deed.reason, by=by, now=deed.now)
        body = {"answer": told_of_answer(made), "supersedes": made.supersedes_id}
        body |= _on_paper(arrival, letter, deed) | entered
        beside = Line(
            stream=proposal.stream,
            act="proposal.answer_corrected",
            body={**told_of(letter)["body"], "reason": deed.reason, **told},
        )
        return {"body": body, "lines": [beside, *of_the_book]}

    return move_many(
        Step(things=[letter], move="correct_answer", row_versions={letter.pk: row_version}, apply=apply),
        by=by,
        acting_as=capacity.key,
        reason=reason,
        facts={"transmittal": letter, "lines": [line], "arrival": arrival},
        now=now,
    )[0][0]


DEEDS = {
    "acknowledge": acknowledge,
    "return_lines": return_lines,
    "record_answer": record_answer,
    "correct_answer": correct_answer,
}
