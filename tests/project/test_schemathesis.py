"""Whatever is sent in the shapes that the description tells, or against them: no endpoint answers 500, to nobody."""

from itertools import islice

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from schemathesis import GenerationMode

from permissions.people import tokens
from permissions.roles import RIGHTS_OF, Office
from project.api import description
from tests.project.api_said import ApiWorld

pytestmark = [
    pytest.mark.django_db,
    # The client of these tests does not close the files that endpoints give out.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
MOST_CASES = 12  # of the deterministic ones, for each endpoint
EXAMPLES = 6  # of the drawn ones, for each endpoint


def _holder(cast, right):
    """Somebody of the commune who holds the right, rather of the office than of a unit; else anybody."""
    people = {**cast.here.person, "administrator": cast.administrator}
    holders = [office for office in Office if right in RIGHTS_OF[office] and office in people]
    near = [office for office in holders if not office.startswith("unit_")]
    return people[(near or holders or ["office_reviewer"])[0]]


class Tokens(dict):
    """{person: headers}, one token each."""

    def __missing__(self, person):
        self[person] = {"Authorization": f"Bearer {tokens.issue(user=person)[1]}"}
        return self[person]


def _names(world):
    """{what stands before a parameter in an address: values that exist}"""
    first = {
        "letters": ["draft", "sent", "handed"],
        "proposals": ["review", "returned", "appraised", "submitted", "awaiting"],
        "meetings": ["sitting", "prepared", "closed"],
        "decisions": ["drafted", "signed", "issued"],
        "opinions": ["asked", "asked_on_paper"],
        "campaigns": ["campaign"],
        "councils": ["council"],
        "people": ["person"],
        "appointments": ["appointment"],
        "deputisings": ["deputising", "waiting_deputy"],
        "rule-sets": ["own_rules", "national"],
        "form-rules": ["form_rule"],
        "required-papers": ["required_paper"],
        "time-limits": ["time_limit"],
        "multipliers": ["multiplier"],
        "instruments": ["instrument"],
        "base-wages": ["base_wage"],
        "grounds": ["ground"],
        "holidays": ["holiday"],
    }
    second = {
        "nominations": "draft_row",
        "papers": "draft_paper",
        "files": "answered_file",
        "remarks": "review_remark",
        "vote-rules": "vote_rule",
    }
    return {
        **{word: [world.args(thing)[0] for thing in things] for word, things in first.items()},
        **{word: [world.args(thing)[1]] for word, thing in second.items()},
        "agenda": [world.args("sitting_item")[1], world.args("prepared_item")[1]],
        "units": ["PQ-TH"],
        "award-forms": ["gk-xa"],
        "versions": [1],
    }


def _aim(case, names, number):
    """Every second case is aimed at something that is there, as it is now."""
    if number % 2:
        return case
    parts = case.path.split("/")
    for place, part in enumerate(parts):
        known = names.get(parts[place - 1])
        if part.startswith("{") and known:
            case.path_parameters[part.strip("{}")] = known[number // 2 % len(known)]
    if isinstance(case.body, dict) and "row_version" in case.body:
        case.body["row_version"] = 1 + number % 7
    return case


@pytest.fixture
def one_connection():
    """The server closes connections between requests; here all requests share the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def served(cast, rules, one_connection):
    """The description as it is served, and the world it is tried on."""
    world = ApiWorld(cast)
    assert world.table
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application()), world


def _operations(schema):
    return [found.ok() for found in schema.get_all_operations()]


def _status(case, headers):
    """The answer to a case; whatever it did is undone."""
    point = transaction.savepoint()
    try:
        return case.call(headers=headers).status_code
    finally:
        transaction.savepoint_rollback(point)


def _right(operation):
    return operation.definition.raw["x-right"]


def test_cases_at_every_limit_never_end_in_a_fault(served):
    schema, world = served
    names, headers_of, faults, tried = _names(world), Tokens(), [], 0

    for operation in _operations(schema):
        headers = headers_of[_holder(world.cast, _right(operation))]
        cases = schema.iter_coverage_cases(
            operation, generation_modes=list(GenerationMode), generation_config=schema.config.generation
        )
        for number, case in enumerate(islice(cases, MOST_CASES)):
            status = _status(_aim(case, names, number), headers)
            tried += 1
            if status >= 500:
                faults.append(f"{operation.label}: {status} {case.as_curl_command()}")

    assert faults == []
    assert tried > len(description()["paths"]) * 3


def _examples(operation, names, headers, faults):
    """A function that tries drawn cases of an endpoint, most as its holder, some as others and as nobody."""

    @bounds(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), number=st.integers(0, 7))
    def try_out(case, number):
        status = _status(_aim(case, names, number), headers[number % len(headers) if number > 3 else 0])
        if status >= 500:
            faults.append(f"{operation.label}: {status} {case.as_curl_command()}")

    return try_out


def test_drawn_examples_never_end_in_a_fault(served):
    schema, world = served
    names, headers_of, faults = _names(world), Tokens(), []
    others = [headers_of[world.cast.here.office_reviewer], headers_of[world.cast.stranger], {}]

    for operation in _operations(schema):
        headers = [headers_of[_holder(world.cast, _right(operation))], *others]
        _examples(operation, names, headers, faults)()

    assert faults == []
