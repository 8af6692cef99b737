"""What a letter still lacks before it can be handed over and sent: the checklist and its sentences."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from documents.catalogue.kinds import SIGNED_LETTER, PaperScope
from documents.proposals.queries import papers_asked, papers_in_force, rows_of, rules_for


class Where(StrEnum):
    """Where a line of the checklist is mended."""

    LETTER = "letter"
    ROWS = "rows"
    ROW = "row"
    PAPERS = "papers"
    ROW_PAPERS = "row_papers"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: what is asked, whether it is there, what to do if not.

    at_sending: comes with the head's signature, so a clerk hands the letter over without it.
    """

    label: str
    is_met: bool
    sentence: str = ""
    nomination_id: int | None = None
    where: Where = Where.LETTER
    at_sending: bool = False


def _letter_checks(letter):
    by_the_head = letter.unit.has_accounts
    yield _filled(_("Abstract of the letter"), letter.title)
    yield _filled(_("The unit's own number"), letter.number, at_sending=by_the_head)
    yield _filled(_("Date of the letter"), letter.signed_on, at_sending=by_the_head)
    yield _filled(_("Signer of the letter"), letter.signer_name, at_sending=by_the_head)
    if not letter.unit.has_accounts:
        yield _filled(_("Number of arrival"), letter.arrival_number)
        yield _filled(_("Day of arrival"), letter.arrived_on)


def _filled(label, value, at_sending=False):
    sentence = _("Before sending, fill in: %(field)s.") if at_sending else _("Fill in: %(field)s.")
    return Check(label, bool(value), sentence % {"field": label}, at_sending=at_sending)


def _row_check(row, rules):
    lacks = [
        str(label)
        for label, value in (
            (_("award form"), row.award_form_id),
            (_("achievement period"), row.period_from and row.period_to),
            (_("achievement summary"), row.summary.strip()),
        )
        if not value
    ]
    rule = rules.get(row.award_form_id)
    if row.award_form and not (rule and rule.accepts(row.nominee_type)):
        lacks.append(_("an award form that the rules give to this kind of nominee"))
    sentence = _("Row %(order)s, %(name)s: %(fields)s is missing.") % {
        "order": row.order,
        "name": row.full_name,
        "fields": ", ".join(lacks),
    }
    label = _("Row %(order)s: %(name)s") % {"order": row.order, "name": row.full_name}
    return Check(label, not lacks, sentence, row.pk, Where.ROW)


def _paper_checks(letter, rows, rules):
    shared = {paper.kind for paper in papers_in_force().filter(letter=letter, nomination=None)}
    asked = {
        paper.code: paper
        for row in rows
        for paper in papers_asked(rules, row)
        if paper.is_mandatory and paper.scope == PaperScope.LETTER
    }
    for code, paper in asked.items():
        at_sending = code == SIGNED_LETTER and letter.unit.has_accounts
        sentence = _("Before sending, attach: %(paper)s.") if at_sending else _("Attach to the letter: %(paper)s.")
        told = sentence % {"paper": paper.title}
        yield Check(paper.title, code in shared, told, where=Where.PAPERS, at_sending=at_sending)
    for row in rows:
        own = {paper.kind for paper in row.papers_now}
        for paper in papers_asked(rules, row):
            if paper.is_mandatory and paper.scope == PaperScope.NOMINATION:
                sentence = _("Row %(order)s, %(name)s: attach %(paper)s.") % {
                    "order": row.order,
                    "name": row.full_name,
                    "paper": paper.title,
                }
                label = _("%(paper)s of %(name)s") % {"paper": paper.title, "name": row.full_name}
                yield Check(label, paper.code in own, sentence, row.pk, Where.ROW_PAPERS)


def checklist(letter, *, on, rows=None, rules=None):
    """Every line of the checklist of a letter, met and unmet, by the rules of a day.

    rows, rules: what `rows_of` and `rules_for` gave, where the caller has asked them already.
    """
    rows = list(rows_of(letter)) if rows is None else rows
    rules = rules_for(letter, on) if rules is None else rules
    sentence = _("The list is empty: add at least one person, collective or household.")
    return [
        *_letter_checks(letter),
        Check(_("At least one row in the list"), bool(rows), sentence, where=Where.ROWS),
        *(_row_check(row, rules) for row in rows),
        *_paper_checks(letter, rows, rules),
    ]


def missing(letter, *, on):
    """The sentences of what is still missing; none means the letter may be sent."""
    return [check.sentence for check in checklist(letter, on=on) if not check.is_met]


def papers_missing(proposal):
    """The sentences of the papers that a sent dossier lacks by its own rules, form and list."""
    rules = {rule.award_form_id: rule for rule in _own_rule(proposal)}
    checks = _paper_checks(proposal.letter, list(rows_of(proposal)), rules)
    return [check.sentence for check in checks if not check.is_met]


def _own_rule(proposal):
    rules = proposal.rule_set.form_rules.filter(award_form=proposal.award_form_id, kind=proposal.kind)
    return rules.prefetch_related("papers")


def missing_for_signature(letter, *, on):
    """The same without what the head adds; none means the clerk may hand the letter over."""
    return [check.sentence for check in checklist(letter, on=on) if not check.is_met and not check.at_sending]
