import hashlib
import io
import re
import time
from dataclasses import replace
from datetime import date

import pytest
import segno
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from documents.printing import stocks
from documents.printing.blocks import Signer
from documents.printing.certificates import LONGEST, Certificate, render_certificates, sheet_png
from documents.printing.qr import qr_svg, qr_svgs
from permissions.refusals import ValidationError
from tests.documents.printing.reading import letters, pages_of, places_mm, sizes_mm

DAY = date(2026, 3, 5)
CERTIFICATE = Certificate(
    nominee="Nguyễn Thị Ánh Tuyết",
    detail="Giáo viên, Trường Tiểu học Phong Quang",
    achievement="Đã có thành tích xuất sắc trong Đợt thi đua",
    issuer="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG",
    signer=Signer(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Hoàng Văn Thái"),
    place="Phong Quang",
    decision_number="45/QĐ-UBND",
    decided_on=DAY,
    golden_book_number="17",
)
LONG = replace(
    CERTIFICATE,
    nominee=("Tập thể cán bộ, giáo viên và nhân viên Trường Phổ thông dân tộc bán trú " * 4)[: LONGEST["nominee"]],
    detail=("xóm Làng Mới, xã Phong Quang, tỉnh Thái Nguyên, " * 5)[: LONGEST["detail"]],
    achievement=("Đã có thành tích đặc biệt xuất sắc trong công tác phòng chống thiên tai " * 20)[
        : LONGEST["achievement"]
    ],
)


def test_a_certificate_says_who_what_and_by_which_decision():
    assert pages_of(render_certificates([CERTIFICATE], on=DAY)) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG "
        "TẶNG GIẤY KHEN Nguyễn Thị Ánh Tuyết Giáo viên, Trường Tiểu học Phong Quang "
        "Đã có thành tích xuất sắc trong Đợt thi đua Phong Quang, ngày 05 tháng 3 năm 2026 "
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Hoàng Văn Thái "
        "Quyết định số 45/QĐ-UBND ngày 05 tháng 3 năm 2026 Số sổ vàng: 17"
    ]


def test_each_certificate_has_its_own_sheet_across():
    paper = render_certificates([replace(CERTIFICATE, nominee=f"Người {place}") for place in range(3)], on=DAY)

    assert sizes_mm(paper) == [(297, 210)] * 3
    assert [f"Người {place}" in page for place, page in enumerate(pages_of(paper))] == [True] * 3


def test_the_address_of_the_open_page_stands_in_letters_and_as_a_code_in_millimetres():
    address = "https://thidua.phongquang.thainguyen.gov.vn/c/0123456789abcdefghjkmnpqrs/"
    with_address = replace(CERTIFICATE, address=address)
    field = next(field for field in stocks.A4.fields if field.name == "qr")
    alone = stocks.Stock(297, 210, (field,), has_frame=False)
    modules = int(re.search(r'viewBox="0 0 (\d+)', qr_svg(address))[1])

    assert address.removeprefix("https://") in pages_of(render_certificates([with_address], on=DAY))[0]
    picture = Image.open(io.BytesIO(sheet_png(with_address, stock=alone, ppi=254))).convert("L")
    left, top, right, bottom = (edge / 10 for edge in picture.point(lambda grey: 255 * (grey < 128)).getbbox())
    quiet = 4 * field.width_mm / modules
    assert (left, top) == pytest.approx((field.x_mm + quiet, field.y_mm + quiet), abs=0.2)
    assert (right - left, bottom - top) == pytest.approx([field.width_mm - 2 * quiet] * 2, abs=0.2)
    assert field.width_mm / modules * 600 / 25.4 > 10  # dots a module at 600 dpi
    assert qr_svg(address) == qr_svg(address) != qr_svg(address + "x")
    assert _modules_seen(picture, field, modules) == _modules_meant(address)


def _modules_seen(picture, field, modules):
    """Which modules are dark in the middle, the quiet zone left out; the picture has ten dots a millimetre."""
    dots, inner = 10 * field.width_mm / modules, range(4, modules - 4)
    places = [[(10 * edge + dots * (at + 0.5)) for at in inner] for edge in (field.x_mm, field.y_mm)]
    return [[picture.getpixel((round(x), round(y))) < 128 for x in places[0]] for y in places[1]]


def _modules_meant(address):
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=2)
    return [[module == 1 for module in row] for row in code.matrix]


def test_codes_reckoned_from_each_other_are_those_drawn_one_by_one():
    addresses = [f"https://thidua.example.vn/c/{number * 7**13:0>26}/" for number in range(250)]

    assert qr_svgs(addresses) == {address: qr_svg(address) for address in addresses}
    assert qr_svgs([*addresses, "https://kurz.vn/"])["https://kurz.vn/"] == qr_svg("https://kurz.vn/")


def test_before_the_number_room_is_left_for_it():
    page = pages_of(render_certificates([replace(CERTIFICATE, decision_number="", decided_on=None)], on=DAY))[0]

    assert page.endswith("Quyết định số ngày tháng năm Số sổ vàng: 17")


def test_a_sample_is_marked():
    page = pages_of(render_certificates([CERTIFICATE], on=DAY, watermark="MẪU - KHÔNG CÓ GIÁ TRỊ"))[0]

    assert "MẪU - KHÔNG CÓ GIÁ TRỊ" in page


def test_the_same_certificates_have_the_same_bytes():
    first, second = (hashlib.sha256(render_certificates([CERTIFICATE, LONG], on=DAY)).hexdigest() for _run in range(2))

    assert first == second


@pytest.mark.parametrize("words", [str, str.upper], ids=["as written", "in capitals"])
@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_text_stays_inside_its_field(name, words):
    text = words(getattr(LONG, name))
    field = next(field for field in stocks.A4.fields if field.name == name)

    paper = render_certificates([replace(LONG, **{name: text})], on=DAY)

    lines = places_mm(paper, text)
    assert letters(text) in letters(pages_of(paper)[0])
    assert len(lines) > 1
    assert [line for line in lines if not field.y_mm < line < field.y_mm + field.height_mm] == []


@pytest.mark.parametrize("name", LONGEST)
def test_a_text_too_long_for_the_sheet_is_refused(name):
    too_long = replace(CERTIFICATE, **{name: "x" * (LONGEST[name] + 1)})

    with pytest.raises(ValidationError) as refusal:
        render_certificates([CERTIFICATE, too_long], on=DAY)

    assert refusal.value.code == "too_long_for_certificate"
    assert str(LONGEST[name] + 1) in refusal.value.messages[0]


def test_five_hundred_certificates_take_seconds_not_minutes():
    many = [replace(CERTIFICATE, nominee=f"Nguyễn Thị Ánh Tuyết {place}") for place in range(500)]
    started = time.monotonic()

    paper = render_certificates(many, on=DAY)

    assert len(sizes_mm(paper)) == 500
    assert time.monotonic() - started < 10


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=LONGEST["nominee"]), st.text(max_size=300))
def test_no_text_whatever_stops_the_printing(nominee, achievement):
    paper = render_certificates([replace(CERTIFICATE, nominee=nominee, achievement=achievement)], on=DAY)

    assert paper.startswith(b"%PDF-1.7")
