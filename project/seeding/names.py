"""Invented names of people, places and deeds for bulk data."""

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ma", "Nông", "Lường", "Triệu", "Dương")
MIDDLE = ("Văn", "Thị", "Đức", "Thị Thu", "Quốc", "Minh", "Ngọc", "Hữu", "Thị Kim", "Xuân")
GIVEN = (
    *(
        "An",
        "Bình",
        "Chiến",
        "Dung",
        "Đạt",
        "Giang",
        "Hà",
        "Hạnh",
        "Hòa",
        "Hùng",
        "Khánh",
        "Lan",
        "Liên",
        "Long",
        "Mai",
    ),
    *("Nam", "Nga", "Phúc", "Quý", "Sơn", "Tâm", "Thảo", "Thúy", "Trang", "Tuấn", "Vân", "Vinh", "Yến", "Ý"),
)
PLACES = ("Phong", "Yên", "Bình", "Tân", "Quảng", "Đồng", "Thượng", "Hạ", "Kim", "Phú", "Văn", "Minh", "Nghĩa", "Trung")
SECOND = ("Quang", "Trạch", "Thành", "Lập", "Khê", "Hỷ", "Sơn", "Lương", "Thịnh", "Xuân", "Lãng", "Đình", "Mỹ", "Hội")
TITLES = (
    "Khen thưởng tổng kết năm học",
    "Khen thưởng phong trào thi đua xây dựng nông thôn mới",
    "Khen thưởng công tác dân vận",
    "Khen thưởng phong trào toàn dân bảo vệ an ninh Tổ quốc",
    "Khen thưởng công tác hội và phong trào nông dân",
    "Khen thưởng thành tích chuyển đổi số",
)
POSITIONS = ("Giáo viên", "Trưởng xóm", "Cán bộ", "Hội viên", "Bí thư chi đoàn", "Công an viên", "Nhân viên y tế")
SUMMARIES = (
    "Hoàn thành xuất sắc nhiệm vụ được giao.",
    "Có nhiều sáng kiến trong công tác, được đồng nghiệp tín nhiệm.",
    "Vận động nhân dân hiến đất mở đường, chỉnh trang khu dân cư.",
    "Dẫn đầu phong trào thi đua của đơn vị hai năm liền.",
)


def person(dice):
    """A full name."""
    return f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)}"


def place(number):
    """The name of the commune with this number; names come back after 196."""
    return f"{PLACES[number % len(PLACES)]} {SECOND[number // len(PLACES) % len(SECOND)]}"
