"""The administrator's pages that change the catalogue: one form, one deed of services.py, back to the list."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from documents.catalogue import services
from documents.catalogue.amending import forms
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
from documents.catalogue.views import rule_sets_shown
from permissions.fields import whole_number
from permissions.pages import asks
from permissions.refusals import ValidationError

# kind in the address -> model, form, way to its rule set, title
RULES = {
    "rule-set": (RuleSet, forms.RuleSetForm, "pk", gettext_lazy("Rule set")),
    "form-rule": (FormRule, forms.FormRuleForm, "rule_set", gettext_lazy("Who grants, for whom, which way")),
    "paper": (RequiredPaper, forms.PaperForm, "form_rule__rule_set", gettext_lazy("Required paper")),
    "vote": (VoteRule, forms.VoteRuleForm, "form_rule__rule_set", gettext_lazy("Vote rule")),
    "limit": (TimeLimit, forms.TimeLimitForm, "rule_set", gettext_lazy("Time limit")),
    "money": (Multiplier, forms.MultiplierForm, "rule_set", gettext_lazy("Money")),
}


def _values(form):
    return {name: value for name, value in form.cleaned_data.items() if name != "reason"}


def _answer(request, form, deed, *, title, back, row=None, done=None, hint="", danger=False):
    """The page of one form: on a valid POST run `deed(cleaned values, reason)`; faults come back onto the form.

    row: what is changed or removed; its form carries it as it was read.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = deed(_values(form), form.cleaned_data.get("reason", ""))
        except ValidationError as fault:
            _put_on(form, fault)
        else:
            messages.success(request, done or _("Saved. The trail keeps what was changed."))
            return redirect(back(made) if callable(back) else back)
    back_url = back if isinstance(back, str) else reverse("catalogue:index")
    context = {"form": form, "title": title, "back": back_url, "hint": hint, "danger": danger}
    if row is not None:
        context["row_version"] = request.POST.get("row_version", row.row_version)
    return render(request, "documents/catalogue/form.html", context, status=422 if form.is_bound else 200)


def _put_on(form, fault):
    told = getattr(fault, "message_dict", None) or {"__all__": fault.messages}
    for name, sentences in told.items():
        form.add_error(name if name in form.fields else None, sentences)


def _post(request):
    return request.POST if request.method == "POST" else None


def _seen(request):
    """The row version that the form carried."""
    return whole_number(request.POST.get("row_version"), 0)


def _page_of(rule_set, award_form=None):
    if award_form:
        return reverse("catalogue:award_form", args=[rule_set.pk, award_form.code])
    return reverse("catalogue:rule_set", args=[rule_set.pk])


def _subject(rule):
    """What the row is about, for the title of its form."""
    return rule.form_rule if isinstance(rule, VoteRule) else rule


def _page_of_rule(rule):
    if isinstance(rule, RuleSet):
        return _page_of(rule)
    if isinstance(rule, TimeLimit):
        return reverse("catalogue:limits", args=[rule.rule_set_id])
    form_rule = getattr(rule, "form_rule", rule)
    return _page_of(form_rule.rule_set, form_rule.award_form)


def _row(request, model, path, pk):
    shown = {f"{path}__in": rule_sets_shown(request)}
    return get_object_or_404(model.objects.filter(**shown), pk=pk)


# --- rule sets and their rows --------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def copy_rule_set(request, pk):
    rule_set = get_object_or_404(rule_sets_shown(request), pk=pk)
    given = {"title": rule_set.title, "legal_basis": rule_set.legal_basis, "instrument": rule_set.instrument_id}

    def deed(values, reason):
        return services.amend_rule_set(rule_set=rule_set, by=request.user, reason=reason, **values)

    return _answer(
        request,
        forms.CopyForm(_post(request), initial=given),
        deed,
        title=_("New rule set in place of “%(rules)s”") % {"rules": rule_set},
        back=lambda made: _page_of(made or rule_set),
        hint=_("The whole set is copied. The old one ends the day before; change the rows of the copy afterwards."),
    )


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def adopt_rule_set(request, pk):
    rule_set = get_object_or_404(rule_sets_shown(request), pk=pk)
    given = {"title": rule_set.title, "legal_basis": rule_set.legal_basis}

    def deed(values, reason):
        return services.adopt_rule_set(rule_set=rule_set, by=request.user, reason=reason, **values)

    return _answer(
        request,
        forms.AdoptForm(_post(request), initial=given),
        deed,
        title=_("A province's or commune's own rules"),
        back=lambda made: _page_of(made or rule_set),
        hint=_("The whole set is copied for that body. For everybody else the old one stays in force."),
    )


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def amend_rule(request, kind, pk):
    if kind not in RULES:
        raise Http404
    model, make_form, path, title = RULES[kind]
    rule = _row(request, model, path, pk)

    def deed(values, reason):
        return services.amend_rule(rule=rule, row_version=_seen(request), values=values, by=request.user, reason=reason)

    return _answer(
        request,
        make_form(_post(request), instance=model.objects.get(pk=pk)),
        deed,
        title=f"{title}: {_subject(rule)}",
        back=_page_of_rule(rule),
        row=rule,
    )


def _add_row(request, form, row, title, back):
    def deed(values, reason):
        for name, value in values.items():
            setattr(row, name, value)
        return services.add_rule(rule=row, by=request.user, reason=reason)

    return _answer(request, form, deed, title=title, back=back)


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_paper(request, pk):
    form_rule = _row(request, FormRule, "rule_set", pk)
    form = forms.NewPaperForm(_post(request), initial={"position": form_rule.papers.count() + 1})
    title = _("New required paper: %(rule)s") % {"rule": form_rule}
    return _add_row(request, form, RequiredPaper(form_rule=form_rule), title, _page_of_rule(form_rule))


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def remove_paper(request, pk):
    paper = _row(request, RequiredPaper, "form_rule__rule_set", pk)

    def deed(values, reason):
        services.remove_paper(paper=paper, row_version=_seen(request), by=request.user, reason=reason)

    return _answer(
        request,
        forms.ReasonForm(_post(request)),
        deed,
        title=_("Ask no longer: %(paper)s") % {"paper": paper},
        back=_page_of_rule(paper),
        row=paper,
        danger=True,
    )


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_limit(request, pk):
    rule_set = get_object_or_404(rule_sets_shown(request), pk=pk)
    back = reverse("catalogue:limits", args=[pk])
    return _add_row(
        request, forms.NewTimeLimitForm(_post(request)), TimeLimit(rule_set=rule_set), _("New time limit"), back
    )


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_multiplier(request, pk, code):
    rule_set = get_object_or_404(rule_sets_shown(request), pk=pk)
    award_form = get_object_or_404(AwardForm, code=code)
    row = Multiplier(rule_set=rule_set, award_form=award_form)
    title = _("New multiplier: %(form)s") % {"form": award_form}
    form = forms.NewMultiplierForm(_post(request))
    return _add_row(request, form, row, title, _page_of(rule_set, award_form))


# --- legal instruments ---------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_instrument(request):
    def deed(values, reason):
        return services.add_instrument(values=values, by=request.user)

    back = reverse("catalogue:instruments")
    return _answer(request, forms.InstrumentForm(_post(request)), deed, title=_("New legal instrument"), back=back)


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def amend_instrument(request, pk):
    instrument = get_object_or_404(LegalInstrument, pk=pk)

    def deed(values, reason):
        return services.amend_instrument(
            instrument=instrument, row_version=_seen(request), values=values, by=request.user, reason=reason
        )

    form = forms.AmendInstrumentForm(_post(request), instance=LegalInstrument.objects.get(pk=pk))
    title = _("Entry of %(number)s") % {"number": instrument}
    return _answer(request, form, deed, title=title, back=reverse("catalogue:instruments"), row=instrument)


# --- base wages ----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_base_wage(request):
    def deed(values, reason):
        return services.add_base_wage(values=values, by=request.user)

    back = reverse("catalogue:base_wages")
    return _answer(request, forms.BaseWageForm(_post(request)), deed, title=_("New base wage"), back=back)


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def amend_base_wage(request, pk):
    wage = get_object_or_404(BaseWage, pk=pk)

    def deed(values, reason):
        return services.amend_base_wage(
            wage=wage, row_version=_seen(request), values=values, by=request.user, reason=reason
        )

    return _answer(
        request,
        forms.AmendBaseWageForm(_post(request), instance=BaseWage.objects.get(pk=pk)),
        deed,
        title=_("Correct the base wage"),
        back=reverse("catalogue:base_wages"),
        row=wage,
        hint=_("Money already granted keeps the amount written in its decision."),
    )


# --- grounds of revocation -----------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_ground(request):
    def deed(values, reason):
        return services.add_ground(values=values, by=request.user)

    form = forms.GroundForm(_post(request), initial={"position": RevocationGround.objects.count() + 1})
    title, back = _("New ground of revocation"), reverse("catalogue:grounds")
    return _answer(request, form, deed, title=title, back=back)


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def amend_ground(request, pk):
    ground = get_object_or_404(RevocationGround, pk=pk)

    def deed(values, reason):
        return services.amend_ground(
            ground=ground, row_version=_seen(request), values=values, by=request.user, reason=reason
        )

    return _answer(
        request,
        forms.AmendGroundForm(_post(request), instance=RevocationGround.objects.get(pk=pk)),
        deed,
        title=_("Amend a ground of revocation"),
        back=reverse("catalogue:grounds"),
        row=ground,
        hint=_(
            "A ground that a decision names keeps its words: give it its last day and add the new words as a new one."
        ),
    )


# --- public holidays -----------------------------------------------------------------------------------
def _holidays_of(year):
    return f"{reverse('catalogue:holidays')}?year={year}"


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def open_holiday_year(request):
    def deed(values, reason):
        return services.open_holiday_year(year=values["year"], by=request.user)

    return _answer(
        request,
        forms.HolidayYearForm(_post(request), initial={"year": timezone.localdate().year + 1}),
        deed,
        title=_("Open the list of a year"),
        back=lambda made: _holidays_of(made.year),
        hint=_("The days the calendar foretells are entered, Tết and Giỗ Tổ too, marked as not verified."),
    )


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def add_holiday(request):
    def deed(values, reason):
        return services.add_holiday(values=values, by=request.user)

    return _answer(
        request,
        forms.HolidayForm(_post(request)),
        deed,
        title=_("New public holiday or exchanged day"),
        back=lambda made: _holidays_of(made.on.year),
    )


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def amend_holiday(request, pk):
    holiday = get_object_or_404(Holiday, pk=pk)

    def deed(values, reason):
        return services.amend_holiday(
            holiday=holiday, row_version=_seen(request), values=values, by=request.user, reason=reason
        )

    form = forms.AmendHolidayForm(_post(request), instance=Holiday.objects.get(pk=pk))
    return _answer(request, form, deed, title=str(holiday), back=_holidays_of(holiday.on.year), row=holiday)


@require_http_methods(["GET", "POST"])
@asks("catalogue.amend")
def remove_holiday(request, pk):
    holiday = get_object_or_404(Holiday, pk=pk)

    def deed(values, reason):
        services.remove_holiday(holiday=holiday, row_version=_seen(request), by=request.user, reason=reason)

    return _answer(
        request,
        forms.ReasonForm(_post(request)),
        deed,
        title=_("Remove %(day)s") % {"day": holiday},
        back=_holidays_of(holiday.on.year),
        row=holiday,
        hint=_("Due days already written stay as they are."),
        danger=True,
    )
