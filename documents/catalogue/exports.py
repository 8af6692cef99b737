"""Lists of the catalogue as files: forms and limits of a rule set, rule sets, instruments, wages, grounds, holidays."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue.kinds import NomineeType
from documents.catalogue.models import BaseWage, Holiday, LegalInstrument
from documents.catalogue.overview import forms_overview, limits_by_step
from documents.catalogue.revocation_models import RevocationGround
from documents.sheets.serving import Shown, export_response, rows_to_export


def _note(row):
    """What is to be known of a row beside its facts: that nobody has read it in the law yet, and its note."""
    return "; ".join(part for part in ("" if row.is_verified else _("Not verified"), getattr(row, "note", "")) if part)


def _owner(rule_set):
    return rule_set.owner_unit.name if rule_set.owner_unit else _("the whole country")


def _papers(rule):
    named = ((paper.title, "" if paper.is_mandatory else f" ({_('if there is one')})") for paper in rule.papers.all())
    return "\n".join(f"{title}{unless}" for title, unless in named)


def _money(nominee_type):
    """The column of what one kind of nominee is paid. Its rows: (rule, {kind of nominee: đồng})."""
    return Shown(f"{_('Money')}: {nominee_type.label.lower()}", lambda row: row[1].get(nominee_type), 14, "money")


def forms_file(request, rule_set, wage):
    """The award forms of a rule set, a row for each kind of commendation. wage: as for `forms_overview`."""
    shown = [
        Shown(_("Award form"), lambda row: row[0].award_form.name, 26),
        Shown(_("Kind"), lambda row: row[0].get_kind_display(), 18),
        Shown(_("Who grants"), lambda row: row[0].get_authority_level_display(), 16),
        Shown(_("For whom"), lambda row: ", ".join(str(kind.label) for kind in row[0].nominee_types), 16),
        Shown(_("Papers"), lambda row: _papers(row[0]), 40),
        Shown(_("Council vote"), lambda row: row[0].vote_rule.threshold_words, 20),
        *(_money(nominee_type) for nominee_type in NomineeType),
        Shown(_("Legal basis"), lambda row: row[0].legal_basis, 32),
        Shown(_("Note"), lambda row: _note(row[0]), 24),
    ]
    rows = []
    for form in forms_overview(rule_set, wage):
        paid = {money.row.nominee_type: money.amount for money in form.money}
        rows += [(rule, paid) for rule in form.rules]
    what, title = f"catalogue/rule-sets/{rule_set.pk}/forms", f"{_('Award forms')}: {rule_set}"
    return export_response(request, what, title=title, shown=shown, rows=rows)


def limits_file(request, rule_set):
    """The time limits of a rule set in the order of the path."""
    shown = [
        Shown(_("Step"), lambda row: row[0], 30),
        Shown(_("Award form"), lambda row: row[1].award_form.name if row[1].award_form else _("all award forms"), 28),
        Shown(_("Kind"), lambda row: row[1].get_kind_display() or _("all kinds"), 22),
        Shown(_("Working days"), lambda row: row[1].working_days, 12, "number"),
        Shown(_("Legal basis"), lambda row: row[1].legal_basis, 36),
        Shown(_("Note"), lambda row: _note(row[1]), 30),
    ]
    rows = [(step, row) for step, limits in limits_by_step(rule_set) for row in limits]
    what, title = f"catalogue/rule-sets/{rule_set.pk}/limits", f"{_('Time limits')}: {rule_set}"
    return export_response(request, what, title=title, shown=shown, rows=rows)


def rule_sets_file(request, rows):
    """The rule sets. rows: those this person may see."""
    shown = [
        Shown(_("Title"), lambda row: row.title, 44),
        Shown(_("Holds for"), _owner, 28),
        Shown(_("In force from"), lambda row: row.effective_from, 14, "date"),
        Shown(_("In force to"), lambda row: row.effective_to, 14, "date"),
        Shown(_("Legal basis"), lambda row: row.legal_basis, 40),
        Shown(_("State"), lambda row: _("In use") if row.is_used else _("Not used yet"), 14),
        Shown(_("Note"), _note, 36),
    ]
    found = rows_to_export(rows)
    return export_response(request, "catalogue/rule-sets", title=_("All rule sets"), shown=shown, rows=found)


def instruments_file(request):
    """Laws, decrees, circulars and decisions."""
    today = timezone.localdate()
    shown = [
        Shown(_("Number"), lambda row: row.number, 22),
        Shown(_("Title"), lambda row: row.title, 52),
        Shown(_("Issued on"), lambda row: row.issued_on, 13, "date"),
        Shown(_("In force from"), lambda row: row.effective_from, 13, "date"),
        Shown(_("In force to"), lambda row: row.effective_to, 13, "date"),
        Shown(_("State"), lambda row: _("Holds today") if row.holds_on(today) else _("Not in force"), 16),
        Shown(_("Replaced by"), lambda row: row.replaced_by.number if row.replaced_by else "", 22),
        Shown(_("Note"), _note, 36),
    ]
    rows = rows_to_export(LegalInstrument.objects.select_related("replaced_by"))
    return export_response(request, "catalogue/instruments", title=_("Legal instruments"), shown=shown, rows=rows)


def base_wages_file(request):
    """Base wages, the newest first."""
    shown = [
        Shown(_("In force from"), lambda row: row.effective_from, 16, "date"),
        Shown(_("Amount a month (đồng)"), lambda row: row.amount, 20, "money"),
        Shown(_("Legal basis"), lambda row: row.legal_basis, 52),
        Shown(_("Note"), _note, 40),
    ]
    rows = rows_to_export(BaseWage.objects.all())
    return export_response(request, "catalogue/base-wages", title=_("Base wage"), shown=shown, rows=rows)


def grounds_file(request):
    """Grounds on which awards are revoked."""
    today = timezone.localdate()
    shown = [
        Shown(_("Ground"), lambda row: row.title, 60),
        Shown(_("Code"), lambda row: row.code, 20),
        Shown(_("In force from"), lambda row: row.effective_from, 13, "date"),
        Shown(_("In force to"), lambda row: row.effective_to, 13, "date"),
        Shown(_("State"), lambda row: _("Holds today") if row.holds_on(today) else _("Not in force"), 16),
        Shown(_("Legal basis"), lambda row: row.legal_basis, 44),
        Shown(_("Note"), _note, 36),
    ]
    rows = rows_to_export(RevocationGround.objects.all())
    return export_response(request, "catalogue/grounds", title=_("Grounds of revocation"), shown=shown, rows=rows)


def holidays_file(request, year=None):
    """Public holidays and exchanged days, of one year if it is named."""
    shown = [
        Shown(_("Day"), lambda row: row.on, 14, "date"),
        Shown(_("Holiday"), lambda row: row.name, 36),
        Shown(_("Kind of day"), lambda row: _("Day off") if row.is_day_off else _("Worked in exchange"), 16),
        Shown(_("Source"), lambda row: row.source, 60),
        Shown(_("Note"), _note, 20),
    ]
    rows = Holiday.objects.filter(holiday_year__year=year) if year else Holiday.objects.all()
    title = _("Public holidays %(year)s") % {"year": year} if year else _("Public holidays")
    return export_response(request, "catalogue/holidays", title=title, shown=shown, rows=rows_to_export(rows))
