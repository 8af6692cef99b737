"""Carrying the sample's dossiers through the office, each as far as its story goes."""

from documents.catalogue.models import AwardForm
from documents.proposals import services as proposals
from project.demo.letters import person
from workflows.approval import part_services as parts
from workflows.approval import review_services as review
from workflows.approval import services as approval
from workflows.deadlines import due_after
from workflows.offers import services as offers

REMARKS = [
    ("field", "number", "Số, ký hiệu tờ trình chưa đúng với sổ văn bản đi của đơn vị."),
    ("nomination", "", "Bổ sung số liệu cụ thể chứng minh thành tích trong báo cáo."),
]


class Review:
    """One dossier on its way: `on(k)` is the k-th working day after it was sent."""

    def __init__(self, clock, proposal, dossier, sent):
        self.clock, self.proposal, self.dossier, self.sent = clock, proposal, dossier, sent

    def on(self, days):
        return self.clock.at(due_after(self.sent, days), 9 + days % 6, 7 * days % 60)

    def do(self, deed, by, **facts):
        self.proposal = deed(proposal=self.proposal, row_version=self.proposal.row_version, by=person(by), **facts)

    def carry(self, target):
        """Up to the state the story names, at most to `appraised`."""
        if target == "submitted":
            return self.proposal
        with self.on(1):
            self.do(approval.take_up, "chuyenvien")
        if target == "under_review":
            return self._begin()
        if target == "returned" or self.dossier.returned_first:
            self._return()
            if target == "returned":
                return self.proposal
            self._complete()
        if target == "withdrawn":
            with self.on(3):
                self.do(approval.withdraw, self.dossier.by, reason="Đơn vị rút để bổ sung vào đợt xét sau.")
            return self.proposal
        if target == "suspended":
            with self.on(3):
                self.do(
                    approval.suspend, "truongphong", suspension_code="complaint", suspension_reference="03/TB-TCD (mẫu)"
                )
            return self.proposal
        return self._appraise(target)

    def part(self):
        """Who goes another way than the others of the dossier, as the story tells."""
        if self.dossier.suspended:
            with self.on(7):
                self.do_for(
                    parts.suspend_nominations,
                    "truongphong",
                    self.dossier.suspended,
                    suspension_code="complaint",
                    suspension_reference="05/TB-TCD (mẫu)",
                )
        if self.dossier.offered:
            with self.on(3):
                self.do_for(
                    offers.make_offer,
                    "chuyenvien",
                    self.dossier.offered,
                    award_form=AwardForm.objects.get(code="gk-xa"),
                    reason="Thành tích nổi bật trong phạm vi nhà trường; phù hợp với Giấy khen của Chủ tịch UBND xã.",
                )

    def do_for(self, deed, by, name, **facts):
        rows = list(self.proposal.nominations.filter(full_name=name))
        version = self.proposal.row_version
        deed(proposal=self.proposal, row_version=version, nominations=rows, by=person(by), **facts)
        self.proposal.refresh_from_db()

    def _begin(self):
        if len(self.dossier.rows) > 1:
            with self.on(2):
                self._note("nomination", "", REMARKS[1][2])
        return self.proposal

    def _note(self, target, field, text):
        nomination = self.proposal.nominations.last() if target == "nomination" else None
        review.note_remark(
            proposal=self.proposal,
            row_version=self.proposal.row_version,
            by=person("chuyenvien"),
            text=text,
            target=target,
            field=field,
            nomination=nomination,
        )
        self.proposal.refresh_from_db()

    def _return(self, day=2, remarks=REMARKS):
        with self.on(day):
            for target, field, text in remarks:
                self._note(target, field, text)
            self.do(approval.return_for_completion, "chuyenvien")

    def _complete(self, day=4):
        unit = person(self.dossier.by)
        with self.on(day):
            for remark in self.proposal.remarks.exclude(state="settled"):
                review.answer_remark(
                    remark=remark,
                    row_version=self.proposal.row_version,
                    by=unit,
                    answer="Đã sửa và bổ sung theo yêu cầu.",
                )
                self.proposal.refresh_from_db()
            self.do(approval.resend, self.dossier.by)
        with self.on(day + 1):
            for remark in self.proposal.remarks.exclude(state="settled"):
                review.settle_remark(remark=remark, row_version=self.proposal.row_version, by=person("chuyenvien"))
                self.proposal.refresh_from_db()

    def _propose(self, day):
        with self.on(day):
            verdicts = [(row, "eligible", "") for row in self.proposal.nominations.all()]
            self.do(review.judge, "chuyenvien", verdicts=verdicts)
            self.do(
                approval.propose_appraisal,
                "chuyenvien",
                reason="Hồ sơ đầy đủ, đúng đối tượng, tiêu chuẩn và thời gian tính thành tích. Đề nghị trình Hội đồng.",
            )

    def _write_anew(self):
        """Reopened after its endorsement and returned; the unit writes rows anew, and it waits to be endorsed again."""
        with self.on(8):
            self.do(approval.reopen, "truongphong", reason="Số liệu cần kiểm tra lại trước khi trình Hội đồng.")
        self._return(9, REMARKS[1:])
        with self.on(11):
            for row in self.proposal.nominations.filter(full_name__in=self.dossier.rewritten):
                values = self.dossier.rewritten[row.full_name]
                proposals.change_nomination(
                    nomination=row, row_version=row.row_version, values=values, by=person(self.dossier.by)
                )
        self.proposal.refresh_from_db()
        self._complete(12)
        self._propose(14)

    def _appraise(self, target):
        self._propose(6)
        if target == "awaiting_endorsement" and not self.dossier.rewritten:
            return self.proposal
        with self.on(7):
            self.do(approval.endorse, "truongphong")
        if self.dossier.rewritten:
            self._write_anew()
        if target == "refused":
            with self.on(8):
                self.do(
                    approval.refuse_dossier,
                    "truongphong",
                    reason="Thành tích đã được khen thưởng tại đợt xét trước của xã.",
                    legal_basis="Luật Thi đua, khen thưởng 06/2022/QH15, Điều 5",
                )
        if target == "in_public_notice":
            with self.on(8):
                self.do(approval.open_notice, "chuyenvien")
        if self.dossier.meeting == "SKIP":
            with self.on(7):
                self.do(
                    approval.skip_council,
                    "truongphong",
                    reason="Khen đột xuất: dũng cảm cứu người, cần khen kịp thời.",
                    legal_basis="Bộ quy tắc hiện hành: khen đột xuất được bỏ qua bước họp Hội đồng",
                )
        return self.proposal
