"""Single exceptions to who sees what, and the only door to django-guardian. Rights by office are asked in access.py.

A grant lets one unit see one thing until a day, for a reason. It lies with the unit and not with its people: what is
asked are the offices held today, so that who leaves the unit, or is shut out, has lost it in that moment, whoever
follows finds it, and nobody has to move it along. Each kind of thing has a table of its own with a plain foreign key:
guardian's shared tables keep the key as a text, outlive the thing and would open the next one that got the same key.
"""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.ctypes import get_content_type
from guardian.models import BaseObjectPermission

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.timed import timed

acts.declare({"grant.ended": gettext_lazy("the time ended in which another unit could see the dossier")})


class Grant(BaseObjectPermission):
    """One unit may see one thing, from a day to a day (both counted). The concrete table adds `content_object`."""

    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    # In whose name: another person than granted_by where a deputy granted.
    granted_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["content_object", "unit"], name="%(class)s_once_a_unit"),
            models.CheckConstraint(name="%(class)s_ends", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="%(class)s_has_a_reason", condition=~Q(reason="")),
        ]


def _view(grants):
    """Codename of Django's own permission to view this kind of thing; guardian refuses one of another kind."""
    return f"view_{grants._meta.get_field('content_object').related_model._meta.model_name}"


def _permission(grants, thing):
    return Permission.objects.get(content_type=get_content_type(thing), codename=_view(grants))


def give(grants, thing, *, unit, until_on, reason, by, now):
    """Let a unit see a thing until the end of a day, or longer than it could; what the ledger keeps of it.

    grants: the table of grants of this kind of thing. by: the Capacity. Inside the transaction of a deed, whose entry
    takes what is returned under "history". Raises ValidationError for a day that is over.
    """
    today = timezone.localdate(now)
    if until_on < today:
        raise ValidationError(_("The last day lies before the first."))
    held = grants.objects.select_for_update().filter(content_object=thing, unit=unit).first()
    grant = held or grants(content_object=thing, unit=unit, permission=_permission(grants, thing), from_on=today)
    grant.until_on, grant.reason, grant.granted_at = until_on, reason, now
    grant.granted_by, grant.granted_for = by.user, by.appointment.user
    return tracked.save(grant, by=by.user, reason=reason)


def take(grants, thing, *, by, reason="", unit=None):
    """Take the grants on a thing away, or that of one unit; what the ledger keeps of them, a list.

    by: the person, None for the clock. Inside the transaction of a deed.
    """
    rows = grants.objects.select_for_update().filter(content_object=thing).order_by("pk")
    rows = rows.filter(unit=unit) if unit else rows
    return [tracked.delete(row, by=by, reason=reason) for row in rows]


def granted(grants, held, right, *, on=None):
    """Keys of the things that a grant lets this person see today, as a subquery.

    held: the person's capacities. right: what the office in the unit must hold for it. The days are asked each time.
    """
    units, _communes = access.units_and_communes(held, right)
    on = on or timezone.localdate()
    rows = grants.objects.filter(unit__in=units, from_on__lte=on, until_on__gte=on)
    return rows.filter(permission__codename=_view(grants)).values("content_object")


def _tables():
    return [model for model in apps.get_models() if issubclass(model, Grant)]


@transaction.atomic
def _remove(grants, key, now):
    """Remove one ended grant; 0 where somebody else has it in hand."""
    ended = grants.objects.select_for_update(skip_locked=True, of=("self",)).select_related("unit", "content_object")
    grant = ended.filter(pk=key, until_on__lt=timezone.localdate(now)).first()
    if grant is None:
        return 0
    thing, body = grant.content_object, {"name": grant.unit.name, "until_on": grant.until_on.isoformat()}
    body["history"] = [tracked.delete(grant, by=None)]
    line = Line(stream=thing.stream, act="grant.ended", body=body)
    record([line], commune_id=thing.commune_id, by=None, acting_as=None, at=now)
    return 1


@timed
def remove_ended(now):
    """Ended grants show nothing any more, for their days are asked each time; this takes the rows away."""
    today, count = timezone.localdate(now), 0
    for grants in _tables():
        for key in list(grants.objects.filter(until_on__lt=today).order_by("pk").values_list("pk", flat=True)):
            count += _remove(grants, key, now)
    return count
