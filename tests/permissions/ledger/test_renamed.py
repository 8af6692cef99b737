"""Names of an earlier day: translated when read, in no entry rewritten."""

import pytest
from django.db import transaction

from permissions.ledger import acts, renamed
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import entries_of
from permissions.ledger.services import Line, record
from permissions.ledger.verify import verify

# Typed by hand: what was renamed since the first entry was written. Nothing may ever leave these tables.
ACTS = {}
STATES = {}


def test_table_of_what_was_renamed():
    assert (renamed.ACTS, renamed.STATES) == (ACTS, STATES)


@pytest.fixture
def _renamings(monkeypatch):
    monkeypatch.setattr(renamed, "ACTS", {"thing.built": "thing.put_up", "thing.put_up": "thing.made"})
    monkeypatch.setattr(renamed, "STATES", {("thing", "new"): "fresh", ("thing", "fresh"): "draft"})


@pytest.mark.parametrize(
    ("stream", "state", "today"),
    [
        ("thing/1", "new", "draft"),
        ("thing/1", "fresh", "draft"),
        ("thing/1", "draft", "draft"),
        ("thing/1", "", ""),
        ("other/1", "new", "new"),
    ],
)
@pytest.mark.usefixtures("_renamings")
def test_state_is_told_by_its_name_of_today(stream, state, today):
    assert renamed.state_today(stream, state) == today


@pytest.mark.usefixtures("_renamings")
def test_names_of_today_are_looked_for_by_all_they_were_ever_called():
    assert renamed.states_ever("thing", {"draft"}) == {"draft", "fresh", "new"}
    assert renamed.states_ever("other", {"draft"}) == {"draft"}
    assert renamed.acts_ever({"thing.made", "thing.sold"}) == {
        "thing.made",
        "thing.put_up",
        "thing.built",
        "thing.sold",
    }


@pytest.mark.usefixtures("_renamings")
def test_old_act_has_the_sentence_of_today_and_is_recorded_no_more(db):
    assert acts.sentence("thing.built") == acts.sentence("thing.made") == "made the thing"
    with pytest.raises(KeyError, match="undeclared"):
        _record("thing.built")


def _record(act):
    with transaction.atomic():
        record(
            [Line(stream="thing/1", act=act, from_state="new", to_state="fresh")],
            commune_id=None, by=None, acting_as=None,
        )  # fmt: skip


def test_entry_written_before_a_renaming_still_verifies_and_keeps_its_names(db, monkeypatch):
    _record("thing.changed")
    monkeypatch.setattr(acts, "_sentences", {"thing.altered": "altered the thing"})
    monkeypatch.setattr(renamed, "ACTS", {"thing.changed": "thing.altered"})
    monkeypatch.setattr(renamed, "STATES", {("thing", "new"): "draft"})

    (entry,) = entries_of("thing/1")

    assert verify().holds
    assert (entry.act, entry.from_state, entry.to_state) == ("thing.changed", "new", "fresh")
    assert (acts.sentence(entry.act), renamed.state_today("thing/1", entry.from_state)) == (
        "altered the thing",
        "draft",
    )
    assert LedgerEntry.objects.filter(act="thing.altered").count() == 0


def test_renaming_in_a_circle_is_refused(monkeypatch):
    monkeypatch.setattr(renamed, "ACTS", {"a": "b", "b": "a"})

    with pytest.raises(ValueError, match="circle"):
        renamed.act_today("a")
