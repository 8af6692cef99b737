"""Copying a rule set whole, row by row, with history. When it may be copied is decided in services.py."""

from copy import copy

from permissions.ledger.tracked import add_many, save


def _fresh(row, **changed):
    """The row again, not yet saved, with other fields where named."""
    fresh = copy(row)
    fresh.pk, fresh._state.adding, fresh.row_version = None, True, 1
    for name, value in changed.items():
        setattr(fresh, name, value)
    return fresh


def copy_rule_set(source, *, by, reason, **changed):
    """A new, unused rule set with every row of the source; `changed` are fields of the new set.

    Returns (rule set, references to the history rows for the ledger). Raises ValidationError (per field).
    """
    target = _fresh(source, copied_from=source, first_used_at=None, **changed)
    target.full_clean()
    kept = [save(target, by=by, reason=reason)]
    old_rules = list(source.form_rules.all())
    new_rules = [_fresh(rule, rule_set=target) for rule in old_rules]
    kept += add_many(new_rules, by=by, reason=reason)
    new_of = {old.pk: new for old, new in zip(old_rules, new_rules, strict=True)}
    of_forms = [*_rows_of_forms(source, "papers"), *_rows_of_forms(source, "vote_rule")]
    of_set = [*source.time_limits.all(), *source.multipliers.all()]
    by_model = {}
    for row in of_forms:
        by_model.setdefault(type(row), []).append(_fresh(row, form_rule=new_of[row.form_rule_id]))
    for row in of_set:
        by_model.setdefault(type(row), []).append(_fresh(row, rule_set=target))
    for rows in by_model.values():
        kept += add_many(rows, by=by, reason=reason)
    return target, kept


def _rows_of_forms(source, name):
    model = source.form_rules.model._meta.get_field(name).related_model
    return model.objects.filter(form_rule__rule_set=source).order_by("pk")
