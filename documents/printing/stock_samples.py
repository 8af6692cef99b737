"""A sample certificate on a stock: as a picture over the scan of the sheet, and as a test print with a ruler in mm."""

import base64
from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from documents.attachments.serving import open_blob
from documents.printing import wording
from documents.printing.blocks import Signer
from documents.printing.certificates import Certificate, render_certificates, sheet_png
from documents.printing.stock_places import stock_of

_DAY = date(2026, 11, 20)
_COLOURS = 32
_SCREEN_PPI = 72
_SCAN_PIXELS = 1_400  # the longer side: enough for the screen
SAMPLE = Certificate(
    nominee="Nguyễn Thị Minh Nguyệt",
    detail="Giáo viên, Trường Tiểu học mẫu",
    achievement="Đã có thành tích xuất sắc trong phong trào thi đua (nội dung mẫu để căn chỉnh phôi)",
    issuer="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU",
    signer=Signer(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Họ và tên người ký"),
    place="Xã Mẫu",
    decision_number="45/QĐ-UBND",
    decided_on=_DAY,
    golden_book_number="17/2026",
    address="https://thidua.example.vn/c/00000000000000000000000000/",
)


def _sample_of(row):
    return replace(SAMPLE, award=row.award_form.certificate_title.upper()) if row.award_form_id else SAMPLE


def preview_png(row):
    """The sample on a stock as it would look on the sheet: over its scan where there is one. row: need not be saved.

    It stands in the page itself, hence in few colours.
    """
    drawn, small = sheet_png(_sample_of(row), stock=stock_of(row), ppi=_SCREEN_PPI, scan=_scan_svg(row)), BytesIO()
    with Image.open(BytesIO(drawn)) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def _scan_svg(row):
    """The scan laid over the whole sheet, as SVG; empty without one."""
    if row.scan_id is None:
        return ""
    with open_blob(row.scan) as file, Image.open(file) as picture:
        picture.thumbnail((_SCAN_PIXELS, _SCAN_PIXELS))
        written = BytesIO()
        picture.convert("RGB").save(written, "JPEG", quality=75)
    data = base64.b64encode(written.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {row.width_mm} {row.height_mm}">'
        f'<image width="{row.width_mm}" height="{row.height_mm}" preserveAspectRatio="none" '
        f'href="data:image/jpeg;base64,{data}"/></svg>'
    )


def trial_print(row):
    """The sample as PDF with rulers along two edges and a line around each field, to be laid over a real sheet."""
    stock = stock_of(row)
    return render_certificates(
        [_sample_of(row)],
        on=_DAY,
        title="In thử",
        watermark=wording.watermark(),
        stock=replace(stock, has_frame=False),
        under=ruler_svg(stock),
    )


def ruler_svg(stock):
    """Rulers in mm from the top left corner, every tenth with its figure, and the outline of each field."""
    ticks, figures = [], []
    for at in range(1, int(stock.width_mm)):
        ticks.append(f"M{at} 0v{_tick(at)}")
        if at % 10 == 0:
            figures.append(f'<text x="{at}" y="8" text-anchor="middle">{at}</text>')
    for at in range(1, int(stock.height_mm)):
        ticks.append(f"M0 {at}h{_tick(at)}")
        if at % 10 == 0:
            figures.append(f'<text x="6" y="{at + 1}">{at}</text>')
    boxes = "".join(f"M{f.x_mm} {f.y_mm}h{f.width_mm}v{f.height_mm}h-{f.width_mm}z" for f in stock.fields)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {stock.width_mm} {stock.height_mm}" '
        f'font-family="Liberation Serif" font-size="2.6">'
        f'<path d="{"".join(ticks)}" stroke="#000" stroke-width="0.1" fill="none"/>'
        f'<path d="{boxes}" stroke="#888" stroke-width="0.1" fill="none"/>{"".join(figures)}</svg>'
    )


def _tick(at):
    return 5 if at % 10 == 0 else 3.5 if at % 5 == 0 else 2
