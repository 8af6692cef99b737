"""Reading the catalogue: which rules hold on a day, what they say of an award form, money, holidays."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.catalogue.kinds import Kind, Rounding, Step
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    FormRule,
    HolidayYear,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
    VoteRule,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions import access
from permissions.people.models import Unit
from permissions.refusals import NotNow
from permissions.roles import SCOPES, Office, Scope


def _in_force(day):
    return Q(effective_from__lte=day) & (Q(effective_to=None) | Q(effective_to__gte=day))


def rule_set_on(day, commune=None):
    """The rules in force on a day: the commune's own, else its province's, else the national ones; one statement.

    commune: the Unit or its key; none asks for the national rules.
    Raises NotNow when no rule set holds on that day.
    Source: Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2 (what the province decides).
    """
    key = getattr(commune, "pk", commune)
    province = Unit.objects.filter(pk=key).values("parent")
    rows = RuleSet.objects.filter(_in_force(day), Q(owner_unit=None) | Q(owner_unit=key) | Q(owner_unit__in=province))
    nearness = Case(
        When(owner_unit=None, then=Value(2)),
        When(owner_unit=key, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = rows.alias(nearness=nearness).order_by("nearness", "-effective_from").first()
    if found is None:
        raise NotNow(
            _("No rule set is in force on %(day)s. The administrator adds one in the catalogue of rules.")
            % {"day": date_format(day)},
            code="no_rule_set",
        )
    return found


def award_forms(rule_set, nominee_type=None, kind=None):
    """The award forms that the rule set knows, highest first; for one kind of nominee or achievement if named."""
    rules = FormRule.objects.filter(rule_set=rule_set)
    if nominee_type:
        rules = rules.filter(**{f"for_{nominee_type}s": True})
    if kind:
        rules = rules.filter(kind=kind)
    return AwardForm.objects.filter(pk__in=rules.values("award_form"), is_active=True)


def kinds_given(rule_set):
    """The kinds of commendation with an award form in the rule set; a letter of another kind could never be sent."""
    return set(FormRule.objects.filter(rule_set=rule_set, award_form__is_active=True).values_list("kind", flat=True))


def form_rule(rule_set, award_form, kind):
    """Who grants the form for this kind of achievement, to whom and by which way.

    Raises NotNow when the rule set does not grant the form for the kind.
    """
    found = FormRule.objects.filter(rule_set=rule_set, award_form=award_form, kind=kind).first()
    if found is None:
        raise _not_granted(award_form, kind)
    return found


def required_papers(rule_set, award_form, kind, nominee_type):
    """The papers of a dossier for this kind of nominee, in the order of the list."""
    return list(
        RequiredPaper.objects.filter(
            Q(nominee_type="") | Q(nominee_type=nominee_type),
            form_rule__rule_set=rule_set,
            form_rule__award_form=award_form,
            form_rule__kind=kind,
        )
    )


def vote_rule(rule_set, award_form, kind):
    """How the council votes on the form for this kind of achievement.

    Raises NotNow when the rule set does not grant the form for the kind.
    """
    found = (
        VoteRule.objects.filter(form_rule__rule_set=rule_set, form_rule__award_form=award_form, form_rule__kind=kind)
        .select_related("form_rule", "instrument")
        .first()
    )
    if found is None:
        raise _not_granted(award_form, kind)
    return found


def time_limit(rule_set, step, award_form=None, kind=None):
    """The limit of a step, in working days; the most exact row holds: form and kind, form, kind, any.

    Raises NotNow when the rule set has no limit for the step.
    """
    rows = TimeLimit.objects.filter(
        Q(award_form=None) | Q(award_form=award_form),
        Q(kind="") | Q(kind=kind or ""),
        rule_set=rule_set,
        step=step,
    )
    found = most_exact(rows, step, kind)
    if found is None:
        raise NotNow(
            _("The rule set “%(rules)s” has no time limit for: %(step)s.")
            % {"rules": rule_set, "step": Step(step).label},
            code="no_time_limit",
        )
    return found


def most_exact(rows, step, kind):
    """Of limits for any form or one form, the one that holds for a step and kind; None without any."""
    fitting = (row for row in rows if row.step == step and row.kind in ("", kind))
    return max(fitting, key=lambda row: (row.award_form_id is not None, bool(row.kind)), default=None)


def multiplier(rule_set, award_form, nominee_type):
    """How many base wages are paid with the award; None where the rules name no money."""
    return (
        Multiplier.objects.filter(rule_set=rule_set, award_form=award_form, nominee_type=nominee_type)
        .values_list("factor", flat=True)
        .first()
    )


def revocation_grounds_on(day):
    """The grounds on which an award decision may be cancelled on a day, in the order of the law.

    Source: Luật Thi đua, khen thưởng, Điều 93 khoản 2; each row names where it stands.
    """
    return RevocationGround.objects.filter(_in_force(day)).select_related("instrument")


def base_wage_on(day):
    """The base wage in force on a day, đồng a month.

    Raises NotNow for a day before the first known wage.
    """
    found = known_wage(day)
    if found is None:
        raise NotNow(
            _("No base wage is known for %(day)s. The administrator adds it in the catalogue of rules.")
            % {"day": date_format(day)},
            code="no_base_wage",
        )
    return found


def known_wage(day):
    """The base wage by which money is shown on a day; None before the first one."""
    return BaseWage.objects.filter(effective_from__lte=day).order_by("-effective_from").first()


def bonus(rule_set, award_form, nominee_type, decided_on):
    """The money of an award, in đồng; 0 where the rules name none.

    decided_on: the date of the decision, which fixes the base wage.
    Raises NotNow when no base wage is known for that day.
    Source: Nghị định 152/2025/NĐ-CP, Điều 49 khoản 1 (wage), khoản 2 (rounding; mode and unit are on the rule set).
    """
    factor = multiplier(rule_set, award_form, nominee_type)
    return money(factor, base_wage_on(decided_on), rule_set) if factor else 0


def money(factor, wage, rule_set):
    """factor x wage, rounded as the rule set says, in đồng."""
    unit = Decimal(rule_set.bonus_unit)
    rounding = ROUND_CEILING if rule_set.bonus_rounding == Rounding.UP else ROUND_HALF_UP
    return int((factor * wage.amount / unit).to_integral_value(rounding=rounding) * unit)


def holidays(years):
    """{year: {day: True if off, False if a free day is worked in exchange}}; a year without a list is absent."""
    rows = HolidayYear.objects.filter(year__in=years).order_by("year", "holidays__on")
    found = {}
    for year, day, is_day_off in rows.values_list("year", "holidays__on", "holidays__is_day_off"):
        days = found.setdefault(year, {})
        if day is not None:
            days[day] = is_day_off
    return found


def rules_shown_to(held):
    """Visibility of rule sets: the national ones, those of the person's communes and their province; all to
    an administrator."""
    if any(SCOPES[Office(capacity.office)] == Scope.INSTALLATION for capacity in held):
        return Q(pk__isnull=False)
    places = {capacity.commune_id or capacity.unit_id for capacity in held}
    owners = Unit.objects.filter(Q(pk__in=places) | Q(children__in=places)).values("pk")
    return Q(owner_unit=None) | Q(owner_unit__in=owners) if held else None


access.register_visibility(RuleSet, rules_shown_to)


def rules_of_forms(rule_set):
    """Every form rule of the set with its form, vote rule and papers, highest form first; two statements."""
    rules = rule_set.form_rules.select_related("award_form", "vote_rule", "vote_rule__instrument", "instrument")
    return rules.prefetch_related("papers")


def ended_instruments(rule_set, day):
    """Instruments on which rows of the set rest and which no longer hold on the day: the set must be looked through."""
    used = Q(pk=rule_set.instrument_id)
    for model, path in (
        (FormRule, "rule_set"),
        (Multiplier, "rule_set"),
        (TimeLimit, "rule_set"),
        (VoteRule, "form_rule__rule_set"),
        (RequiredPaper, "form_rule__rule_set"),
    ):
        used |= Q(pk__in=model.objects.filter(**{path: rule_set}).exclude(instrument=None).values("instrument"))
    return LegalInstrument.objects.filter(used, effective_to__lt=day)


def _not_granted(award_form, kind):
    return NotNow(
        _("The rules of the day do not grant “%(form)s” for: %(kind)s.")
        % {"form": award_form, "kind": Kind(kind).label},
        code="not_granted",
    )
