"""What the letter to the province, its list and the consignment note say. Official wording, hence in Vietnamese."""

from dataclasses import dataclass
from itertools import count
from zipfile import ZipFile

from django.utils import timezone

from documents.attachments.serving import open_blob
from documents.printing import wording
from documents.printing.blocks import (
    Addressees,
    Annex,
    Column,
    Grounds,
    Group,
    Head,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
    paragraphs,
)
from documents.printing.docx_writer import render_docx
from documents.printing.sealed import sealed_line
from documents.printing.signing import signer_of
from documents.printing.typst_writer import render_pdf
from documents.proposals.naming import post_and_place
from documents.signatures.numbering import numbered, ready_to_sign
from workflows.approval.paper_words import COMMITTEE, NOMINEES, award_phrase, commune_name, nominees_named

_ROMAN = ("I", "II", "III")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One nominee in the list. key: of the nomination."""

    key: int
    place: int
    name: str
    detail: str
    achievement: str


@dataclass(frozen=True, slots=True)
class ListGroup:
    heading: str
    rows: list


@dataclass(frozen=True, slots=True)
class LetterText:
    """The whole letter as words: for the writers of papers and for the page on which the chair reads it."""

    head: Head
    title: str
    addressees: list
    grounds: list
    request: list
    signer: Signer
    recipients: list
    annex_title: str
    annex_reference: str
    groups: list


def signer_block(form, title, name):
    """The letter is an act of the committee: TM. ỦY BAN NHÂN DÂN over CHỦ TỊCH, or KT. CHỦ TỊCH over the deputy."""
    return signer_of(head="Chủ tịch", form=form, title=title, name=name, body=COMMITTEE)


def number_of(letter):
    """12/TTr-UBND, empty before it is forwarded."""
    return wording.document_number(letter.number, letter.symbol) if letter.number else ""


def list_groups(lines):
    """The list by kind of nominee, numbered through. lines: in the order of `queries.lines_of`."""
    places, numerals, groups = count(1), iter(_ROMAN), []
    for kind, word in NOMINEES.items():
        chosen = [line.nomination for line in lines if line.nomination.nominee_type == kind]
        if chosen:
            rows = [ListRow(row.pk, next(places), row.full_name, post_and_place(row), row.summary) for row in chosen]
            groups.append(ListGroup(f"{next(numerals)}. {word[:1].upper()}{word[1:]}", rows))
    return groups


def letter_text(letter, lines, *, signer=None):
    """The letter in words. lines: with their nominations. signer: of a draft; a signed one knows its own."""
    commune, day = letter.commune, letter.issued_on
    if letter.signed_by_id:
        signer = signer_block(letter.signing_form, letter.signer_title, letter.signer_name)
    year = timezone.localdate(letter.signed_at or letter.drafted_at).year
    reference = number_of(letter) or f"{wording.BLANK * 8}/{letter.symbol}"
    on = wording.date_in_words(day) if day else wording.BLANK_DATE
    nominees = nominees_named({line.nomination.nominee_type for line in lines}).removeprefix("các ")
    committee = f"{COMMITTEE} {commune_name(commune)}"

    def held(words):
        return wording.held(words, commune_name(commune), letter.award_form.name)

    return LetterText(
        head=Head(
            issuer=(COMMITTEE.upper(), commune_name(commune).upper()),
            number=wording.number_line(letter.number or None, letter.symbol),
            dateline=wording.dateline(commune.place or commune_name(commune), day, year=year),
        ),
        title=held(letter.title),
        addressees=letter.addressees.splitlines(),
        grounds=letter.grounds.splitlines(),
        request=[held(line) for line in letter.request.splitlines() if line.strip()],
        signer=signer or signer_block("", "", ""),
        recipients=[held(line) for line in letter.recipients.splitlines()],
        annex_title=held(f"Danh sách {nominees} đề nghị {award_phrase(letter.award_form)}".upper()),
        annex_reference=held(f"(Kèm theo Tờ trình số {reference} {on} của {committee})"),
        groups=list_groups(lines),
    )


def _list_table(text):
    columns = (
        Column("STT", 12, "center"),
        Column("Họ và tên, tên tập thể", 60),
        Column("Chức vụ, đơn vị, địa chỉ", 70),
        Column("Tóm tắt thành tích"),
    )
    rows = []
    for group in text.groups:
        rows.append(Group(group.heading))
        rows += [Row((str(row.place), row.name, row.detail, row.achievement)) for row in group.rows]
    return Table(columns=columns, rows=tuple(rows))


def letter_blocks(text):
    """The letter with its list, as blocks."""
    return [
        text.head,
        Title("TỜ TRÌNH", text.title),
        Addressees(tuple(text.addressees)),
        Grounds(tuple(text.grounds)),
        *paragraphs("\n".join(text.request)),
        Signatures((text.signer,), tuple(text.recipients)),
        Annex(title=text.annex_title, reference=text.annex_reference, is_landscape=True),
        _list_table(text),
    ]


def render_letter(letter, lines, *, on, signer=None):
    """The letter with its list as PDF/A; the same input gives the same bytes. on: date of the file."""
    text = letter_text(letter, lines, signer=signer)
    watermark = wording.watermark(is_draft=not letter.signed_by_id)
    return render_pdf([*letter_blocks(text), *sealed_line(on)], title=letter.title, on=on, watermark=watermark)


def render_to_sign(letter, lines, *, on):
    """The signed letter before its number, with fields for number and date. on: day of the signature."""
    blocks = [*letter_blocks(letter_text(letter, lines)), *sealed_line(on)]
    return ready_to_sign(blocks, title=letter.title, on=on, watermark=wording.watermark())


def render_numbered(letter, lines):
    """(the numbered letter, what the ledger tells of it): after the digital signatures, where there are any."""
    signed_in = timezone.localdate(letter.signed_at).year
    said = {"number": letter.number, "symbol": letter.symbol, "day": letter.issued_on}
    found = numbered(letter.first_rendition, signed_in=signed_in, **said)
    if found is None:
        return render_letter(letter, lines, on=letter.issued_on), {}
    return found[0], {"signed_sha256": found[1]}


def render_letter_docx(letter, lines, *, on, signer=None):
    """The same letter for Word."""
    text = letter_text(letter, lines, signer=signer)
    watermark = wording.watermark(is_draft=not letter.signed_by_id)
    return render_docx([*letter_blocks(text), *sealed_line(on)], title=letter.title, on=on, watermark=watermark)


def consignment_blocks(letter, sending_number, files, manifest_sha256, *, on, sender):
    """The note that goes with a package. files: [(name, bytes)] of the package in their order. sender: whose name."""
    commune = letter.commune
    rows = [Row((str(place), name, wording.grouped(size))) for place, (name, size) in enumerate(files, start=1)]
    again = f" (gửi lần {sending_number})" if sending_number > 1 else ""
    return [
        Head(
            issuer=(COMMITTEE.upper(), commune_name(commune).upper()),
            dateline=wording.dateline(commune.place or commune_name(commune), on),
        ),
        Title("PHIẾU GỬI", f"Gói hồ sơ kèm theo Tờ trình số {number_of(letter)}{again}"),
        Addressees(tuple(letter.addressees.splitlines())),
        Paragraph(
            f"{COMMITTEE} {commune_name(commune)} gửi gói hồ sơ điện tử {letter.code}-{sending_number}.zip gồm "
            f"{len(files)} tệp theo danh sách dưới đây, kèm theo Tờ trình số {number_of(letter)} "
            f"{wording.date_in_words(letter.issued_on)}."
        ),
        Paragraph("Mã kiểm tra SHA-256 của bảng kê manifest-sha256.txt trong gói:"),
        Paragraph(_in_groups(manifest_sha256), is_indented=False),
        Paragraph(
            "Khi mở gói, bên nhận tính SHA-256 của tệp manifest-sha256.txt và so với mã trên, sau đó chạy lệnh "
            "“sha256sum -c manifest-sha256.txt” để kiểm tra từng tệp. Nếu có tệp sai khác, đề nghị không tiếp nhận và "
            "báo lại nơi gửi."
        ),
        Table(columns=(Column("STT", 12, "center"), Column("Tệp"), Column("Byte", 30, "right")), rows=tuple(rows)),
        Signatures(
            (
                Signer(("NGƯỜI NHẬN",), note="(Ký, ghi rõ họ tên, ngày nhận)"),
                Signer(("NGƯỜI GỬI",), sender, note="(Ký, ghi rõ họ tên)"),
            )
        ),
    ]


def _in_groups(digest):
    """A hash in blocks of eight, which a person can compare."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def render_consignment(letter, sending_number, files, manifest_sha256, *, on, sender, render=render_pdf):
    """The note as a file (bytes). files: as in `consignment_blocks`. render: render_pdf (PDF/A) or render_docx."""
    blocks = consignment_blocks(letter, sending_number, files, manifest_sha256, on=on, sender=sender)
    return render([*blocks, *sealed_line(on)], title=f"Phiếu gửi {letter.code}", on=on, watermark=wording.watermark())


def render_consignment_docx(sending):
    """The note of a sending for Word, from the package as it was sent."""
    with open_blob(sending.package) as file, ZipFile(file) as package:
        entries = [(entry.filename.partition("/")[2], entry.file_size) for entry in package.infolist()]
    files = [(name, size) for name, size in entries if name.startswith("data/")]
    told = (sending.transmittal, sending.number, files, sending.manifest_sha256)
    about = {"on": timezone.localdate(sending.sent_at), "sender": sending.sent_by.full_name}
    return render_consignment(*told, **about, render=render_docx)


def file_name(letter, which, sending_number=1):
    """Name under which a paper is offered for saving."""
    number = number_of(letter).replace("/", "-") or letter.code
    names = {
        "draft": f"Dự thảo tờ trình {letter.code}.pdf",
        "signed": f"Tờ trình đã ký {letter.code}.pdf",
        "issued": f"Tờ trình {number}.pdf",
        "word": f"Tờ trình {number}.docx",
        "note": f"Phiếu gửi {number} lần {sending_number}.pdf",
        "note_word": f"Phiếu gửi {number} lần {sending_number}.docx",
        "package": f"{letter.code}-{sending_number}.zip",
    }
    return names[which]
