"""Every act is told in words: of a body as it is really written nothing raw is shown, and no key of it is forgotten."""

import re

import pytest
from django.utils import translation

from permissions.ledger.renamed import ACTS as RENAMED
from tests.project.act_table import ACTS
from tests.workflows.trail.bodies import BODIES, KEY, STATES
from workflows.trail import files_told
from workflows.trail.details import SILENT, TOLD, details_in_words
from workflows.trail.files_told import files_in_words
from workflows.trail.words import changes_in_words, state_in_words

# What no reader should meet: JSON, keys and hashes, days of machines, words of the program.
RAW = re.compile(
    r"[{}\[\]\"']|\b[a-z]+_[a-z_]+\b|[0-9a-f]{12,}|#\d|\d{4}-\d\d-\d\d|\b(None|True|False|null)\b|" + str(KEY)
)
WORD_OF_THE_PROGRAM = re.compile(r"[a-z]+(_[a-z]+)*")
TYPED = {"username"}  # what people typed may look like a word of the program


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def lines_of(act, body):
    """Everything a reader is told beside the sentence and the reason."""
    changes = changes_in_words(f"{act.split('.')[0]}/PQ-2026-0001", act, body, {})
    told = [str(part) for change in changes for part in change]
    return [*told, *details_in_words(act, body, {}), *(str(file.name) for file in files_in_words(body))]


def words_in(body):
    """Every word of the program that stands in a body, but what people typed."""
    if isinstance(body, dict):
        return {word for key, value in body.items() if key not in TYPED for word in words_in(value)}
    if isinstance(body, list):
        return {word for each in body for word in words_in(each)}
    return {body} if isinstance(body, str) and WORD_OF_THE_PROGRAM.fullmatch(body) else set()


def test_every_act_has_a_body_here():
    assert BODIES.keys() == ACTS.keys() - RENAMED.keys()


@pytest.mark.parametrize("act", sorted(BODIES))
def test_nothing_raw_is_shown(act):
    for body in BODIES[act]:
        lines = lines_of(act, body)

        text = "\n".join(lines)
        assert [line for line in lines if RAW.search(line)] == []
        assert [word for word in sorted(words_in(body)) if re.search(rf"\b{word}\b", text)] == []
        assert [line for line in lines if not line.strip()] == []


@pytest.mark.parametrize("act", sorted(BODIES))
def test_every_key_of_a_body_is_told_or_kept_silent_for_a_reason(act):
    known = TOLD.keys() | SILENT.keys() | files_told.KEYS

    assert {key for body in BODIES[act] for key in body} - known == set()


def test_no_word_is_kept_for_a_key_that_no_act_writes():
    written = {"history", *(key for bodies in BODIES.values() for body in bodies for key in body)}

    assert (TOLD.keys() | SILENT.keys() | files_told.KEYS) - written == set()


@pytest.mark.parametrize("act", sorted(BODIES))
def test_a_changed_field_is_called_as_people_call_it(act):
    for body in BODIES[act]:
        labels = {label.lower() for label, *_values in changes_in_words("x/1", act, body, {})}

        assert [name for name in body.get("changes", {}) if name.replace("_", " ") in labels] == []


# Of the system alone: they follow from what is told, or from the desk a thing lies on.
UNTOLD = {"search_key", "sort_key", "name_key", "row_version", "desk_unit", "desk_office", "commune", "unit"}


@pytest.mark.parametrize("act", sorted(BODIES))
def test_every_change_is_told_but_those_of_the_system(act):
    for body in BODIES[act]:
        told = len(changes_in_words("x/1", act, body, {}))
        left_out = body.get("changes", {}).keys() & UNTOLD if act != "arrival.changed" else set()

        assert told == len(body.get("changes", {})) - len(left_out)


@pytest.mark.parametrize(("act", "state"), sorted({(act, each) for act, states in STATES.items() for each in states}))
def test_a_state_is_called_as_people_call_it(act, state):
    assert state_in_words(f"{act.split('.')[0]}/PQ-2026-0001", act, state) != state


@pytest.mark.parametrize("act", ["ledger_key.first", "ledger_key.rotated", "ledger_key.replaced"])
def test_a_key_is_told_by_its_fingerprint_alone(act):
    (body, *_more) = BODIES[act]

    assert details_in_words(act, body, {}) == []
    assert [(str(file.name), file.sha256) for file in files_in_words(body)] == [
        ("Dấu vân tay của khóa", body["fingerprint"])
    ]


def test_no_vote_is_told_before_its_result_is_announced():
    body = {"proposal": "PQ-2026-0001", "counts": {"yes": 7, "no": 2}, "exceptions": [], "room": 9}

    assert details_in_words("meeting.hands", body, {}) == ["PQ-2026-0001"]
    assert details_in_words("meeting.voted", {"proposal": "PQ-2026-0001", "votes": [{"choice": "yes"}]}, {}) == [
        "PQ-2026-0001"
    ]
