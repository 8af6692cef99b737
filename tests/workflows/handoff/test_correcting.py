"""A corrected answer and what follows of it: the outcome, the dossier, the award book."""

from datetime import date, timedelta

import pytest
import time_machine

from documents.proposals.models import Nomination, Proposal
from documents.registry.models import Award
from permissions.ledger.queries import entries_of
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow
from tests.workflows.approval.stations import NOW
from tests.workflows.handoff.conftest import DECIDED_ON
from workflows.handoff import province_services as province
from workflows.handoff.models import Answer
from workflows.handoff.queries import lines_of

pytestmark = pytest.mark.django_db
WHY = "Ghi nhầm dòng."


def correct(above, letter, said="granted", **values):
    """The answer to the first nominee, corrected."""
    letter = above.now(letter)
    return province.correct_answer(
        transmittal=letter,
        row_version=letter.row_version,
        answer=above.spoken(lines_of(letter)[0], said, **values),
        reason=WHY,
        by=above.cast.province_officer,
    )


def acts_of(award):
    return [entry.act for entry in entries_of(award.recipient.stream)]


@pytest.fixture
def granted(above):
    return above.answer(above.received(), NguyễnThịHòa="granted")


@pytest.fixture
def refused(above):
    return above.answer(above.received(), NguyễnThịHòa="refused")


def test_refused_after_all_takes_the_award_out_of_the_book(above, granted):
    correct(above, granted, "refused")

    award = Award.objects.get()
    assert (award.state, award.state_reason, award.row_version) == ("revoked", WHY, 2)
    assert acts_of(award) == ["registry.award_withdrawn"]
    assert verify().holds


def test_refused_twice_takes_it_out_once(above, granted):
    correct(above, granted, "refused")
    correct(above, granted, "refused", number="813/UBND")

    award = Award.objects.get()
    assert (award.state, award.row_version) == ("revoked", 2)
    assert acts_of(award) == ["registry.award_withdrawn"]
    assert verify().holds


def test_another_number_and_date_correct_the_entry(above, granted):
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        correct(above, granted, number="900/QĐ-UBND", decided_on=date(2026, 11, 24))

    award = Award.objects.get()
    assert (award.state, award.decision_number, award.decided_on) == ("granted", "900/QĐ-UBND", date(2026, 11, 24))
    entry = entries_of(award.recipient.stream).get()
    assert entry.act == "registry.award_corrected"
    assert '"decision_number":["812/QĐ-UBND","900/QĐ-UBND"]' in entry.payload.body
    assert verify().holds


def test_the_same_said_again_leaves_the_entry(above, granted):
    correct(above, granted)

    award = Award.objects.get()
    assert (award.row_version, acts_of(award)) == (1, [])
    assert verify().holds


def test_granted_after_all_enters_the_award(above, refused):
    correct(above, refused, number="900/QĐ-UBND")

    award = Award.objects.get()
    assert (award.state, award.decision_number, award.decided_on) == ("granted", "900/QĐ-UBND", DECIDED_ON)
    assert verify().holds


def test_granted_again_stands_again(above, granted):
    correct(above, granted, "refused")
    correct(above, granted, number="900/QĐ-UBND")

    award = Award.objects.get()
    assert (award.state, award.state_reason, award.decision_number) == ("granted", "", "900/QĐ-UBND")
    assert acts_of(award) == ["registry.award_withdrawn", "registry.award_corrected"]
    assert verify().holds


def test_what_was_revoked_since_is_not_answered_anew(above, granted):
    Nomination.objects.filter(full_name="Nguyễn Thị Hòa").update(outcome="revoked")

    with pytest.raises(NotNow, match="was revoked since"):
        correct(above, granted, "refused")

    assert Nomination.objects.get(full_name="Nguyễn Thị Hòa").outcome == "revoked"
    assert (Answer.objects.count(), Award.objects.get().state) == (1, "granted")


def test_while_the_dossier_is_suspended_no_answer_is_corrected(above, sign_in):
    letter = above.answer(above.received(), NguyễnThịHòa="granted")
    dossier = above.dossier_of(letter, "Nguyễn Thị Hòa")
    client, address = sign_in(above.cast.province_officer), f"/transmittals/{letter.code}/"
    assert "/correct/" in client.get(address).text
    Proposal.objects.filter(pk=dossier.pk).update(state="suspended", state_left="province_received")

    with pytest.raises(NotNow, match="Nguyễn Thị Hòa: the dossier is suspended by the commune"):
        correct(above, letter, "refused")

    assert "/correct/" not in client.get(address).text
    assert (Answer.objects.count(), Award.objects.get().state) == (1, "granted")


def test_the_dossier_knows_that_it_changed(above, granted):
    dossier = above.dossier_of(granted, "Nguyễn Thị Hòa")

    correct(above, granted, "refused")

    assert above.now(dossier).row_version == dossier.row_version + 1
    with pytest.raises(LostRace):
        above.stations.do("suspend", dossier)
    assert verify().holds
