"""What a cancelling or correcting decision and its list say. Official wording, hence in Vietnamese."""

from dataclasses import dataclass
from itertools import count

from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Step
from documents.printing import wording
from documents.printing.blocks import (
    Annex,
    Centered,
    Column,
    Grounds,
    Group,
    Head,
    Signatures,
    Signer,
    Table,
    Title,
)
from documents.printing.docx_writer import render_docx
from documents.printing.sealed import sealed_line
from documents.printing.typst_writer import render_pdf
from documents.signatures.numbering import numbered, ready_to_sign
from workflows.approval.paper_words import COMMITTEE, award_phrase, commune_name, signature_of
from workflows.decisions.papers import article_blocks, authority_name, counted, ended, number_of, signer_block
from workflows.decisions.queries import intended_signer
from workflows.revocations.suggestions import named
from workflows.revocations.words import MENDED, printed

_REVOKED = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể", 55),
    Column("Chức vụ, đơn vị, địa chỉ", 62),
    Column("Căn cứ, lý do hủy bỏ"),
)
_CORRECTED = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể đã ghi", 55),
    Column("Nội dung", 45),
    Column("Đã ghi là"),
    Column("Đính chính thành"),
)


def by_decision(lines):
    """[(decision, its lines)] in the order of the list. lines: AmendmentLines with their decisions."""
    groups = {}
    for line in lines:
        groups.setdefault(line.line.decision, []).append(line)
    return list(groups.items())


def _in_all(lines):
    return counted([line.line for line in lines])


def _articles(amendment, lines):
    """[text] of the articles without their numbers."""
    groups = by_decision(lines)
    last = "Quyết định này có hiệu lực kể từ ngày ký.\n" + ended(amendment.executors)
    if amendment.is_revocation:
        what = "; ".join(
            f"{award_phrase(decision.award_form)} tại {named(decision)} đối với {_in_all(chosen)}"
            for decision, chosen in groups
        )
        days = catalogue.time_limit(amendment.rule_set, Step.GIVE_BACK).working_days
        back = (
            "Các trường hợp có tên trong danh sách nộp lại hiện vật khen thưởng và tiền thưởng đã nhận (nếu có) cho "
            f"{COMMITTEE} {commune_name(amendment.commune)} trong thời hạn {days:02d} ngày làm việc "
            "kể từ ngày ban hành Quyết định này."
        )
        return [f"Hủy bỏ việc {what} (có danh sách kèm theo).", back, last]
    what = "; ".join(f"{named(decision)} đối với {_in_all(chosen)}" for decision, chosen in groups)
    kept = "Các nội dung khác của Quyết định được đính chính không thay đổi."
    return [f"Đính chính thông tin tại danh sách kèm theo {what} (có danh sách kèm theo).", kept, last]


def _why(line):
    return f"{line.ground.title}. {line.reason}" if line.ground else line.reason


def _table(amendment, lines):
    places, rows = count(1), []
    for decision, chosen in by_decision(lines):
        rows.append(Group(f"Quyết định số {number_of(decision)} {wording.date_in_words(decision.issued_on)}"))
        for line in chosen:
            place = str(next(places))
            if amendment.is_revocation:
                rows.append((place, line.name, line.detail, _why(line)))
                continue
            for field in MENDED:
                if field in line.right:
                    words = (printed(field, line.wrong[field]), printed(field, line.right[field]))
                    rows.append((place, line.name, MENDED[field][1], *(word or "(để trống)" for word in words)))
                    place = ""
    return Table(columns=_REVOKED if amendment.is_revocation else _CORRECTED, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class AmendmentText:
    """The whole paper as words: for the writers of papers and for the page on which the chair reads it."""

    head: Head
    title: str
    authority: str
    grounds: list
    articles: list
    signer: Signer
    recipients: list
    annex_title: str
    annex_reference: str
    table: Table

    @property
    def rows(self):
        """[(text of a Group, [(title of the column, cell)])] of the annex, for the page."""
        titles = [column.title for column in self.table.columns]
        return [
            (row.text, []) if isinstance(row, Group) else ("", list(zip(titles, row.cells, strict=True)))
            for row in self.table.rows
        ]


def text_of(amendment, lines, *, signer=None):
    """The decision in words. lines: `queries.lines_of`. signer: of a draft; a signed one knows its own."""
    commune, number, day = amendment.commune, amendment.number, amendment.issued_on
    if amendment.signed_by_id:
        signer = signer_block(amendment.signing_form, amendment.signer_title, amendment.signer_name)
    year = timezone.localdate(amendment.signed_at or amendment.drafted_at).year
    reference = number_of(amendment) or f"{wording.BLANK * 8}/{amendment.symbol}"
    on = wording.date_in_words(day) if day else wording.BLANK_DATE
    authority = authority_name(commune)

    def held(words):
        return wording.held(words, commune_name(commune))

    title = "Danh sách hủy bỏ khen thưởng" if amendment.is_revocation else "Danh sách đính chính"
    return AmendmentText(
        head=Head(
            issuer=(COMMITTEE.upper(), commune_name(commune).upper()),
            number=wording.number_line(number or None, amendment.symbol),
            dateline=wording.dateline(commune.place or commune_name(commune), day, year=year),
        ),
        title=held(amendment.title),
        authority=authority.upper(),
        grounds=amendment.grounds.splitlines(),
        articles=[(f"Điều {place}.", words) for place, words in enumerate(_articles(amendment, lines), start=1)],
        signer=signer or Signer(lines=("CHỦ TỊCH",)),
        recipients=[held(line) for line in amendment.recipients.splitlines()],
        annex_title=held(title.upper()),
        annex_reference=held(f"(Kèm theo Quyết định số {reference} {on} của {authority})"),
        table=_table(amendment, lines),
    )


def blocks_of(text):
    """The paper with its list, as blocks."""
    return [
        text.head,
        Title("QUYẾT ĐỊNH", text.title),
        Centered(text.authority),
        Grounds(tuple(text.grounds)),
        Centered("QUYẾT ĐỊNH:"),
        *article_blocks(text.articles),
        Signatures((text.signer,), tuple(text.recipients)),
        Annex(title=text.annex_title, reference=text.annex_reference, is_landscape=True),
        text.table,
    ]


def _mark(amendment):
    return wording.watermark(is_draft=not amendment.signed_by_id)


def render_to_sign(amendment, lines, *, on):
    """The signed decision before its number, with fields for number and date. on: day of the signature."""
    blocks = [*blocks_of(text_of(amendment, lines)), *sealed_line(on)]
    return ready_to_sign(blocks, title=amendment.title, on=on, watermark=wording.watermark())


def render_numbered(amendment, lines):
    """(the numbered decision, what the ledger tells of it): after the digital signatures, where there are any."""
    signed_in, day = timezone.localdate(amendment.signed_at).year, amendment.issued_on
    said = {"number": amendment.number, "symbol": amendment.symbol, "day": day}
    found = numbered(amendment.first_rendition, signed_in=signed_in, **said)
    if found is None:
        blocks = [*blocks_of(text_of(amendment, lines)), *sealed_line(day)]
        return render_pdf(blocks, title=amendment.title, on=day, watermark=_mark(amendment)), {}
    return found[0], {"signed_sha256": found[1]}


def signer_of_draft(amendment, held):
    """The block of who would sign a draft, None once it is signed. held: the reader's capacities."""
    capacity = None if amendment.signed_by_id else intended_signer(amendment, held)
    return signer_block(*signature_of(capacity)) if capacity else None


def render_anew(amendment, lines, ending, *, held=()):
    """The decision as it stands - draft, signed or issued - as a file made anew (bytes). ending: pdf or docx.

    held: the reader's capacities, by which a draft shows who would sign it.
    """
    on = amendment.issued_on or timezone.localdate(amendment.signed_at or amendment.drafted_at)
    blocks = blocks_of(text_of(amendment, lines, signer=signer_of_draft(amendment, held)))
    if ending == "docx":
        return render_docx(blocks, title=amendment.title, on=on, watermark=_mark(amendment))
    return render_pdf([*blocks, *sealed_line(on)], title=amendment.title, on=on, watermark=_mark(amendment))


def file_name(amendment, which, ending="pdf"):
    """Name under which a paper is offered for saving."""
    word = "Quyết định hủy bỏ" if amendment.is_revocation else "Quyết định đính chính"
    words = {"signed": f"{word} đã ký", "draft": f"Dự thảo {word[:1].lower()}{word[1:]}"}
    number = number_of(amendment).replace("/", "-")
    code = number if number and which not in ("signed", "draft") else amendment.code
    return f"{words.get(which, word)} {code}.{ending}"
