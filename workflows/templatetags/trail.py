"""The timeline of a stream, for any page that shows the thing."""

from django import template

from documents.catalogue.models import RuleSet
from permissions import access
from permissions.pages import held_by
from permissions.people.models import Unit, User
from workflows.trail.bundles.making import RIGHT
from workflows.trail.differences import changed_since_endorsed
from workflows.trail.queries import by_day
from workflows.trail.queries import timeline as events_of
from workflows.trail.readers import is_trail_page_read

register = template.Library()
LAST_ACTS = 6
ON_A_PAGE = 40  # the page of the trail goes on
_BY_KEY = {User: "trail:person", Unit: "trail:unit", RuleSet: "trail:rules"}


@register.inclusion_tag("workflows/trail/timeline.html")
def timeline(stream, sight=None, sisters=()):
    """What happened to the thing, newest first, folded by day, and the way to its whole trail.

    sight: of a letter or dossier. sisters: dossiers of its family that the reader may see.
    """
    found = events_of(stream, sight=sight, linked={sister.code for sister in sisters}, limit=ON_A_PAGE + 1)
    return {"days": by_day(found[:ON_A_PAGE]), "has_older": len(found) > ON_A_PAGE, "stream": stream}


@register.inclusion_tag("parts/timeline.html")
def last_acts(stream, sight):
    """The newest entries, for the corner of a page."""
    return {"entries": events_of(stream, sight=sight, limit=LAST_ACTS)}


@register.inclusion_tag("workflows/trail/changed_since.html")
def list_changes(proposal):
    """Where the dossier was sent more than once: what changed, above all since the office endorsed it."""
    return {"proposal": proposal, "since": changed_since_endorsed(proposal)}


@register.inclusion_tag("workflows/trail/bundles/link.html", takes_context=True)
def bundle_link(context, thing):
    """The way to the bundle of a thing, for who may make one."""
    held, offices = held_by(context["request"]), access.offices_with(RIGHT)
    kind, _slash, code = thing.stream.partition("/")
    return {"may_make": any(c.office in offices and c.reaches(thing) for c in held), "kind": kind, "code": code}


@register.inclusion_tag("workflows/trail/link.html", takes_context=True)
def trail_link(context, thing, look="btn"):
    """The way to the trail of a thing that the page shows, for who may read it. look: class of the link."""
    if not is_trail_page_read(thing, held_by(context["request"])):
        return {}
    page = _BY_KEY.get(type(thing))
    return {"page": page or "trail:stream", "key": thing.pk if page else thing.stream, "look": look}
