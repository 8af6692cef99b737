"""What the sample sends to the province, one dossier in every state of that way. Names are invented."""

from documents.proposals.models import Proposal
from project.demo.dossiers import Dossier, Row, teachers
from project.demo.letters import person
from workflows.approval import services as approval
from workflows.deadlines import due_after
from workflows.handoff import province_services as province
from workflows.handoff import services as handoff
from workflows.handoff.queries import lines_of

_YEARS = "Hai năm liền hoàn thành xuất sắc nhiệm vụ; có sáng kiến được công nhận, áp dụng hiệu quả ở cơ sở."
_FORM = "bk-tinh"
MEETING = "M3"
# In the order of the way; each is where a dossier of TO_THE_PROVINCE stays.
STATES = (
    "transmittal_drafted",
    "transmittal_signed",
    "forwarded",
    "province_received",
    "province_returned",
    "supplement_asked",
    "answered",
)

TO_THE_PROVINCE = [
    Dossier("PQ-THCS", "thcs", "Đề nghị Bằng khen cho nhà giáo tiêu biểu năm {year}", "41/TTr-THCSPQ",
        teachers(_FORM, ["Vi Thị Hạnh", "Lê Thị Minh Châu"], _YEARS),
        46, {_FORM: "transmittal_drafted"}, meeting=MEETING),
    Dossier("PQ-MN", "mamnon", "Đề nghị Bằng khen cho cán bộ quản lý giáo dục năm {year}", "19/TTr-MNPQ",
        teachers(_FORM, ["Hứa Thị Liễu"], _YEARS),
        46, {_FORM: "transmittal_signed"}, meeting=MEETING),
    Dossier("PQ-HTX", "htxche", "Đề nghị Bằng khen cho hợp tác xã tiêu biểu năm {year}", "07/TTr-HTX", [
        Row(_FORM, "Hợp tác xã Chè Phong Quang", "", "Doanh thu tăng 22 %; 46 lao động có việc.", "collective"),
    ], 45, {_FORM: "forwarded"}, meeting=MEETING),
    Dossier("PQ-PN", "uyvien5", "Đề nghị Bằng khen cho phụ nữ làm kinh tế giỏi năm {year}", "18/TTr-HPN", [
        Row(_FORM, "Lường Thị Bích", "Chi hội trưởng", _YEARS, female=True),
    ], 45, {_FORM: "province_received"}, meeting=MEETING),
    Dossier("PQ-VP", "uyvien2", "Đề nghị Bằng khen về cải cách hành chính năm {year}", "22/TTr-VP", [
        Row(_FORM, "Bộ phận Một cửa xã Phong Quang", "", "Ba năm liền trên 99 % hồ sơ đúng hạn.", "collective"),
        Row(_FORM, "Đào Thị Hồng Vân", "Công chức Văn phòng", _YEARS, female=True),
    ], 45, {_FORM: "province_returned"}, meeting=MEETING),
    Dossier("PQ-TH", "hieutruong", "Đề nghị Bằng khen cho tập thể, nhà giáo tiêu biểu năm {year}", "49/TTr-THPQ", [
        *teachers(_FORM, ["Phạm Văn Tuyên"], _YEARS),
    ], 45, {_FORM: "supplement_asked"}, meeting=MEETING),
    Dossier("PQ-ND", "nongdan", "Đề nghị Bằng khen cho nông dân sản xuất, kinh doanh giỏi năm {year}", "19/TTr-HND", [
        Row(_FORM, "Dương Văn Toản", "Chi hội trưởng", "Mô hình chè hữu cơ 2,4 ha, giúp 17 hộ cùng làm.", female=False),
        Row(_FORM, "Lý Thị Mùi", "Hội viên", "Trồng 1,6 ha na rải vụ, giúp giống và kỹ thuật cho 9 hộ.", female=True),
        Row(_FORM, "Đặng Văn Sơn", "Hội viên", "Nuôi dê sinh sản 120 con.", female=False),
    ], 45, {_FORM: "answered"}, meeting=MEETING),
]  # fmt: skip
REFUSED = "Đặng Văn Sơn"
RETURN_REASON = "Bổ sung văn bản công nhận hiệu quả áp dụng của sáng kiến."


class ToTheProvince:
    """One dossier's letter, as far as its story goes. met_on: the day the council passed it."""

    def __init__(self, clock, proposal, target, met_on):
        self.clock, self.key, self.target, self.met_on = clock, proposal.pk, target, met_on

    def on(self, days, hour=9):
        return self.clock.at(due_after(self.met_on, days), hour)

    def carry(self):
        with self.on(1):
            proposal = Proposal.objects.get(pk=self.key)
            seen = {proposal.pk: proposal.row_version}
            self.letter = handoff.draft_transmittal(proposals=[proposal], row_versions=seen, by=person("chuyenvien"))
        for state, step in self._steps():
            if STATES.index(state) <= STATES.index(self.target):
                step()

    def _steps(self):
        """(the state from which on a letter has taken the step, the step)"""
        answered = self.target == "answered"
        return [
            ("transmittal_signed", lambda: self._do(handoff.sign_transmittal, "chutich", 2, 9)),
            ("forwarded", lambda: self._do(handoff.forward, "vanthu", 2, 14)),
            ("province_received", lambda: self._do(province.acknowledge, "tinh", 3, 10)),
            ("province_returned", self._answer if answered else self._give_back),
            ("supplement_asked", (lambda: None) if answered else self._ask),
        ]

    def _do(self, deed, by, days, hour, **said):
        with self.on(days, hour):
            self.letter = deed(transmittal=self.letter, row_version=self.letter.row_version, by=person(by), **said)

    def _give_back(self):
        """The last nominee comes back; the others go on."""
        line = lines_of(self.letter)[-1]
        self._do(province.return_lines, "tinh", 4, 15, reasons={line.pk: RETURN_REASON})
        self.key = line.nomination_id

    def _ask(self):
        with self.on(5, 9):
            proposal = Proposal.objects.get(nominations=self.key)
            approval.ask_unit(
                proposal=proposal,
                row_version=proposal.row_version,
                by=person("chuyenvien"),
                reason=f"Tỉnh yêu cầu: {RETURN_REASON}",
            )

    def _answer(self):
        decided_on = min(due_after(self.met_on, 4), self.clock.today)
        answers = [self._spoken(line, decided_on) for line in lines_of(self.letter)]
        self._do(province.record_answer, "tinh", 5, 16, answers=answers)

    def _spoken(self, line, decided_on):
        is_refused = line.nomination.full_name == REFUSED
        return province.Spoken(
            line=line.pk,
            said="refused" if is_refused else "granted",
            number="1904/SNV-TĐKT (mẫu)" if is_refused else "2817/QĐ-UBND (mẫu)",
            decided_on=decided_on,
            issuer="Sở Nội vụ tỉnh Thái Nguyên" if is_refused else "Chủ tịch Ủy ban nhân dân tỉnh Thái Nguyên",
            reason="Chưa đủ thời gian lập thành tích theo quy định." if is_refused else "",
        )


def forward_some(clock, carried, met_on):
    """Send to the province what the council passed that day. carried: [(proposal, dossier, target)]."""
    for proposal, _dossier, target in carried:
        if target in STATES:
            ToTheProvince(clock, proposal, target, met_on).carry()
