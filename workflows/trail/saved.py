"""Filters of the journal that a person keeps. A preference: no act, and nobody else's business."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.trail.models import SavedFilter

MOST = 20  # of one person
KEPT = ("q", "kind", "act", "person", "unit", "first", "last", "commune")


def saved_by(person):
    """The filters a person keeps, by name: one statement."""
    return SavedFilter.objects.filter(person=person)


def query_of(values):
    """The part of an address that a filter keeps; without cursors, and without what narrows nothing."""
    said = {name: clean_line(str(values.get(name) or ""))[:100] for name in KEPT}
    return urlencode({name: value for name, value in said.items() if value})


def keep_filter(*, person, name, values, now):
    """Keep a filter under a name; the same name again takes its place.

    Raises ValidationError without a name or for a filter that narrows nothing, NotNow when there are too many.
    """
    name, query = clean_line(name), query_of(values)
    if not name:
        raise ValidationError({"name": _("Give the filter a name.")})
    if len(name) > 80:
        raise ValidationError({"name": _("At most %(limit)s characters are taken.") % {"limit": 80}})
    if not query:
        raise ValidationError({"name": _("Narrow the journal first; then keep the filter.")})
    others = saved_by(person).exclude(name=name)
    if others.count() >= MOST:
        raise NotNow(_("You keep %(count)s filters; remove one you no longer need.") % {"count": MOST})
    kept, _is_new = SavedFilter.objects.update_or_create(
        person=person, name=name, defaults={"query": query[:600], "made_at": now}
    )
    return kept


def drop_filter(*, kept):
    """Forget a filter; one that is gone already stays gone."""
    saved_by(kept.person).filter(pk=kept.pk).delete()
