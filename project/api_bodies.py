"""Reading JSON bodies strictly, writing them plainly, and telling in sentences where a request has the wrong shape."""

import json
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

_DEEPEST = 20


def _refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


def _depth(value):
    """How deep lists and objects lie in one another."""
    depth, level = 0, [value]
    while level:
        depth += 1
        inner = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list))
        level = [item for items in inner for item in items]
        if depth > _DEEPEST:
            break
    return depth


class _Encoder(NinjaJSONEncoder):
    """Moments in one zone, UTC, wherever they were made."""

    def default(self, o):
        return super().default(o.astimezone(UTC) if isinstance(o, datetime) else o)


class TextRenderer(JSONRenderer):
    """JSON with letters as they are: Vietnamese is read and costs half."""

    encoder_class = _Encoder
    json_dumps_params = {"ensure_ascii": False}


class BodyParser(Parser):
    """JSON alone, in UTF-8, without NaN, not nested without end; an object."""

    def parse_body(self, request):
        # The body of multipart requests is handed on part by part, without a type of its own.
        kind = getattr(request, "content_type", None)
        if kind not in (None, "", "application/json") and request.META.get("CONTENT_TYPE"):
            raise HttpError(415, _("Send the body as application/json."))
        try:
            data = json.loads(request.body.decode("utf-8"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise HttpError(400, _("The body is not valid JSON in UTF-8.")) from None
        if _depth(data) > _DEEPEST:
            raise HttpError(400, _("The body is nested too deeply."))
        return data


def _sentence(fault):
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return _("This field is required.")
    if kind == "extra_forbidden":
        return _("There is no such field here.")
    if kind in ("enum", "literal_error"):
        return _("Choose one of: %(choices)s.") % {"choices": limits.get("expected", "")}
    if kind == "string_too_long":
        return _("At most %(count)s characters.") % {"count": limits["max_length"]}
    if kind.startswith(("date", "timezone")):
        return _("Write the day as 2026-09-05, a moment as 2026-09-05T14:00:00+07:00.")
    if kind.startswith(("int", "greater_than", "less_than")):
        return _("This number is not possible here.")
    if kind.startswith("bool"):
        return _("Write true or false.")
    return _("This value is not possible here.")


def _field(place):
    """The field's name for the caller: without the source and the name of our parameter."""
    source, *names = map(str, place)
    return ".".join(names[1:] if source == "body" and len(names) > 1 else names) or source


def sentences_of(faults):
    """{field: [sentences]} of what django-ninja found."""
    told = {}
    for fault in faults:
        told.setdefault(_field(fault["loc"]), []).append(_sentence(fault))
    return told
