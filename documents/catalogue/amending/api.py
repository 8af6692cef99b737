"""Endpoints that change the catalogue: the forms and deeds of the administrator's pages."""

from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404

from documents.catalogue import schemas as shown_as
from documents.catalogue import services
from documents.catalogue.amending import forms, schemas
from documents.catalogue.api import router, shown
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    FormRule,
    Holiday,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
    VoteRule,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions import access
from permissions.api_fields import Key
from permissions.endpoints import Asks, chosen, read_form, seen_or_404
from permissions.people.models import Unit

AMEND = Asks("catalogue.amend")


def _row(request, model, way, key):
    """A row of a rule set that this person may see. way: from the row to its set."""
    sets = access.visible_to(request.user, RuleSet, acting=request.held)
    return get_object_or_404(model, pk=key, **{f"{way}__in": sets})


def _typed(form):
    return {name: value for name, value in form.cleaned_data.items() if name != "reason"}


def _changing(request, body):
    """Who changes a row, why, and the row as it was read."""
    told = {"row_version": body.row_version, "reason": body.reason, "acting_as": body.acting_as}
    return {"by": request.user, **told}


def _amended(request, row, make_form, body, deed, noun):
    """Change a row: what the body says over what is stored, read by the form of the page."""
    stored = model_to_dict(row, make_form.Meta.fields)
    said = stored | body.dict(exclude_unset=True, exclude={"acting_as", "row_version"})
    form = read_form(make_form(said, instance=type(row)._default_manager.get(pk=row.pk)))
    return deed(**{noun: row}, values=_typed(form), **_changing(request, body))


def _added(request, row, make_form, body, **keys):
    """Add a row to a rule set. keys: what the body names by code, as the form takes it."""
    form = read_form(make_form(body.dict(exclude={"acting_as"}) | keys))
    for name, value in _typed(form).items():
        setattr(row, name, value)
    return services.add_rule(rule=row, by=request.user, reason=body.reason, acting_as=body.acting_as)


# --- rule sets -----------------------------------------------------------------------------------------
@router.post("/rule-sets/{key}/copy", auth=AMEND, response={201: shown_as.RuleSet})
def copy_rule_set(request, key: Key, body: schemas.RuleSetCopy):
    """Amend a rule set from a day on: the whole set is copied, the old one ends the day before."""
    rule_set = seen_or_404(request, RuleSet, pk=key)
    form = read_form(forms.CopyForm(body.dict(exclude={"acting_as"})))
    by = {"by": request.user, "acting_as": body.acting_as}
    return shown(services.amend_rule_set(rule_set=rule_set, **by, **form.cleaned_data))


@router.post("/rule-sets/{key}/adopt", auth=AMEND, response={201: shown_as.RuleSet})
def adopt_rule_set(request, key: Key, body: schemas.RuleSetAdoption):
    """A province's or commune's own copy; for everybody else the old one stays in force."""
    rule_set = seen_or_404(request, RuleSet, pk=key)
    owner = chosen(Unit.objects.all(), "owner_unit", code=body.owner_unit).pk
    form = read_form(forms.AdoptForm(body.dict(exclude={"acting_as"}) | {"owner_unit": owner}))
    by = {"by": request.user, "acting_as": body.acting_as}
    return shown(services.adopt_rule_set(rule_set=rule_set, **by, **form.cleaned_data))


@router.patch("/rule-sets/{key}", auth=AMEND, response=shown_as.RuleSet)
def amend_rule_set(request, key: Key, body: schemas.RuleSetChange):
    """Change the head of a rule set that is not yet used."""
    row = seen_or_404(request, RuleSet, pk=key)
    return shown(_amended(request, row, forms.RuleSetForm, body, services.amend_rule, "rule"))


@router.patch("/form-rules/{key}", auth=AMEND, response=shown_as.FormRule)
def amend_form_rule(request, key: Key, body: schemas.FormRuleChange):
    """Change who grants a form, for whom and which way."""
    row = _row(request, FormRule, "rule_set", key)
    return _amended(request, row, forms.FormRuleForm, body, services.amend_rule, "rule")


@router.patch("/vote-rules/{key}", auth=AMEND, response=shown_as.VoteRule)
def amend_vote_rule(request, key: Key, body: schemas.VoteRuleChange):
    """Change how the council votes on a form."""
    row = _row(request, VoteRule, "form_rule__rule_set", key)
    return _amended(request, row, forms.VoteRuleForm, body, services.amend_rule, "rule")


@router.patch("/required-papers/{key}", auth=AMEND, response=shown_as.RequiredPaper)
def amend_required_paper(request, key: Key, body: schemas.RequiredPaperChange):
    """Change a paper that dossiers need."""
    row = _row(request, RequiredPaper, "form_rule__rule_set", key)
    return _amended(request, row, forms.PaperForm, body, services.amend_rule, "rule")


@router.patch("/time-limits/{key}", auth=AMEND, response=shown_as.TimeLimit)
def amend_time_limit(request, key: Key, body: schemas.TimeLimitChange):
    """Change the working days of a step."""
    row = _row(request, TimeLimit, "rule_set", key)
    return _amended(request, row, forms.TimeLimitForm, body, services.amend_rule, "rule")


@router.patch("/multipliers/{key}", auth=AMEND, response=shown_as.Multiplier)
def amend_multiplier(request, key: Key, body: schemas.MultiplierChange):
    """Change how many base wages are paid."""
    row = _row(request, Multiplier, "rule_set", key)
    return _amended(request, row, forms.MultiplierForm, body, services.amend_rule, "rule")


@router.post("/form-rules/{key}/papers", auth=AMEND, response={201: shown_as.RequiredPaper})
def add_required_paper(request, key: Key, body: schemas.NewRequiredPaper):
    """Ask one more paper of dossiers for this form."""
    row = RequiredPaper(form_rule=_row(request, FormRule, "rule_set", key))
    return _added(request, row, forms.NewPaperForm, body)


@router.post("/required-papers/{key}/remove", auth=AMEND, response={204: None})
def remove_required_paper(request, key: Key, body: schemas.ReasonedChange):
    """Ask a paper no longer."""
    row = _row(request, RequiredPaper, "form_rule__rule_set", key)
    read_form(forms.ReasonForm({"reason": body.reason}))
    services.remove_paper(paper=row, **_changing(request, body))


@router.post("/rule-sets/{key}/time-limits", auth=AMEND, response={201: shown_as.TimeLimit})
def add_time_limit(request, key: Key, body: schemas.NewTimeLimit):
    """A time limit for a step, for one form or kind or for all."""
    row = TimeLimit(rule_set=seen_or_404(request, RuleSet, pk=key))
    form = chosen(AwardForm.objects.all(), "award_form", code=body.award_form).pk if body.award_form else None
    return _added(request, row, forms.NewTimeLimitForm, body, award_form=form)


@router.post("/rule-sets/{key}/multipliers", auth=AMEND, response={201: shown_as.Multiplier})
def add_multiplier(request, key: Key, body: schemas.NewMultiplier):
    """Money for a form and kind of nominee."""
    rule_set = seen_or_404(request, RuleSet, pk=key)
    award_form = chosen(AwardForm.objects.all(), "award_form", code=body.award_form)
    return _added(request, Multiplier(rule_set=rule_set, award_form=award_form), forms.NewMultiplierForm, body)


# --- instruments, wages, holidays ----------------------------------------------------------------------
def _new(request, make_form, deed, body):
    form = read_form(make_form(body.dict(exclude={"acting_as"})))
    return deed(values=form.cleaned_data, by=request.user, acting_as=body.acting_as)


@router.post("/instruments", auth=AMEND, response={201: shown_as.Instrument})
def add_instrument(request, body: schemas.NewInstrument):
    """A new legal instrument."""
    return _new(request, forms.InstrumentForm, services.add_instrument, body)


@router.patch("/instruments/{key}", auth=AMEND, response=shown_as.Instrument)
def amend_instrument(request, key: Key, body: schemas.InstrumentChange):
    """Correct an instrument, or give it its end and successor."""
    row = get_object_or_404(LegalInstrument, pk=key)
    return _amended(request, row, forms.AmendInstrumentForm, body, services.amend_instrument, "instrument")


@router.post("/base-wages", auth=AMEND, response={201: shown_as.BaseWage})
def add_base_wage(request, body: schemas.NewBaseWage):
    """A base wage from a day on."""
    return _new(request, forms.BaseWageForm, services.add_base_wage, body)


@router.patch("/base-wages/{key}", auth=AMEND, response=shown_as.BaseWage)
def amend_base_wage(request, key: Key, body: schemas.BaseWageChange):
    """Correct a base wage; money already granted keeps the amount of its decision."""
    row = get_object_or_404(BaseWage, pk=key)
    return _amended(request, row, forms.AmendBaseWageForm, body, services.amend_base_wage, "wage")


@router.post("/grounds", auth=AMEND, response={201: shown_as.Ground})
def add_ground(request, body: schemas.NewGround):
    """A ground on which awards are revoked, from a day on."""
    return _new(request, forms.GroundForm, services.add_ground, body)


@router.patch("/grounds/{key}", auth=AMEND, response=shown_as.Ground)
def amend_ground(request, key: Key, body: schemas.GroundChange):
    """Correct a ground, or give it its last day; one that a decision names keeps its words and its first day."""
    row = get_object_or_404(RevocationGround, pk=key)
    return _amended(request, row, forms.AmendGroundForm, body, services.amend_ground, "ground")


@router.post("/holiday-years", auth=AMEND, response={201: shown_as.HolidayYear})
def open_holiday_year(request, body: schemas.NewHolidayYear):
    """Open the list of a year with the days the calendar foretells."""
    form = read_form(forms.HolidayYearForm({"year": body.year}))
    return services.open_holiday_year(by=request.user, acting_as=body.acting_as, **form.cleaned_data)


@router.post("/holidays", auth=AMEND, response={201: shown_as.Holiday})
def add_holiday(request, body: schemas.NewHoliday):
    """A day off, or a free day worked in exchange."""
    return _new(request, forms.HolidayForm, services.add_holiday, body)


@router.patch("/holidays/{key}", auth=AMEND, response=shown_as.Holiday)
def amend_holiday(request, key: Key, body: schemas.HolidayChange):
    """Correct name, source or nature of a day, or confirm it."""
    row = get_object_or_404(Holiday, pk=key)
    return _amended(request, row, forms.AmendHolidayForm, body, services.amend_holiday, "holiday")


@router.post("/holidays/{key}/remove", auth=AMEND, response={204: None})
def remove_holiday(request, key: Key, body: schemas.ReasonedChange):
    """Take a day off the list; due days already written stay."""
    row = get_object_or_404(Holiday, pk=key)
    read_form(forms.ReasonForm({"reason": body.reason}))
    services.remove_holiday(holiday=row, **_changing(request, body))
