"""What a record of access names, in words."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from permissions.ledger.models import AccessRecord
from workflows.trail.reads_words import with_words


@pytest.mark.parametrize(
    ("what", "thing", "part"),
    [
        ("proposal/PQ-2026-0001/papers/3 abc", "Dossier PQ-2026-0001", "Papers 3 abc"),
        ("proposal/PQ-2026-0001/4", "Dossier PQ-2026-0001", "entry 4 of the trail"),
        ("proposal/PQ-2026-0001/print/appraisal", "Dossier PQ-2026-0001", "Report of the appraisal"),
        ("proposal/PQ-2026-0001/print/nothing", "Dossier PQ-2026-0001", "print/nothing"),
        ("proposal/PQ-2026-0001/extract/PQ-2026-M001", "Dossier PQ-2026-0001", "Extract of the minutes PQ-2026-M001"),
        ("letter/PQ-2026-L0001/print/report", "Letter PQ-2026-L0001", "Report of achievement"),
        ("meeting/PQ-2026-M001/minutes/word", "Meeting PQ-2026-M001", "Minutes word"),
        ("meeting/PQ-2026-M001/dossiers.pdf", "Meeting PQ-2026-M001", "Dossiers of the meeting pdf"),
        ("meeting/PQ-2026-M001/bundle abc", "Meeting PQ-2026-M001", "Bundle of evidence abc"),
        ("opinion/PQ-2026-Y001 PQ-2026-0001", "Opinion asked PQ-2026-Y001", "PQ-2026-0001"),
        ("arrival/PQ/2026/7 abc", "Arrival PQ/2026/7", "abc"),
        ("register/PQ/decision/2026/book", "Register of numbers PQ/decision/2026", "Book of the register"),
        (
            "amendment/PQ-2026-R001/papers/issued abc",
            "Cancelling or correcting decision PQ-2026-R001",
            "Papers issued abc",
        ),
        ("conclusion/PQ-2026-M001-PQ-TH.pdf", "Conclusion PQ-2026-M001-PQ-TH.pdf", ""),
        ("ledger/keys/2", "Keys of the checkpoints 2", ""),
        ("checkpoint/3", "Checkpoint 3", ""),
        ("decisions?state=signed", "Decisions", "state=signed"),
        ("catalogue/holidays?", "Holidays", ""),
        ("inbox/done?q=hoa", "Done by me", "q=hoa"),
        ("reads?commune=installation", "Who opened what", "commune=installation"),
        ("catalogue/rules/2", "Catalogue of rules", "2"),
        ("inbox/nothing?q=hoa", "", "inbox/nothing?q=hoa"),
        ("not_found GET /proposals/PQ-1999-0001/", "", "not_found GET /proposals/PQ-1999-0001/"),
    ],
)
def test_what_was_opened_or_taken_out_is_named_in_words(what, thing, part):
    with translation.override("en"):
        (record,) = with_words([AccessRecord(what=what)])

        assert (record.thing, record.part) == (thing, part)


def _lists_taken_out():
    """The own address of every list, as the code that gives it out names it for the record."""
    for package in ("permissions", "documents", "workflows", "project"):
        for file in Path(settings.ROOT, package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "export_response":
                    yield node.args[1]


def test_every_list_that_is_taken_out_has_a_word():
    named = [one.value for one in _lists_taken_out() if isinstance(one, ast.Constant)]

    records = with_words([AccessRecord(what=f"{name}?") for name in named])

    assert len(named) > 25
    assert [record.what for record in records if not record.thing] == []
