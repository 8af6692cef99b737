"""Who reads which notices of conclusions: a unit its own, who works on dossiers for the commune all of the commune."""

from django.db.models import Q
from django.utils import timezone

from permissions import access
from workflows.council.after_models import ConclusionNotice
from workflows.council.conclusions import conclusions_of


def _of_the_unit(held):
    units, _communes = access.units_and_communes(held, "conclusions.view")
    return Q(unit_id__in=units) if units else None


def _of_the_commune(held):
    _units, communes = access.units_and_communes(held, "conclusions.view")
    return Q(commune_id__in=communes) if communes else None


for _rule in (_of_the_unit, _of_the_commune):
    access.register_visibility(ConclusionNotice, _rule)


def notices_seen(user, held):
    """The notices a person may read, with what lists show."""
    return access.visible_to(user, ConclusionNotice, acting=held).select_related("meeting", "unit")


def concluded_in(notice):
    """What a notice tells: the same as its papers, drawn from what cannot change any more. notice: with its commune."""
    notice.meeting.commune = notice.commune
    found = conclusions_of(notice.meeting, on=timezone.localdate(notice.sent_at))
    return next(concluded for unit, concluded in found.items() if unit.pk == notice.unit_id)
