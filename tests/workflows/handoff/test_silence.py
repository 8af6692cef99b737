"""The province past its limit: the dossier comes back before the reviewer, once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from permissions.ledger.queries import last_act
from workflows.handoff.silence import note_silence

pytestmark = pytest.mark.django_db


def test_the_day_after_the_limit_the_reviewer_has_the_dossier(above):
    letter = above.received()
    dossier = above.dossier_of(letter, "Ma Thế Đường")
    last = timezone.make_aware(timezone.datetime.combine(dossier.due_on, timezone.datetime.min.time()))

    assert dossier.desk_office == ""
    assert note_silence(last) == 0
    after = last + timedelta(days=1)
    with time_machine.travel(after, tick=False):
        assert [note_silence(after), note_silence(after)] == [1, 0]

    noted = above.now(dossier)
    assert (noted.state, noted.desk_office, noted.handler) == (
        "province_received",
        "office_reviewer",
        above.town.office_reviewer,
    )
    assert last_act(noted.stream).act == "proposal.silence_noted"


def test_the_answer_ends_the_reminder(above):
    letter = above.received()
    dossier = above.dossier_of(letter, "Ma Thế Đường")
    note_silence(timezone.now() + timedelta(days=90))

    above.answer(letter, NguyễnThịHòa="granted", ĐặngQuốcÝ="granted", MaThếĐường="granted")

    answered = above.now(dossier)
    assert (answered.state, answered.silence_noted_on) == ("answered", None)
