"""What the units of the sample proposed, and how far each dossier came. Names are invented.

`{year}` and the like are filled in by telling.py.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One nominee. fails: the council does not pass this one. address: of a household."""

    form: str
    name: str
    position: str
    summary: str
    nominee: str = "individual"
    female: bool | None = None
    fails: bool = False
    address: str = ""


@dataclass(frozen=True)
class Dossier:
    """One letter. sent: days ago (or a date), None keeps it with the unit. reached: state by award form.
    meeting: key of the meeting that examined it. period: what the achievement is counted over, unless by a campaign.
    suspended: who is split off and suspended while the others go on. offered: who is offered the commune's certificate.
    rewritten: {name: fields} of the rows that the unit changes after the office has endorsed them.
    signer: (name, post) of who signed on paper, where no head of the unit has an account."""

    unit: str
    by: str
    title: str
    number: str
    rows: list
    sent: object
    reached: dict
    kind: str = "merit"
    period: str = "year"
    meeting: str = ""
    returned_first: bool = False
    extra: dict = field(default_factory=dict)
    suspended: str = ""
    offered: str = ""
    rewritten: dict = field(default_factory=dict)
    signer: tuple = ()


def teachers(form, names, summary, fails=()):
    return [Row(form, name, "Giáo viên", summary, female="Thị" in name, fails=name in fails) for name in names]


_TAUGHT = "Hoàn thành xuất sắc nhiệm vụ giảng dạy; có sáng kiến được nhà trường công nhận, áp dụng hiệu quả."
_GOOD_YEAR = "Hoàn thành tốt nhiệm vụ năm học {school_year}; đoàn kết, gương mẫu, tích cực tham gia phong trào thi đua."

CAMPAIGN = [
    Dossier("PQ-TH", "hieutruong", "Đề nghị khen thưởng Đợt thi đua chào mừng Đại hội XIV của Đảng", "06/TTr-THPQ", [
        Row("gk-xa", "Tổ chuyên môn 4-5, Trường Tiểu học Phong Quang", "", "100 % giáo viên thiết kế bài giảng số; 12 tiết dạy tốt chào mừng Đại hội.", "collective"),
        Row("gk-xa", "Nguyễn Thị Thu Hương", "Tổ trưởng tổ 4-5", "Chủ trì chuyên đề chuyển đổi số, tập huấn cho 21 giáo viên trong đợt thi đua.", female=True),
        Row("gk-xa", "Lý Thị Sen", "Giáo viên", "Vận động 9 học sinh vùng khó trở lại lớp, đạt 100 % sĩ số trong đợt thi đua.", female=True),
    ], "27/01/2026", {"gk-xa": "closed"}, kind="campaign", meeting="M1"),
    Dossier("PQ-ND", "nongdan", "Đề nghị khen thưởng hội viên tiêu biểu trong Đợt thi đua chào mừng Đại hội XIV", "04/TTr-HND", [
        Row("gk-xa", "Chi hội Nông dân xóm Nà Đỏng", "", "Hiến 1.250 m² đất, góp 340 ngày công mở rộng đường liên xóm.", "collective"),
        Row("gk-xa", "Hộ ông Bàn Văn Tài", "", "Hiến 320 m² đất vườn, tháo dỡ tường rào để làm đường giao thông nông thôn.", "household", address="Xóm Nà Đỏng, xã Phong Quang"),
        Row("gk-xa", "Dương Văn Toản", "Chi hội trưởng", "Mô hình chè hữu cơ 2,4 ha, giúp 17 hộ cùng làm, tạo việc làm thường xuyên cho 12 lao động.", female=False),
    ], "29/01/2026", {"gk-xa": "closed"}, kind="campaign", meeting="M1"),
    Dossier("PQ-HTX", "htxche", "Đề nghị khen thưởng thành tích sản xuất, kinh doanh trong Đợt thi đua", "02/TTr-HTX", [
        Row("gk-xa", "Hợp tác xã Chè Phong Quang", "", "Doanh thu quý IV/2025 vượt 18 % kế hoạch; 46 lao động có thu nhập bình quân 7,8 triệu đồng/tháng.", "collective"),
        Row("gk-xa", "Tô Thị Nhung", "Tổ trưởng tổ chế biến", "Cải tiến khâu sao chè giảm 15 % điện năng.", female=True),
    ], "02/02/2026", {"gk-xa": "closed"}, kind="campaign", meeting="M1"),
    Dossier("PQ-MTTQ", "uyvien1", "Đề nghị khen thưởng công tác tuyên truyền, vận động chào mừng Đại hội XIV", "05/TTr-MTTQ", [
        Row("gk-xa", "Ban Công tác Mặt trận xóm Phiêng Lèng", "", "Vận động 96 % hộ treo cờ, vệ sinh môi trường; quyên góp 42 triệu đồng quỹ Vì người nghèo.", "collective"),
        Row("gk-xa", "Hoàng Văn Chấn", "Người có uy tín xóm Phiêng Lèng", "Hòa giải thành 7 vụ việc, không để phát sinh đơn thư trong đợt thi đua.", female=False),
    ], "03/02/2026", {"gk-xa": "closed"}, kind="campaign", meeting="M1"),
    Dossier("PQ-CHQS", "uyvien4", "Đề nghị khen thưởng lực lượng dân quân bảo vệ Đại hội", "03/TTr-BCH", [
        Row("gk-xa", "Trung đội Dân quân cơ động xã Phong Quang", "", "Trực bảo vệ 100 % quân số trong dịp Đại hội, bảo đảm an toàn tuyệt đối.", "collective"),
        Row("gk-xa", "Triệu Văn Hiếu", "Trung đội trưởng", "Tham mưu tốt kế hoạch tuần tra, xử lý kịp thời 2 vụ cháy rừng nhỏ.", female=False, fails=True),
    ], "05/02/2026", {"gk-xa": "closed"}, kind="campaign", meeting="M1"),
]  # fmt: skip

SCHOOLS = [
    Dossier("PQ-TH", "hieutruong", "Danh hiệu thi đua năm học {school_year}", "31/TTr-THPQ", [
        *teachers("ldtt", ["Nguyễn Thị Thu Hương", "Lý Thị Sen", "Phạm Văn Tuyên", "Hà Thị Nguyệt", "Đinh Thị Lệ", "Mông Văn Kiên"], _GOOD_YEAR),
        *teachers("cstd-co-so", ["Nguyễn Thị Thu Hương", "Phạm Văn Tuyên"], _TAUGHT, fails=("Phạm Văn Tuyên",)),
    ], 168, {"ldtt": "closed", "cstd-co-so": "closed"}, period="school_year", meeting="M2", returned_first=True),
    Dossier("PQ-THCS", "thcs", "Danh hiệu thi đua năm học {school_year}", "22/TTr-THCSPQ", [
        *teachers("ldtt", ["Vi Thị Hạnh", "Trần Quốc Bảo", "Nông Thị Thơm", "Lê Thị Minh Châu"], _GOOD_YEAR),
        *teachers("cstd-co-so", ["Vi Thị Hạnh"], _TAUGHT),
    ], 165, {"ldtt": "closed", "cstd-co-so": "closed"}, period="school_year", meeting="M2"),
    Dossier("PQ-MN", "mamnon", "Danh hiệu thi đua năm học {school_year}", "14/TTr-MNPQ",
        teachers("ldtt", ["Hứa Thị Liễu", "Ma Thị Đào", "Nguyễn Thị Ngọc Ánh"], _GOOD_YEAR),
        163, {"ldtt": "closed"}, period="school_year", meeting="M2"),
]  # fmt: skip

THIS_YEAR = [
    Dossier("PQ-VP", "uyvien2", "Khen thưởng thực hiện tốt cải cách hành chính năm {year}", "18/TTr-VP", [
        Row("gk-xa", "Bộ phận Một cửa xã Phong Quang", "", "99,2 % hồ sơ giải quyết đúng và trước hạn; 87 % nộp trực tuyến.", "collective"),
        Row("gk-xa", "Đào Thị Hồng Vân", "Công chức Văn phòng", "Số hóa 3.400 hồ sơ, hướng dẫn 61 tổ công nghệ số cộng đồng.", female=True),
    ], 52, {"gk-xa": "decided"}, meeting="M3"),
    Dossier("PQ-PN", "uyvien5", "Khen thưởng phong trào “Phụ nữ tích cực học tập, lao động sáng tạo” năm {year}", "11/TTr-HPN", [
        Row("gk-xa", "Chi hội Phụ nữ xóm Khuổi Lịa", "", "Duy trì 5 tổ tiết kiệm, giúp 14 chị em thoát nghèo.", "collective"),
        Row("gk-xa", "Lường Thị Bích", "Chi hội trưởng", "Xây dựng mô hình “5 không 3 sạch” tại 3 xóm.", female=True),
        Row("gk-xa", "Hộ bà Chu Thị Gấm", "", "Gia đình 4 thế hệ gương mẫu, ủng hộ 30 triệu đồng làm nhà văn hóa xóm.", "household", address="Xóm Khuổi Lịa, xã Phong Quang"),
    ], 50, {"gk-xa": "decision_signed"}, meeting="M3"),
    Dossier("PQ-ND", "nongdan", "Khen thưởng nông dân sản xuất, kinh doanh giỏi năm {year}", "16/TTr-HND", [
        Row("gk-xa", "Đặng Văn Sơn", "Hội viên", "Mô hình nuôi dê sinh sản 120 con, thu lãi 280 triệu đồng/năm.", female=False),
        Row("gk-xa", "Lý Thị Mùi", "Hội viên", "Trồng 1,6 ha na rải vụ, giúp giống và kỹ thuật cho 9 hộ.", female=True),
        Row("gk-xa", "Hộ ông Triệu Tiến Phúc", "", "Liên kết 11 hộ trồng nghệ, bao tiêu 40 tấn củ tươi.", "household", address="Xóm Phiêng Lèng, xã Phong Quang"),
    ], 47, {"gk-xa": "decision_drafted"}, meeting="M3"),
    Dossier("PQ-KT", "uyvien3", "Khen thưởng giải phóng mặt bằng đường liên xã năm {year}", "09/TTr-KT", [
        Row("gk-xa", "Tổ công tác giải phóng mặt bằng đường Phong Quang - Nà Lẹng", "", "Hoàn thành 2,1 km sớm 40 ngày, không phải cưỡng chế.", "collective"),
        Row("gk-xa", "Sầm Văn Tĩnh", "Công chức địa chính", "Đo đạc, kiểm đếm 64 hộ đúng quy định.", female=False),
    ], 45, {"gk-xa": "passed"}, kind="campaign", meeting="M3"),
    Dossier("PQ-MTTQ", "uyvien1", "Khen thưởng công tác Mặt trận giai đoạn {five_years}", "14/TTr-MTTQ", [
        Row("bk-tinh", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Phong Quang", "", "Năm năm liền dẫn đầu cụm thi đua; vận động 1,9 tỷ đồng xóa 38 nhà tạm.", "collective"),
    ], 44, {"bk-tinh": "passed"}, meeting="M3"),
    Dossier("PQ-CHQS", "uyvien4", "Khen thưởng công tác tuyển quân năm {year}", "08/TTr-BCH", [
        Row("gk-xa", "Hoàng Trọng Nghĩa", "Phó Chỉ huy trưởng", "Giao quân đạt 100 % chỉ tiêu.", female=False, fails=True),
    ], 43, {"gk-xa": "not_passed"}, meeting="M3"),
    Dossier("PQ-PN", "uyvien5", "Khen thưởng cán bộ Hội cơ sở tiêu biểu năm {year}", "12/TTr-HPN", [
        Row("gk-xa", "Nguyễn Thị Lan", "Chi hội trưởng xóm Nà Lẹng", "Vận động 100 % hội viên tham gia tổ tiết kiệm; giúp 6 chị em có việc làm.", female=True),
        Row("gk-xa", "Bàn Thị Xuân", "Chi hội phó xóm Phiêng Lèng", "Hướng dẫn 40 hội viên bán hàng trên mạng.", female=True),
    ], 49, {"gk-xa": "passed"}, meeting="W"),
    Dossier("PQ-TH", "hieutruong", "Khen thưởng nhà giáo tiêu biểu năm {year}", "47/TTr-THPQ", [
        *teachers("gk-xa", ["Hà Thị Nguyệt", "Đinh Thị Lệ", "Mông Văn Kiên", "Trương Thị Yến"], _TAUGHT),
        Row("gk-xa", "Tổ chuyên môn 2-3, Trường Tiểu học Phong Quang", "", "Tỷ lệ học sinh hoàn thành chương trình lớp học 99,6 %.", "collective"),
    ], 24, {"gk-xa": "on_agenda"}, meeting="OPEN"),
    Dossier("PQ-THCS", "thcs", "Danh hiệu thi đua bổ sung năm học {school_year}", "39/TTr-THCSPQ",
        teachers("cstd-co-so", ["Trần Quốc Bảo", "Nông Thị Thơm"], _TAUGHT),
        23, {"cstd-co-so": "on_agenda"}, period="school_year", meeting="OPEN"),
    Dossier("PQ-PN", "uyvien5", "Khen thưởng mô hình giảm rác thải nhựa năm {year}", "15/TTr-HPN", [
        Row("gk-xa", "Câu lạc bộ “Biến rác thành tiền” xóm Pác Cáp", "", "Thu gom 3,2 tấn phế liệu, tặng 45 thẻ bảo hiểm y tế.", "collective"),
        Row("gk-xa", "Vy Thị Xuân", "Chủ nhiệm câu lạc bộ", "Nhân rộng mô hình ra 6 xóm.", female=True),
    ], 22, {"gk-xa": "on_agenda"}, kind="campaign", meeting="OPEN"),
    Dossier("PQ-HTX", "htxche", "Khen thưởng doanh nghiệp, hợp tác xã tiêu biểu năm {year}", "12/TTr-HTX", [
        Row("gk-xa", "Hợp tác xã Chè Phong Quang", "", "Sản phẩm OCOP 4 sao; nộp ngân sách 612 triệu đồng.", "collective"),
        Row("gk-xa", "Nông Thị Vân Kiều", "Kế toán trưởng", "Quản lý tài chính minh bạch, không để sai sót.", female=True),
    ], 20, {"gk-xa": "on_agenda"}, meeting="NEXT"),
    Dossier("PQ-VP", "uyvien2", "Danh hiệu thi đua năm {year} khối Văn phòng", "25/TTr-VP", [
        Row("ldtt", "Đào Thị Hồng Vân", "Công chức Văn phòng", "Hoàn thành tốt nhiệm vụ năm {year}.", female=True),
        Row("ldtt", "Chu Quốc Khánh", "Công chức tư pháp - hộ tịch", "Hoàn thành tốt nhiệm vụ năm {year}.", female=False),
    ], 13, {"ldtt": "appraised"}),
    Dossier("PQ-KT", "uyvien3", "Danh hiệu thi đua năm {year} Phòng Kinh tế", "13/TTr-KT", [
        Row("ldtt", "Sầm Văn Tĩnh", "Công chức địa chính", "Hoàn thành tốt nhiệm vụ năm {year}.", female=False),
    ], 12, {"ldtt": "appraised"}),
    Dossier("PQ-MTTQ", "uyvien1", "Gia đình văn hóa tiêu biểu năm {year}", "21/TTr-MTTQ", [
        Row("gd-van-hoa", "Hộ ông Lăng Văn Hòa", "", "Đạt 96/100 điểm; ba năm liền là Gia đình văn hóa.", "household", address="Xóm Nà Lẹng, xã Phong Quang"),
        Row("gd-van-hoa", "Hộ bà Đoàn Thị Mến", "", "Đạt 94/100 điểm; hòa thuận, giúp đỡ láng giềng.", "household", address="Xóm Khuổi Lịa, xã Phong Quang"),
    ], 17, {"gd-van-hoa": "in_public_notice"}),
    Dossier("PQ-CHQS", "uyvien4", "Khen thưởng diễn tập phòng thủ khu vực năm {year}", "14/TTr-BCH", [
        Row("gk-xa", "Tiểu đội Dân quân thường trực", "", "Hoàn thành xuất sắc nhiệm vụ diễn tập.", "collective"),
        Row("gk-xa", "Lâm Văn Quý", "Tiểu đội trưởng", "Chỉ huy tốt, bắn đạn thật đạt loại giỏi.", female=False),
    ], 11, {"gk-xa": "awaiting_endorsement"}),
    Dossier("PQ-MN", "mamnon", "Khen thưởng phong trào “Trường học hạnh phúc” năm {year}", "29/TTr-MNPQ",
        teachers("gk-xa", ["Hứa Thị Liễu", "Ma Thị Đào"], "Xây dựng lớp học thân thiện, phụ huynh hài lòng 98 %."),
        10, {"gk-xa": "awaiting_endorsement"}),
    Dossier("PQ-THCS", "thcs", "Khen thưởng bồi dưỡng học sinh giỏi năm {year}", "44/TTr-THCSPQ",
        teachers("gk-xa", ["Lê Thị Minh Châu", "Trần Quốc Bảo"], "Bồi dưỡng 7 học sinh đạt giải cấp tỉnh."),
        9, {"gk-xa": "awaiting_endorsement"}, suspended="Trần Quốc Bảo"),
    Dossier("PQ-ND", "nongdan", "Khen thưởng phong trào bảo vệ môi trường nông thôn năm {year}", "21/TTr-HND", [
        Row("gk-xa", "Chi hội Nông dân xóm Khuổi Lịa", "", "Xây 14 bể thu gom vỏ thuốc bảo vệ thực vật.", "collective"),
        Row("gk-xa", "Ma Văn Thuận", "Chi hội phó", "Vận động 52 hộ ký cam kết.", female=False),
    ], 30, {"gk-xa": "returned"}),
    Dossier("PQ-TH", "hieutruong", "Khen thưởng phong trào “Thư viện xanh” năm {year}", "52/TTr-THPQ", [
        Row("gk-xa", "Bế Thị Thanh Nhàn", "Nhân viên thư viện", "Xây dựng 3 góc đọc ngoài trời, 1.900 lượt mượn sách.", female=True),
        Row("gk-xa", "Mông Văn Kiên", "Giáo viên", "Quyên góp 820 đầu sách.", female=False),
    ], 11, {"gk-xa": "returned"}),
    Dossier("PQ-VP", "uyvien2", "Khen thưởng chuyển đổi số cộng đồng năm {year}", "28/TTr-VP", [
        Row("gk-xa", "Tổ công nghệ số cộng đồng xóm Phiêng Lèng", "", "100 % hộ cài đặt VNeID, 71 % dùng thanh toán số.", "collective"),
        Row("gk-xa", "Lộc Thị Duyên", "Tổ phó", "Hướng dẫn 230 lượt người cao tuổi.", female=True),
    ], 5, {"gk-xa": "under_review"}),
    Dossier("PQ-PN", "uyvien5", "Khen thưởng phòng, chống bạo lực gia đình năm {year}", "19/TTr-HPN", [
        Row("gk-xa", "Lường Thị Bích", "Chi hội trưởng", "Tư vấn, hòa giải 11 vụ việc.", female=True),
    ], 4, {"gk-xa": "under_review"}),
    Dossier("PQ-KT", "uyvien3", "Khen thưởng phòng, chống thiên tai năm {year}", "17/TTr-KT", [
        Row("gk-xa", "Đội xung kích phòng, chống thiên tai xã", "", "Di dời an toàn 26 hộ trong các đợt mưa lũ.", "collective"),
        Row("gk-xa", "Hoàng Văn Chấn", "Đội viên", "Trực 14 ngày đêm tại điểm sạt lở.", female=False),
    ], 3, {"gk-xa": "under_review"}),
    Dossier("PQ-MTTQ", "uyvien1", "Khen thưởng “Khu dân cư kiểu mẫu” năm {year}", "26/TTr-MTTQ", [
        Row("gk-xa", "Ban Công tác Mặt trận xóm Pác Cáp", "", "Xóm đạt chuẩn khu dân cư kiểu mẫu.", "collective"),
    ], 3, {"gk-xa": "submitted"}, kind="campaign"),
    Dossier("PQ-HTX", "htxche", "Khen thưởng sáng kiến cải tiến kỹ thuật năm {year}", "15/TTr-HTX", [
        Row("gk-xa", "Tô Thị Nhung", "Tổ trưởng tổ chế biến", "Sáng kiến tận dụng nhiệt dư, tiết kiệm 85 triệu đồng/năm.", female=True),
    ], 2, {"gk-xa": "submitted"}),
    Dossier("PQ-TH", "hieutruong", "Khen thưởng đợt bổ sung tháng {month}", "58/TTr-THPQ", [
        Row("gk-xa", "Trương Thị Yến", "Giáo viên", "Đạt giải Nhì hội thi giáo viên dạy giỏi cấp tỉnh.", female=True),
        Row("ldtt", "Bế Thị Thanh Nhàn", "Nhân viên thư viện", "Hoàn thành tốt nhiệm vụ.", female=True),
    ], 1, {"gk-xa": "submitted", "ldtt": "submitted"}),
    Dossier("PQ-CHQS", "uyvien4", "Khen thưởng cứu người đuối nước tại suối Nà Đỏng", "17/TTr-BCH", [
        Row("gk-xa", "Dương Văn Khôi", "Dân quân xóm Nà Đỏng", "Dũng cảm cứu sống 2 cháu nhỏ bị đuối nước.", female=False),
    ], 24, {"gk-xa": "decided"}, kind="sudden", period="day", meeting="SKIP"),
    Dossier("PQ-TH", "hieutruong", "Đề nghị Bằng khen cho giáo viên dạy giỏi năm {year}", "60/TTr-THPQ",
        teachers("bk-tinh", ["Nguyễn Thị Thu Hương", "Lý Thị Sen"], "Hai năm liền hoàn thành xuất sắc nhiệm vụ; có sáng kiến được công nhận."),
        6, {"bk-tinh": "under_review"}, offered="Lý Thị Sen"),
    Dossier("PQ-VP", "uyvien2", "Khen thưởng thi đua nước rút {quarter}", "21/TTr-VP", [
        Row("gk-xa", "Chu Quốc Khánh", "Công chức tư pháp - hộ tịch", "Hoàn thành nhiệm vụ được giao.", female=False),
    ], 13, {"gk-xa": "refused"}),
    Dossier("PQ-MN", "mamnon", "Khen thưởng phong trào xây dựng cảnh quan năm {year}", "33/TTr-MNPQ",
        teachers("gk-xa", ["Nguyễn Thị Ngọc Ánh"], "Trồng 200 m² hoa, cải tạo sân chơi."),
        26, {"gk-xa": "withdrawn"}),
    Dossier("PQ-ND", "nongdan", "Khen thưởng hội viên tiêu biểu xóm Nà Lẹng năm {year}", "18/TTr-HND", [
        Row("gk-xa", "Lục Văn Bính", "Hội viên", "Mô hình trồng rừng gỗ lớn 8 ha.", female=False),
    ], 28, {"gk-xa": "suspended"}),
    Dossier("PQ-ND", "nongdan", "Khen thưởng phát triển kinh tế vườn đồi năm {year}", "19/TTr-HND", [
        Row("gk-xa", "Hộ ông Bàn Văn Chiêu", "", "Cải tạo 2,3 ha vườn tạp trồng cam, thu lãi 280 triệu đồng/năm; giúp giống và kỹ thuật cho 6 hộ.", "household", address="Xóm Nà Lẹng, xã Phong Quang"),
        Row("gk-xa", "Hoàng Thị Nhâm", "Hội viên", "Nuôi 45 đàn ong dưới tán rừng, hướng dẫn 11 hội viên cùng làm.", female=True),
    ], 29, {"gk-xa": "awaiting_endorsement"}, rewritten={
        "Hộ ông Bàn Văn Chiêu": {"summary": "Cải tạo 2,3 ha vườn tạp trồng cam, thu lãi 180 triệu đồng/năm; giúp giống và kỹ thuật cho 6 hộ."},
        "Hoàng Thị Nhâm": {"full_name": "Hoàng Thị Nhậm", "position": "Chi hội trưởng"},
    }),
    Dossier("PQ-MTTQ", "uyvien1", "Khen thưởng hòa giải viên cơ sở tiêu biểu năm {year}", "19/TTr-MTTQ", [
        Row("gk-xa", "Tổ hòa giải xóm Khuổi Lịa", "", "Hòa giải thành 14 trong 15 vụ việc.", "collective"),
        Row("gk-xa", "Nông Văn Thắng", "Tổ trưởng Tổ hòa giải", "Mười năm làm hòa giải viên, không để vụ việc kéo dài.", female=False),
    ], 21, {"gk-xa": "passed"}, meeting="M4"),
]  # fmt: skip

WITH_THE_UNIT = [
    Dossier("PQ-TH", "hieutruong", "Khen thưởng hội thi “Rung chuông vàng” cấp xã", "", [
        Row("gk-xa", "Lớp 5A, Trường Tiểu học Phong Quang", "", "Giải Nhất hội thi.", "collective"),
        Row("gk-xa", "Nguyễn Thị Thu Hương", "Tổ trưởng tổ 4-5", "", female=True),
    ], None, {}),
    Dossier("PQ-TH", "hieutruong", "Tập thể lao động tiên tiến năm {year}", "", [
        Row("tt-ldtt", "Tổ chuyên môn 4-5, Trường Tiểu học Phong Quang", "", "Trên 50 % cá nhân đạt Lao động tiên tiến, không ai bị kỷ luật.", "collective"),
    ], None, {}, extra={"hand_to_head": True}),
    Dossier("PQ-ND", "nongdan", "Khen thưởng câu lạc bộ nông dân tỷ phú năm {year}", "", [
        Row("gk-xa", "Tô Văn Lực", "Hội viên", "Thu nhập trên 1 tỷ đồng/năm, tạo việc làm cho 46 lao động.", female=False),
    ], None, {}),
]  # fmt: skip

ON_PAPER = Dossier("PQ-ND1", "chuyenvien", "Đề nghị tặng Giấy khen cho hộ hiến đất làm nhà văn hóa xóm Nà Đỏng", "02/TTr", [
    Row("gk-xa", "Hộ ông Lường Văn Phấn", "", "Hiến 210 m² đất làm nhà văn hóa xóm.", "household", address="Xóm Nà Đỏng, xã Phong Quang"),
], 5, {"gk-xa": "submitted"}, signer=("Lường Văn Tính", "Trưởng xóm"))  # fmt: skip
