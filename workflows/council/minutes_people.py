"""Part I of the minutes: who presided, who was there from when to when, whether that was enough."""

from datetime import datetime

from django.utils import timezone

from documents.printing.blocks import Column, Heading, Paragraph, Table
from workflows.council.minutes_votes import by, counted, named
from workflows.council.states import Presence

_COLUMNS = (Column("STT", 12, "center"), Column("Họ và tên", 48), Column("Chức vụ"))
_THERE, _ASKED = Column("Dự họp", 44), Column("Ý kiến bằng văn bản", 44)


def moment(text):
    """A moment as the facts keep it."""
    return datetime.fromisoformat(text)


def hour_words(moment):
    return timezone.localtime(moment).strftime("%H giờ %M phút")


def came(person):
    """Was this person of the roll in the room at some time?"""
    return bool(person.stays)


# --- the line of one person ------------------------------------------------------------------------
def _presence(person, opened_at):
    """Có mặt, đến lúc 14 giờ 20 phút, rời họp lúc 15 giờ 05 phút, trở lại lúc 15 giờ 30 phút"""
    if not came(person):
        if person.presence == Presence.ABSENT_WRITTEN:
            return "Vắng, có ý kiến bằng văn bản" if person.answers else "Vắng, không gửi ý kiến bằng văn bản"
        return "Vắng"
    parts = ["Dự trực tuyến" if person.presence == Presence.ONLINE else "Có mặt"]
    for place, (start, end) in enumerate(person.stays):
        if place or moment(start) > opened_at:
            parts.append(f"{'trở lại' if place else 'đến'} lúc {hour_words(moment(start))}")
        if end:
            parts.append(f"rời họp lúc {hour_words(moment(end))}")
    if person.answers:
        parts.append("có ý kiến bằng văn bản")
    return ", ".join(parts)


def _answer(person, asked):
    if not person.votes:
        return ""
    if not person.answers:
        return "Không gửi"
    return "Đã gửi" if person.answers >= asked else f"Đã gửi {counted(person.answers)}/{counted(asked)} nội dung"


def _roll(facts, column, told):
    """Members are numbered; the secretary, who has no vote, is not."""
    rows = []
    for place, person in enumerate(facts.roll, start=1):
        rows.append((str(place) if person.votes else "", person.name, person.post, told(person)))
    return Table((*_COLUMNS, column), tuple(rows))


# --- the whole part --------------------------------------------------------------------------------
def _presiding(facts):
    """Who presided one after the other, with the hours where it changed."""
    since, absent = "", "Chủ tịch Hội đồng vắng mặt"
    for each in getattr(facts, "presided_before", ()):  # facts of minutes signed before this was kept have none
        until = f"đến {hour_words(moment(each.until))}"
        told = [since and f"từ {since}", until, each.chair_absent and absent]
        yield f"{each.name}, {each.post} ({', '.join(word for word in told if word)})"
        since = hour_words(moment(each.until))
    told = ", ".join(word for word in (since and f"từ {since}", facts.meeting.chair_absent and absent) if word)
    yield f"{facts.chair.name}, {facts.chair.post}{f' ({told})' if told else ''}"


def _who_led(facts):
    if facts.chair:
        yield f"Chủ trì: {'; '.join(_presiding(facts))}."
    if facts.secretary:
        yield f"Thư ký: {facts.secretary.name}, {facts.secretary.post}."


def _attendance(facts):
    voting = [person for person in facts.roll if person.votes]
    absent = [person for person in voting if not came(person)]
    told = (
        f"Tổng số thành viên Hội đồng: {counted(facts.meeting.members)}; dự họp: {counted(len(voting) - len(absent))}; "
        f"vắng mặt: {counted(len(absent))}"
    )
    yield f"{told} ({named(absent)})." if absent else f"{told}."
    if written := [person for person in absent if person.answers]:
        yield f"Thành viên vắng mặt gửi ý kiến bằng văn bản: {named(written)}."


def _answers(facts):
    voting = [person for person in facts.roll if person.votes]
    silent = [person for person in voting if not person.answers]
    told = (
        f"Tổng số thành viên Hội đồng được lấy ý kiến: {counted(facts.meeting.members)}; "
        f"đã gửi ý kiến: {counted(len(voting) - len(silent))}; không gửi ý kiến: {counted(len(silent))}"
    )
    yield f"{told} ({named(silent)})." if silent else f"{told}."


def _quorum(facts):
    found, what = facts.quorum, "gửi ý kiến" if facts.meeting.in_writing else "tham gia"
    told = f"có {counted(found.counted)}/{counted(facts.meeting.members)} thành viên Hội đồng {what}"
    if found.written and not facts.meeting.in_writing:
        told += f" (trong đó {counted(found.written)} thành viên gửi ý kiến bằng văn bản)"
    if found.needed:
        told += f", số tối thiểu là {counted(found.needed)} thành viên"
        told += f" {by(found.basis)}" if found.basis else ""
    return told


def led_blocks(facts):
    """Who led, and how many took part: of an extract, which names nobody else."""
    voting = [person for person in facts.roll if person.votes]
    if facts.meeting.in_writing:
        took = f"gửi ý kiến: {counted(sum(1 for person in voting if person.answers))}"
    else:
        took = f"dự họp: {counted(sum(1 for person in voting if came(person)))}"
    yield from (Paragraph(line) for line in _who_led(facts))
    yield Paragraph(f"Tổng số thành viên Hội đồng: {counted(facts.meeting.members)}; {took}.")


def people_blocks(facts):
    """I. Who led, who was there or answered in writing, the roll, the quorum."""
    in_writing = facts.meeting.in_writing
    lines = [*_who_led(facts), *(_answers(facts) if in_writing else _attendance(facts))]
    yield Heading("I. THÀNH PHẦN")
    yield from (Paragraph(f"{place}. {line}") for place, line in enumerate(lines, start=1))
    yield Paragraph("Danh sách thành viên Hội đồng và thư ký:")
    if in_writing:
        asked = len([item for item in facts.items if item.results])
        yield _roll(facts, _ASKED, lambda person: _answer(person, asked))
        yield Paragraph(f"Kiểm tra điều kiện lấy ý kiến: {_quorum(facts)}.")
    else:
        opened_at = moment(facts.meeting.opened_at)
        yield _roll(facts, _THERE, lambda person: _presence(person, opened_at))
        yield Paragraph(f"Kiểm tra điều kiện họp: {_quorum(facts)}. Cuộc họp đủ điều kiện tiến hành.")
