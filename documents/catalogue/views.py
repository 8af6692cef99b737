"""Reading the catalogue, for everybody signed in."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.catalogue import exports, overview, queries
from documents.catalogue.models import AwardForm, BaseWage, Holiday, HolidayYear, LegalInstrument, RuleSet
from documents.catalogue.revocation_models import RevocationGround
from documents.sheets.serving import is_export
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.refusals import NotNow
from permissions.roles import offices_with


def rule_sets_shown(request):
    """The rule sets this person may see, with their owners."""
    rows = access.visible_to(request.user, RuleSet, acting=held_by(request))
    return rows.select_related("owner_unit", "instrument")


def _in_force(request):
    """The rules of today where the person holds office, None without any."""
    place = held_by(request)[0]
    try:
        return queries.rule_set_on(timezone.localdate(), place.commune_id or place.unit_id)
    except NotNow:
        return None


def _tabs(active, rule_set):
    rules = reverse("catalogue:rule_set", args=[rule_set.pk]) if rule_set else reverse("catalogue:index")
    places = [("rules", _("Award forms"), rules)]
    if rule_set:
        places.append(("limits", _("Time limits"), reverse("catalogue:limits", args=[rule_set.pk])))
    places += [
        ("instruments", _("Legal instruments"), reverse("catalogue:instruments")),
        ("base_wages", _("Base wage"), reverse("catalogue:base_wages")),
        ("grounds", _("Grounds of revocation"), reverse("catalogue:grounds")),
        ("holidays", _("Public holidays"), reverse("catalogue:holidays")),
    ]
    return [{"label": label, "url": url, "active": name == active} for name, label, url in places]


def _page(request, template, active, rule_set=None, **context):
    context |= {
        "tabs": _tabs(active, rule_set or _in_force(request)),
        "rule_set": rule_set,
        "may_amend": any(capacity.office in offices_with("catalogue.amend") for capacity in held_by(request)),
        "today": timezone.localdate(),
    }
    return render(request, f"documents/catalogue/{template}.html", context)


def _rules_page(request, rule_sets, shown):
    today = timezone.localdate()
    wage = queries.known_wage(today)
    if shown and is_export(request):
        return exports.forms_file(request, shown, wage)
    return _page(
        request,
        "rule_set",
        "rules",
        shown,
        rule_sets=rule_sets,
        forms=overview.forms_overview(shown, wage) if shown else [],
        wage=wage,
        ended=queries.ended_instruments(shown, today) if shown else [],
    )


@require_GET
@asks("catalogue.view")
def index(request):
    """The rules in force today where the person holds office."""
    return _rules_page(request, rule_sets_shown(request), _in_force(request))


@require_GET
@asks("catalogue.view")
def rule_set(request, pk):
    rule_sets = list(rule_sets_shown(request))
    shown = next((each for each in rule_sets if each.pk == pk), None)
    if shown is None:
        raise Http404
    return _rules_page(request, rule_sets, shown)


@require_GET
@asks("catalogue.view")
def rule_sets_file(request):
    """The rule sets this person may see, as a file."""
    return exports.rule_sets_file(request, rule_sets_shown(request))


@require_GET
@asks("catalogue.view")
def award_form(request, pk, code):
    """One award form in one rule set: everything that is asked and given."""
    shown = get_object_or_404(rule_sets_shown(request), pk=pk)
    form = get_object_or_404(AwardForm.objects.filter(rules__rule_set=shown).distinct(), code=code)
    wage = queries.known_wage(timezone.localdate())
    shown_form = overview.forms_overview(shown, wage, form)[0]
    limits = overview.limits_of_form(shown, form, [rule.kind for rule in shown_form.rules])
    return _page(request, "award_form", "rules", shown, form=shown_form, wage=wage, limits=limits)


@require_GET
@asks("catalogue.view")
def limits(request, pk):
    shown = get_object_or_404(rule_sets_shown(request), pk=pk)
    if is_export(request):
        return exports.limits_file(request, shown)
    by_step = overview.limits_by_step(shown)
    count = sum(len(rows) for _step, rows in by_step)
    return _page(request, "limits", "limits", shown, limits=by_step, limit_count=count)


@require_GET
@asks("catalogue.view")
def instruments(request):
    if is_export(request):
        return exports.instruments_file(request)
    rows = LegalInstrument.objects.select_related("replaced_by")
    today = timezone.localdate()
    shown = [(row, row.holds_on(today)) for row in rows]
    return _page(request, "instruments", "instruments", instruments=shown)


@require_GET
@asks("catalogue.view")
def base_wages(request):
    if is_export(request):
        return exports.base_wages_file(request)
    return _page(request, "base_wages", "base_wages", wages=BaseWage.objects.select_related("instrument"))


@require_GET
@asks("catalogue.view")
def grounds(request):
    """On which grounds an award is revoked, those that held before among them."""
    if is_export(request):
        return exports.grounds_file(request)
    rows, today = RevocationGround.objects.select_related("instrument"), timezone.localdate()
    return _page(request, "grounds", "grounds", grounds=[(row, row.holds_on(today)) for row in rows])


@require_GET
@asks("catalogue.view")
def holidays(request):
    """The list of a year, `?year=`; the current one otherwise."""
    today = timezone.localdate()
    years = list(HolidayYear.objects.values_list("year", flat=True))
    asked = whole_number(request.GET.get("year"))
    year = asked if asked in years else today.year
    if is_export(request):
        return exports.holidays_file(request, year)
    return _page(
        request,
        "holidays",
        "holidays",
        year=year,
        years=years,
        is_open=year in years,
        days=Holiday.objects.filter(holiday_year__year=year),
        missing=[] if today.year + 1 in years else [today.year + 1],
    )
