"""Hand-overs recorded, refused, corrected; the lawful order of the ceremony; what keeps a file open."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.handover.models import Handover
from workflows.handover.queries import awards_of, in_order_of_ceremony
from workflows.handover.services import correct_handover, record_handovers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
HALL = {"handed_on": TODAY, "place": "Hội trường Ủy ban nhân dân xã"}


@pytest.fixture
def proposal(desk):
    return desk.passed("Bùi A", "Chu B")


@pytest.fixture
def decision(desk, proposal):
    return desk.issued(proposal)


def line_of(decision, name):
    return next(award.line for award in awards_of(decision) if award.line.nomination.full_name == name)


def record(desk, decision, *names, row_version=0, by=None, **values):
    return record_handovers(
        decision=decision,
        row_version=row_version,
        lines=[line_of(decision, name).pk for name in names],
        values={**HALL, **values},
        by=by or desk.town.office_reviewer,
    )


def test_the_order_is_titles_then_forms_from_high_to_low_then_by_kind_of_nominee(desk):
    forms = desk.issued(
        desk.passed("Cá nhân GK"),
        desk.passed("Hộ GK", nominee_type="household"),
        desk.passed("Tập thể GK", nominee_type="collective"),
    )
    low, high = (desk.issued(desk.passed(name, form=form)) for name, form in (("LĐTT", "ldtt"), ("CSTĐ", "cstd-co-so")))

    found = in_order_of_ceremony([forms, low, high])

    names = [award.line.nomination.full_name for award in found]
    assert names == ["CSTĐ", "LĐTT", "Tập thể GK", "Hộ GK", "Cá nhân GK"]


def test_a_whole_list_is_handed_over_in_one_act_and_one_of_it_on_anothers_behalf(desk, decision):
    record(desk, decision, "Bùi A")
    record(desk, decision, "Chu B", row_version=1, received_by="Chu C", on_behalf="Con của ông Chu B, đi công tác")

    held = {award.line.nomination.full_name: award.handover for award in awards_of(decision)}
    assert {name: row.received_by for name, row in held.items()} == {"Bùi A": "Bùi A", "Chu B": "Chu C"}
    entry = LedgerEntry.objects.filter(act="handover.recorded").order_by("seq").last()
    body = json.loads(entry.payload.body)
    assert (entry.stream.key, body["place"], body["on_behalf"]) == (
        decision.stream, HALL["place"], "Con của ông Chu B, đi công tác",
    )  # fmt: skip
    assert [(row["name"], row["to"]) for row in body["handovers"]] == [("Chu B", "Chu C")]
    assert verify().holds


def test_a_correction_supersedes_and_the_award_can_be_handed_over_again(desk, decision):
    (first,) = record(desk, decision, "Bùi A")
    said = {"values": {"state": "undone", "note": "Ghi nhầm."}, "by": desk.town.office_reviewer}

    correct_handover(handover=first, row_version=1, **said)
    record(desk, decision, "Bùi A", row_version=2, place="Nhà riêng")

    rows = Handover.objects.order_by("pk").values_list("state", "place", "turn", "supersedes__state", "note")
    assert list(rows) == [
        ("handed", HALL["place"], 1, None, ""),
        ("undone", "", 2, "handed", "Ghi nhầm."),
        ("handed", "Nhà riêng", 3, "undone", "Ghi nhầm."),
    ]
    with pytest.raises(NotNow) as refusal:
        correct_handover(handover=first, row_version=3, **said)
    assert refusal.value.code == "corrected_before"
    whole = {f.attname: getattr(first, f.attname) for f in Handover._meta.concrete_fields if f.name != "id"}
    for change in ({}, {"supersedes_id": first.pk}, {"place": ""}, {"state": "undone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Handover.objects.create(**{**whole, **change, **({"turn": 5} if change else {})})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"place": " "}, "place"),
        ({"handed_on": None}, "handed_on"),
        ({"handed_on": date(2026, 11, 22)}, "handed_on"),
        ({"handed_on": date(2026, 11, 24)}, "handed_on"),
        ({"on_behalf": "Bố"}, "received_by"),
    ],
    ids=["no place", "no day", "before the decision", "to come", "on whose behalf without a name"],
)
def test_what_cannot_be_is_refused_by_field(desk, decision, values, field):
    with pytest.raises(ValidationError) as refusal:
        record(desk, decision, "Bùi A", **values)

    assert (set(refusal.value.error_dict), Handover.objects.count()) == ({field}, 0)


def test_by_others_by_a_stale_form_twice_or_before_the_issue_nothing_is_recorded(desk, decision):
    for office in ("office_head", "commune_chair", "records_clerk", "unit_head", "inspector"):
        with pytest.raises(NotYou):
            record(desk, decision, "Bùi A", by=getattr(desk.town, office))
    record(desk, decision, "Bùi A")
    with pytest.raises(LostRace) as late:
        record(desk, decision, "Chu B")
    with pytest.raises(NotNow) as twice:
        record(desk, decision, "Bùi A", "Chu B", row_version=1)
    with pytest.raises(ValidationError):
        record(desk, decision, row_version=1)
    signed = desk.signed(desk.passed("Dương C"))
    with pytest.raises(NotNow) as early:
        record_handovers(decision=signed, row_version=0, lines=[1], values=HALL, by=desk.town.office_reviewer)

    assert late.value.winner == desk.town.office_reviewer.full_name
    assert (twice.value.code, early.value.code, Handover.objects.count()) == ("handed_before", "not_issued", 1)
