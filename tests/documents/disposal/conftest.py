"""Dossiers that ended in 2026 under a rule that keeps them ten years, looked at when that time is over."""

from datetime import UTC, datetime

import pytest

from documents.disposal import services
from documents.proposals.models import Letter
from tests import making
from workflows.approval import services as approval

OVER = datetime(2037, 1, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def ended(town):
    """`ended(names=...)`: the letter of a proposal that the unit withdrew."""

    def make(**values):
        proposal = making.under_review(town, **values)
        making.give_back(town, proposal)
        proposal.refresh_from_db()
        approval.withdraw(proposal=proposal, row_version=proposal.row_version, reason="Trùng hồ sơ", by=town.unit_head)
        return Letter.objects.get(pk=proposal.letter_id)

    return make


@pytest.fixture
def approved(town):
    """`approved(letter, ...)`: a list of these, proposed by the records clerk and approved by the chair."""

    def make(*letters):
        listed = services.propose(
            commune=town.commune, letters=letters, legal_basis="Luật Lưu trữ", by=town.records_clerk, now=OVER
        )
        return services.approve(disposal_list=listed, row_version=listed.row_version, by=town.commune_chair, now=OVER)

    return make
