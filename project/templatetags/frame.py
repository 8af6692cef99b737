"""Small pieces of every page: icons, chips, dates, bars, inputs. Built in: no template loads it. No rule lives here."""

from functools import cache

from django import forms, template
from django.forms.boundfield import BoundWidget
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy, ngettext

from permissions.refusals import Pointer
from project.looks import LOOKS, TONES

register = template.Library()


@cache
def _icon(name, css):
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f"icon {css}".strip(),
        static("icons.svg"),
        name,
    )


@register.simple_tag
def icon(name, css=""):
    """A sign from the sprite, hidden from screen readers: words stand beside it."""
    return _icon(str(name), css)


def _chip(label, kind, icon):
    return format_html('<span class="chip chip-{}">{}{}</span>', kind, _icon(icon, "") if icon else "", label)


@register.simple_tag
def chip(label, tone="grey", icon=""):
    """A state in a word, a colour and a sign."""
    if tone not in TONES:
        raise ValueError(f"unknown tone: {tone}")
    return _chip(label, tone, icon)


@register.simple_tag
def state_chip(obj, field="state"):
    """The chip of a choice column: its official word, with the look of the value."""
    tone, sign = LOOKS.get(str(getattr(obj, field)), ("grey", "circle-dashed"))
    return chip(getattr(obj, f"get_{field}_display")(), tone, sign)


@register.simple_tag
def due_chip(due_on, today=None):
    """How a due day stands to today, in calendar days; nothing where no day is set."""
    if not due_on:
        return ""
    left = (due_on - (today or timezone.localdate())).days
    if left < 0:
        late = ngettext("%(days)d day overdue", "%(days)d days overdue", -left) % {"days": -left}
        return _chip(late, "red due", "alert-triangle")
    if left == 0:
        return _chip(gettext("Due today"), "amber due", "clock")
    if left <= 2:
        near = ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
        return _chip(near, "amber due", "clock")
    return _chip(dmy(due_on), "green due", "calendar-event")


@register.simple_tag
@cache
def flow(step, total):
    """How far along its path a dossier is; the words stand beside it."""
    step, total = int(step), int(total)
    width = 100 / total
    kinds = ["done" if part < step else "here" if part == step else "ahead" for part in range(1, total + 1)]
    parts = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" height="6" rx="1.5"/>',
        ((kind, f"{part * width:.2f}", f"{width - 3:.2f}") for part, kind in enumerate(kinds)),
    )
    return format_html(
        '<svg class="flow" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{}</svg>', parts
    )


def _share(part, whole):
    """Percent of the whole with two places, between 0 and 100; an empty whole is nothing."""
    part, whole = int(part), int(whole)
    return f"{min(max(part, 0), whole) * 100 / whole:.2f}" if whole > 0 else "0"


@register.simple_tag
def bar(part, whole, mark_part=None, mark_whole=None, tone="green"):
    """Part of a whole as a bar, with a mark at mark_part / mark_whole where a threshold counts."""
    words = gettext("%(part)d of %(whole)d") % {"part": int(part), "whole": int(whole)}
    mark = ""
    if mark_whole:
        words += gettext(", threshold %(part)d/%(whole)d") % {"part": int(mark_part), "whole": int(mark_whole)}
        mark = format_html('<rect class="mark" x="{}" y="0" width=".8" height="12"/>', _share(mark_part, mark_whole))
    return format_html(
        '<svg class="bar bar-{}" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="track" y="2" width="100" height="8"/><rect class="part" y="2" width="{}" height="8"/>{}</svg>',
        tone,
        words,
        _share(part, whole),
        mark,
    )


@register.simple_tag
def told(sentence):
    """A sentence of a refusal, with the way to where what it asks for is done, if it knows one."""
    if not isinstance(sentence, Pointer):
        return sentence
    way = reverse(sentence.place, args=sentence.arguments)
    return format_html('{} <a href="{}">{}</a>', sentence, way, gettext("Record it"))


@register.simple_tag
def avatar(person):
    """Initials in a circle; the name stands beside it."""
    return format_html('<span class="avatar-round" aria-hidden="true">{}</span>', person.initials)


CHOICE_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def is_choice_list(field):
    """Radios and check boxes: a group of inputs under one legend."""
    return isinstance(field.field.widget, CHOICE_WIDGETS)


@register.filter
def is_tick(field):
    """One check box: its label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag
def widget(field):
    """The input of a bound field with the classes of its kind; dates are typed as dd/mm/yyyy."""
    kind = field.field.widget
    attrs = {"class": "form-control"}
    if isinstance(kind, forms.CheckboxInput):
        attrs["class"] = "form-check-input"
    elif isinstance(kind, forms.Select):
        attrs["class"] = "form-select"
    elif isinstance(kind, forms.DateInput):
        example = gettext("dd/mm/yyyy")
        attrs |= {"class": "form-control date", "placeholder": example, "inputmode": "numeric"}
    elif isinstance(kind, forms.Textarea) and kind.attrs.get("rows") == "10":
        attrs["rows"] = "4"  # Django's own ten rows fill a phone
    if field.errors:
        attrs["class"] += " is-invalid"
    attrs["class"] = f"{attrs['class']} {kind.attrs.get('class', '')}".strip()
    for name in ("placeholder", "inputmode", "autocomplete"):
        if name in kind.attrs:
            attrs[name] = kind.attrs[name]
    return field.as_widget(attrs=attrs)


@register.simple_tag
def choices(field):
    """The inputs of a group of radios or check boxes, with the class of their kind."""
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": "form-check-input"})
    kind = field.field.widget
    found = kind.subwidgets(field.html_name, field.value(), attrs=attrs)
    return [BoundWidget(kind, choice, field.form.renderer) for choice in found]


# Where Django asks to fill in a field, a choice, a tick and a file are asked for as what they are.
_ASKED = (
    ((*CHOICE_WIDGETS, forms.Select), gettext_lazy("Choose one of these.")),
    (forms.CheckboxInput, gettext_lazy("Tick this box.")),
    (forms.FileInput, gettext_lazy("Choose a file.")),
)


@register.filter
def sentences(field):
    """What is wrong with a bound field, in words."""
    kind, unfilled = field.field.widget, forms.Field.default_error_messages["required"]
    asked = next((sentence for kinds, sentence in _ASKED if isinstance(kind, kinds)), unfilled)
    return [asked if sentence == unfilled else sentence for sentence in field.errors]


@register.filter
def has_lost_file(field):
    """Was a file sent with this field, and the form refused for something else?"""
    form = field.form
    return form.is_bound and field.html_name in form.files and bool(form.errors) and not field.errors


@register.filter
def dmy(value):
    """A day (or the day of a moment, in local time) as dd/mm/yyyy."""
    return formats.date_format(_local(value), "d/m/Y") if value else ""


@register.filter
def dmyhm(value):
    """A moment in local time as hh:mm dd/mm/yyyy."""
    return formats.date_format(_local(value), "H:i d/m/Y") if value else ""


def _local(value):
    return timezone.localtime(value) if hasattr(value, "tzinfo") and timezone.is_aware(value) else value


@register.filter
def plain(value):
    """A number without grouping, for attributes: 1234, never 1.234."""
    return "" if value is None else str(value)


@register.filter
def dong(value):
    """An amount in đồng, grouped."""
    return "" if value is None else f"{formats.number_format(value, 0, force_grouping=True)} đồng"


@register.filter
def file_size(size_bytes):
    """Bytes as KB or MB, one decimal place from one MB on."""
    size_bytes = int(size_bytes or 0)
    if size_bytes < 1024 * 1024:
        return f"{formats.number_format(-(-size_bytes // 1024), 0)} KB"
    return f"{formats.number_format(size_bytes / (1024 * 1024), 1)} MB"


@register.filter
def short_hash(digest):
    """The first eight signs of a digest (text or bytes); the whole stands in the trail."""
    return bytes(digest).hex()[:8] if isinstance(digest, (bytes, memoryview)) else str(digest or "")[:8]


@register.filter
def element_id(bound_field):
    """What the summary of errors links to: the input itself, or the first of a group."""
    return bound_field.id_for_label or bound_field.auto_id
