"""What others than the office have to say about a dossier: opinions asked, objections to a public notice, papers of a
unit without accounts."""

from functools import cached_property

from django.utils import timezone

from tests import making
from workflows.approval import services as approval
from workflows.opinions import services as opinions
from workflows.public_notice import services as public_notice


class Outside:
    """A part of `office_world.World`, whose town it asks."""

    # --- a unit without accounts -------------------------------------------------------------------
    @cached_property
    def hamlet_review(self):
        """A dossier of two nominees of the hamlet, which has no accounts."""
        proposal = making.from_the_hamlet(self.town, names=("Hoàng Thị Mơ", "Hoàng Văn Sơn"))
        return [proposal.code], proposal

    # --- opinions of other bodies ------------------------------------------------------------------
    @cached_property
    def _questions(self):
        """Of the Front, which has accounts, and of a body that has none."""
        proposal = making.under_review(self.town)
        return opinions.ask(
            proposal=proposal,
            row_version=proposal.row_version,
            by=self.town.office_reviewer,
            units=[self.town.front],
            bodies=["Công an xã"],
            question="Đề nghị cho ý kiến về hồ sơ.",
        )

    @property
    def asked(self):
        return [self._questions[0].code], self._questions[0]

    @property
    def asked_paper(self):
        opinion = self._questions[0]
        return [opinion.code, opinion.proposal.letter.papers.first().pk], opinion

    @property
    def asked_on_paper(self):
        return [self._questions[1].code], self._questions[1]

    @cached_property
    def answer_paper(self):
        """Key of what the body without accounts sent, in the arrival book."""
        return making.arrival(self.town, "tra-loi", unit=None, sender="Công an xã", title="Trả lời").pk

    @cached_property
    def answered_file(self):
        proposal = making.under_review(self.town)
        [opinion] = opinions.ask(
            proposal=proposal,
            row_version=proposal.row_version,
            by=self.town.office_reviewer,
            units=[self.town.front],
            question="Đề nghị cho ý kiến về hồ sơ.",
        )
        made = opinions.answer(
            opinion=opinion,
            row_version=opinion.row_version,
            version=1,
            by=self.town.other_head,
            answer="agree",
            uploads=[making.pdf("y-kien.pdf")],
        )
        return [made.code, made.files.get().pk], made

    # --- public notice -----------------------------------------------------------------------------
    @cached_property
    def _noticed(self):
        proposal = making.appraised(self.town, form=making.award_form("hcld-1"))
        return approval.open_notice(proposal=proposal, row_version=proposal.row_version, by=self.town.office_reviewer)

    @property
    def noticed(self):
        return [self._noticed.code], self._noticed

    @cached_property
    def objection(self):
        proposal = self._noticed
        proposal.refresh_from_db()
        made = public_notice.note_objection(
            proposal=proposal,
            row_version=proposal.row_version,
            by=self.town.office_reviewer,
            received_on=timezone.localdate(),
            channel="letter",
            text="Chưa rõ thành tích.",
            upload=making.pdf("don.pdf"),
        )
        return [proposal.code, made.pk], made

    @cached_property
    def here(self):
        return [self.town.commune.code], None
