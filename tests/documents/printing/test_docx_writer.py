import io
import unicodedata
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.printing.blocks import (
    Across,
    Annex,
    Column,
    Group,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Table,
    Title,
)
from documents.printing.docx_parts import width_mm
from documents.printing.docx_writer import render_docx
from tests.documents.printing.papers import DAY, LIST, decision, letter, minutes

MARKUP = "{{ secret }} {% load x %} <w:t>x</w:t> & \" ' ]]> =1+1 #panic"


def written(blocks, **options):
    return render_docx(blocks, title="Văn bản", on=DAY, **options)


def opened(blocks, **options):
    return docx.Document(io.BytesIO(written(blocks, **options)))


def words_of(document):
    """Every text in reading order, tables cell by cell; a merged cell once."""
    found = []
    for block in document.iter_inner_content():
        cells = [block] if not hasattr(block, "rows") else _cells(block)
        found += [paragraph.text for cell in cells for paragraph in getattr(cell, "paragraphs", [cell])]
    return [text for text in found if text.strip()]


def _cells(table):
    seen = []
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.append(cell._tc)
                yield cell


def test_a_decision_says_its_words_in_order():
    assert words_of(opened(decision())) == [
        "ỦY BAN NHÂN DÂN",
        "XÃ PHONG QUANG",
        "Số: 05/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập\xa0- Tự do\xa0- Hạnh phúc",
        "Phong Quang, ngày 05 tháng 3 năm 2026",
        "QUYẾT ĐỊNH",
        "Về việc tặng Giấy khen",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Xét đề nghị của Hội đồng Thi đua\xa0- Khen thưởng xã.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen cho các cá nhân có tên trong danh sách kèm theo.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT, VHXH.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Hoàng Văn Thái",
        "DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN",
        "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05/3/2026)",
        "STT",
        "Họ và tên",
        "Chức vụ, đơn vị",
        "Tiền thưởng (đồng)",
        "I. Cá nhân",
        "1",
        "Nguyễn Thị Ánh Tuyết",
        "Giáo viên",
        "702.000",
        "Tổng cộng",
        "702.000",
    ]


def test_minutes_carry_the_body_above_and_two_signers():
    words = words_of(opened(minutes()))

    assert words[:5] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ PHONG QUANG",
        "HỘI ĐỒNG",
        "THI ĐUA\xa0- KHEN THƯỞNG",
        "Số: 02/BB-HĐTĐKT",
    ]
    assert words[-6:] == ["THƯ KÝ", "(Ký)", "Trần Thị Nhung", "CHỦ TRÌ", "(Ký)", "Nguyễn Văn Bình"]


def test_recipients_stand_below_two_signers():
    signers = (Signer(("THƯ KÝ",), "Trần Thị Nhung"), Signer(("CHỦ TRÌ",), "Nguyễn Văn Bình"))

    words = words_of(opened([Signatures(signers, ("Như trên", "Lưu: VT"))]))

    assert words == [
        "THƯ KÝ",
        "Trần Thị Nhung",
        "CHỦ TRÌ",
        "Nguyễn Văn Bình",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    ]


def test_several_addressees_stand_in_a_list():
    words = words_of(opened(letter()))

    assert words[words.index("TỜ TRÌNH") :][:4] == [
        "TỜ TRÌNH",
        "Về việc đề nghị khen thưởng",
        "Kính gửi:\t- Chủ tịch Ủy ban nhân dân xã Phong Quang",
        "\t- Phòng Văn hóa\xa0- Xã hội xã Phong Quang",
    ]


def test_the_hyphens_of_a_number_never_break():
    paragraph = opened([Paragraph("Theo Quyết định 45/QĐ-UBND-VHXH ngày 05-3")]).paragraphs[0]

    assert len(paragraph._p.findall(f".//{qn('w:noBreakHyphen')}")) == 2
    assert paragraph.text == "Theo Quyết định 45/QĐ-UBND-VHXH ngày 05-3"


def test_widths_stand_in_the_grid_for_libreoffice_and_in_the_cells_for_word():
    table = opened([Table(LIST, [("1", "Nguyễn Văn A", "Trưởng thôn", "700.000")])]).tables[0]

    grid = [round(column.width.mm) for column in table.columns]
    assert grid == [12, 50, 73, 30]
    assert [[round(cell.width.mm) for cell in row.cells] for row in table.rows] == [grid, grid]


def test_head_rows_repeat_and_no_row_is_split():
    table = opened([Table(LIST, [Group("I. Cá nhân"), ("1", "A", "B", "C")])]).tables[0]

    marks = [{child.tag for child in row._tr.trPr} for row in table.rows]
    assert marks == [{qn("w:cantSplit"), qn("w:tblHeader")}, {qn("w:cantSplit")}, {qn("w:cantSplit")}]


def test_a_row_that_no_page_could_hold_may_be_split():
    table = opened([Table((Column("Thành tích"),), [("Đạt nhiều kết quả. " * 1000,)])]).tables[0]

    assert table.rows[1]._tr.trPr is None


def test_the_last_row_goes_with_the_signatures_to_a_new_page():
    rows = [("1", "A", "B", "C"), ("2", "D", "E", "F")]

    table = opened([Table(LIST, rows), Signatures((Signer(("CHỦ TỊCH",), "A"),))]).tables[0]

    keeps = [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert keeps == [True, None, True]


def test_an_annex_has_a_section_of_its_own_counted_from_one():
    sections = opened(decision(is_landscape=True)).sections

    assert [section.orientation for section in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in sections] == ["1", "1"]
    assert [section.different_first_page_header_footer for section in sections] == [True, True]
    assert [round(section.page_width.mm) for section in sections] == [210, 297]


def test_a_book_lies_on_its_long_side_and_its_annex_does_not():
    sections = opened([Across(), Title("SỔ"), Annex("PHỤ LỤC"), Paragraph("Hết.")]).sections
    words = words_of(opened([Across(), Title("SỔ")]))

    assert [section.orientation for section in sections] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [len(section.header.paragraphs) for section in sections] == [1, 1]
    assert words == words_of(opened([Title("SỔ")]))


def test_a_paper_that_begins_with_an_annex_has_no_empty_page_before_it():
    assert len(opened([Annex("DANH SÁCH"), Paragraph("Hết.")]).sections) == 1


def test_number_and_words_of_a_sample_stand_once_above_an_annex_that_begins_the_paper():
    section = opened([Annex("DANH SÁCH", is_landscape=True), Paragraph("Hết.")], watermark="MẪU").sections[0]

    headers = [[p.text for p in header.paragraphs] for header in (section.first_page_header, section.header)]
    fields = section.header._element.xpath(".//w:instrText")
    assert (headers, len(fields)) == ([["MẪU"], ["", "MẪU"]], 1)


def test_words_of_a_sample_stand_above_every_page():
    section = opened([Paragraph("Một."), PageBreak(), Paragraph("Hai.")], watermark="MẪU").sections[0]

    assert [p.text for p in section.first_page_header.paragraphs] == ["MẪU"]
    assert [p.text for p in section.header.paragraphs][-1] == "MẪU"


def test_the_same_paper_gives_the_same_bytes_and_carries_its_own_date(time_machine):
    time_machine.move_to("2026-01-01")
    first = written(decision())
    time_machine.move_to("2027-06-15")

    assert written(decision()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert b"2026-03-05T00:00:00Z" in package.read("docProps/core.xml")


def test_markup_in_a_name_is_only_letters():
    assert words_of(opened([Title("QUYẾT ĐỊNH", MARKUP), Paragraph(MARKUP)])) == ["QUYẾT ĐỊNH", MARKUP, MARKUP]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_gives_a_file_that_opens_and_says_it(text):
    said = "".join(opened([Paragraph(f"[{text}]"), Table((Column("Tên"),), [(text,)])]).paragraphs[0].text)

    shown = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LN")
    assert "".join(c for c in said if unicodedata.category(c)[0] in "LN") == shown


def test_an_unknown_block_is_refused():
    with pytest.raises(TypeError, match="no such block: str"):
        written(["words"])


def test_lines_of_a_title_a_cell_and_a_note_are_lines_in_word():
    table = Table((Column("Ai"),), (("Hứa Thị Liễu\nGiáo viên",),))
    signer = Signatures((Signer(("THƯ KÝ",), "Mai", note="(Đã ký\nlúc 16 giờ)"), Signer(("CHỦ TRÌ",), "Khải")))

    document = opened([Title("BIÊN BẢN", "Họp Hội đồng\n(phiên tháng 11)"), table, signer])

    breaks = document.element.body.findall(f".//{qn('w:br')}")
    assert len(breaks) == 3
    for first, second in (("Hứa Thị Liễu", "Giáo viên"), ("Họp Hội đồng", "(phiên"), ("(Đã ký", "lúc")):
        assert any(f"{first}\n{second}" in text for text in words_of(document))


def test_a_long_abstract_stands_in_lines_of_about_the_same_length():
    title = Title("QUYẾT ĐỊNH", "Về việc tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã cho các cá nhân")
    one_line = Title("QUYẾT ĐỊNH", "Về việc tặng Giấy khen")

    _name, long, *_rest = opened([title]).paragraphs
    _name, short, *_rest = opened([one_line]).paragraphs

    room = 165 - long.paragraph_format.left_indent.mm - long.paragraph_format.right_indent.mm
    whole = width_mm(title.abstract, 14, bold=True)
    assert whole / 2 < room < whole * 0.65
    assert round(short.paragraph_format.left_indent.mm) == round(165 * 0.06)
