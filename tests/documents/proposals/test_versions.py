"""Versions: what was sent, word for word, and what changed between two of them."""

import hashlib
import json

import pytest

from documents.proposals import services
from documents.proposals.models import Letter, Version
from documents.proposals.versions import _whole_ones, differences, make_version
from permissions.ledger.kept import Named
from permissions.ledger.verify import verify
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(cast, rules):
    return making.returned(cast.here)


def second(proposal, by):
    proposal.letter.refresh_from_db()
    return make_version(proposal, number=2, by=by, at=proposal.submitted_at)


def test_a_version_is_bound_by_its_hash_and_stands_alone(proposal):
    version = proposal.versions.get()
    body = json.loads(version.body)

    assert version.sha256 == hashlib.sha256(version.body.encode()).hexdigest()
    assert body["unit"]["name"] == proposal.unit.name
    assert body["award_form"]["name"] == proposal.award_form.name
    assert [row["full_name"] for row in body["nominations"]] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]


def test_nothing_changed_is_no_difference(cast, proposal):
    assert differences(proposal.versions.get(), second(proposal, cast.here.unit_head)) == []


def test_changes_of_letter_row_and_papers_are_found(cast, proposal):
    clerk, row = cast.here.unit_clerk, proposal.nominations.first()
    letter = Letter.objects.get()
    services.save_letter(letter=letter, row_version=letter.row_version, values={"number": "16/TTr"}, by=clerk)
    services.change_nomination(nomination=row, row_version=row.row_version, values={"summary": "Số liệu mới"}, by=clerk)
    services.attach_paper(
        letter=proposal.letter, nomination=row, kind="khac", upload=making.pdf("moi.pdf", "new"), by=clerk
    )

    found = differences(proposal.versions.get(), second(proposal, cast.here.unit_head))

    assert [(each.nomination_id, each.field, each.after) for each in found] == [
        (None, "number", "16/TTr"),
        (row.pk, "summary", "Số liệu mới"),
        (row.pk, "papers", "moi.pdf"),
    ]


# --- the ledger names them -------------------------------------------------------------------------
def found():
    return [(each.stream, each.seq, each.kind) for each in verify().breaks]


def test_versions_that_the_ledger_names_hold(proposal):
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, 'Nguyễn Thị Hòa', 'Nguyễn Thị Hoa')",
        "sha256 = '" + "0" * 64 + "'",
        "number = 2",
        "body = '{}', sha256 = '" + hashlib.sha256(b"{}").hexdigest() + "'",
    ],
)
def test_changed_version_is_found_at_its_entry(proposal, tamper, change):
    tamper(f"UPDATE documents_version SET {change} WHERE proposal_id = %s", [proposal.pk])

    assert found() == [("documents_version", 0, "unnamed"), (proposal.stream, 1, "kept")]


def test_deleted_version_is_found_at_its_entry(proposal, tamper):
    tamper("DELETE FROM documents_version")

    assert found() == [(proposal.stream, 1, "kept")]


def test_version_that_no_entry_names_is_found(cast, proposal):
    second(proposal, cast.here.unit_head)

    assert found() == [("documents_version", 0, "unnamed")]


@pytest.mark.sqlite
def test_unreadable_version_is_found(proposal, tamper):
    tamper("UPDATE documents_version SET body = CAST(x'ff' AS TEXT)")

    assert found() == [("documents_version", 0, "unnamed"), (proposal.stream, 1, "kept")]


def test_versions_are_looked_up_in_one_statement(cast, rules, proposal, django_assert_num_queries):
    making.sent(cast.here)
    named = [Named(one.proposal.stream, one.number, one.sha256) for one in Version.objects.all()]

    with django_assert_num_queries(1):
        there = _whole_ones(named)

    assert sorted(there) == sorted(zip(named, Version.objects.values_list("pk", flat=True), strict=True))
