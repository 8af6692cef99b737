"""The published form of dossier.json in a package: `dossier.schema.json`, JSON Schema 2020-12, asked before sending."""

import json
from functools import cache
from pathlib import Path

import jsonschema_rs

_FILE = Path(__file__).with_name("dossier.schema.json")
_MOST = 5


def text_of_schema():
    """The schema as it is published, bytes."""
    return _FILE.read_bytes()


@cache
def _validator():
    return jsonschema_rs.Draft202012Validator(json.loads(text_of_schema()))


def faults_of(dossier):
    """Where a dossier does not have the published form: places in it and the rule, at most five; [] where it has.

    No value is told: names stand in them.
    """
    found = []
    for fault in _validator().iter_errors(dossier):
        place = "/".join(str(part) for part in fault.instance_path) or "."
        found.append(f"dossier.json: {place} ({'/'.join(str(part) for part in fault.schema_path)})")
        if len(found) == _MOST:
            break
    return found
