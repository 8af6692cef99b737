"""A dossier under review about which the Front, and a body without an account, are asked."""

from dataclasses import dataclass

import pytest
from django.utils.translation import override

from documents.proposals.models import Proposal
from tests import making
from workflows.opinions import services
from workflows.opinions.models import Opinion

QUESTION = "Đề nghị cho ý kiến về việc chấp hành chủ trương, chính sách của các cá nhân trong danh sách."
POLICE = "Công an xã"


@dataclass
class Desk:
    """What the people of a town do about opinions, through the services alone."""

    town: object
    proposal: Proposal

    def fresh(self):
        return Proposal.objects.get(pk=self.proposal.pk)

    def ask(self, *, units=None, bodies=(), question=QUESTION, by=None, **more):
        units = ([self.town.front] if not bodies else []) if units is None else units
        proposal = self.fresh()
        return services.ask(
            proposal=proposal,
            row_version=more.pop("row_version", proposal.row_version),
            by=by or self.town.office_reviewer,
            units=units,
            bodies=bodies,
            question=question,
            **more,
        )

    def answer(self, opinion, answer="agree", text="", by=None, **more):
        opinion = Opinion.objects.get(pk=opinion.pk)
        return services.answer(
            opinion=opinion,
            row_version=more.pop("row_version", opinion.row_version),
            version=more.pop("version", self.fresh().version),
            by=by or self.town.other_head,
            answer=answer,
            text=text,
            **more,
        )

    def record(self, opinion, by=None, **more):
        opinion = Opinion.objects.get(pk=opinion.pk)
        said = {
            "answer": "agree",
            "signer_name": "Hứa Văn Dũng",
            **more,
        }
        said.setdefault("arrival", self.paper(opinion))
        return services.record_on_paper(
            opinion=opinion, row_version=opinion.row_version, by=by or self.town.records_clerk, **said
        )

    def paper(self, opinion, **values):
        """What the body sent, in the arrival book."""
        said = {"unit": opinion.unit, "sender": opinion.body_name, "title": "Trả lời lấy ý kiến", **values}
        return making.arrival(self.town, f"tra-loi-{opinion.code}", **said)

    def withdraw(self, opinion, by=None, reason="Hỏi nhầm đơn vị.", **more):
        opinion = Opinion.objects.get(pk=opinion.pk)
        return services.withdraw_question(
            opinion=opinion, row_version=opinion.row_version, by=by or self.town.office_reviewer, reason=reason, **more
        )


@pytest.fixture
def desk(cast, rules):
    return Desk(cast.here, making.under_review(cast.here))


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield
