"""The unit's own papers: its letter with the list, the minutes of its examination. Official wording, in Vietnamese."""

from itertools import count

from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.printing import wording
from documents.printing.blocks import (
    Addressees,
    Annex,
    Column,
    Grounds,
    Group,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
    punctuated,
)
from documents.proposals.sent import sent_of
from documents.proposals.states import LetterState
from workflows.approval.paper_words import NOMINEES, award_phrase, committee_of, commune_name, instrument_lines
from workflows.printouts.words import ROMAN, Drawn, counted, head_of_unit, room, unit_signer

_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể", 55),
    Column("Chức vụ, đơn vị, địa chỉ", 55),
    Column("Danh hiệu, hình thức đề nghị", 48),
    Column("Tóm tắt thành tích"),
)
_VOTES = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể"),
    Column("Danh hiệu, hình thức", 45),
    Column("Đồng ý", 20, "center"),
    Column("Không đồng ý", 20, "center"),
)


def read_letter(letter, held):
    """The letter and its rows as this person is shown them: what was sent, for who does not write on it."""
    sent = sent_of(letter, held)
    return sent.show_letter(letter), sent.show_rows(sent.rows_of(letter))


def _year(letter):
    return timezone.localdate(letter.sent_at or letter.drafted_at).year


def in_groups(rows):
    """[(heading, [(number, row)])] in the order of the law, numbered through."""
    places, numerals = count(1), iter(ROMAN)
    for kind, word in NOMINEES.items():
        chosen = [row for row in rows if row.nominee_type == kind]
        if chosen:
            heading = f"{next(numerals)}. {word[:1].upper()}{word[1:]}"
            yield heading, [(next(places), row) for row in chosen]


def place_of_row(row, unit):
    """Post and place as the list shows them; what the name says already is not said twice."""
    name = row.full_name.casefold()
    parts = [row.position, row.workplace or (unit.name if row.nominee_type == "individual" else "")]
    return ", ".join(part for part in parts if part and part.casefold() not in name)


def _form_name(row):
    return row.award_form.name if row.award_form else ""


def _list(rows, unit):
    told = []
    for heading, numbered in in_groups(rows):
        told.append(Group(heading))
        told += [
            Row((str(place), row.full_name, place_of_row(row, unit), _form_name(row), row.summary))
            for place, row in numbered
        ]
    return Table(columns=_COLUMNS, rows=tuple(told))


def _grounds(letter, rows, on):
    rule_set = letter.rule_set or catalogue.rule_set_on(on, letter.commune)
    forms = {row.award_form_id: row.award_form for row in rows if row.award_form_id}
    lines = instrument_lines(rule_set, forms.values(), [letter.kind], on)
    if letter.campaign:
        plan = letter.campaign
        lines.append(f"Căn cứ Kế hoạch số {plan.plan_number} {wording.date_in_words(plan.plan_on)} về {plan.title}")
    return tuple(lines)


def _asked(rows):
    """How many of each kind for each form, one line each."""
    forms = {row.award_form_id: row.award_form for row in rows if row.award_form_id}
    for form in sorted(forms.values(), key=lambda each: each.rank):
        types = [row.nominee_type for row in rows if row.award_form_id == form.pk]
        phrase = award_phrase(form)
        yield f"{phrase[:1].upper()}{phrase[1:]}: {counted(types)}"


def _abstract(title):
    if title.casefold().startswith(("về việc", "v/v", "về ")):
        return title
    return f"Về việc {title[:1].lower()}{title[1:]}"


def signer_of_letter(letter, on):
    """Who signs the letter, by what it says. on: day of the paper."""
    return unit_signer(letter.unit, name=letter.signer_name, title=letter.signer_title, on=on)


def _number(letter):
    return f"Số: {letter.number}" if letter.number else wording.number_line(None, f"TTr-{letter.unit.symbol or '...'}")


def letter_paper(letter, held):
    """The unit's letter with its list, to be printed and signed; a draft is marked until it awaits the signature."""
    letter, rows = read_letter(letter, held)
    unit, day = letter.unit, letter.signed_on
    on = day or timezone.localdate(letter.drafted_at)
    addressee = f"Chủ tịch {committee_of(letter.commune)}"
    asked = list(_asked(rows))
    names = (commune_name(letter.commune), unit.name)
    reference = f"{letter.number} " if letter.number else ""
    signed = wording.date_in_words(day) if day else wording.BLANK_DATE
    blocks = [
        head_of_unit(unit, number=_number(letter), day=day, year=_year(letter)),
        Title("TỜ TRÌNH", wording.held(_abstract(letter.title), *names)),
        Addressees((wording.held(addressee, *names),)),
        Grounds(_grounds(letter, rows, on)),
        Paragraph(
            f"{unit.name} đã xét và đề nghị {addressee} khen thưởng cho {counted(row.nominee_type for row in rows)} "
            f"(có danh sách kèm theo){', cụ thể:' if asked else '.'}"
        ),
        *(Paragraph(f"- {line}") for line in punctuated(asked)),
        Paragraph(
            f"{unit.name} chịu trách nhiệm về tính chính xác của hồ sơ và thành tích đề nghị khen thưởng. "
            f"Kính trình {addressee} xem xét, quyết định./."
        ),
        Signatures((signer_of_letter(letter, on),), ("Như trên", "Lưu: VT")),
        Annex(
            title="DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",
            reference=wording.held(f"(Kèm theo Tờ trình số {reference}{signed} của {unit.name})", *names),
            is_landscape=True,
        ),
        _list(rows, unit),
    ]
    is_draft = letter.state == LetterState.DRAFT
    return Drawn(blocks, f"Tờ trình {letter.code}", on, is_draft=is_draft)


def _when(letter):
    """từ 14 giờ 00, ngày 25 tháng 5 năm 2026; empty where the day is not known."""
    if not letter.examined_on:
        return ""
    begun = f"{letter.examined_from}, " if letter.examined_from else ""
    return f"{begun}{wording.date_in_words(letter.examined_on)}"


def _people(letter):
    """How many were called, came and did not; dots for what is not known."""
    called, present = letter.called_count, letter.present_count
    absent = None if None in (called, present) else called - present
    called, present, absent = ("........." if n is None else f"{n:02d}" for n in (called, present, absent))
    return Paragraph(f"Số người được triệu tập: {called} người; có mặt: {present} người; vắng mặt: {absent} người.")


def _votes(rows):
    for heading, numbered in in_groups(rows):
        yield Group(heading)
        for place, row in numbered:
            votes = ("" if count is None else f"{count:02d}" for count in (row.yes_count, row.no_count))
            yield Row((str(place), row.full_name, _form_name(row), *votes))


def minutes_paper(letter, held):
    """The minutes of the unit's examination; what the unit did not write down is left to the pen."""
    letter, rows = read_letter(letter, held)
    unit, on = letter.unit, letter.signed_on or timezone.localdate(letter.drafted_at)
    basis = f"về {letter.campaign.title}" if letter.campaign else ""
    chair = letter.examination_chair or letter.signer_name
    note = "(Ký, ghi rõ họ tên)"
    blocks = [
        head_of_unit(unit, number=wording.number_line(None, "BB"), day=None, year=None),
        Title("BIÊN BẢN", f"Họp xét đề nghị khen thưởng {basis}".strip()),
        room("Thời gian", _when(letter)),
        room("Địa điểm", letter.examined_at),
        Heading("I. THÀNH PHẦN"),
        room("Chủ trì", chair),
        room("Thư ký", letter.examination_secretary),
        _people(letter),
        Heading("II. NỘI DUNG"),
        Paragraph(
            "Căn cứ tiêu chuẩn khen thưởng và thành tích đạt được, cuộc họp đã thảo luận, biểu quyết đề nghị khen "
            f"thưởng {counted(row.nominee_type for row in rows)} với kết quả như sau (ghi số phiếu):"
        ),
        Table(columns=_VOTES, rows=tuple(_votes(rows))),
        Heading("III. KẾT LUẬN"),
        Paragraph(
            f"Cuộc họp nhất trí giao {unit.name} lập hồ sơ, trình Chủ tịch {committee_of(letter.commune)} xem xét, "
            "quyết định theo quy định."
        ),
        Paragraph(
            f"Cuộc họp kết thúc vào {letter.examined_until or '....... giờ ....... phút'} cùng ngày. Biên bản đã được "
            "đọc lại, các thành viên dự họp nhất trí thông qua./."
        ),
        Signatures(
            (
                Signer(("THƯ KÝ",), letter.examination_secretary, note=note),
                Signer(("CHỦ TRÌ",), chair, note=note),
            ),
        ),
    ]
    return Drawn(blocks, f"Biên bản xét khen thưởng {letter.code}", on)
