"""Example papers, as the topics that issue papers will write them."""

from datetime import date

from documents.printing.blocks import (
    Addressees,
    Annex,
    Centered,
    Column,
    Grounds,
    Group,
    Head,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
    bold,
)
from documents.printing.wording import dateline, grouped, number_line

DAY = date(2026, 3, 5)
COMMITTEE = ("ỦY BAN NHÂN DÂN", "XÃ PHONG QUANG")
LIST = (
    Column("STT", 12, "center"),
    Column("Họ và tên", 50),
    Column("Chức vụ, đơn vị"),
    Column("Tiền thưởng (đồng)", 30, "right"),
)


def decision(names=("Nguyễn Thị Ánh Tuyết",), *, is_landscape=False):
    rows = [(str(place), name, "Giáo viên", grouped(702_000)) for place, name in enumerate(names, start=1)]
    total = Row(("", "Tổng cộng", "", grouped(702_000 * len(rows))), bold=True)
    return [
        Head(COMMITTEE, number=number_line(5, "QĐ-UBND"), dateline=dateline("Phong Quang", DAY)),
        Title("QUYẾT ĐỊNH", "Về việc tặng Giấy khen"),
        Centered("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG"),
        Grounds(("Căn cứ Luật Thi đua, khen thưởng", "Xét đề nghị của Hội đồng Thi đua - Khen thưởng xã")),
        Centered("QUYẾT ĐỊNH:"),
        Paragraph((bold("Điều 1."), " Tặng Giấy khen cho các cá nhân có tên trong danh sách kèm theo.")),
        Paragraph((bold("Điều 2."), " Quyết định này có hiệu lực kể từ ngày ký./.")),
        Signatures(
            (Signer(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Hoàng Văn Thái"),), recipients=("Như Điều 2", "Lưu: VT, VHXH")
        ),
        Annex(
            "DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN",
            "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05/3/2026)",
            is_landscape=is_landscape,
        ),
        Table(LIST, (Group("I. Cá nhân"), *rows, total)),
    ]


def minutes():
    return [
        Head(("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"), superior=COMMITTEE, number=number_line(2, "BB-HĐTĐKT")),
        Title("BIÊN BẢN", "Họp Hội đồng Thi đua - Khen thưởng"),
        Heading("I. THÀNH PHẦN"),
        Paragraph("Có mặt 9/11 thành viên."),
        Paragraph("Cuộc họp kết thúc hồi 10 giờ 30 cùng ngày./."),
        Signatures((Signer(("THƯ KÝ",), "Trần Thị Nhung", "(Ký)"), Signer(("CHỦ TRÌ",), "Nguyễn Văn Bình", "(Ký)"))),
    ]


def letter():
    return [
        Head(
            ("TRƯỜNG TIỂU HỌC", "PHONG QUANG"),
            superior=COMMITTEE,
            number=number_line(None, "TTr-THPQ"),
            dateline=dateline("Phong Quang", None, year=2026),
        ),
        Title("TỜ TRÌNH", "Về việc đề nghị khen thưởng"),
        Addressees(("Chủ tịch Ủy ban nhân dân xã Phong Quang", "Phòng Văn hóa - Xã hội xã Phong Quang")),
        Paragraph("Trường đề nghị xem xét./."),
        Signatures((Signer(("HIỆU TRƯỞNG",), "Lê Thị Hoa"),), recipients=("Như trên", "Lưu: VT")),
    ]
