"""What a letter still lacks before it can be sent: the checklist and its sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import PaperScope
from documents.proposals.queries import papers_in_force, rows_of


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: what is asked, whether it is there, what to do if not."""

    label: str
    is_met: bool
    sentence: str = ""
    nomination_id: int | None = None


def _letter_checks(letter):
    for label, value in (
        (_("Abstract of the letter"), letter.title),
        (_("The unit's own number"), letter.number),
        (_("Date of the letter"), letter.signed_on),
        (_("Signer of the letter"), letter.signer_name),
    ):
        yield Check(label, bool(value), _("Fill in: %(field)s.") % {"field": label})


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
    return Check(_("Row %(order)s: %(name)s") % {"order": row.order, "name": row.full_name}, not lacks, sentence, row.pk)


def _rules(rule_set, letter):
    """What the rules say of each award form for this kind of letter: {award form id: FormRule}."""
    return {rule.award_form_id: rule for rule in rule_set.form_rules.filter(kind=letter.kind)}


def _required(rule_set, letter, rows):
    """Papers asked by award form and kind of nominee: {(form, nominee type): [RequiredPaper]}."""
    pairs = {(row.award_form, row.nominee_type) for row in rows if row.award_form}
    return {
        (form.pk, nominee_type): catalogue.required_papers(rule_set, form, letter.kind, nominee_type)
        for form, nominee_type in sorted(pairs, key=lambda pair: (pair[0].pk, pair[1]))
    }


def _paper_checks(letter, rows, required):
    shared = {paper.kind for paper in papers_in_force().filter(letter=letter, nomination=None)}
    asked = {
        paper.code: paper
        for papers in required.values()
        for paper in papers
        if paper.is_mandatory and paper.scope == PaperScope.LETTER
    }
    for code, paper in asked.items():
        yield Check(paper.title, code in shared, _("Attach to the letter: %(paper)s.") % {"paper": paper.title})
    for row in rows:
        own = {paper.kind for paper in row.papers_now}
        for paper in required.get((row.award_form_id, row.nominee_type), ()):
            if paper.is_mandatory and paper.scope == PaperScope.NOMINATION:
                sentence = _("Row %(order)s, %(name)s: attach %(paper)s.") % {
                    "order": row.order,
                    "name": row.full_name,
                    "paper": paper.title,
                }
                label = _("%(paper)s of %(name)s") % {"paper": paper.title, "name": row.full_name}
                yield Check(label, paper.code in own, sentence, row.pk)


def checklist(letter, *, on):
    """Every line of the checklist of a letter, met and unmet, by the rules of a day."""
    rows = list(rows_of(letter))
    rule_set = letter.rule_set or catalogue.rule_set_on(on, letter.commune)
    checks = [*_letter_checks(letter)]
    sentence = _("The list is empty: add at least one person, collective or household.")
    checks.append(Check(_("At least one row in the list"), bool(rows), sentence))
    rules = _rules(rule_set, letter)
    checks += [_row_check(row, rules) for row in rows]
    checks += _paper_checks(letter, rows, _required(rule_set, letter, rows))
    return checks


def missing(letter, *, on):
    """The sentences of what is still missing; none means the letter may be sent."""
    return [check.sentence for check in checklist(letter, on=on) if not check.is_met]
