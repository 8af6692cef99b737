"""What a record of access names, in words."""

import pytest
from django.utils import translation

from permissions.ledger.models import AccessRecord
from workflows.trail.reads_words import with_words


@pytest.mark.parametrize(
    ("what", "thing", "part"),
    [
        ("proposal/PQ-2026-0001/papers/3 abc", "Dossier PQ-2026-0001", "papers/3 abc"),
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
