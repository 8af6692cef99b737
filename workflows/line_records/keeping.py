"""What recording has in common: the lock of an issued decision, the day, the row itself."""

from django.utils import formats
from django.utils.translation import gettext as _

from permissions import access
from permissions.ledger.races import lost_race
from permissions.refusals import NotNow
from workflows.decisions.models import Decision
from workflows.decisions.states import DecisionState
from workflows.line_records.queries import history_of, version_of


def locked(model, decision, row_version, by, acting_as, *, right, noun, early):
    """(the issued decision under lock, the capacity). noun: what was changed meanwhile. early: why it is too early.

    Raises NotYou, LostRace naming who recorded last, NotNow before the issue.
    """
    rows = Decision.objects.select_for_update(of=("self",)).select_related("commune", "award_form")
    decision = rows.get(pk=decision.pk)
    capacity = access.require(by, right, decision, acting_as=acting_as)
    if str(row_version) != str(version_of(model, decision)):
        last = history_of(model, decision).first()
        raise lost_race(noun, by=last and last.recorded_by, at=last and last.recorded_at)
    if decision.state != DecisionState.ISSUED:
        raise NotNow(early, code="not_issued")
    return decision, capacity


def fault_of_day(day, first, today, *, missing, before, after):
    """The sentence of what is wrong with a day, empty where nothing is.

    first: the earliest day that can be. before: the sentence for an earlier one, with a place for %(day)s.
    """
    if day is None:
        return missing
    if day < first:
        return before % {"day": formats.date_format(first, "SHORT_DATE_FORMAT")}
    return after if day > today else ""


def refuse_corrected(record):
    """Raises NotNow for a record in whose place another one stands already."""
    if type(record).objects.filter(supersedes=record).exists():
        raise NotNow(_("This record was corrected before."), code="corrected_before")


def kept_record(model, *, supersedes, by, capacity, now, **values):
    """A new KeptRecord, saved; it takes the place of `supersedes`, None for the first."""
    made = model(
        supersedes=supersedes,
        turn=supersedes.turn + 1 if supersedes else 1,
        recorded_by=by,
        recorded_for=capacity.appointment.user,
        recorded_at=now,
        **values,
    )
    made.clean_fields(exclude=[field.name for field in model._meta.fields if field.is_relation])
    made.save()
    return made
