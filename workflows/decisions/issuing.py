"""What happens while a decision is issued, under its lock: number, golden book, outcomes, award book, renditions."""

from collections import defaultdict

from django.utils import formats
from django.utils.translation import gettext as _

from documents.catalogue.kinds import Level
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.printing.kinds import PaperKind
from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from documents.registry.entering import Granted, enter_awards
from documents.registry.states import Source
from permissions.ledger import tracked
from permissions.refusals import ValidationError
from workflows.decisions import certificates, papers
from workflows.decisions.numbering import take_number
from workflows.decisions.queries import bonuses, lines_of


def issue_under_lock(decision, deed, *, typed, stock, keep):
    """Issue a signed decision, its proposals locked beside it.

    stock: the CertificateStock printed on, None for the built-in sheet. keep: keeps a rendition.
    Returns (ledger body of the decision, {proposal pk: ledger body of the proposal}).
    """
    by, lines = deed.by.user, lines_of(decision)
    _refuse_other_money(decision, lines, deed.facts["issued_on"])
    take_number(decision, deed, typed)
    kept = _take_golden_numbers(decision, lines, by)
    outcomes = _grant(lines, by)
    entered = enter_in_award_book(decision, lines, by=by, now=deed.now)
    pdf, continues = papers.render_numbered(decision, lines)
    decision.second_rendition = keep(decision, PaperKind.DECISION, pdf, by)
    codes, sheets = certificates.print_first(decision, lines, stock)
    decision.certificates = keep(decision, PaperKind.CERTIFICATES, sheets, by)
    certificates.hand_out(decision, lines, codes, stock=stock, rendition=decision.certificates, deed=deed)
    told = {
        "number": papers.number_of(decision),
        "issued_on": decision.issued_on.isoformat(),
        "sha256": decision.second_rendition.sha256,
        **continues,
        "certificates_sha256": decision.certificates.sha256,
        "golden_book": [lines[0].golden_book_number, lines[-1].golden_book_number],
        "awards": entered["awards"],
        "history": kept + entered["history"],
    }
    if stock is not None:
        told["stock"] = {"name": stock.name, "row_version": stock.row_version}
    return told, outcomes


def _refuse_other_money(decision, lines, issued_on):
    """The amounts the chair signed must be those of the decision's date.

    Source: Nghị định 152/2025/NĐ-CP, Điều 49 khoản 1.
    """
    amounts = bonuses(decision.award_form, decision.rule_set, issued_on)
    due = [0 if line.bonus_reason else amounts.get(line.nomination.nominee_type, 0) for line in lines]
    if [line.bonus_amount for line in lines] != due:
        raise ValidationError(
            {
                "issued_on": _(
                    "The base wage on %(day)s gives other amounts than those that were signed. "
                    "Choose a date on which the signed amounts hold."
                )
                % {"day": _day(issued_on)}
            }
        )


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


def _take_golden_numbers(decision, lines, by):
    block = numbers.take_block(
        commune=decision.commune, kind=RegisterKind.GOLDEN_BOOK, year=decision.register_year, count=len(lines)
    )
    for line, number in zip(lines, block, strict=True):
        line.golden_book_number = number
    return tracked.save_many(lines, ["golden_book_number"], by=by)


def _grant(lines, by):
    """Every nomination becomes granted; returns what each proposal's ledger entry tells."""
    rows = {
        row.pk: row for row in Nomination.objects.select_for_update().filter(pk__in=[n.nomination_id for n in lines])
    }
    for row in rows.values():
        row.outcome, row.outcome_reason = Outcome.GRANTED, ""
    granted = list(rows.values())
    kept = tracked.save_many(granted, ["outcome", "outcome_reason"], by=by)
    told = defaultdict(lambda: {"outcomes": [], "history": []})
    for row, reference in zip(granted, kept, strict=True):
        body = told[row.proposal_id]
        body["outcomes"].append({"nomination": row.pk, "name": row.full_name, "outcome": str(row.outcome)})
        body["history"].append(reference)
    return told


def enter_in_award_book(decision, lines, *, by, now):
    """Every granted line of an issued decision, with its nomination and unit: what the ledger entry tells of it."""
    granted = [
        Granted(
            nomination=line.nomination,
            unit=line.nomination.proposal.unit,
            award_form=decision.award_form,
            kind=line.nomination.proposal.kind,
            level=Level.COMMUNE,
            issuer=decision.commune.name,
            decision_number=papers.number_of(decision),
            decided_on=decision.issued_on,
            achievement=decision.achievement,
        )
        for line in lines
    ]
    return enter_awards(commune=decision.commune, granted=granted, source=Source.DECISION, by=by, now=now)
