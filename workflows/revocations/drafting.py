"""What happens while a cancelling or correcting decision is drafted, those it touches locked: lines and words."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError as FieldFault
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Nomination
from documents.proposals.naming import post_and_place
from documents.proposals.states import Outcome
from permissions.fields import whole_number
from permissions.ledger import tracked
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.approval import paper_lists
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.queries import register_of
from workflows.decisions.states import DecisionState
from workflows.revocations.desks import place_amendment
from workflows.revocations.models import AmendmentLine
from workflows.revocations.states import AmendmentKind
from workflows.revocations.suggestions import words_for
from workflows.revocations.words import MENDED, value_of, words_of

WORDS = ("title", "grounds", "executors", "recipients")
_REASON_LENGTH = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of one line. ground: code of a RevocationGround. right: {field: words}, those that change."""

    line: int
    ground: str = ""
    reason: str = ""
    right: dict | None = None


def locked_lines(keys):
    """The DecisionLines of these keys, their decisions under lock, in the order of the keys.

    Raises ValidationError for none, an unknown one, or lines of several communes.
    """
    wanted = list(dict.fromkeys(key for key in (whole_number(str(key), 0) for key in keys) if key))
    decisions = Decision.objects.select_for_update(of=("self",)).filter(lines__in=wanted).order_by("pk")
    commune_ids = {decision.commune_id for decision in Decision.objects.filter(pk__in=[d.pk for d in decisions])}
    joined = ("decision__commune", "decision__award_form", "nomination__proposal__unit")
    rows = {row.pk: row for row in DecisionLine.objects.filter(pk__in=wanted).select_related(*joined)}
    if not wanted or len(rows) != len(wanted):
        raise ValidationError({"lines": _("Choose at least one person, collective or household of a decision.")})
    if len(commune_ids) != 1:
        raise ValidationError({"lines": _("The lines belong to several communes.")})
    return [rows[key] for key in wanted]


def refuse_untouchable(lines):
    """Raises NotNow, naming everybody whose line cannot be touched: not issued, not granted, or in another draft."""
    open_papers = AmendmentLine.objects.filter(line__in=lines, settled_at=None).select_related("amendment")
    taken = {row.line_id: row.amendment.code for row in open_papers}
    told, codes = [], []
    for line in lines:
        name = {"name": line.nomination.full_name}
        if line.decision.state != DecisionState.ISSUED:
            told.append(_("The decision over %(name)s is not issued yet; change or send back its draft.") % name)
            codes.append("not_issued")
        elif line.nomination.outcome == Outcome.REVOKED:
            told.append(_("The award of %(name)s was revoked before.") % name)
            codes.append("revoked_before")
        elif line.nomination.outcome != Outcome.GRANTED:
            told.append(_("%(name)s holds no award of this decision.") % name)
            codes.append("not_granted")
        elif line.pk in taken:
            told.append(_("%(name)s stands in %(code)s already.") % (name | {"code": taken[line.pk]}))
            codes.append("in_another_paper")
    if told:
        raise NotNow(*told, code=codes[0])


def start_lines(amendment, lines, asked, on):
    """The unsaved AmendmentLines. Raises ValidationError: no ground, no reason, nothing that changes."""
    by_key = {one.line: one for one in asked}
    made = []
    for place, line in enumerate(lines, start=1):
        row = AmendmentLine(amendment=amendment, line=line, order=place, name=line.nomination.full_name)
        row.detail = post_and_place(line.nomination)[:450]
        fill_line(row, by_key[line.pk], amendment.kind, on)
        made.append(row)
    return made


def fill_line(row, asked, kind, on):
    """What the line says: ground and reason, or wrong and right words. on: day of the draft."""
    row.reason = clean_text(asked.reason or "")
    if len(row.reason) > _REASON_LENGTH:
        _refuse(row, "reason", _("At most %(limit)s characters are taken.") % {"limit": _REASON_LENGTH})
    if kind == AmendmentKind.CORRECTION:
        _fill_words(row, asked.right or {})
        return
    row.ground = catalogue.revocation_grounds_on(on).filter(code=asked.ground).first()
    if row.ground is None:
        _refuse(row, "ground", _("Choose the ground on which the award is revoked."))
    if not row.reason:
        _refuse(row, "reason", _("Say what was found."))


def _fill_words(row, right):
    nominee = row.line.nomination
    row.wrong, row.right = {}, {}
    for field in MENDED:
        if field not in right:
            continue
        words = _clean(row, field, right[field])
        if words != words_of(nominee, field):
            row.wrong[field], row.right[field] = words_of(nominee, field), words
    if not row.right:
        _refuse(row, "right", _("Nothing is corrected: the words are the same as before."))


def _clean(row, field, words):
    """The words as they are kept. Raises ValidationError: name left empty, text too long, no day or one to come."""
    words = clean_line(str(words or ""))
    if field == "full_name" and not words:
        _refuse(row, "right", _("The name may not be empty."))
    try:
        probe = Nomination(**{field: value_of(field, words)})
        probe.clean_fields(exclude=[each.name for each in Nomination._meta.fields if each.name != field])
    except FieldFault as fault:
        _refuse(row, "right", " ".join(fault.messages))
    if field == "birth_on" and probe.birth_on and probe.birth_on > timezone.localdate():
        _refuse(row, "right", _("The birth date has not come yet."))
    return words_of(probe, field)


def _refuse(row, field, sentence):
    raise ValidationError({field: _("%(name)s: %(what)s") % {"name": row.name, "what": sentence}})


def fill_words(amendment, values):
    """Set the words. Raises ValidationError by field where one is empty or too long."""
    paper_lists.fill_words(amendment, values, WORDS, one_line=frozenset({"title"}))


def fill_search_key(amendment, rows):
    """The key that search reads: the paper's own words, the names as decided, and the right ones."""
    names = [row.name for row in rows] + [row.right.get("full_name", "") for row in rows]
    amendment.search_key = search_key(amendment.code, amendment.title, *names)


def begin(amendment, lines, rows, values, *, capacity, on, now):
    """Fill and keep a new draft with its lines; returns what the ledger keeps of the rows."""
    commune, year = amendment.commune, on.year
    amendment.rule_set = catalogue.rule_set_on(on, commune)
    number = numbers.take(commune=commune, kind=RegisterKind.DECISION_CODE, year=year)
    amendment.code = f"{commune.code}-{year}-D{number:03d}"
    amendment.symbol = register_of(commune, year).symbol or f"QĐ-{commune.symbol or 'UBND'}"
    amendment.drafted_by, amendment.drafted_for, amendment.drafted_at = capacity.user, capacity.appointment.user, now
    suggested = words_for(amendment.kind, lines, rule_set=amendment.rule_set, on=on)
    fill_words(amendment, {**suggested, **values})
    fill_search_key(amendment, rows)


def keep(amendment, rows, *, deed):
    """Save the filled draft on its desk, with its lines."""
    place_amendment(amendment, deed, "")
    kept = [tracked.save(amendment, by=deed.by.user)]
    return kept + tracked.add_many(rows, by=deed.by.user)
