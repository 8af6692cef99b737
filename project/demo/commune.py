"""The sample commune: units and invented people. Nobody here exists."""

from permissions.people.units import UnitKind

PASSWORD = "phong-quang-2026"
# With which each account is opened; its holder then chooses the published one.
FIRST_PASSWORD = "mat-khau-ban-dau-2025"
PROVINCE = ("TN", "Tỉnh Thái Nguyên")

# code, name, kind, parent, symbol on papers, has accounts
UNITS = [
    ("TN-TDKT", "Ban Thi đua - Khen thưởng tỉnh Thái Nguyên (Sở Nội vụ)", UnitKind.OFFICE, "TN", "BTĐKT", True),
    ("PQ", "Ủy ban nhân dân xã Phong Quang", UnitKind.COMMUNE, "TN", "UBND", True),
    ("PQ-VHXH", "Phòng Văn hóa - Xã hội xã Phong Quang", UnitKind.CULTURE_OFFICE, "PQ", "VHXH", True),
    ("PQ-VP", "Văn phòng HĐND và UBND xã Phong Quang", UnitKind.OFFICE, "PQ", "VP", True),
    ("PQ-KT", "Phòng Kinh tế xã Phong Quang", UnitKind.OFFICE, "PQ", "KT", True),
    ("PQ-TH", "Trường Tiểu học Phong Quang", UnitKind.SCHOOL, "PQ", "THPQ", True),
    ("PQ-THCS", "Trường THCS Phong Quang", UnitKind.SCHOOL, "PQ", "THCSPQ", True),
    ("PQ-MN", "Trường Mầm non Phong Quang", UnitKind.SCHOOL, "PQ", "MNPQ", True),
    ("PQ-MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Phong Quang", UnitKind.FRONT, "PQ", "MTTQ", True),
    ("PQ-ND", "Hội Nông dân xã Phong Quang", UnitKind.FRONT, "PQ", "HND", True),
    ("PQ-PN", "Hội Liên hiệp Phụ nữ xã Phong Quang", UnitKind.FRONT, "PQ", "HPN", True),
    ("PQ-CHQS", "Ban Chỉ huy Quân sự xã Phong Quang", UnitKind.FORCES, "PQ", "BCH", True),
    ("PQ-HTX", "Hợp tác xã Chè Phong Quang", UnitKind.COMPANY, "PQ", "HTX", True),
    ("PQ-ND1", "Xóm Nà Đỏng, xã Phong Quang", UnitKind.HAMLET, "PQ", "", False),
    ("PQ-HD", "Hội đồng Thi đua - Khen thưởng xã Phong Quang", UnitKind.COUNCIL, "PQ", "HĐTĐKT", True),
]

# user name, full name, [(office, unit code, title on papers)]
PEOPLE = [
    ("chutich", "Nguyễn Đình Khải", [("commune_chair", "PQ", "Chủ tịch UBND xã"), ("council_chair", "PQ-HD", "Chủ tịch Hội đồng")]),
    ("phochutich", "Hoàng Thị Lan Phương", [("commune_deputy_chair", "PQ", "Phó Chủ tịch UBND xã"), ("council_member", "PQ-HD", "Phó Chủ tịch thường trực Hội đồng")]),
    ("truongphong", "Lý Văn Thắng", [("office_head", "PQ-VHXH", "Trưởng phòng Văn hóa - Xã hội"), ("council_member", "PQ-HD", "Ủy viên thường trực Hội đồng")]),
    ("chuyenvien", "Đặng Thu Hằng", [("office_reviewer", "PQ-VHXH", "Chuyên viên Phòng Văn hóa - Xã hội")]),
    ("chuyenvien2", "Ma Thế Vinh", [("office_reviewer", "PQ-VHXH", "Chuyên viên Phòng Văn hóa - Xã hội")]),
    ("thuky", "Dương Thị Mai", [("council_secretary", "PQ-HD", "Thư ký Hội đồng")]),
    ("vanthu", "Triệu Thị Hoa", [("records_clerk", "PQ", "Văn thư")]),
    ("truongth", "Phạm Thị Thu Trang", [("unit_clerk", "PQ-TH", "Văn thư nhà trường")]),
    ("hieutruong", "Trần Thị Bích Liên", [("unit_head", "PQ-TH", "Hiệu trưởng")]),
    ("nongdan", "Nông Văn Quyết", [("unit_clerk", "PQ-ND", ""), ("unit_head", "PQ-ND", "Chủ tịch Hội Nông dân xã")]),
    ("uyvien1", "Hà Thị Kim Oanh", [("council_member", "PQ-HD", "Phó Chủ tịch Hội đồng"), ("unit_clerk", "PQ-MTTQ", ""), ("unit_head", "PQ-MTTQ", "Chủ tịch Ủy ban MTTQ Việt Nam xã")]),
    ("uyvien2", "Vũ Đức Cường", [("council_member", "PQ-HD", "Ủy viên Hội đồng"), ("unit_clerk", "PQ-VP", ""), ("unit_head", "PQ-VP", "Chánh Văn phòng HĐND và UBND xã")]),
    ("uyvien3", "Ngô Thị Ánh Tuyết", [("council_member", "PQ-HD", "Ủy viên Hội đồng"), ("unit_clerk", "PQ-KT", ""), ("unit_head", "PQ-KT", "Trưởng phòng Kinh tế")]),
    ("uyvien4", "Bàn Văn Sơn", [("council_member", "PQ-HD", "Ủy viên Hội đồng"), ("unit_clerk", "PQ-CHQS", ""), ("unit_head", "PQ-CHQS", "Chỉ huy trưởng Ban CHQS xã")]),
    ("uyvien5", "Lương Thị Hảo", [("council_member", "PQ-HD", "Ủy viên Hội đồng"), ("unit_clerk", "PQ-PN", ""), ("unit_head", "PQ-PN", "Chủ tịch Hội LHPN xã")]),
    ("uyvien6", "Đỗ Quang Huy", [("council_member", "PQ-HD", "Ủy viên Hội đồng, Trưởng ban Xây dựng Đảng")]),
    ("uyvien7", "Hứa Văn Dũng", [("council_member", "PQ-HD", "Ủy viên Hội đồng, Trưởng Công an xã")]),
    ("thcs", "Lê Minh Đức", [("unit_clerk", "PQ-THCS", ""), ("unit_head", "PQ-THCS", "Hiệu trưởng")]),
    ("mamnon", "Nguyễn Thị Thùy Dung", [("unit_clerk", "PQ-MN", ""), ("unit_head", "PQ-MN", "Hiệu trưởng")]),
    ("htxche", "Tô Văn Lực", [("unit_clerk", "PQ-HTX", ""), ("unit_head", "PQ-HTX", "Giám đốc")]),
    ("tinh", "Phan Thị Quỳnh Nga", [("province_officer", "TN", "Chuyên viên Ban Thi đua - Khen thưởng tỉnh")]),
    ("thanhtra", "Trịnh Xuân Bách", [("inspector", "PQ", "Thanh tra viên, Quyết định số 12/QĐ-TTr (mẫu)")]),
]  # fmt: skip
ADMINISTRATOR = ("quantri", "Bùi Thanh Tùng")
# Second administrator: confirms the first commune chair's appointment.
SECOND_ADMINISTRATOR = ("quantri2", "Cao Thị Vân Anh")
