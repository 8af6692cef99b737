"""Small files of every kind, for the tests of this folder and of the topics that take uploads."""

import struct
import zlib
from dataclasses import dataclass, field

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R")
DOCX = b"PK\x03\x04\x14\x00\x06\x00" + b"word/document.xml" * 20
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200
WEB_PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
POLYGLOT = WEB_PAGE + PDF


def locked_pdf_with_stream():
    """As newer programs write it: the trailer lies where startxref points, not at the end."""
    before = b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog>>endobj\n"
    trailer = b"7 0 obj<</Type/XRef/Encrypt 5 0 R/W[1 2 1]>>stream\n" + b"x" * 9000 + b"\nendstream\n"
    return before + trailer + f"startxref\n{len(before)}\n%%EOF".encode()


def png(width=2, height=2):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2)) + chunk(b"IEND", b"")
    )


def jpeg(width=2, height=2, before=b""):
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + b"\xff\xe0" + struct.pack(">H", 6) + b"JFIF" + before + frame + b"\xff\xda\x00\x02\x00\xff\xd9"


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
