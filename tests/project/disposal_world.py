"""Things of disposal: a hold, and a list that waits for its answer."""

from functools import cached_property

from documents.disposal import services as disposal
from documents.proposals.models import Letter
from tests import making
from tests.documents.disposal.conftest import OVER
from workflows.approval import services as approval


class Disposing:
    """The part of the World that is about disposal."""

    @cached_property
    def hold(self):
        letter = making.sent(self.town, title="Tờ trình bị giữ lại").letter
        row = disposal.hold(
            letter=letter, reason="Thanh tra tỉnh yêu cầu", document_number="12/TTr", by=self.town.commune_chair
        )
        return [row.pk], row

    @cached_property
    def over(self):
        """A letter whose time of keeping has begun, and is over in `OVER`."""
        proposal = making.under_review(self.town, title="Tờ trình hết thời hạn")
        making.give_back(self.town, proposal)
        proposal.refresh_from_db()
        said = {"row_version": proposal.row_version, "reason": "Trùng hồ sơ", "by": self.town.unit_head}
        approval.withdraw(proposal=proposal, **said)
        return Letter.objects.get(pk=proposal.letter_id)

    @cached_property
    def disposal_list(self):
        """Proposed when the time of its dossier is over."""
        row = disposal.propose(
            commune=self.town.commune,
            letters=[self.over],
            legal_basis="Luật Lưu trữ",
            by=self.town.records_clerk,
            now=OVER,
        )
        return [row.code], row
