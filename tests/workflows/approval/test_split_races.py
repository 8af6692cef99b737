"""Two splits, or a split and a sending, at the same moment: one is done, the other is told who was faster."""

from functools import partial

import pytest

from documents.proposals.models import Nomination, Proposal
from permissions.ledger.verify import verify
from permissions.refusals import LostRace
from tests import making
from tests.racing import at_once
from workflows.approval import part_services as parts
from workflows.approval import review_services, services

pytestmark = pytest.mark.django_db(transaction=True)
THREE = ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Thị Thủy")


def suspend(town, proposal, row):
    return parts.suspend_nominations(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=[row],
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )


def test_two_splits_of_one_dossier_are_one(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)
    rows = list(mother.nominations.all())

    answers = at_once([partial(suspend, town, mother, rows[0]), partial(suspend, town, mother, rows[0])])

    assert sorted(type(answer).__name__ for answer in answers) == ["LostRace", "Proposal"]
    assert Proposal.objects.count() == 2
    assert _names_of_live_dossiers() == sorted(THREE)
    assert verify().holds


def test_splits_of_two_names_do_not_go_past_each_other(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)
    rows = list(mother.nominations.all())

    answers = at_once([partial(suspend, town, mother, row) for row in rows])

    assert sorted(type(answer).__name__ for answer in answers) == ["LostRace", "LostRace", "Proposal"]
    assert _names_of_live_dossiers() == sorted(THREE)
    assert verify().holds


def test_a_split_and_the_sending_again_are_one_after_the_other(cast, rules):
    town = cast.here
    mother = making.returned(town, names=THREE)
    review_services.answer_remark(
        remark=mother.remarks.get(), row_version=mother.row_version, by=town.unit_clerk, answer="Đã bổ sung."
    )
    mother.refresh_from_db()
    row = mother.nominations.first()

    def resend():
        return services.resend(proposal=mother, row_version=mother.row_version, by=town.unit_head)

    answers = at_once([partial(suspend, town, mother, row), resend])

    assert sorted(type(answer).__name__ for answer in answers) == ["LostRace", "Proposal"]
    lost = next(answer for answer in answers if isinstance(answer, LostRace))
    assert lost.winner
    assert _names_of_live_dossiers() == sorted(THREE)
    assert verify().holds


def _names_of_live_dossiers():
    return sorted(Nomination.objects.filter(proposal__isnull=False).values_list("full_name", flat=True))
