"""dossier.json has the form that is published with it, and nothing is sent where it has not."""

import copy
import json
import zipfile

import jsonschema_rs
import pytest

from documents.attachments.store import path_of
from permissions.refusals import NotNow
from workflows.handoff import contents, services
from workflows.handoff.dossier_schema import faults_of, text_of_schema

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(above):
    return above.forwarded()


def packed(letter, name):
    with zipfile.ZipFile(path_of(letter.sendings.get().sha256)) as package:
        return package.read(f"{letter.code}-1/data/{name}")


def test_the_package_carries_the_form_of_its_dossier(letter):
    schema = json.loads(packed(letter, "dossier.schema.json"))
    dossier = json.loads(packed(letter, "dossier.json"))

    jsonschema_rs.meta.validate(schema)
    assert packed(letter, "dossier.schema.json") == text_of_schema()
    assert list(jsonschema_rs.Draft202012Validator(schema).iter_errors(dossier)) == []
    assert dossier["schema"] == schema["properties"]["schema"]["const"] == contents.SCHEMA


def test_each_part_that_is_missing_added_or_of_another_kind_is_named_without_what_stands_there(letter):
    dossier = json.loads(packed(letter, "dossier.json"))
    faults = {}
    for name, place, value in (
        ("added", ("nominees", 0), {"ballots": []}),
        ("other kind", ("nominees", 0, "votes", 0), {"yes": "8"}),
        ("bad hash", ("versions", 0), {"sha256": "Nguyễn Thị Hòa"}),
        ("no day", ("letter",), {"date": "20/11/2026"}),
        ("out of the package", ("nominees", 0, "papers", "shared", 0), {"path": "../etc"}),
    ):
        wrong = copy.deepcopy(dossier)
        part = wrong
        for step in place:
            part = part[step]
        part.update(value)
        faults[name] = faults_of(wrong)
    del dossier["letter"]["signer"]

    assert {name: len(found) for name, found in faults.items()} == dict.fromkeys(faults, 1)
    assert "Nguyễn Thị Hòa" not in str(faults)
    assert faults_of(dossier) == ["dossier.json: letter ($defs/letter/required)"]


def test_what_has_another_form_is_not_sent(above, monkeypatch):
    letter = above.signed()
    monkeypatch.setattr(contents, "SCHEMA", "bangvang-package-1")

    with pytest.raises(NotNow, match=r"dossier\.json: schema") as refusal:
        services.forward(transmittal=letter, row_version=letter.row_version, by=above.town.records_clerk)

    assert "bangvang" not in str(refusal.value)
    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.sendings.count()) == ("signed", "", 0)
