"""Whatever is done in whatever order: a dossier is shown outside only while its question waits, and the trail holds."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.proposals.models import Proposal, ProposalGrant
from permissions import access
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.approval import services as approval
from workflows.management.commands.desks import strays
from workflows.opinions import services
from workflows.opinions.models import Opinion
from workflows.opinions.queries import dossier_shown
from workflows.opinions.states import EXAMINED

pytestmark = pytest.mark.django_db
DEEDS = ("ask", "answer", "record", "withdraw", "lapse", "suspend", "resume", "release", "take_up", "refuse", "days")


class Walk:
    """One dossier and whatever befalls it; what is refused changes nothing."""

    def __init__(self, desk, clock):
        self.desk, self.clock = desk, clock

    def do(self, deed):
        try:
            with transaction.atomic():
                getattr(self, f"_{deed}")()
        except (NotNow, NotYou, LostRace, ValidationError):
            pass

    def _last(self):
        found = Opinion.objects.order_by("-pk").first()
        if found is None:
            raise NotNow("nothing was asked")
        return found

    def _ask(self):
        self.desk.ask()

    def _answer(self):
        self.desk.answer(self._last())

    def _record(self):
        self.desk.record(self._last())

    def _withdraw(self):
        self.desk.withdraw(self._last())

    def _lapse(self):
        services.lapse_overdue(timezone.now())

    def _days(self):
        self.clock.shift(timedelta(days=9))

    def _move(self, name, by, **said):
        proposal = self.desk.fresh()
        deed = getattr(approval, name)
        deed(proposal=proposal, row_version=proposal.row_version, by=self.desk.town.person[by], **said)

    def _suspend(self):
        self._move("suspend", "office_head", suspension_code="complaint", suspension_reference="12/TB")

    def _resume(self):
        self._move("resume", "office_head", reason="Đã rõ.")

    def _release(self):
        self._move("release", "office_reviewer", reason="Chuyển.")

    def _take_up(self):
        self._move("take_up", "office_reviewer")

    def _refuse(self):
        self._move("refuse_dossier", "office_head", reason="Trùng.", legal_basis="Điều 5")


def holds(desk):
    """What must be true after every deed."""
    proposal = Proposal.objects.get(pk=desk.proposal.pk)
    waiting = list(Opinion.objects.filter(state="asked"))
    held = access.capacities(desk.town.other_head)
    for opinion in Opinion.objects.all():
        may = opinion in waiting and proposal.state in EXAMINED and timezone.localdate() <= opinion.due_on
        assert (dossier_shown(opinion, held) is not None) == may
    assert len(waiting) <= 1
    assert ProposalGrant.objects.count() == (1 if waiting and proposal.state in EXAMINED else 0)
    if proposal.state == "refused":
        assert waiting == []


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=12))
def test_the_dossier_is_shown_outside_only_while_its_question_waits(desk, deeds):
    with transaction.atomic(), time_machine.travel(timezone.now(), tick=False) as clock:
        walk = Walk(desk, clock)
        for deed in deeds:
            walk.do(deed)
            holds(desk)
        assert strays() == []
        assert verify().holds
        transaction.set_rollback(True)
