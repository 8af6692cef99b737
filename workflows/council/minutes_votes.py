"""The votes as the minutes tell them: who stood aside, figures from the boxes, rounds that were repeated.

Of a secret ballot the totals and the verdict as its rule asks for them, and nothing else.
"""

import re

from documents.printing.blocks import Column, Group, Heading, Paragraph, Table
from documents.proposals.naming import post_and_place
from workflows.council.aside import asides_in_order
from workflows.council.states import BallotMethod, ItemVerdict, RecusalKind

_METHOD = {
    BallotMethod.HANDS: "biểu quyết giơ tay",
    BallotMethod.NAMED: "biểu quyết công khai, ghi tên",
    BallotMethod.SECRET: "bỏ phiếu kín",
}
_BASE = {
    "total": "tổng số thành viên",
    "present": "số thành viên tham gia",
    "valid": "số phiếu hợp lệ",
    "cast": "số phiếu đã bỏ",
}
_WHY = {
    RecusalKind.NOMINEE: "là đối tượng được đề nghị",
    RecusalKind.FAMILY: "là người thân của đối tượng được đề nghị",
    RecusalKind.UNIT: "là người đứng đầu hoặc người làm hồ sơ của đơn vị trình",
    RecusalKind.INTEREST: "có lợi ích liên quan",
}
_COLUMNS = (
    Column("STT", 11, "center"),
    Column("Đối tượng đề nghị"),
    Column("Đồng ý", 17, "center"),
    Column("Không đồng ý", 17, "center"),
    Column("Ý kiến khác", 15, "center"),
    Column("Tỷ lệ đồng ý", 32, "center"),
    Column("Kết quả", 22, "center"),
)


def counted(number):
    """Official papers write small numbers with two digits: 02 trường hợp."""
    return f"{number:02d}"


# --- III. the votes --------------------------------------------------------------------------------
def _threshold(box):
    """trên 50%, ít nhất 80%, ít nhất 2/3"""
    percents, rest = divmod(box.threshold_numerator * 100, box.threshold_denominator)
    share = f"{box.threshold_numerator}/{box.threshold_denominator}" if rest else f"{percents}%"
    return f"{'trên' if box.is_strict else 'ít nhất'} {share}"


def _percent(part, whole):
    """66,67%: rounded half up to two places, for the eye alone."""
    hundredths = (part * 20_000 + whole) // (2 * whole) if whole else 0
    return f"{hundredths // 100},{hundredths % 100:02d}%"


def _manner(item):
    box = item.results[0]
    needed = {each.votes_needed for each in item.results}
    enough = f" (từ {counted(box.votes_needed)} phiếu đồng ý trở lên)" if len(needed) == 1 else ""
    return (
        f"{item.order}. {item.proposal.award_form} (hồ sơ {item.proposal.code}): "
        f"{f'biểu quyết lần {item.round}, ' if item.round > 1 else ''}{_METHOD[box.method]}, "
        f"{counted(item.participants)} thành viên tham gia{_parts(item)}; "
        f"cần {_threshold(box)} {_BASE[box.base_kind]}{enough}"
    )


def _parts(item):
    """, trong đó 01 ý kiến bằng văn bản, 04 phiếu giấy (kiểm phiếu: ...)"""
    parts = [f"{counted(item.written_count)} ý kiến bằng văn bản"] if item.written_count else []
    if item.counted and item.counted.paper_count:
        parts.append(f"{counted(item.counted.paper_count)} phiếu giấy (kiểm phiếu: {item.counted.tellers})")
    return f", trong đó {', '.join(parts)}" if parts else ""


def _vote_rows(items):
    for item in items:
        if not item.results:
            continue
        yield Group(_manner(item))
        for place, box in enumerate(item.results, start=1):
            box.name.proposal = item.proposal
            yield (
                str(place),
                "\n".join(filter(None, (box.name.full_name, post_and_place(box.name)))),
                str(box.yes),
                str(box.no),
                str(box.abstain) + (f" ({box.invalid} không hợp lệ)" if box.invalid else ""),
                f"{box.yes}/{box.base} = {_percent(box.yes, box.base)}",
                "Đạt" if box.passed else "Không đạt",
            )


def _basis(words):
    """The legal basis as a clause, the smallest part first: "theo khoản 5 Điều 33 Nghị định số 152/2025/NĐ-CP"."""
    words = re.sub(r"([^(,;]+), (Điều \d+)(?: (khoản \d+))?(?: (điểm \w+))?", _smallest_first, words)
    words = re.sub(r"\b(Nghị quyết|Nghị định|Thông tư|Quyết định) (?=\d)", r"\1 số ", words)
    return words[:1].lower() + words[1:] if words.startswith(("Do ", "Theo ")) else f"theo {words}"


def _smallest_first(found):
    whole, article, clause, point = found.groups()
    return " ".join(filter(None, (point, clause, article, whole)))


def _bases(items):
    """One sentence for each legal basis on which votes were counted; where there are several, with the items."""
    bases = {}
    for item in items:
        if item.results and item.vote_rule and item.vote_rule.legal_basis:
            bases.setdefault(item.vote_rule.legal_basis, []).append(str(item.order))
    for words, orders in bases.items():
        of = f" tại mục {', '.join(orders)}" if len(bases) > 1 else ""
        yield Paragraph(
            f"Số thành viên dự họp tối thiểu, tỷ lệ thông qua và cách tính kết quả biểu quyết{of} {_basis(words)}."
        )


def _aside(room, item):
    """Who stood aside from what, why, and whether the count kept them in."""
    found = asides_in_order(room, item)
    for member, rows, aside in found:
        names = ", ".join(row.full_name for row in rows)
        why = "; ".join(filter(None, (_WHY[aside.kind], aside.reason)))
        whole = "toàn bộ nội dung" if len(rows) == len(item.nominations) > 1 else names
        yield Paragraph(
            f"Mục {item.order}: {member.full_name} không tham gia biểu quyết đối với {whole}. Lý do: {why}."
        )
    if found and item.vote_rule and item.vote_rule.recused_leave_base:
        yield Paragraph(
            f"Thành viên không tham gia biểu quyết tại mục {item.order} không tính vào tổng số khi tính tỷ lệ, "
            f"{_basis(item.vote_rule.recusal_basis)}."
        )
    elif found:
        yield Paragraph(
            f"Thành viên không tham gia biểu quyết tại mục {item.order} vẫn được tính vào tổng số khi tính tỷ lệ."
        )


def _figures(box):
    told = f"{box.name.full_name}: {box.yes} đồng ý, {box.no} không đồng ý, {box.abstain} ý kiến khác"
    told += f", {box.invalid} không hợp lệ" if box.invalid else ""
    return f"{told} ({'đạt' if box.passed else 'không đạt'})"


def earlier_blocks(item):
    """Rounds that were set aside, with what they had counted and why the vote was repeated."""
    for each in item.earlier:
        figures = "; ".join(_figures(box) for box in each.boxes)
        known = "đã công bố" if each.revote.was_announced else "chưa công bố"
        yield Paragraph(
            f"Mục {item.order}, biểu quyết lần {each.closed.number} ({_METHOD[each.closed.method]}, "
            f"{counted(each.closed.participants)} thành viên tham gia, kết quả {known}): {figures}. "
            f"Hội đồng biểu quyết lại. Lý do: {each.revote.reason.rstrip('.')}."
        )


def counted_blocks(items):
    """The announced votes with their arithmetic, and by what rule they were counted."""
    yield Heading("III. KẾT QUẢ BIỂU QUYẾT")
    rows = tuple(_vote_rows(items))
    if rows:
        yield Table(_COLUMNS, rows)
    yield from _bases(items)


def votes_blocks(room, items):
    """III. Who stood aside, the votes with their arithmetic, rounds that were repeated, what was deferred."""
    yield from counted_blocks(items)
    for item in items:
        yield from _aside(room, item)
        yield from earlier_blocks(item)
        if item.verdict == ItemVerdict.DEFERRED:
            yield Paragraph(
                f"Hội đồng chưa xét {item.proposal.award_form} (hồ sơ {item.proposal.code}). Lý do: {item.defer_reason}"
            )
