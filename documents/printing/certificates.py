"""Certificates (Giấy khen), one to a page, many in one file. Look: certificate.typ; places: stocks.py."""

from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from documents.printing import layout, wording
from documents.printing.blocks import Signer
from documents.printing.frame import frame_svg
from documents.printing.glyphs import printable
from documents.printing.measures import fitted
from documents.printing.qr import qr_svgs
from documents.printing.stocks import A4
from documents.printing.typst_writer import compile_template, picture_of_template
from permissions.refusals import ValidationError

_TEMPLATE = Path(__file__).with_name("certificate.typ")
_LONGEST_ADDRESS = 200  # characters; an address is copied whole, hence it gets no places to break
LONGEST = {"nominee": 250, "detail": 200, "achievement": 1000}  # characters that still fit at the smallest size


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one sheet says.

    issuer: in capitals, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG". detail: post and unit, or address.
    achievement: the whole sentence, "Đã có thành tích ...". decision_number: "45/QĐ-UBND"; empty and decided_on None
    leave room for the pen. address: of the open page on which everybody may check the certificate; printed as a QR code
    and in letters, empty for none. again: what marks a re-issue, "Cấp lại lần 01".
    """

    nominee: str
    achievement: str
    issuer: str
    signer: Signer
    place: str
    decision_number: str = ""
    decided_on: date | None = None
    golden_book_number: str = ""
    detail: str = ""
    award: str = "GIẤY KHEN"
    address: str = ""
    again: str = ""

    @property
    def words(self):
        """Field name to the text printed there; the code is drawn apart."""
        on = wording.date_in_words(self.decided_on) if self.decided_on else wording.BLANK_DATE
        decision = [f"Quyết định số {self.decision_number or wording.BLANK * 16}", on]
        if self.golden_book_number:
            decision.append(f"Số sổ vàng: {self.golden_book_number}")
        if self.again:
            decision.append(self.again)
        return {
            "nation": layout.NATION,
            "motto": layout.MOTTO,
            "issuer": self.issuer,
            "verb": "TẶNG",
            "award": self.award,
            "nominee": self.nominee,
            "detail": self.detail,
            "achievement": self.achievement,
            "dateline": f"{self.place}, {on}",
            "signing_form": "\n".join(self.signer.lines),
            "signer": self.signer.name,
            "address": self.address.removeprefix("https://").removeprefix("http://"),
            "decision": "\n".join(decision),
        }


def render_certificates(certificates, *, on, title="Giấy khen", watermark="", stock=A4, under=""):
    """All certificates as one PDF/A-2b, in their order; the same input gives the same bytes.

    on: date of the decision, also of the file. stock: the Stock they are printed on.
    under: SVG of the size of the sheet, printed under the words in place of the frame.
    Raises ValidationError where a text cannot fit on the sheet.
    """
    for certificate in certificates:
        _refuse_too_long(certificate)
    paper = _paper(certificates, stock, title, watermark)
    return compile_template(_TEMPLATE, paper=paper | ({"frame": under} if under else {}), on=on, has_tags=False)


def sheet_png(certificate, *, stock, ppi, scan=""):
    """One sheet as a picture for the screen. scan: SVG of what is on the stock already; it is never printed."""
    paper = _paper([certificate], stock, "", "")
    return picture_of_template(_TEMPLATE, paper=paper | ({"frame": scan} if scan else {}), ppi=ppi)


def _paper(certificates, stock, title, watermark):
    return {
        "title": printable(title),
        "watermark": printable(watermark),
        "stock": {"width_mm": stock.width_mm, "height_mm": stock.height_mm},
        "frame": frame_svg(stock.width_mm, stock.height_mm) if stock.has_frame else "",
        "fields": [asdict(field) for field in stock.fields],
        "sheets": _sheets(certificates, stock.fields),
    }


def _sheets(certificates, fields):
    """For each certificate its fields; what stands on every sheet is set once."""
    setting = cache(_setting)
    codes = qr_svgs(each.address for each in certificates if each.address)
    every = (each.words | {"qr": codes.get(each.address, "")} for each in certificates)
    return [[setting(field, words[field.name]) for field in fields] for words in every]


def _setting(field, text):
    """The text of a field as the template reads it, with the size and width at which it fits; a drawing as it is."""
    if field.is_image:
        return {"text": text}
    text = printable(text, _LONGEST_ADDRESS) if field.name == "address" else printable(text)
    size, width_mm = fitted(text, field)
    return {"text": text, "size": size, "width_mm": width_mm}


def _refuse_too_long(certificate):
    for name, longest in LONGEST.items():
        text = getattr(certificate, name)
        if len(text) > longest:
            raise ValidationError(
                _(
                    "The certificate of “%(nominee)s” has no room for more than %(longest)d characters: "
                    "“%(text)s…” has %(count)d. Shorten it."
                ),
                code="too_long_for_certificate",
                params={
                    "nominee": certificate.nominee[:80],
                    "longest": longest,
                    "text": text[:60],
                    "count": len(text),
                },
            )
