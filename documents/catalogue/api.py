"""Endpoints of the catalogue, reading: award forms, rule sets, instruments, wages, grounds, holidays."""

from django.shortcuts import get_list_or_404
from django.utils import timezone
from ninja import Query

from documents.catalogue import exports, queries, schemas
from documents.catalogue.models import BaseWage, Holiday, LegalInstrument, RuleSet
from documents.catalogue.revocation_models import RevocationGround
from permissions import access
from permissions.api_fields import Code, Key, Page, Slice
from permissions.endpoints import Asks, Endpoints, seen_or_404
from permissions.keyset import page_of

router = Endpoints(tags=["catalogue"])


def rules_of_today(request):
    """The rule set in force where the person holds office."""
    place = request.held[0]
    return queries.rule_set_on(timezone.localdate(), place.commune_id or place.unit_id)


@router.get("/award-forms", auth=Asks("catalogue.view"), response=list[schemas.AwardForm])
def award_forms(request, query: Query[schemas.AwardFormQuery]):
    """The award forms that the rules of today know, highest first."""
    return queries.award_forms(rules_of_today(request), query.nominee_type, query.kind)


@router.get("/award-forms/{code}", auth=Asks("catalogue.view"), response=list[schemas.FormRule])
def award_form(request, code: Code):
    """What the rules of today say of one award form, for each kind of commendation."""
    return get_list_or_404(queries.rules_of_forms(rules_of_today(request)), award_form__code=code)


def _rule_sets_of(request):
    return access.visible_to(request.user, RuleSet, acting=request.held).select_related("owner_unit")


@router.get("/rule-sets", auth=Asks("catalogue.view"), response=Page[schemas.RuleSetShort])
def rule_sets(request, query: Query[Slice]):
    """National rule sets and those of my province and communes, newest first."""
    return page_of(_rule_sets_of(request), ("-effective_from", "-pk"), query)


@router.get("/rule-sets.xlsx", auth=Asks("catalogue.view"))
def rule_sets_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return exports.rule_sets_file(request, _rule_sets_of(request))


@router.get("/rule-sets/{key}/forms.xlsx", auth=Asks("catalogue.view"))
def forms_for_excel(request, key: Key):
    """The award forms of a rule set as a file, a row for each kind of commendation."""
    seen = seen_or_404(request, RuleSet, pk=key)
    return exports.forms_file(request, seen, queries.known_wage(timezone.localdate()))


@router.get("/rule-sets/{key}/limits.xlsx", auth=Asks("catalogue.view"))
def limits_for_excel(request, key: Key):
    """The time limits of a rule set as a file."""
    return exports.limits_file(request, seen_or_404(request, RuleSet, pk=key))


def shown(rule_set):
    """A rule set as it is answered, with its rules; a fixed number of statements."""
    rule_set.forms = queries.rules_of_forms(rule_set)
    return rule_set


@router.get("/rule-sets/{key}", auth=Asks("catalogue.view"), response=schemas.RuleSet)
def rule_set(request, key: Key):
    """One rule set, complete: forms, papers, votes, money, time limits."""
    rows = RuleSet.objects.prefetch_related("multipliers__award_form", "time_limits__award_form")
    return shown(seen_or_404(request, rows, "owner_unit", pk=key))


@router.get("/instruments", auth=Asks("catalogue.view"), response=Page[schemas.Instrument])
def instruments(request, query: Query[Slice]):
    """Laws, decrees, circulars and decisions, in the order of their numbers."""
    return page_of(LegalInstrument.objects.all(), ("number", "pk"), query)


@router.get("/instruments.xlsx", auth=Asks("catalogue.view"))
def instruments_for_excel(request):
    """The same list as a file."""
    return exports.instruments_file(request)


@router.get("/base-wages", auth=Asks("catalogue.view"), response=Page[schemas.BaseWage])
def base_wages(request, query: Query[Slice]):
    """Base wages, the newest first."""
    return page_of(BaseWage.objects.all(), ("-effective_from", "-pk"), query)


@router.get("/base-wages.xlsx", auth=Asks("catalogue.view"))
def base_wages_for_excel(request):
    """The same list as a file."""
    return exports.base_wages_file(request)


@router.get("/grounds", auth=Asks("catalogue.view"), response=Page[schemas.Ground])
def grounds(request, query: Query[Slice]):
    """Grounds on which awards are revoked, those that held before among them."""
    return page_of(RevocationGround.objects.all(), ("position", "pk"), query)


@router.get("/grounds.xlsx", auth=Asks("catalogue.view"))
def grounds_for_excel(request):
    """The same list as a file."""
    return exports.grounds_file(request)


@router.get("/holidays", auth=Asks("catalogue.view"), response=Page[schemas.Holiday])
def holidays(request, query: Query[schemas.HolidayQuery]):
    """Public holidays and exchanged days, of one year if it is named."""
    rows = Holiday.objects.all()
    if query.year is not None:
        rows = rows.filter(holiday_year__year=query.year)
    return page_of(rows, ("on", "pk"), query)


@router.get("/holidays.xlsx", auth=Asks("catalogue.view"))
def holidays_for_excel(request, query: Query[schemas.HolidayQuery]):
    """The same list as a file, of one year if it is named."""
    return exports.holidays_file(request, query.year)
