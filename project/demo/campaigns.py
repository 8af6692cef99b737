"""The campaign of the sample: the commune's plan for the Party's XIV Congress, in its own order and words."""

from datetime import date

CAMPAIGN = {
    "code": "PQ-DH14",
    "title": "Đợt thi đua Lập thành tích chào mừng Đại hội lần thứ XIV của Đảng",
    "plan_number": "87/KH-UBND",
    "plan_on": date(2025, 12, 1),
    "legal_basis": "Quyết định số 2437/QĐ-TTg ngày 04/11/2025 của Thủ tướng Chính phủ; Kế hoạch số 141/KH-UBND ngày "
    "25/11/2025 của Ủy ban nhân dân tỉnh Thái Nguyên",
    "aims": "Triển khai Đợt thi đua với hình thức phong phú, đa dạng trên địa bàn toàn xã; phấn đấu hoàn thành toàn "
    "diện và vượt mức các chỉ tiêu kinh tế - xã hội, quốc phòng - an ninh.",
    "starts_on": date(2025, 12, 1),
    "ends_on": date(2026, 1, 23),
    "closes_on": date(2026, 2, 10),
}
FORMS = ("hcld-3", "bk-thu-tuong", "bk-tinh", "gk-xa")
CONTENTS = [
    "Thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội năm 2025 và Kế hoạch 5 năm (2021 - 2025).",
    "Thi đua thực hiện tốt công tác chuẩn bị và tổ chức thành công Đại hội đại biểu toàn quốc lần thứ XIV của Đảng.",
    "Thi đua xây dựng Đảng, xây dựng chính quyền trong sạch, vững mạnh, đẩy mạnh học tập và làm theo tư tưởng, đạo "
    "đức, phong cách Hồ Chí Minh.",
    "Thi đua đẩy mạnh xây dựng, hoàn thiện đồng bộ về thể chế; đột phá khoa học, công nghệ, đổi mới sáng tạo và "
    "chuyển đổi số.",
    "Thi đua hoàn thành, hoàn thành vượt mức các công trình phát triển kết cấu hạ tầng và đẩy mạnh xây dựng nông thôn "
    "mới.",
]
CRITERIA = [
    ("Ủy ban nhân dân xã", ["commune"], "Hoàn thành vượt mức các chỉ tiêu phát triển kinh tế - xã hội năm 2025; cải cách hành chính, "
     "xây dựng chính quyền điện tử, chính quyền số; giải quyết hiệu quả đơn thư, khiếu nại, tố cáo."),
    ("Các phòng, ban, trung tâm thuộc xã", ["culture_society_office", "office", "school", "armed_forces"], "Hoàn thành xuất sắc nhiệm vụ chính trị được giao; đẩy mạnh cải cách hành "
     "chính, chuyển đổi số; hoàn thành đúng tiến độ hoặc vượt kế hoạch các công trình, dự án."),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã", ["front", "hamlet"], "Tổ chức sâu rộng các phong trào thi đua "
     "yêu nước, các cuộc vận động; thực hiện tốt chức năng giám sát và phản biện xã hội."),
    ("Các doanh nghiệp", ["company"], "Sản xuất kinh doanh hiệu quả, bền vững, hợp pháp; giải quyết việc làm, nâng cao thu nhập; có "
     "nhiều sáng kiến, cải tiến kỹ thuật; thực hiện tốt trách nhiệm xã hội."),
    ("Cá nhân", [], "Gương mẫu chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; có sáng kiến, giải pháp "
     "sáng tạo; giữ gìn an ninh, trật tự xã hội và bảo vệ môi trường."),
]  # fmt: skip
