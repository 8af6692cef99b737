"""Writing the catalogue: every deed asks the right, keeps history and leaves one line on the stream `catalogue`."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from documents.catalogue import acts, in_use, suggestions
from documents.catalogue.copying import copy_rule_set
from documents.catalogue.models import (
    BaseWage,
    Holiday,
    HolidayYear,
    LegalInstrument,
    RequiredPaper,
    RuleSet,
    VoteRule,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions import access
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.ledger.tracked import add_many, changes, delete, save, snapshot
from permissions.people.units import UnitKind
from permissions.refusals import NotNow

RULE_SET_HEAD = ("title", "legal_basis", "instrument", "is_verified", "note", "bonus_rounding", "bonus_unit")


def _may_amend(by, acting_as):
    return access.require(by, "catalogue.amend", acting_as=acting_as)


def _record(act, *, by, capacity, **body):
    record([Line(stream=acts.STREAM, act=act, body=body)], commune_id=None, by=by, acting_as=capacity)
    transaction.on_commit(in_use.forget)


def _add(obj, act, *, by, acting_as, reason=""):
    """Check, save with history, record. Raises NotYou, ValidationError."""
    capacity = _may_amend(by, acting_as)
    obj.full_clean()
    kept = save(obj, by=by, reason=reason)
    _record(act, by=by, capacity=capacity, added=snapshot(obj), reason=reason, history=[kept])
    return obj


def _name_of(obj):
    """A row as the trail names it: what has no name of its own by its form, or by amount and day."""
    if isinstance(obj, VoteRule):
        return str(obj.form_rule)
    if isinstance(obj, BaseWage):
        amount = formats.number_format(obj.amount, 0, force_grouping=True)
        return f"{amount} đồng, {formats.date_format(obj.effective_from, 'SHORT_DATE_FORMAT')}"
    return str(obj)


def _amend(obj, act, values, *, row_version, by, acting_as, reason):
    """Change the named fields, with the differences in the ledger. Raises NotYou, LostRace, ValidationError."""
    capacity = _may_amend(by, acting_as)
    check_row_version(obj, row_version, _("this row"))
    before = snapshot(obj)
    for name, value in values.items():
        setattr(obj, name, value)
    obj.full_clean()
    differences = changes(before, snapshot(obj))
    if differences:
        obj.row_version += 1
        kept = save(obj, by=by, reason=reason)
        _record(act, by=by, capacity=capacity, row=_name_of(obj), changes=differences, reason=reason, history=[kept])
    return obj


def _remove(obj, act, *, row_version, by, acting_as, reason):
    capacity = _may_amend(by, acting_as)
    check_row_version(obj, row_version, _("this row"))
    gone = snapshot(obj)
    kept = delete(obj, by=by, reason=reason)
    _record(act, by=by, capacity=capacity, removed=gone, reason=reason, history=[kept])


def _locked(obj):
    # No key: rows that refer to it can be written meanwhile, and two first users do not wait for each other.
    return type(obj)._default_manager.select_for_update(no_key=True).get(pk=obj.pk)


# --- legal instruments ---------------------------------------------------------------------------------
@transaction.atomic
def add_instrument(*, values, by, acting_as=""):
    """A new legal instrument. Raises NotYou, ValidationError (per field)."""
    return _add(LegalInstrument(**values), "catalogue.add_instrument", by=by, acting_as=acting_as)


@transaction.atomic
def amend_instrument(*, instrument, row_version, values, by, reason, acting_as=""):
    """Correct an instrument, or give it its end and successor. Raises NotYou, LostRace, ValidationError."""
    told = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _amend(_locked(instrument), "catalogue.amend_instrument", values, **told)


# --- rule sets -----------------------------------------------------------------------------------------
@transaction.atomic
def amend_rule_set(*, rule_set, effective_from, title, legal_basis, by, reason, instrument=None, acting_as=""):
    """Copy a rule set whole, in force from a day on; the old one ends the day before. Only the copy can be changed.

    Returns the copy. Raises NotYou, ValidationError where the day lies outside the old set's days.
    """
    capacity = _may_amend(by, acting_as)
    old = _locked(rule_set)
    if effective_from <= old.effective_from or (old.effective_to and effective_from > old.effective_to):
        raise ValidationError(
            {"effective_from": _("The day must lie inside the days of the rule set that is amended, after its first.")}
        )
    new, kept = copy_rule_set(
        old,
        by=by,
        reason=reason,
        effective_from=effective_from,
        title=title,
        legal_basis=legal_basis,
        instrument=instrument or old.instrument,
    )
    old.effective_to = effective_from - timedelta(days=1)
    kept.append(save(old, by=by, reason=reason, fields=["effective_to"]))
    _record(
        "catalogue.amend_rule_set",
        by=by,
        capacity=capacity,
        rule_set=new.pk,
        copied_from=old.pk,
        effective_from=effective_from,
        reason=reason,
        history=kept,
    )
    return new


@transaction.atomic
def adopt_rule_set(
    *, rule_set, owner_unit, effective_from, title, legal_basis, by, reason, instrument=None, acting_as=""
):
    """A province's or commune's own rule set, copied from another; the source stays in force for everybody else.

    Returns the copy. Raises NotYou, ValidationError where the unit has none to own, or has a set on those days.
    """
    capacity = _may_amend(by, acting_as)
    if owner_unit.kind not in (UnitKind.PROVINCE, UnitKind.COMMUNE):
        raise ValidationError({"owner_unit": _("Only a province or a commune has rules of its own.")})
    later = Q(effective_to=None) | Q(effective_to__gte=effective_from)
    _locked(owner_unit)  # two first sets of one body wait for each other
    if RuleSet.objects.filter(later, owner_unit=owner_unit).exists():
        raise ValidationError(
            {
                "owner_unit": _("%(unit)s has a rule set of its own from that day on: amend that one.")
                % {"unit": owner_unit}
            }
        )
    new, kept = copy_rule_set(
        rule_set,
        by=by,
        reason=reason,
        owner_unit=owner_unit,
        effective_from=effective_from,
        effective_to=None,
        title=title,
        legal_basis=legal_basis,
        instrument=instrument or rule_set.instrument,
    )
    _record(
        "catalogue.adopt_rule_set",
        by=by,
        capacity=capacity,
        rule_set=new.pk,
        copied_from=rule_set.pk,
        owner_unit=owner_unit.pk,
        effective_from=effective_from,
        reason=reason,
        history=kept,
    )
    return new


def mark_used(*, rule_set, by, at):
    """Note, in the caller's transaction, that something was judged under the set: it can no longer be changed.

    Returns the references to history rows, one or none, that the caller's ledger entry names.
    """
    if rule_set.first_used_at is not None:
        return []
    held, kept = _locked(rule_set), []
    if held.first_used_at is None:
        held.first_used_at = at
        kept = [save(held, by=by, reason=_("first used"), fields=["first_used_at"])]
    rule_set.first_used_at = held.first_used_at
    return kept


def _require_unused(rule_set):
    """Locks the set against a first use at the same moment. Raises NotNow where something was judged under it."""
    if _locked(rule_set).is_used:
        raise NotNow(
            _("“%(rules)s” is in use and can no longer be changed. Amend it by a copy with a new first day.")
            % {"rules": rule_set},
            code="rule_set_in_use",
        )


def _rule_set_of(rule):
    if isinstance(rule, RuleSet):
        return rule
    return rule.rule_set if hasattr(rule, "rule_set") else rule.form_rule.rule_set


@transaction.atomic
def amend_rule(*, rule, row_version, values, by, reason, acting_as=""):
    """Change a row (or the head) of a rule set that is not yet used.

    Raises NotYou, NotNow (the set is in use), LostRace, ValidationError (per field).
    """
    _require_unused(_rule_set_of(rule))
    if isinstance(rule, RuleSet) and set(values) - set(RULE_SET_HEAD):
        raise ValueError("days and owner of a rule set are fixed when it is made")
    told = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _amend(_locked(rule), "catalogue.amend_rule", values, **told)


@transaction.atomic
def add_rule(*, rule, by, reason, acting_as=""):
    """Add an unsaved row (paper, time limit, multiplier ...) to a rule set that is not yet used.

    Raises NotYou, NotNow (the set is in use), ValidationError (per field).
    """
    _require_unused(_rule_set_of(rule))
    return _add(rule, "catalogue.add_rule", by=by, acting_as=acting_as, reason=reason)


@transaction.atomic
def remove_paper(*, paper, row_version, by, reason, acting_as=""):
    """Ask a paper no longer, in a rule set not yet used. Raises NotYou, NotNow (the set is in use), LostRace."""
    _require_unused(paper.form_rule.rule_set)
    _remove(
        RequiredPaper.objects.select_for_update().get(pk=paper.pk),
        "catalogue.remove_rule",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
    )


# --- base wages ----------------------------------------------------------------------------------------
@transaction.atomic
def add_base_wage(*, values, by, acting_as=""):
    """A base wage from a day on. Raises NotYou, ValidationError (per field)."""
    return _add(BaseWage(**values), "catalogue.add_base_wage", by=by, acting_as=acting_as)


@transaction.atomic
def amend_base_wage(*, wage, row_version, values, by, reason, acting_as=""):
    """Correct a base wage; money already granted keeps the amount on its decision.

    Raises NotYou, LostRace, ValidationError.
    """
    told = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _amend(_locked(wage), "catalogue.amend_base_wage", values, **told)


# --- grounds of revocation -----------------------------------------------------------------------------
@transaction.atomic
def add_ground(*, values, by, acting_as=""):
    """A ground on which awards are revoked, from a day on. Raises NotYou, ValidationError (per field)."""
    return _add(RevocationGround(**values), "catalogue.add_ground", by=by, acting_as=acting_as)


@transaction.atomic
def amend_ground(*, ground, row_version, values, by, reason, acting_as=""):
    """Correct a ground, or give it its last day. One that a decision names keeps its words and its first day.

    Raises NotYou, LostRace, ValidationError (per field).
    """
    _may_amend(by, acting_as)
    held = _locked(ground)
    fixed = [name for name in held.FIXED_ONCE_NAMED if name in values and values[name] != getattr(held, name)]
    if fixed and held.is_named:
        told = _(
            "A cancelling decision names this ground: give it its last day, and add the new words as a new ground."
        )
        raise ValidationError(dict.fromkeys(fixed, told))
    told = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _amend(held, "catalogue.amend_ground", values, **told)


# --- public holidays -----------------------------------------------------------------------------------
@transaction.atomic
def open_holiday_year(*, year, by, acting_as=""):
    """Open the list of a year with the days the calendar foretells, unverified until the Government's notice.

    Raises NotYou, ValidationError where the year has its list.
    """
    capacity = _may_amend(by, acting_as)
    opened = HolidayYear(year=year)
    opened.full_clean()
    opened.save()
    source = _("Foretold by the calendar; waiting for the Government's notice")
    days = [
        Holiday(holiday_year=opened, on=on, name=name, source=source, is_verified=False)
        for on, name in suggestions.suggested_holidays(year)
    ]
    kept = add_many(days, by=by)
    _record("catalogue.open_holiday_year", by=by, capacity=capacity, year=year, history=kept)
    return opened


@transaction.atomic
def add_holiday(*, values, by, reason="", acting_as=""):
    """A day off, or a free day worked in exchange. values: on, name, is_day_off, source, is_verified.

    Raises NotYou, NotNow (the year has no list yet), ValidationError (per field).
    """
    opened = HolidayYear.objects.filter(year=values["on"].year).first()
    if opened is None:
        raise NotNow(
            _("The year %(year)s has no list of public holidays yet: open it first.") % {"year": values["on"].year},
            code="holidays_unknown",
        )
    holiday = Holiday(holiday_year=opened, **values)
    return _add(holiday, "catalogue.add_holiday", by=by, acting_as=acting_as, reason=reason)


@transaction.atomic
def amend_holiday(*, holiday, row_version, values, by, reason, acting_as=""):
    """Correct name, source or nature of a day, or confirm it. Raises NotYou, LostRace, ValidationError."""
    told = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return _amend(_locked(holiday), "catalogue.amend_holiday", values, **told)


@transaction.atomic
def remove_holiday(*, holiday, row_version, by, reason, acting_as=""):
    """Take a day off the list; deadlines already written stay. Raises NotYou, LostRace."""
    told = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    _remove(_locked(holiday), "catalogue.remove_holiday", **told)
