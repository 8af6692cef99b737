"""The votes as the minutes tell them: who stood aside, figures from the boxes, rounds that were repeated.

Of a secret ballot the totals and the verdict as its rule asks for them, and nothing else. Inputs are what
`minutes_kept.facts_of` gives.
"""

import re

from documents.catalogue.kinds import VoteBase
from documents.printing.blocks import Column, Group, Heading, Paragraph, Table
from documents.printing.wording import BLANK
from workflows.council.states import BallotMethod, Choice, ItemVerdict, RecusalKind
from workflows.council.verdicts import Verdict, percent, reaches

_METHOD = {
    BallotMethod.HANDS: "biểu quyết giơ tay",
    BallotMethod.NAMED: "biểu quyết công khai, ghi tên",
    BallotMethod.SECRET: "bỏ phiếu kín",
}
_IN_WRITING = {
    BallotMethod.NAMED: "lấy ý kiến công khai, ghi tên",
    BallotMethod.SECRET: "lấy ý kiến bằng phiếu kín",
}
_BASE = {
    VoteBase.TOTAL: "tổng số thành viên",
    VoteBase.PRESENT: "số thành viên tham gia",
    VoteBase.VALID: "số phiếu hợp lệ",
    VoteBase.CAST: "số phiếu đã bỏ",
}
_WHY = {
    RecusalKind.NOMINEE: "là đối tượng được đề nghị",
    RecusalKind.FAMILY: "là người thân của đối tượng được đề nghị",
    RecusalKind.UNIT: "là người đứng đầu hoặc người làm hồ sơ của đơn vị trình",
    RecusalKind.INTEREST: "có lợi ích liên quan",
}
_CHOICES = {Choice.YES: "đồng ý", Choice.NO: "không đồng ý", Choice.ABSTAIN: "ý kiến khác"}
_BEFORE = (
    Column("STT", 11, "center"),
    Column("Đối tượng đề nghị"),
    Column("Đồng ý", 16, "center"),
    Column("Không đồng ý", 16, "center"),
    Column("Ý kiến khác", 16, "center"),
)
_INVALID = (Column("Không hợp lệ", 16, "center"),)
_AFTER = (Column("Tỷ lệ đồng ý", 30, "center"), Column("Kết quả", 18, "center"))


def counted(number):
    """Official papers write small numbers with two digits: 02 trường hợp."""
    return f"{number:02d}"


def named(rows):
    """The names of people or of nominations, in their order."""
    return ", ".join(row.name for row in rows)


# --- the basis in law ------------------------------------------------------------------------------
def clause(words):
    """A legal basis with the smallest part first: "khoản 5 Điều 33 Nghị định số 152/2025/NĐ-CP"."""
    words = re.sub(r"([^(,;]+), (Điều \d+)(?: (khoản \d+))?(?: (điểm \w+))?", _smallest_first, words)
    words = re.sub(r"\b(Nghị quyết|Nghị định|Thông tư|Quyết định) (?=\d)", r"\1 số ", words)
    return words[:1].lower() + words[1:] if words.startswith(("Do ", "Theo ")) else words


def _smallest_first(found):
    whole, article, clause, point = found.groups()
    return " ".join(filter(None, (point, clause, article, whole)))


def by(words):
    """The same as a part of a sentence: "theo khoản 5 Điều 33 ...", "do tỉnh quy định (...)"."""
    words = clause(words)
    return words if words.startswith(("do ", "theo ")) else f"theo {words}"


# --- III. the votes --------------------------------------------------------------------------------
def _threshold(one):
    """trên 50 %, ít nhất 80 %, ít nhất 2/3"""
    percents, rest = divmod(one.numerator * 100, one.denominator)
    share = f"{one.numerator}/{one.denominator}" if rest else f"{percents}{BLANK}%"
    return f"{'trên' if one.is_strict else 'ít nhất'} {share}"


def needed_words(one):
    """ít nhất 80 % tổng số thành viên"""
    return f"{_threshold(one)} {_BASE[one.base_kind]}"


def share_words(one):
    """6/9 = 66,67 %"""
    return f"{one.yes}/{one.base} = {_held(percent(one.yes, one.base))}"


def _manner(item, in_writing):
    vote, one = item.counted, item.results[0]
    how = (_IN_WRITING if in_writing else _METHOD)[vote.method]
    again = f"lần {vote.number}, " if vote.number > 1 else ""
    return (
        f"{item.order}. {item.form} (hồ sơ {item.proposal}): {again}{how}, "
        f"{counted(vote.participants)} thành viên {'gửi ý kiến' if in_writing else 'tham gia'}"
        f"{_parts(vote, in_writing)}; cần {needed_words(one)}"
    )


def _parts(vote, in_writing):
    """, trong đó 01 ý kiến bằng văn bản, 04 bằng phiếu giấy"""
    parts = [f"{counted(vote.written)} bằng văn bản"] if vote.written and not in_writing else []
    parts += [f"{counted(vote.papers)} bằng phiếu giấy"] if vote.papers else []
    return f", trong đó {', '.join(parts)}" if parts else ""


def _held(words):
    """Figures and their signs stay on one line."""
    return words.replace(" %", f"{BLANK}%").replace("> ", f">{BLANK}").replace("≥ ", f"≥{BLANK}")


def _vote_rows(items, in_writing, with_invalid):
    for item in items:
        if not item.results:
            continue
        yield Group(_manner(item, in_writing))
        names = {row.id: row for row in item.nominations}
        for place, one in enumerate(item.results, start=1):
            who = names[one.id]
            yield (
                str(place),
                "\n".join(filter(None, (who.name, who.post))),
                *(str(number) for number in (one.yes, one.no, one.abstain)),
                *([str(one.invalid)] if with_invalid else []),
                share_words(one),
                "Đạt" if one.passed else "Không đạt",
            )


def verdict_line(item, one):
    """8 đồng ý / 11 thành viên = 72,73 %; cần ≥ 80 % (từ 9 phiếu); khoản 5 Điều 33 ...; không đạt."""
    enough = reaches(one.yes, one.base, one.numerator, one.denominator, is_strict=one.is_strict)
    verdict = Verdict(
        yes=one.yes,
        base_kind=one.base_kind,
        base=one.base,
        numerator=one.numerator,
        denominator=one.denominator,
        is_strict=one.is_strict,
        is_passed=one.passed,
        lacks_the_chair=enough and not one.passed,
        basis=clause(item.basis),
        aside=one.aside,
        aside_left_out=item.aside_left_out and one.base_kind in (VoteBase.TOTAL, VoteBase.PRESENT),
    )
    return _held(verdict.sentence)


def _arithmetic(items):
    """The verdicts with their arithmetic; items and nominations with the same figures share a line."""
    lines = {}
    for item in items:
        own = {}
        for place, one in enumerate(item.results, start=1):
            own.setdefault(verdict_line(item, one), []).append(str(place))
        for words, places in own.items():
            of = f"{item.order} (số thứ tự {', '.join(places)})" if len(own) > 1 else str(item.order)
            lines.setdefault(words, []).append(of)
    for words, which in lines.items():
        yield Paragraph(f"Mục {', '.join(which)}: {words}.")


def _papers(item):
    """Papers handed out, and on whom some were not valid."""
    vote = item.counted
    if not vote or not vote.papers:
        return
    invalid = [one for one in item.results if one.invalid]
    names = {row.id: row.name for row in item.nominations}
    told = "; ".join(f"{names[one.id]}: {counted(one.invalid)} phiếu" for one in invalid)
    told = f"không hợp lệ, kể cả phiếu không bỏ vào hòm phiếu: {told}" if told else "không có phiếu không hợp lệ"
    found = getattr(vote, "papers_found", None)  # minutes signed before the figure was asked do not tell it
    back = "" if found is None else f", thu về {counted(found)} phiếu"
    out = f"phát ra {counted(vote.papers)} phiếu giấy{back}"
    yield Paragraph(f"Mục {item.order}: {out}; {told}. Kiểm phiếu: {vote.tellers}.")


def _open_votes(item, in_writing):
    """Who voted how in an open vote; nominations on which all said the same share a line."""
    if not item.votes:
        return
    lines = {}
    for row in item.nominations:
        said = {choice: [] for choice in _CHOICES}
        for vote in item.votes:
            choice = dict(vote.said).get(row.id)
            if choice:
                said[choice].append(vote.name)
        words = "; ".join(f"{_CHOICES[choice]}: {', '.join(names)}" for choice, names in said.items() if names)
        lines.setdefault(words, []).append(row)
    is_written = in_writing or item.counted.method == BallotMethod.HANDS
    how = "ý kiến bằng văn bản" if is_written else "biểu quyết ghi tên"
    for words, rows in lines.items():
        of = "" if len(lines) == 1 else f" đối với {named(rows)}"
        if words:
            yield Paragraph(f"Mục {item.order}, {how}{of}: {words}.")


def _aside(item):
    """Who stood aside from what, why, and whether the count kept them in."""
    names = {row.id: row for row in item.nominations}
    for each in item.aside:
        rows = [names[pk] for pk in each.ids]
        why = "; ".join(filter(None, (_WHY[each.kind], each.reason.rstrip("."))))
        whole = "toàn bộ nội dung" if len(rows) == len(item.nominations) > 1 else named(rows)
        yield Paragraph(f"Mục {item.order}: {each.name} không tham gia biểu quyết đối với {whole}. Lý do: {why}.")
    if item.aside and item.aside_left_out:
        yield Paragraph(
            f"Thành viên không tham gia biểu quyết tại mục {item.order} không tính vào tổng số khi tính tỷ lệ, "
            f"{by(item.aside_basis)}."
        )
    elif item.aside:
        yield Paragraph(
            f"Thành viên không tham gia biểu quyết tại mục {item.order} vẫn được tính vào tổng số khi tính tỷ lệ."
        )


def _figures(one, names):
    told = f"{names[one.id]}: {one.yes} đồng ý, {one.no} không đồng ý, {one.abstain} ý kiến khác"
    told += f", {one.invalid} không hợp lệ" if one.invalid else ""
    return f"{told} ({'đạt' if one.passed else 'không đạt'})"


def earlier_blocks(item):
    """Rounds that were set aside, with what they had counted and why the vote was repeated."""
    names = {row.id: row.name for row in item.nominations}
    for vote in item.earlier:
        figures = "; ".join(_figures(one, names) for one in vote.results if one.id in names)
        known = "đã công bố" if vote.announced else "chưa công bố"
        yield Paragraph(
            f"Mục {item.order}, biểu quyết lần {vote.number} ({_METHOD[vote.method]}, "
            f"{counted(vote.participants)} thành viên tham gia, kết quả {known}): {figures}. "
            f"Hội đồng biểu quyết lại. Lý do: {vote.reason.rstrip('.')}."
        )


def counted_blocks(items, *, in_writing):
    """The announced votes with their arithmetic, and by what rule they were counted."""
    yield Heading("III. KẾT QUẢ LẤY Ý KIẾN" if in_writing else "III. KẾT QUẢ BIỂU QUYẾT")
    with_invalid = any(item.counted and item.counted.papers for item in items)
    rows = tuple(_vote_rows(items, in_writing, with_invalid))
    if rows:
        yield Table((*_BEFORE, *(_INVALID if with_invalid else ()), *_AFTER), rows)
    yield from _arithmetic(items)


def votes_blocks(items, *, in_writing):
    """III. The votes with their arithmetic; who voted how in the open, who stood aside, what was repeated, put off."""
    yield from counted_blocks(items, in_writing=in_writing)
    for item in items:
        yield from _papers(item)
        yield from _open_votes(item, in_writing)
        yield from _aside(item)
        yield from earlier_blocks(item)
        if item.verdict == ItemVerdict.DEFERRED:
            names, reason = ", ".join(row.name for row in item.nominations), item.reason.rstrip(".")
            yield Paragraph(f"Hội đồng chưa xét {item.form} (hồ sơ {item.proposal}): {names}. Lý do: {reason}.")
