"""The register of decisions: one series of numbers for every decision of the chair, whichever topic drafts it."""

from django.utils import formats
from django.utils.translation import gettext as _

from documents.numbers import services as numbers
from documents.numbers.kinds import Mode, RegisterKind
from permissions import access
from permissions.refusals import ValidationError
from workflows.decisions import papers
from workflows.decisions.models import Decision

_IN_THE_REGISTER = [Decision]


def register_numbered(model):
    """The papers of this model (a ChairsDecision) take their numbers from the register of decisions too."""
    if model not in _IN_THE_REGISTER:
        _IN_THE_REGISTER.append(model)


def numbered_in(register, user, held):
    """{number as kept: (code, abstract, day)} of the papers of a year's register that this person may see."""
    found = {}
    for model in _IN_THE_REGISTER:
        rows = access.visible_to(user, model, acting=held).filter(commune=register.commune, register_year=register.year)
        found |= {number: told for number, *told in rows.values_list("number", "code", "title", "issued_on")}
    return found


def take_number(paper, deed, typed):
    """Give a signed paper its number and date, under its lock; the register stays locked to the end of the deed.

    typed: the number, where the register is external. Raises ValidationError by field: a number used before, one typed
    where none is asked, a date that lies before that of an earlier number.
    """
    issued_on, commune = deed.facts["issued_on"], paper.commune
    year, kind, typed = issued_on.year, RegisterKind.DECISION, str(typed or "").strip()
    if numbers.is_external(commune=commune, kind=kind, year=year):
        paper.register_mode = Mode.EXTERNAL
        paper.number = _external(commune, kind, year, typed)
    elif typed:
        raise ValidationError({"number": _("The commune's own register gives the number; leave this field empty.")})
    else:
        paper.register_mode = Mode.OWN
        paper.number = str(numbers.take(commune=commune, kind=kind, year=year))
        _refuse_disorder(commune, issued_on)
    paper.register_year, paper.issued_on = year, issued_on
    paper.issued_by, paper.issued_at = deed.by.user, deed.now


def _external(commune, kind, year, typed):
    try:
        return numbers.take_external(commune=commune, kind=kind, year=year, typed=typed)
    except ValidationError as fault:
        raise ValidationError({"number": fault.messages}) from None


def _refuse_disorder(commune, issued_on):
    """Numbers of an own register follow the days. Asked after the number is taken: the register is locked then."""
    said = {"commune": commune, "register_year": issued_on.year, "register_mode": Mode.OWN, "issued_on__gt": issued_on}
    found = (model.objects.filter(**said).order_by("-issued_on").first() for model in _IN_THE_REGISTER)
    later = max((paper for paper in found if paper), key=lambda paper: paper.issued_on, default=None)
    if later is not None:
        day = formats.date_format(later.issued_on, "SHORT_DATE_FORMAT")
        raise ValidationError(
            {
                "issued_on": _("%(number)s was issued on %(day)s; a later number may not carry an earlier date.")
                % {"number": papers.number_of(later), "day": day}
            }
        )
