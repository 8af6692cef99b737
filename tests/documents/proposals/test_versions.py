"""Versions: what was sent, word for word, and what changed between two of them."""

import hashlib
import json

import pytest

from documents.proposals import services
from documents.proposals.models import Letter
from documents.proposals.versions import differences, make_version
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
