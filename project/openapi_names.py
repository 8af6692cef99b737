"""Schemas in the description of the API: two classes of one name are two schemas, each named with its topic too.

django-ninja 1.7 keeps one schema for a name, whichever class came last.
"""

import re
from collections import Counter

from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.schema import NinjaGenerateJsonSchema

_PREFIX, _OF = REF_TEMPLATE.format(model=""), "x-of"


class _Marked(NinjaGenerateJsonSchema):
    """Every schema says of which class it is."""

    def model_schema(self, schema):
        return super().model_schema(schema) | {_OF: _whole_name(schema["cls"])}

    def enum_schema(self, schema):
        return super().enum_schema(schema) | {_OF: _whole_name(schema["cls"])}


def _whole_name(cls):
    return f"{cls.__module__}.{re.sub(r'[^A-Za-z0-9]+', '_', cls.__name__).strip('_')}"


class _ByWholeName:
    """A model as the description asks for it, with the whole names of its classes."""

    def __init__(self, model):
        self._model = model

    def __getattr__(self, name):
        return getattr(self._model, name)

    def model_json_schema(self, **how):
        schema = self._model.model_json_schema(**how | {"schema_generator": _Marked})
        schema.pop(_OF, None)
        inner = schema.pop("$defs", {})
        names = {name: told.pop(_OF) for name, told in inner.items()}
        defined = {names[name]: _renamed(told, names) for name, told in inner.items()}
        return _renamed(schema, names) | ({"$defs": defined} if defined else {})


class _WithAllSchemas(OpenAPISchema):
    def _create_schema_from_model(self, model, *args, **kwargs):
        return super()._create_schema_from_model(_ByWholeName(model), *args, **kwargs)

    def _extract_parameters(self, model):
        return super()._extract_parameters(model if isinstance(model, _ByWholeName) else _ByWholeName(model))


def description_of(api, path_prefix):
    """What django-ninja tells of an API, with every schema under a name of its own."""
    told = _WithAllSchemas(api, path_prefix)
    schemas = told["components"]["schemas"]
    names = short_names(schemas)
    told["paths"] = _renamed(told["paths"], names)
    told["components"]["schemas"] = {names[name]: _renamed(schema, names) for name, schema in schemas.items()}
    return told


def _renamed(value, names):
    """JSON values whose references bear the new names."""
    if isinstance(value, dict):
        return {key: _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    if isinstance(value, str) and value.startswith(_PREFIX):
        return _PREFIX + names[value.removeprefix(_PREFIX)]
    return value


def _calls(whole_name):
    """The names that a class may go by, the shortest first: its own, with its topic, with its file."""
    *topics, file, own = whole_name.split(".")
    topic = topics[-1].title().replace("_", "") if topics else ""
    return own, f"{topic}{own}", f"{topic}{file.title().replace('_', '')}{own}"


def short_names(whole_names):
    """{whole name: the shortest name that no other class goes by}"""
    taken = [Counter(calls) for calls in zip(*map(_calls, whole_names), strict=True)]
    return {
        name: next((call for call, count in zip(_calls(name), taken, strict=True) if count[call] == 1), name)
        for name in whole_names
    }
