"""The office at work on what came: the usual way of a dossier, and every unusual one of the plan."""

from tests.journeys.year.plan import GK
from workflows.approval import part_services as parts
from workflows.approval import review_services as review
from workflows.approval import services as approval

PAUSE = {"suspension_code": "complaint", "suspension_reference": "03/TB-TCD"}
GOES_ON = {"reason": "Đã có kết luận; tiếp tục xét."}
SUDDEN = {"reason": "Cứu người bị nạn, cần khen kịp thời.", "legal_basis": "Bộ quy tắc hiện hành: khen đột xuất"}
REFUSAL = {"reason": "Không đúng đối tượng.", "legal_basis": "Luật Thi đua, khen thưởng 06/2022/QH15, Điều 5"}
NOT_ENOUGH = "Chưa đủ thời gian lập thành tích."


class Office:
    """The reviewer and the head of Phòng Văn hóa - Xã hội."""

    def __init__(self, year, units):
        self.year, self.town, self.units = year, year.town, units

    def do(self, act, proposal, by=None, **said):
        """A deed named as its act: proposal.endorse is services.endorse."""
        deed = getattr(approval, act.partition(".")[2])
        return self.year.move(act, deed, proposal, by or self.town.office_reviewer, **said)

    def _by_head(self, act, proposal, **said):
        return self.do(act, proposal, self.town.office_head, **said)

    def appraise(self, plan):
        """Every dossier of a letter up to `appraised`, or to where its own way ends."""
        for form in plan.rows:
            self._one(self.year.dossier(plan.key, form), plan.ways.get(form, ""))

    def _one(self, proposal, way):
        self.do("proposal.take_up", proposal)
        if way == "withdrawn":
            return self.units.withdraw(proposal)
        if way == "returned":
            proposal = self._return(proposal)
        if way == "suspended":
            self._by_head("proposal.suspend", proposal, **PAUSE)
            self._by_head("proposal.resume", proposal, **GOES_ON)
        self._judge(proposal, strikes=way == "struck out")
        self.do("proposal.propose_appraisal", proposal, reason="Hồ sơ đầy đủ, đúng đối tượng.")
        if way == "refused":
            return self._by_head("proposal.refuse_dossier", proposal, **REFUSAL)
        if way == "sent back":
            self._by_head("proposal.send_back_to_reviewer", proposal, reason="Xem lại thành tích.")
            self.do("proposal.propose_appraisal", proposal, reason="Đã kiểm tra lại.")
        return self._by_head("proposal.endorse", proposal)

    def _return(self, proposal):
        proposal.refresh_from_db()
        said = {"row_version": proposal.row_version, "by": self.town.office_reviewer, "text": "Bổ sung số liệu."}
        review.note_remark(proposal=proposal, **said)
        self.year.did("remark.noted")
        proposal = self.units.complete(self.do("proposal.return_for_completion", proposal))
        for remark in proposal.remarks.all():
            review.settle_remark(remark=remark, row_version=proposal.row_version, by=self.town.office_reviewer)
            self.year.did("remark.settled")
        return proposal

    def _judge(self, proposal, *, strikes):
        rows = list(proposal.nominations.order_by("order"))
        verdicts = [(row, "eligible", "") for row in rows]
        if strikes:
            verdicts[0] = (rows[0], "struck_out", NOT_ENOUGH)
        self.year.move("nomination.judged", review.judge, proposal, self.town.office_reviewer, verdicts=verdicts)

    def part(self, plan):
        """Somebody of an appraised dossier is suspended, alone; returns the sister."""
        proposal = self.year.dossier(plan.key, GK)
        said = {"nominations": [proposal.nominations.order_by("order").first()], **PAUSE}
        sister = self.year.move("proposal.suspend", parts.suspend_nominations, proposal, self.town.office_head, **said)
        self.year.did("proposal.split_off")
        self.year.did("proposal.split_from")
        return sister

    def resume(self, sister):
        return self._by_head("proposal.resume", sister, **GOES_ON)

    def skip_council(self, plan):
        return self._by_head("proposal.skip_council", self.year.dossier(plan.key, GK), **SUDDEN)

    def ask_unit(self, proposal):
        return self.do("proposal.ask_unit", proposal, reason="Tỉnh yêu cầu bổ sung.")

    def close(self, proposals):
        for proposal in proposals:
            self.do("proposal.close_file", proposal)
