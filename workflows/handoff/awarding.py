"""What the award book is told of the province's answers, in the transaction that records or corrects them."""

from documents.registry.correcting import correct_granted, withdraw_granted
from documents.registry.entering import Granted, enter_awards
from documents.registry.states import Source
from workflows.handoff.queries import authority_of
from workflows.handoff.states import Said


def enter_in_award_book(letter, answers, *, by, now):
    """Every granted answer, with its nomination and unit: what the ledger entry tells of it."""
    granted = [_granted(letter, answer) for answer in answers if answer.said == Said.GRANTED]
    if not granted:
        return {}
    return enter_awards(commune=letter.commune, granted=granted, source=Source.ANSWER, by=by, now=now)


def correct_award_book(letter, answer, *, reason, by, now):
    """The book as the corrected answer says: what the letter's entry tells of it, and the lines beside that entry."""
    if answer.said == Said.REFUSED:
        row = answer.line.nomination
        return {}, withdraw_granted(commune=letter.commune, nomination=row, reason=reason, by=by)
    granted = _granted(letter, answer)
    return correct_granted(commune=letter.commune, granted=granted, source=Source.ANSWER, reason=reason, by=by, now=now)


def _granted(letter, answer):
    row = answer.line.nomination
    return Granted(
        nomination=row,
        unit=row.proposal.unit,
        award_form=letter.award_form,
        kind=row.proposal.kind,
        level=authority_of(letter),
        issuer=answer.issuer,
        decision_number=answer.number,
        decided_on=answer.decided_on,
        achievement=row.summary,
    )
