"""The machine as a picture: states in the order of the path, moves as arcs; made anew from the transitions."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from workflows.approval.machine import ProposalFlow
from workflows.approval.path import edges

ROW, BOX_X, BOX_WIDTH, BOX_HEIGHT, REACH = 46, 250, 220, 30, 11


def _y(order, state):
    return order.index(state) * ROW + 10


def _arc(order, source, target):
    """Forward moves run on the right, moves back on the left; longer ones further out."""
    start, end = _y(order, source) + BOX_HEIGHT / 2, _y(order, target) + BOX_HEIGHT / 2
    steps = order.index(target) - order.index(source)
    if steps == 1:
        return f"M{BOX_X + BOX_WIDTH / 2} {start + BOX_HEIGHT / 2}V{end - BOX_HEIGHT / 2}"
    side = BOX_X + BOX_WIDTH if steps >= 0 else BOX_X
    out = min(abs(steps) * REACH + 25, 235) * (1 if steps >= 0 else -1)
    if steps == 0:
        return f"M{side} {start - 6}C{side + 30} {start - 18} {side + 30} {start + 18} {side} {start + 6}"
    return f"M{side} {start}C{side + out} {start} {side + out} {end} {side} {end}"


def drawing(here=None, flow=ProposalFlow):
    """The SVG of the whole path; `here` is the state to mark."""
    order = list(flow.S)
    found = {}
    for source, target, label, _slug in edges(flow):
        found.setdefault((source, target), []).append(str(label))
    arcs = format_html_join(
        "",
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.5" marker-end="url(#tip)"><title>{}</title></path>',
        (
            (
                _arc(order, source, target),
                "#2f7d4f" if order.index(target) > order.index(source) else "#8a5a00",
                f"{source.label} → {target.label}: {', '.join(labels)}",
            )
            for (source, target), labels in found.items()
        ),
    )
    boxes = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="8" fill="{}" stroke="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="13" fill="{}">{}</text>',
        (
            (
                BOX_X,
                _y(order, state),
                BOX_WIDTH,
                BOX_HEIGHT,
                "#0a5aa8" if state == here else "#ffffff",
                "#0a5aa8" if state == here else "#9aa8b6",
                BOX_X + BOX_WIDTH / 2,
                _y(order, state) + 20,
                "#ffffff" if state == here else "#16232f",
                state.label,
            )
            for state in order
        ),
    )
    tip = mark_safe(
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#4b5a6b"/></marker></defs>'
    )
    return format_html(
        '<svg class="path-drawing" viewBox="0 0 720 {}" role="img" aria-label="{}">{}{}{}</svg>',
        len(order) * ROW + 10,
        _("The path of a proposal; the list below says the same in words."),
        tip,
        arcs,
        boxes,
    )
