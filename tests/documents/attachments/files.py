"""Small files of every kind, for the tests of this folder and of the topics that take uploads."""

import io
import zipfile
from dataclasses import dataclass, field

import docx
import openpyxl
import pikepdf
from PIL import Image

PAGES = (
    b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + PAGES + b"trailer<</Root 1 0 R>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200
WEB_PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
POLYGLOT = WEB_PAGE + PDF


def pdf_with(catalog=b"", objects=b""):
    """A PDF of one page with more in its catalogue, and with objects from number 4 on."""
    root = b"1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + b">>endobj\n"
    return b"%PDF-1.4\n" + root + PAGES + objects + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def pdf_of(pages, **save):
    """A PDF of so many empty pages; save: options of pikepdf, such as `encryption`."""
    document, out = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        document.add_blank_page(page_size=(9, 9))
    document.save(out, **save)
    return out.getvalue()


def locked_pdf(password):
    """Locked against everybody (password), or only against changes (none)."""
    return pdf_of(1, encryption=pikepdf.Encryption(owner="chủ", user=password))


def word(text="Báo cáo thành tích"):
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def excel(text="Danh sách"):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = text
    book.save(out)
    return out.getvalue()


def zipped(**parts):
    """A zip of these parts and nothing else."""
    return repacked(None, parts)


def repacked(package, parts=(), change=None):
    """The zip with more parts, and others changed: {name: function of its bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        if package:
            with zipfile.ZipFile(io.BytesIO(package)) as source:
                for name in source.namelist():
                    content = source.read(name)
                    target.writestr(name, (change or {}).get(name, lambda same: same)(content))
        for name, content in dict(parts).items():
            target.writestr(name, content)
    return out.getvalue()


def image(form, size=(2, 2), mode="RGB", **save):
    out = io.BytesIO()
    Image.new(mode, size, "white" if mode != "P" else 1).save(out, form, **save)
    return out.getvalue()


def png(width=2, height=2):
    return image("PNG", (width, height))


def jpeg(width=2, height=2, **save):
    return image("JPEG", (width, height), **save)


DOCX, XLSX = word(), excel()


@dataclass
class Upload:
    """What a browser sent, and how much of it was read."""

    name: str
    content: bytes
    claimed_size: int | None = None
    read_bytes: int = field(default=0, init=False)

    @property
    def size(self):
        return len(self.content) if self.claimed_size is None else self.claimed_size

    def chunks(self, chunk_size):
        for start in range(0, len(self.content), chunk_size):
            part = self.content[start : start + chunk_size]
            self.read_bytes += len(part)
            yield part
