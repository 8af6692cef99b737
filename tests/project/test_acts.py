"""Every act has its name for ever and a sentence that a layman reads in Vietnamese."""

import subprocess
import sys
from importlib import import_module

import pytest
from django.utils import translation

from permissions.ledger import acts, renamed
from tests.architecture.calls import module_of
from tests.architecture.sources import code, text_of
from tests.project.act_table import ACTS


@pytest.fixture(scope="module", autouse=True)
def _everything_is_declared():
    """Commands and jobs declare acts too; whoever writes an act has imported it."""
    for path in code():
        if "acts.declare(" in text_of(path):
            import_module(module_of(path))


def test_every_act_stands_in_the_table_and_none_has_vanished():
    ours = {act for act in acts.declared() if not act.startswith("test.")}  # other tests declare theirs

    assert ours | renamed.ACTS.keys() == ACTS.keys()


@pytest.mark.parametrize("act", ACTS)
def test_sentence_people_read(act):
    with translation.override("vi"):
        assert acts.sentence(act) == ACTS[act]


def test_a_server_that_ran_no_command_knows_every_act():
    asked = "import django; django.setup(); import project.urls; from permissions.ledger import acts"
    told = "print(*acts.declared())"

    run = subprocess.run([sys.executable, "-c", f"{asked}; {told}"], capture_output=True, text=True, check=True)

    assert ACTS.keys() - renamed.ACTS.keys() - set(run.stdout.split()) == set()


def test_sentences_are_short_and_follow_a_name():
    odd = [
        told for told in ACTS.values() if len(told) > 110 or told[-1] == "." or not told.startswith(("đã ", "không "))
    ]

    assert odd == []
