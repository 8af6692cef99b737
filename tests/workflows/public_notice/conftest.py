"""A dossier in public notice, and what the reviewer does with objections to it."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from documents.catalogue import in_use
from documents.catalogue.models import FormRule
from documents.proposals.models import Proposal
from tests import making
from workflows.approval import services as approval
from workflows.public_notice import services
from workflows.public_notice.models import Objection

OPENED = timezone.make_aware(datetime(2026, 11, 23, 9))  # a Monday


@dataclass
class Board:
    """What the people of a town do about a notice, through the services alone."""

    town: object
    proposal: Proposal
    said: dict = field(default_factory=dict)

    def fresh(self):
        self.proposal = Proposal.objects.get(pk=self.proposal.pk)
        return self.proposal

    def note(self, by=None, **more):
        proposal = self.fresh()
        said = {
            "received_on": timezone.localdate(),
            "channel": "letter",
            "objector": "Ông Lò Văn Kín, xóm Đồng",
            "text": "Chưa thấy thành tích như đã nêu.",
            "row_version": proposal.row_version,
            **more,
        }
        return services.note_objection(proposal=proposal, by=by or self.town.office_reviewer, **said)

    def answer(self, objection, by=None, answer="Đã xác minh, thành tích đúng như báo cáo.", **more):
        objection = Objection.objects.get(pk=objection.pk)
        seen = more.pop("row_version", objection.row_version)
        return services.answer_objection(
            objection=objection, row_version=seen, by=by or self.town.office_reviewer, answer=answer, **more
        )

    def close(self):
        proposal = self.fresh()
        return approval.close_notice(
            proposal=proposal, row_version=proposal.row_version, by=self.town.office_reviewer, objections="Có 1 ý kiến."
        )

    def suspend(self):
        proposal = self.fresh()
        return approval.suspend(
            proposal=proposal,
            row_version=proposal.row_version,
            by=self.town.office_head,
            suspension_code="complaint",
            suspension_reference="12/TB",
        )


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def ask_for_notice(days):
    """The rules ask a notice of so many working days for the commune's certificate."""
    FormRule.objects.filter(award_form__code=making.MERIT_CERTIFICATE).update(notice_days=days)
    in_use.forget()


@pytest.fixture
def board(cast, rules):
    """Opened on a Monday for five working days, one of the week being a holiday: to be seen until Tuesday week."""
    with time_machine.travel(OPENED, tick=False):
        ask_for_notice(5)
        proposal = making.appraised(cast.here)
        proposal = approval.open_notice(
            proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer
        )
        yield Board(cast.here, proposal)
