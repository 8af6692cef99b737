import hashlib
import io
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from documents.printing.blocks import (
    Across,
    Annex,
    Column,
    Group,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Table,
    Title,
)
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import held
from tests.documents.printing.papers import COMMITTEE, DAY, LIST, decision, letter, minutes
from tests.documents.printing.reading import letters, lines_of, pages_of, sizes_mm, text_of
from tests.workflows.printouts.measured import words_of

COLUMNS = (Column("STT", 12, "center"), Column("Tên"))
MARKUP = (
    '#panic("x") *bold* _it_ $x^2$ @ref <label> #{1+1} `raw` // not a comment \\ " \' <script>alert(1)</script> &amp;'
)


def printed(blocks, **options):
    return render_pdf(blocks, title="Văn bản", on=DAY, **options)


def test_a_decision_says_its_words_in_order():
    pages = pages_of(printed(decision()))

    assert pages == [
        "ỦY BAN NHÂN DÂN XÃ PHONG QUANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 05/QĐ-UBND Phong Quang, ngày 05 tháng 3 năm 2026 QUYẾT ĐỊNH Về việc tặng Giấy khen "
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG Căn cứ Luật Thi đua, khen thưởng; "
        "Xét đề nghị của Hội đồng Thi đua - Khen thưởng xã. QUYẾT ĐỊNH: "
        "Điều 1. Tặng Giấy khen cho các cá nhân có tên trong danh sách kèm theo. "
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./. "
        "Nơi nhận: - Như Điều 2; - Lưu: VT, VHXH. KT. CHỦ TỊCH PHÓ CHỦ TỊCH Hoàng Văn Thái",
        "DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN (Kèm theo Quyết định số 05/QĐ-UBND ngày 05/3/2026) "
        "STT Họ và tên Chức vụ, đơn vị Tiền thưởng (đồng) I. Cá nhân "
        "1 Nguyễn Thị Ánh Tuyết Giáo viên 702.000 Tổng cộng 702.000",
    ]


def test_minutes_carry_the_committee_above_the_council_and_no_dateline():
    assert text_of(printed(minutes())) == (
        "ỦY BAN NHÂN DÂN XÃ PHONG QUANG HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 02/BB-HĐTĐKT "
        "BIÊN BẢN Họp Hội đồng Thi đua - Khen thưởng I. THÀNH PHẦN Có mặt 9/11 thành viên. "
        "Cuộc họp kết thúc hồi 10 giờ 30 cùng ngày./. THƯ KÝ (Ký) CHỦ TRÌ (Ký) Trần Thị Nhung Nguyễn Văn Bình"
    )


def test_recipients_stand_below_two_signers():
    signers = (Signer(("THƯ KÝ",), "Trần Thị Nhung", "(Đã ký\nlúc 15 giờ)"), Signer(("CHỦ TRÌ",), "Nguyễn Văn Bình"))

    lines = lines_of(printed([Paragraph("Hết."), Signatures(signers, ("Như trên", "Lưu: VT"))]))

    assert lines[2:4] == ["(Đã ký", "lúc 15 giờ)"]
    assert lines[-4:] == ["Trần Thị Nhung Nguyễn Văn Bình", "Nơi nhận:", "- Như trên;", "- Lưu: VT."]


def test_titles_fall_into_lines_of_like_length_and_break_no_name():
    abstract = held("Về việc tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã cho các tập thể, cá nhân")
    annex = held("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ")

    paper = printed([Title("QUYẾT ĐỊNH", abstract), Annex(annex, is_landscape=True), Paragraph("Hết.")])

    assert lines_of(paper)[1:] == ["Về việc tặng Giấy khen của Chủ tịch", "Ủy ban nhân dân xã cho các tập thể, cá nhân"]
    assert lines_of(paper, 1)[:2] == [
        "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG",
        "GIẤY KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
    ]


def test_a_book_lies_on_its_long_side_and_its_annex_does_not():
    paper = printed([Across(), Title("SỔ"), Annex("PHỤ LỤC"), Paragraph("Hết.")])

    assert sizes_mm(paper) == [(297, 210), (210, 297)]
    assert lines_of(paper)[0] == "SỔ"


def test_a_long_name_of_the_issuing_body_keeps_to_its_column():
    page = PdfReader(io.BytesIO(printed([Head(("TRƯỜNG " + "W" * 40,)), Title("SỔ")]))).pages[0]

    name = [words for words in words_of(page) if words.text.startswith("W")]
    assert "".join(words.text for words in name) == "W" * 40
    assert all(words.x >= 30 and words.right <= 97 for words in name)


def test_a_letter_lists_its_addressees_and_leaves_room_for_the_number():
    text = text_of(printed(letter()))

    assert "Số: /TTr-THPQ Phong Quang, ngày tháng năm 2026" in text
    assert "Kính gửi: - Chủ tịch Ủy ban nhân dân xã Phong Quang - Phòng Văn hóa - Xã hội xã Phong Quang" in text


def test_the_same_paper_has_the_same_bytes():
    first, second = (hashlib.sha256(printed(decision())).hexdigest() for _run in range(2))

    assert first == second


def test_the_file_carries_the_date_of_the_paper_and_the_archive_standard():
    paper = printed(minutes())

    assert b"<pdfaid:part>2</pdfaid:part>" in paper
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in paper
    assert b"2026-03-04T17:00:00" in paper
    assert printed(minutes()) != render_pdf(minutes(), title="Văn bản", on=date(2026, 3, 6))


def test_a_sample_is_marked_on_every_page():
    pages = pages_of(printed(decision(), watermark="MẪU - KHÔNG CÓ GIÁ TRỊ"))

    assert ["MẪU - KHÔNG CÓ GIÁ TRỊ" in page for page in pages] == [True, True]


def test_an_annex_may_lie_across_and_counts_its_own_pages():
    names = [f"Nguyễn Văn Người {place}" for place in range(1, 61)]

    paper = printed(decision(names, is_landscape=True))

    assert sizes_mm(paper) == [(210, 297), (297, 210), (297, 210), (297, 210), (297, 210)]
    assert [page.split()[0] for page in pages_of(paper)] == ["ỦY", "DANH", "2", "3", "4"]


def test_the_head_row_of_a_long_list_stands_on_every_page():
    pages = pages_of(printed([Table(LIST, tuple((str(i), "A", "B", "C") for i in range(300)))]))

    assert len(pages) > 5
    assert all("STT Họ và tên Chức vụ, đơn vị Tiền thưởng (đồng)" in page for page in pages)
    assert sum(page.count(" A B C") for page in pages) == 300


@pytest.mark.parametrize("count", range(18, 34))
def test_signatures_never_stand_alone_on_a_page(count):
    *front, last, signatures = minutes()
    paragraphs = [Paragraph("Một dòng.")] * count

    pages = pages_of(printed([*front, *paragraphs, last, signatures]))

    assert "Cuộc họp kết thúc" in pages[-1]
    assert "THƯ KÝ" in pages[-1]


@pytest.mark.parametrize("count", range(22, 34))
def test_signatures_after_a_table_take_its_last_row_and_its_head_along(count):
    table = Table(COLUMNS, tuple((str(place), "Người") for place in range(1, count + 1)))

    pages = pages_of(printed([Head(COMMITTEE), table, minutes()[-1]]))

    assert f"{count} Người" in pages[-1]
    assert "STT Tên" in pages[-1]
    assert letters(" ".join(pages)).count("Người") == count


@pytest.mark.parametrize("count", range(24, 34))
def test_a_group_row_stays_with_its_first_row(count):
    rows = [(str(place), "Người") for place in range(count)]

    pages = pages_of(printed([Head(COMMITTEE), Table(COLUMNS, (*rows, Group("II. Tập thể"), ("1", "Trường")))]))

    assert ["II. Tập thể 1 Trường" in page for page in pages if "Tập thể" in page] == [True]


def test_a_heading_stays_with_what_follows():
    for count in range(24, 36):
        pages = pages_of(printed([*[Paragraph("Một dòng.")] * count, Heading("II. KẾT QUẢ"), Paragraph("Nội dung.")]))

        assert ["KẾT QUẢ Nội dung." in page for page in pages if "KẾT QUẢ" in page] == [True]


def test_a_row_higher_than_a_page_loses_no_word():
    words = " ".join(f"từ{place}" for place in range(2500))

    pages = pages_of(printed([Table(COLUMNS, (("1", words), ("2", "sau")))]))

    assert len(pages) > 2
    assert sum(page.count("từ") for page in pages) == 2500
    assert pages[-1].endswith("2 sau")


def test_a_page_break_starts_a_page():
    assert pages_of(printed([Paragraph("Một."), PageBreak(), Paragraph("Hai.")])) == ["Một.", "2 Hai."]


def test_document_numbers_are_not_broken_over_lines():
    for count in range(1, 40):
        paper = printed([Paragraph("a " * count + "theo Biên bản số 02/BB-HĐTĐKT")])

        assert "02/BB-HĐTĐKT" in text_of(paper)


def test_markup_of_the_typesetter_is_printed_as_plain_words():
    table = Table((Column(MARKUP),), ((MARKUP,), Group(MARKUP)))

    text = text_of(printed([Title(MARKUP, MARKUP), Paragraph(MARKUP), table, Annex(MARKUP, MARKUP), Paragraph("Hết.")]))

    assert letters(text) == letters(MARKUP) * 8 + "Hết."


PLAIN = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẾỆẬỮĐ 0123456789#$@*_<>&\"'`\\/[]{}()=+-~^|;:.,!?%"),
    min_size=1,
    max_size=120,
)
PRINTED_LETTERS = PLAIN | PLAIN.map(lambda text: unicodedata.normalize("NFD", text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PRINTED_LETTERS)
@example(MARKUP)
@example("Nguye\u0302\u0303n Thi\u0323 A\u0301nh Tuye\u0302\u0301t")
@example("\\u{1F600} #sys.inputs ]")
def test_any_text_comes_out_as_it_went_in(text):
    assert letters(text_of(printed([Paragraph(text)]))) == letters(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_whatever_stops_the_printing(text, short):
    paper = printed([Head((short,), dateline=text), Paragraph(text), Table(COLUMNS, ((short, text), Group(text)))])

    assert paper.startswith(b"%PDF-1.7")


def test_a_bar_stands_beside_each_figure_of_hundredths_and_nowhere_else():
    def fills(*cells, **column):
        columns = [Column("Nội dung"), Column("Tỷ lệ (%)", 48, "right", **column)]
        pdf = render_pdf([Table(columns, [("Cá nhân", cell) for cell in cells])], title="Bảng", on=DAY)
        return text_of(pdf), PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data().count(b"\nf")

    said, bare = fills("62,5", "37,5", "không rõ")
    barred = fills("62,5", "37,5", "không rõ", has_bars=True)

    assert barred == (said, bare + 2)
