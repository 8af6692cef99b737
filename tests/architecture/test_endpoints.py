"""Every deed of the services is reached through the API: what a page can do, a program can do."""

import ast
import importlib
import inspect
import typing

import pytest

from permissions.names import RIGHTS
from project.api import description
from tests.architecture.sources import PACKAGES, code, name_of, tree_of
from workflows.approval import letter_services, schemas, services
from workflows.council import api as council_api
from workflows.council import schemas as council_schemas
from workflows.decisions import schemas as decision_schemas
from workflows.decisions import services as decision_services
from workflows.handoff import services as handoff_services
from workflows.offers import schemas as offer_schemas
from workflows.offers import services as offer_services
from workflows.revocations import services as amendment_services

# Deeds without an endpoint of their own, each with its reason.
WITHOUT = {
    "documents.catalogue.services.mark_used": "part of other deeds",
    "documents.printing.services.keep": "part of the deeds that issue a paper",
    "permissions.ledger.services.compose": "part of every deed",
    "permissions.ledger.services.record": "part of every deed",
    "workflows.council.agenda_services.move_item": "PUT /meetings/{code}/agenda puts the whole agenda in order",
    "workflows.council.services.finish": "part of other deeds",
    "workflows.handoff.services.move_with_dossiers": "part of other deeds",
    "workflows.notices.services.settle": "part of every move",
    "workflows.notices.services.tell": "part of every move",
    "workflows.handoff.province_services.lock_letter": "part of other deeds",
}


def _deeds():
    """Every public function of a services module (or of tokens) that somebody does: it takes `by`."""
    for path in code(PACKAGES):
        name = name_of(path).removesuffix(".py").replace("/", ".")
        if not name.startswith("project") and name.endswith(("services", "tokens")):
            module = importlib.import_module(name)
            for function in vars(module).values():
                is_own = inspect.isfunction(function) and function.__module__ == name
                if is_own and not function.__name__.startswith("_") and "by" in inspect.signature(function).parameters:
                    yield f"{name}.{function.__name__}"


def _called_in(paths):
    """Names called or taken as `services.name` in these files."""
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for path in paths
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute | ast.Name)
    }


def test_every_deed_has_its_endpoint():
    apis = [path for path in code(PACKAGES) if path.name == "api.py" or path.name.endswith("_api.py")]
    tables = {*services.DEEDS, *letter_services.DEEDS}
    named = (
        *decision_services.DEEDS.values(),
        *offer_services.DEEDS.values(),
        *handoff_services.DEEDS.values(),
        *amendment_services.DEEDS.values(),
    )
    reached = _called_in(apis) | tables | {deed.__name__ for deed in named}

    assert {deed for deed in _deeds() if deed.rpartition(".")[2] not in reached} == set(WITHOUT)


@pytest.mark.parametrize(
    ("shape", "table"),
    [
        (schemas.LetterMove, letter_services.DEEDS),
        (schemas.ProposalMove, services.DEEDS),
        (council_schemas.MeetingMove, council_api.MOVES),
        (decision_schemas.DecisionMove, decision_services.DEEDS),
        (offer_schemas.OfferMove, offer_services.DEEDS),
    ],
)
def test_the_moves_of_an_endpoint_are_those_of_the_table(shape, table):
    assert set(typing.get_args(shape.model_fields["move"].annotation)) == set(table)


def test_every_endpoint_names_a_right():
    rights = {operation["x-right"] for methods in description()["paths"].values() for operation in methods.values()}

    assert rights - RIGHTS.keys() == {"open", "signed_in"}


def test_no_endpoint_asks_the_database_for_rules():
    """No file of the API writes: it calls a deed."""
    writes = {"save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    apis = [path for path in code(PACKAGES) if path.name == "api.py" or path.name.endswith("_api.py")]

    found = {
        f"{name_of(path)}:{node.lineno} {node.func.attr}"
        for path in apis
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes
    }

    assert found == set()
