"""The timeline of a bundle: every act its maker may read, as JSON and as a paper for a layman. Official wording."""

from itertools import groupby

from django.utils import timezone

from documents.printing import wording
from documents.printing.blocks import Column, Group, Head, Paragraph, Row, Table, Title
from documents.printing.typst_writer import render_pdf
from workflows.approval.paper_words import COMMITTEE, commune_name
from workflows.trail.queries import timeline

COLUMNS = (Column("Giờ", 15, "center"), Column("Người thực hiện", 45), Column("Việc đã làm"))
WORDS = {
    "letter": "Tờ trình",
    "proposal": "Hồ sơ",
    "opinion": "Ý kiến",
    "meeting": "Phiên họp",
    "decision": "Quyết định",
    "amendment": "Quyết định hủy bỏ, đính chính",
    "campaign": "Đợt thi đua",
}


def events_of(told):
    """The Events of several streams as they happened, oldest first. told: {stream: Told}."""
    found = [event for stream, sight in told.items() for event in timeline(stream, sight=sight)]
    return sorted(found, key=lambda event: (event.at, event.stream, event.seq))


def as_plain(events):
    """Events as plain values, for programs."""
    return [
        {
            "stream": event.stream,
            "seq": event.seq,
            "hash": event.hash,
            "at": event.at,
            "act": event.act,
            "sentence": str(event.sentence),
            "person": event.person,
            "acting_as": event.acting_as,
            "reason": event.reason,
            "version": event.version,
            "differences": [
                {"label": str(label), "before": str(before), "after": str(after)}
                for label, before, after in event.differences
            ],
            "details": [str(detail) for detail in event.details],
            "files": [{"name": file.name, "sha256": file.sha256} for file in event.files],
        }
        for event in events
    ]


# --- the paper -------------------------------------------------------------------------------------
def stream_in_words(stream):
    """Hồ sơ PQ-2026-0012"""
    kind, _slash, code = stream.partition("/")
    return f"{WORDS.get(kind, kind)} {code}"


def _what(event, is_one_of_several):
    sentence = str(event.sentence)
    lines = [f"{sentence[:1].upper()}{sentence[1:]}"]
    if is_one_of_several:
        lines[0] += f" ({stream_in_words(event.stream)})"
    if event.version:
        lines.append(f"Phiên bản hồ sơ: {event.version}")
    if event.reason:
        lines.append(f"Lý do: {event.reason}")
    for label, before, after in event.differences:
        lines.append(f"{label}: trước là “{before}”, sau là “{after}”")
    lines += [str(detail) for detail in event.details]
    lines += [f"Tệp: {file.name}{f' (SHA-256 {file.sha256[:16]}…)' if file.sha256 else ''}" for file in event.files]
    return "\n".join(lines)


def _who(event):
    return "\n".join(part for part in (event.person, event.acting_as) if part)


def _rows(events, is_of_several):
    """A group for each day; a run of mere drafting is one row."""
    rows = []
    for on, of_day in groupby(events, lambda event: timezone.localdate(event.at)):
        words = wording.date_in_words(on)
        rows.append(Group(f"{words[:1].upper()}{words[1:]}"))
        for (is_told, _stream), run in groupby(of_day, lambda event: (bool(event.act), event.stream)):
            run = list(run)
            if is_told:
                rows += [Row((f"{timezone.localtime(e.at):%H:%M}", _who(e), _what(e, is_of_several))) for e in run]
            else:
                told = f"Soạn thảo trong nội bộ đơn vị, {len(run)} việc; không nêu nội dung"
                rows.append(Row((f"{timezone.localtime(run[0].at):%H:%M}", "", told)))
    return tuple(rows)


def timeline_pdf(contents, events, *, by, at):
    """The timeline as PDF/A. at: the moment of the bundle."""
    commune, on = contents.thing.commune, timezone.localdate(at)
    moment = f"{timezone.localtime(at):%H:%M}, {wording.date_in_words(on)}"
    blocks = [
        Head(
            issuer=(COMMITTEE.upper(), commune_name(commune).upper()),
            dateline=wording.dateline(commune.place or commune_name(commune), on),
        ),
        Title("DÒNG THỜI GIAN", contents.title),
        Paragraph(
            f"Trích từ nhật ký của hệ thống Bảng Vàng lúc {moment}, do {by.full_name} lập. Bảng dưới đây ghi "
            f"{len(events)} việc theo thứ tự thời gian, gồm những việc mà người lập gói được đọc. Mỗi việc là một mục "
            "trong chuỗi nhật ký kèm theo gói; cách kiểm tra nêu tại tệp MUC-LUC.html."
        ),
        Table(columns=COLUMNS, rows=_rows(events, len(contents.told) > 1)),
    ]
    return render_pdf(blocks, title=f"Dòng thời gian {contents.thing.code}", on=on, watermark=wording.watermark())
