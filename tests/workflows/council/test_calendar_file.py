"""The calendar file after RFC 5545: CRLF, lines of 75 octets, escapes, and a UID that stays."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.council.calendar_file import calendar_file, folded
from workflows.council.convening_models import Invitation
from workflows.council.models import Meeting

URL = "https://bangvang.example/meetings/PQ-2026-M003/"


def made(**values):
    facts = {
        "meeting": Meeting(code="PQ-2026-M003"),
        "sequence": 0,
        "title": "Xét khen thưởng",
        "held_at": datetime(2026, 11, 23, 7, 0, tzinfo=UTC),
        "place": "Phòng họp tầng 2",
        "sent_at": datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
        **values,
    }
    return calendar_file(Invitation(**facts), URL)


def lines_of(content):
    """Unfolded as RFC 5545 says."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_meeting():
    assert lines_of(made()) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bang Vang//Council//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:PQ-2026-M003@127.0.0.1",
        "SEQUENCE:0",
        "DTSTAMP:20261120T013000Z",
        "DTSTART:20261123T070000Z",
        "SUMMARY:Xét khen thưởng",
        "LOCATION:Phòng họp tầng 2",
        f"DESCRIPTION:Chương trình và hồ sơ: {URL}",
        f"URL:{URL}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_opinions_in_writing_are_a_day():
    told = lines_of(made(answer_by=date(2026, 11, 30), place=""))

    assert [line for line in told if line.startswith(("DT", "SUMMARY", "LOCATION", "TRANSP"))] == [
        "DTSTAMP:20261120T013000Z",
        "DTSTART;VALUE=DATE:20261130",
        "DTEND;VALUE=DATE:20261201",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Hạn trả lời bằng văn bản: Xét khen thưởng",
    ]


def test_a_further_invitation_has_the_same_uid_and_the_next_sequence():
    first, second = lines_of(made()), lines_of(made(sequence=1, place="Hội trường"))

    assert [line for line in second if line not in first] == ["SEQUENCE:1", "LOCATION:Hội trường"]


def test_signs_of_the_format_are_escaped():
    told = lines_of(made(title="Xét; khen, thưởng\\\nBEGIN:VALARM\r\nx"))

    assert "SUMMARY:Xét\\; khen\\, thưởng\\\\\\nBEGIN:VALARM\\nx" in told


@pytest.mark.parametrize("title", ["Xét khen thưởng " * 12, "ỹ" * 200])
def test_long_lines_are_folded_between_letters(title):
    content = made(title=title)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert f"SUMMARY:{title}".rstrip() in [line.rstrip() for line in lines_of(content)]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_what_is_folded_can_be_unfolded(line):
    content = folded(line)

    assert content.replace(b"\r\n ", b"").decode() == line
    assert all(len(piece) <= 75 for piece in content.split(b"\r\n"))
