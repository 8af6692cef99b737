"""The campaigns of the sample: the commune's plan for the Party's XIV Congress, in its own order and words, and an
invented one that runs today, on a theme that the plan's part V.2 names."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Plan:
    """values: the fields of the campaign. criteria: (audience, kinds of unit meant, text). duties: (body, text)."""

    values: dict
    contents: list
    criteria: list
    forms: tuple
    duties: tuple = ()


CONGRESS = Plan(
    {
        "title": "Đợt thi đua Lập thành tích chào mừng Đại hội lần thứ XIV của Đảng",
        "plan_number": "87/KH-UBND",
        "plan_on": date(2025, 12, 1),
        "legal_basis": "Quyết định số 2437/QĐ-TTg ngày 04/11/2025 của Thủ tướng Chính phủ; Kế hoạch số 141/KH-UBND ngày 25/11/2025 của Ủy ban nhân dân tỉnh Thái Nguyên",
        "aims": "Triển khai Đợt thi đua với hình thức phong phú, đa dạng trên địa bàn toàn xã; phấn đấu hoàn thành toàn diện và vượt mức các chỉ tiêu kinh tế - xã hội, quốc phòng - an ninh.",
        "starts_on": date(2025, 12, 1),
        "ends_on": date(2026, 1, 23),
        "closes_on": date(2026, 2, 10),
        "closing_source": "Hướng dẫn khen thưởng của Phòng Văn hóa - Xã hội (mẫu), theo mục VI.2 của Kế hoạch",
    },
    [
        "Thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội năm 2025 và Kế hoạch 5 năm (2021 - 2025).",
        "Thi đua thực hiện tốt công tác chuẩn bị và tổ chức thành công Đại hội đại biểu toàn quốc lần thứ XIV của Đảng.",
        "Thi đua xây dựng Đảng, xây dựng chính quyền trong sạch, vững mạnh, đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        "Thi đua đẩy mạnh xây dựng, hoàn thiện đồng bộ về thể chế; đột phá khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số.",
        "Thi đua hoàn thành, hoàn thành vượt mức các công trình phát triển kết cấu hạ tầng và đẩy mạnh xây dựng nông thôn mới.",
    ],
    [
        ("Ủy ban nhân dân xã", ["commune"], "Hoàn thành vượt mức các chỉ tiêu phát triển kinh tế - xã hội năm 2025; cải cách hành chính, xây dựng chính quyền điện tử, chính quyền số; giải quyết hiệu quả đơn thư, khiếu nại, tố cáo."),
        ("Các phòng, ban, trung tâm thuộc xã", ["culture_society_office", "office", "school", "armed_forces"], "Hoàn thành xuất sắc nhiệm vụ chính trị được giao; đẩy mạnh cải cách hành chính, chuyển đổi số; hoàn thành đúng tiến độ hoặc vượt kế hoạch các công trình, dự án."),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã", ["front", "hamlet"], "Tổ chức sâu rộng các phong trào thi đua yêu nước, các cuộc vận động; thực hiện tốt chức năng giám sát và phản biện xã hội."),
        ("Các doanh nghiệp", ["company"], "Sản xuất kinh doanh hiệu quả, bền vững, hợp pháp; giải quyết việc làm, nâng cao thu nhập; có nhiều sáng kiến, cải tiến kỹ thuật; thực hiện tốt trách nhiệm xã hội."),
        ("Cá nhân", [], "Gương mẫu chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; có sáng kiến, giải pháp sáng tạo; giữ gìn an ninh, trật tự xã hội và bảo vệ môi trường."),
    ],
    ("hcld-3", "bk-thu-tuong", "bk-tinh", "gk-xa"),
    (
        ("Các cơ quan, đơn vị, doanh nghiệp", "Phát động, triển khai Đợt thi đua với nội dung, tiêu chí cụ thể, hình thức phù hợp, thiết thực; sau Đại hội gửi báo cáo tổng kết Đợt thi đua."),
        ("Phòng Văn hóa - Xã hội", "Chủ trì hướng dẫn, tổ chức thực hiện Kế hoạch; theo dõi, tổng hợp báo cáo Ủy ban nhân dân xã và Hội đồng Thi đua - Khen thưởng xã; ban hành Hướng dẫn khen thưởng; gửi báo cáo tổng kết."),
        ("Ban Xây dựng Đảng", "Chỉ đạo, định hướng công tác tuyên truyền đối với các nội dung tại phần III của Kế hoạch."),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã", "Phát huy các phong trào thi đua, cuộc vận động, hướng mạnh về cơ sở; làm nòng cốt vận động xã hội thực hiện các chính sách an sinh xã hội cho Nhân dân."),
    ),
)  # fmt: skip

# Kept when the sample's campaign is summed up; invented.
SUMMARY = """Đợt thi đua được triển khai từ ngày ban hành Kế hoạch đến khi Đại hội lần thứ XIV của Đảng thành công. Các cơ quan, đơn vị, trường học, xóm đã tổ chức phát động, có công trình, phần việc cụ thể.

Hồ sơ khen thưởng được tiếp nhận, thẩm định, xét tại Hội đồng Thi đua - Khen thưởng xã và quyết định đúng trình tự; số liệu theo hình thức và đối tượng ở bảng dưới đây.

Tồn tại: một số đơn vị gửi hồ sơ sát ngày cuối; tỷ lệ người lao động trực tiếp còn thấp. (Nội dung mẫu)"""


def countryside(since, today):
    """The campaign that runs today, from the day of its plan on."""
    ends_on = today + timedelta(days=30)
    years = f"năm {today.year}" if since.year == ends_on.year else f"giai đoạn {since.year}-{ends_on.year}"
    return Plan(
        {
            "title": f"Phong trào thi đua “Phong Quang chung sức xây dựng nông thôn mới” {years}",
            "plan_number": "95/KH-UBND (mẫu)",
            "plan_on": since,
            "legal_basis": "Phong trào thi đua “Thái Nguyên chung sức xây dựng nông thôn mới”; Kế hoạch số 87/KH-UBND ngày 01/12/2025 của Ủy ban nhân dân xã Phong Quang, mục V.2",
            "aims": "Huy động sức dân giữ vững và nâng cao các tiêu chí nông thôn mới; cảnh quan xóm sáng, xanh, sạch, đẹp; không để ai bị bỏ lại phía sau.",
            "starts_on": since,
            "ends_on": ends_on,
            "closes_on": ends_on + timedelta(days=15),
        },
        [
            "Thi đua hoàn thành và nâng cao chất lượng các tiêu chí nông thôn mới; xây dựng khu dân cư kiểu mẫu.",
            "Thi đua hiến đất, góp công làm đường giao thông, nhà văn hóa xóm và các công trình phúc lợi.",
            "Thi đua phát triển sản xuất, xây dựng sản phẩm OCOP, giúp nhau giảm nghèo bền vững.",
            "Thi đua bảo vệ môi trường, thu gom và phân loại rác thải tại hộ gia đình.",
        ],
        [
            ("Các phòng, ban, trường học, lực lượng vũ trang", ["culture_society_office", "office", "school", "armed_forces"], "Có công trình, phần việc cụ thể giúp xóm xây dựng nông thôn mới, hoàn thành đúng hoặc sớm hơn kế hoạch."),
            ("Mặt trận Tổ quốc, các tổ chức chính trị - xã hội và các xóm", ["front", "hamlet"], "Vận động Nhân dân tham gia với kết quả đo đếm được: đất hiến, ngày công, số hộ thoát nghèo, tuyến đường tự quản."),
            ("Doanh nghiệp, hợp tác xã", ["company"], "Liên kết sản xuất với nông dân, có sản phẩm OCOP, đóng góp xây dựng công trình của xã."),
            ("Cá nhân, hộ gia đình", [], "Gương mẫu hiến đất, góp công, góp của; có cách làm hay được xóm xác nhận và nhân rộng."),
        ],
        ("bk-tinh", "gk-xa"),
        (
            ("Phòng Văn hóa - Xã hội", "Hướng dẫn, theo dõi, tiếp nhận và thẩm định hồ sơ; tổng hợp báo cáo."),
            ("Các xóm, đơn vị", "Phát động, bình chọn công khai, lập hồ sơ gửi trước ngày cuối nhận tờ trình."),
        ),
    )  # fmt: skip
