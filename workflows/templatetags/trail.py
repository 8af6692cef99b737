"""The timeline of a stream, for any page that shows the thing."""

from django import template

from workflows.trail.queries import timeline as events_of

register = template.Library()
LAST_ACTS = 6


@register.inclusion_tag("workflows/trail/timeline.html")
def timeline(stream, sight=None, sisters=()):
    """What happened to the thing, newest first, with the numbers of the chain.

    sight: of a letter or dossier. sisters: dossiers of its family that the reader may see.
    """
    return {"entries": events_of(stream, sight=sight, linked={sister.code for sister in sisters})}


@register.inclusion_tag("parts/timeline.html")
def last_acts(stream, sight):
    """The newest entries, for the corner of a page."""
    return {"entries": events_of(stream, sight=sight, limit=LAST_ACTS)}
