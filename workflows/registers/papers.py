"""The register as a printed book. Official wording, hence in Vietnamese."""

from django.utils import timezone

from documents.printing import wording
from documents.printing.blocks import Across, Column, Head, Table, Title
from workflows.approval.paper_words import committee_lines


def book_blocks(register, entries, on):
    """The book of a register: every number in its order, voided ones struck by their reason. on: day of printing."""
    place = register.commune.place or register.commune.name
    rows = [(entry.number, _day(entry.day), entry.code, entry.title, entry.by, _remark(entry)) for entry in entries]
    columns = (
        Column("Số", 16, "center"),
        Column("Ngày", 25, "center"),
        Column("Số, ký hiệu", 44),
        Column("Trích yếu, họ tên"),
        Column("Người cấp số", 38),
        Column("Ghi chú", 46),
    )
    return [
        Across(),
        Head(issuer=committee_lines(register.commune), dateline=wording.dateline(place, on)),
        Title("SỔ ĐĂNG KÝ SỐ", f"{register.get_kind_display()} năm {register.year}"),
        Table(columns=columns, rows=tuple(rows)),
    ]


def _day(day):
    return wording.short_date(day) if day else ""


def _remark(entry):
    if entry.voided:
        return f"Hủy số ngày {_day(timezone.localdate(entry.voided.voided_at))}: {entry.voided.reason}"
    return f"Lấy số ngày {_day(timezone.localdate(entry.taken_at))}" if entry.is_backdated else ""
