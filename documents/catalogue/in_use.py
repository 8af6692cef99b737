"""What every move asks of the catalogue, kept in memory: the rules of a set in use, and for a minute the holidays.

Nobody can change a set in use. A holiday may be added; a process that is not told hears of it within a minute, as if
the move had come that much earlier: days already written stay anyway. Kept from the end of the transaction that read
on, so that what was rolled back never is.
"""

from dataclasses import dataclass
from time import monotonic

from django.db import transaction

from documents.catalogue import queries
from documents.catalogue.models import AwardForm, FormRule, RuleSet, TimeLimit

HOLIDAYS_KEPT_SECONDS = 60

_kept = {}
_holidays = {}


@dataclass(frozen=True, slots=True)
class Rules:
    """forms: FormRule by (award form id, kind). limits: every TimeLimit of the set."""

    forms: dict
    limits: list


def _read(rule_set_id):
    forms = {(rule.award_form_id, rule.kind): rule for rule in FormRule.objects.filter(rule_set=rule_set_id)}
    return Rules(forms, list(TimeLimit.objects.filter(rule_set=rule_set_id)))


def rules(rule_set_id):
    """The rules of a set; three statements the first time, none later if the set is in use."""
    if rule_set_id in _kept:
        return _kept[rule_set_id]
    found = _read(rule_set_id)
    if RuleSet.objects.filter(pk=rule_set_id, first_used_at__isnull=False).exists():
        transaction.on_commit(lambda: _kept.__setitem__(rule_set_id, found))
    return found


def forget():
    """Read everything anew: after a change of the holidays, or where the database is another one now."""
    _kept.clear()
    _holidays.clear()


def form_rule(rule_set_id, award_form_id, kind):
    """As `queries.form_rule`, by ids. Raises NotNow when the rule set does not grant the form for the kind."""
    found = rules(rule_set_id).forms.get((award_form_id, kind))
    if found is None:
        return queries.form_rule(rule_set_id, AwardForm.objects.get(pk=award_form_id), kind)
    return found


def holidays(years):
    """As `queries.holidays`, at most a minute old."""
    key, now = tuple(years), monotonic()
    at, found = _holidays.get(key, (None, None))
    if at is None or now - at > HOLIDAYS_KEPT_SECONDS:
        found = queries.holidays(key)
        transaction.on_commit(lambda: _holidays.__setitem__(key, (now, found)))
    return found


def time_limit(rule_set_id, step, award_form_id, kind):
    """As `queries.time_limit`, by ids. Raises NotNow when the rule set has no limit for the step."""
    rows = [row for row in rules(rule_set_id).limits if row.award_form_id in (None, award_form_id)]
    found = queries.most_exact(rows, step, kind)
    if found is None:
        return queries.time_limit(RuleSet.objects.get(pk=rule_set_id), step, award_form_id, kind)
    return found
