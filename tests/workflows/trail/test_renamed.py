"""States and acts of an earlier name, in entries, history rows and versions: told by their name of today everywhere."""

import csv
import io
import json

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from documents.proposals.models import Version
from permissions import access
from permissions.ledger import acts, renamed
from permissions.ledger.services import Line, record
from tests import making
from tests.workflows.trail.past_world import give_history
from workflows.approval.sight import sight_of
from workflows.trail.differences import compare
from workflows.trail.entries import entry_read, entry_told
from workflows.trail.journal import Narrowed, journal
from workflows.trail.past import past_of
from workflows.trail.queries import timeline
from workflows.trail.readers import reader_of
from workflows.trail.rights import who_could_see

pytestmark = pytest.mark.django_db
STATES = {
    ("proposal", "looked_at"): "being_looked_at",
    ("proposal", "being_looked_at"): "under_review",
    ("proposal", "put_to_the_council"): "on_agenda",
    ("nomination", "put_forward"): "proposed",
    ("nomination", "honoured"): "granted",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def entry(town, monkeypatch):
    """An entry of the time when the states were called otherwise, on a dossier of today."""
    proposal = making.under_review(town)
    body = {
        "changes": {"state": ["looked_at", "put_to_the_council"]},
        "outcomes": [{"name": "Nguyễn Thị Hòa", "outcome": "honoured"}],
    }
    return proposal, _record(proposal, "proposal.place_on_agenda", body, monkeypatch)


def _record(proposal, act, body, monkeypatch):
    line = Line(stream=proposal.stream, act=act, from_state="looked_at", to_state="put_to_the_council", body=body)
    with transaction.atomic():
        (made,) = record([line], commune_id=proposal.commune_id, by=None, acting_as=None)
    monkeypatch.setattr(renamed, "STATES", STATES)
    return made


BEFORE_AND_AFTER = [("State", "Under review", "On the agenda")]


def test_entry_tells_the_states_of_today(town, entry):
    proposal, made = entry
    held = access.capacities(town.inspector)
    reader = reader_of(proposal.stream, town.inspector, held)

    told = entry_told(entry_read(proposal.stream, made.seq, reader), reader, town.inspector, held)

    assert (told.from_state, told.to_state) == BEFORE_AND_AFTER[0][1:]
    assert (told.event.differences, told.event.details) == (BEFORE_AND_AFTER, ["Nguyễn Thị Hòa - Granted"])
    assert '"from_state":"looked_at"' in told.text


def test_journal_tells_the_states_of_today(town, entry):
    proposal, made = entry
    held = access.capacities(town.inspector)

    events, _ahead, _behind = journal(Narrowed(commune_id=town.commune.pk), town.inspector, held)

    (told,) = [event for event in events if (event.stream, event.seq) == (proposal.stream, made.seq)]
    assert (told.differences, told.details) == (BEFORE_AND_AFTER, ["Nguyễn Thị Hòa - Granted"])


def test_export_tells_the_states_of_today(town, entry, sign_in):
    _proposal, made = entry

    file = sign_in(town.inspector).get(reverse("trail:list"), {"format": "csv", "lang": "en"})

    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    (told,) = [row for row in rows if made.hash in row]
    assert not any(old in " ".join(told) for old in ("looked_at", "put_to_the_council", "honoured"))
    assert "→" in " ".join(told)


def test_past_view_and_rights_read_histories_by_the_states_of_today(town, monkeypatch):
    give_history()
    proposal = making.under_review(town)
    proposal.state = "put_to_the_council"
    rows = list(proposal.nominations.all())
    rows[0].outcome = "honoured"
    now = timezone.now()
    type(proposal).history.bulk_history_create([proposal], update=True, default_date=now)
    type(rows[0]).history.bulk_history_create(rows, update=True, default_date=now)
    monkeypatch.setattr(renamed, "STATES", STATES)
    proposal.refresh_from_db()

    past = past_of(proposal, now, town.office_head, access.capacities(town.office_head))
    seers = {seer.person for seer in who_could_see(proposal, now)}

    assert past.thing.get_state_display() == "On the agenda"
    assert [row.outcome for row in past.rows] == ["granted", "proposed"]
    assert town.council_secretary in seers  # who sees what is on an agenda


def _later(proposal, number, outcome):
    told = json.loads(proposal.versions.get(number=1).body)
    told["nominations"][0]["outcome"] = outcome
    values = {"body": json.dumps(told), "sha256": str(number) * 64, "made_by": proposal.versions.get(number=1).made_by}
    return Version.objects.create(proposal=proposal, number=number, made_at=timezone.now(), **values)


def test_differences_between_versions_tell_outcomes_of_today(town, monkeypatch):
    proposal = making.under_review(town)
    _later(proposal, 2, "put_forward")
    _later(proposal, 3, "honoured")
    monkeypatch.setattr(renamed, "STATES", STATES)
    sight = sight_of(proposal, access.capacities(town.office_head))

    def changed(older, newer):
        found = compare(proposal, sight, older=older, newer=newer).changes
        return [(change.field, change.before, change.after) for change in found]

    assert changed(1, 2) == []
    assert changed(2, 3) == [("outcome", "Proposed", "Granted")]


@pytest.mark.parametrize("act", ["remark.noted", "nomination.judged", "nomination.changed", "proposal.suspend"])
def test_what_is_kept_from_a_reader_stays_so_under_its_earlier_name(town, monkeypatch, act):
    """Hidden, bare and drafting acts alike: in the trail of the thing and in the journal."""
    proposal, earlier = making.under_review(town), f"{act}_once"
    monkeypatch.setitem(acts._sentences, earlier, "did it once")
    _record(proposal, earlier, {"reason": "Điều giữ lại."}, monkeypatch)
    monkeypatch.delitem(acts._sentences, earlier)
    monkeypatch.setattr(renamed, "ACTS", {earlier: act})

    def reasons(reader):
        held = access.capacities(reader)
        sight = sight_of(proposal, held)
        return [event.reason for event in timeline(proposal.stream, sight=sight) if event.reason]

    kept_from = {"nomination.changed": town.office_head}.get(act, town.council_member)
    assert reasons(kept_from) == []
    assert reasons(town.unit_head if act == "nomination.changed" else town.inspector) == ["Điều giữ lại."]


def test_journal_leaves_out_and_finds_acts_under_their_earlier_names(town, monkeypatch):
    proposal = making.under_review(town)
    for act in ("proposal.endorse", "nomination.changed"):
        monkeypatch.setitem(acts._sentences, f"{act}_once", "did it once")
        _record(proposal, f"{act}_once", {}, monkeypatch)
        monkeypatch.delitem(acts._sentences, f"{act}_once")
    monkeypatch.setattr(renamed, "ACTS", {f"{a}_once": a for a in ("proposal.endorse", "nomination.changed")})
    held = access.capacities(town.inspector)

    def found(**narrowed):
        events, *_cursors = journal(Narrowed(commune_id=town.commune.pk, **narrowed), town.inspector, held)
        return {event.act for event in events}

    assert "proposal.endorse_once" in found() & found(act="proposal.endorse") & found(kind="moves")
    assert "nomination.changed_once" not in found() | found(kind="content")
