"""The timeline of a stream, for any page that shows the thing."""

from django import template

from workflows.trail.queries import timeline as events_of

register = template.Library()


@register.inclusion_tag("workflows/trail/timeline.html")
def timeline(stream, for_unit=False):
    """What happened to the thing, newest first, with the numbers of the chain."""
    return {"entries": events_of(stream, for_unit=for_unit)}
