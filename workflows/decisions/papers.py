"""What the decision, its list and its certificates say. Official wording, hence in Vietnamese; printing renders it."""

from dataclasses import dataclass
from itertools import count

from django.utils import timezone

from documents.printing import wording
from documents.printing.blocks import (
    Annex,
    Centered,
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
    bold,
)
from documents.printing.certificates import LONGEST, Certificate, render_certificates
from documents.printing.docx_writer import render_docx
from documents.printing.sealed import sealed_line
from documents.printing.signing import signer_of
from documents.printing.stocks import A4
from documents.printing.typst_writer import render_pdf
from documents.proposals.naming import place_of, post_and_place
from documents.signatures.numbering import numbered, ready_to_sign
from workflows.approval.paper_words import COMMITTEE, commune_name, signature_of
from workflows.decisions.queries import intended_signer
from workflows.decisions.suggestions import NOMINEES, award_phrase, nominees_named
from workflows.decisions.touched import as_decided

_ROMAN = ("I", "II", "III")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One nominee in the annex. bonus: đồng. unpaid: why there is none, where the award brings money."""

    place: int
    name: str
    detail: str
    achievement: str
    bonus: int
    unpaid: str = ""


@dataclass(frozen=True, slots=True)
class ListGroup:
    heading: str
    rows: list


@dataclass(frozen=True, slots=True)
class DecisionText:
    """The whole decision as words: for the writers of papers and for the page on which the chair reads it."""

    head: Head
    title: str
    authority: str
    grounds: list
    articles: list
    signer: Signer
    recipients: list
    annex_title: str
    annex_reference: str
    groups: list
    total: int


def authority_name(commune):
    """Who decides: "Chủ tịch Ủy ban nhân dân xã Phong Quang". The chair decides in person, hence no "TM."."""
    return f"Chủ tịch {COMMITTEE} {commune_name(commune)}"


def signer_block(form, title, name):
    """CHỦ TỊCH, or KT. CHỦ TỊCH over PHÓ CHỦ TỊCH: the chair decides in person."""
    return signer_of(head="Chủ tịch", form=form, title=title, name=name)


def counted(lines):
    """How many of each kind a list has: 02 tập thể, 01 hộ gia đình và 05 cá nhân"""
    kinds = [line.nomination.nominee_type for line in lines]
    *others, last = [f"{kinds.count(kind):02d} {word}" for kind, word in NOMINEES.items() if kind in kinds]
    return f"{', '.join(others)} và {last}" if others else last


def _lower_first(text):
    return text[:1].lower() + text[1:]


def _articles(decision, lines, total):
    achievement = _lower_first(decision.achievement.strip().rstrip("."))
    granted = f"{award_phrase(decision.award_form)} cho {counted(lines)} {achievement} (có danh sách kèm theo)."
    texts = [granted[:1].upper() + granted[1:]]
    if total:
        texts[0] += f" Tổng số tiền thưởng: {wording.money(total)} (Bằng chữ: {wording.money_in_words(total)})."
        texts.append(decision.money_source)
    texts.append("Quyết định này có hiệu lực kể từ ngày ký.\n" + ended(decision.executors))
    return [(f"Điều {number}.", text) for number, text in zip(count(1), texts, strict=False)]


def ended(text):
    """The last sentence of a paper ends with "./."."""
    return text.strip().rstrip("./").rstrip() + "./."


def _groups(lines):
    places = count(1)
    numerals = iter(_ROMAN)
    groups = []
    for kind, word in NOMINEES.items():
        chosen = [line for line in lines if line.nomination.nominee_type == kind]
        if chosen:
            rows = [
                ListRow(
                    next(places),
                    line.nomination.full_name,
                    post_and_place(line.nomination),
                    line.nomination.summary,
                    line.bonus_amount,
                    line.bonus_reason,
                )
                for line in chosen
            ]
            groups.append(ListGroup(f"{next(numerals)}. {word[:1].upper()}{word[1:]}", rows))
    return groups


def decision_text(decision, lines, *, signer=None):
    """The decision in words. lines: with their nominations. signer: of a draft; a signed one knows its own."""
    commune, number, day = decision.commune, decision.number, decision.issued_on
    total = sum(line.bonus_amount for line in lines)
    if decision.signed_by_id:
        signer = signer_block(decision.signing_form, decision.signer_title, decision.signer_name)
    year = timezone.localdate(decision.signed_at or decision.drafted_at).year
    reference = number_of(decision) or f"{wording.BLANK * 8}/{decision.symbol}"
    on = wording.date_in_words(day) if day else wording.BLANK_DATE
    nominees = nominees_named({line.nomination.nominee_type for line in lines}).removeprefix("các ")
    authority = authority_name(commune)

    def held(words):
        return wording.held(words, commune_name(commune), decision.award_form.name)

    return DecisionText(
        head=Head(
            issuer=(COMMITTEE.upper(), commune_name(commune).upper()),
            number=wording.number_line(number or None, decision.symbol),
            dateline=wording.dateline(commune.place or commune_name(commune), day, year=year),
        ),
        title=held(decision.title),
        authority=authority.upper(),
        grounds=decision.grounds.splitlines(),
        articles=_articles(decision, lines, total),
        signer=signer or Signer(lines=("CHỦ TỊCH",)),
        recipients=[held(line) for line in decision.recipients.splitlines()],
        annex_title=held(f"Danh sách {nominees} được {award_phrase(decision.award_form)}".upper()),
        annex_reference=held(f"(Kèm theo Quyết định số {reference} {on} của {authority})"),
        groups=_groups(lines),
        total=total,
    )


def number_of(decision):
    """45/QĐ-UBND, empty before it is issued."""
    return wording.document_number(decision.number, decision.symbol) if decision.number else ""


def file_name(decision, which):
    """Name under which a paper is offered for saving."""
    number = number_of(decision).replace("/", "-") or decision.code
    certificates = f"{decision.award_form.certificate_title} kèm Quyết định"
    words = {"certificates": certificates, "signed": "Quyết định đã ký", "draft": "Dự thảo quyết định"}
    ending = "docx" if which == "word" else "pdf"
    return f"{words.get(which, 'Quyết định')} {decision.code if which in ('signed', 'draft') else number}.{ending}"


def _list_table(text):
    columns = [
        Column("STT", 12, "center"),
        Column("Họ và tên, tên tập thể", 55),
        Column("Chức vụ, đơn vị, địa chỉ", 62),
        Column("Thành tích"),
    ]
    if text.total:
        columns.append(Column("Tiền thưởng (đồng)", 26, "right"))
    rows = []
    for group in text.groups:
        rows.append(Group(group.heading))
        for row in group.rows:
            cells = (str(row.place), row.name, row.detail, row.achievement, wording.grouped(row.bonus))
            rows.append(Row(cells[: len(columns)]))
    if text.total:
        rows.append(Row(("", "Tổng cộng", "", "", wording.grouped(text.total)), bold=True))
    return Table(columns=tuple(columns), rows=tuple(rows))


def decision_blocks(text):
    """The decision with its list, as blocks."""
    return [
        text.head,
        Title("QUYẾT ĐỊNH", text.title),
        Centered(text.authority),
        Grounds(tuple(text.grounds)),
        Centered("QUYẾT ĐỊNH:"),
        *article_blocks(text.articles),
        Signatures((text.signer,), tuple(text.recipients)),
        Annex(title=text.annex_title, reference=text.annex_reference, is_landscape=True),
        _list_table(text),
        *_unpaid(text),
    ]


def article_blocks(articles):
    """[(label, words)] of articles as blocks; a new line is a new paragraph."""
    blocks = []
    for label, words in articles:
        first, *others = words.split("\n")
        blocks += [Paragraph((bold(f"{label} "), first)), *(Paragraph(line) for line in others if line.strip())]
    return blocks


def _unpaid(text):
    """Under the list: whose title brings no money, and why."""
    rows = [row for group in text.groups for row in group.rows if row.unpaid]
    return [Paragraph(f"Số thứ tự {row.place}, {row.name}: {row.unpaid}.") for row in rows]


def render_decision(decision, lines, *, on, signer=None, render=render_pdf):
    """The decision with its list as a file (bytes); the same input gives the same bytes.

    on: date of the file: of the draft, of the signature, of the issue. render: render_pdf (PDF/A) or render_docx.
    """
    text = decision_text(decision, lines, signer=signer)
    watermark = wording.watermark(is_draft=not decision.signed_by_id)
    return render([*decision_blocks(text), *sealed_line(on)], title=decision.title, on=on, watermark=watermark)


def render_to_sign(decision, lines, *, on):
    """The signed decision before its number, with fields for number and date. on: day of the signature."""
    blocks = [*decision_blocks(decision_text(decision, lines)), *sealed_line(on)]
    return ready_to_sign(blocks, title=decision.title, on=on, watermark=wording.watermark())


def render_numbered(decision, lines):
    """(the numbered decision, what the ledger tells of it): after the digital signatures, where there are any."""
    signed_in = timezone.localdate(decision.signed_at).year
    said = {"number": decision.number, "symbol": decision.symbol, "day": decision.issued_on}
    found = numbered(decision.first_rendition, signed_in=signed_in, **said)
    if found is None:
        return render_decision(decision, lines, on=decision.issued_on), {}
    return found[0], {"signed_sha256": found[1]}


def render_draft(decision, lines, held, render=render_pdf):
    """The draft as it would be printed, with the block of who would sign it. held: the reader's capacities."""
    capacity = intended_signer(decision, held)
    signer = signer_block(*signature_of(capacity)) if capacity else None
    return render_decision(decision, lines, on=timezone.localdate(decision.drafted_at), signer=signer, render=render)


def render_word(decision, lines, held):
    """The decision with its list for Word, as it stands: drafted, signed or issued. held: the reader's capacities."""
    if not decision.signed_by_id:
        return render_draft(decision, lines, held, render_docx)
    on = decision.issued_on or timezone.localdate(decision.signed_at)
    return render_decision(decision, as_decided(decision, lines), on=on, render=render_docx)


def certificate_of(decision, line, *, address="", again="", golden_book=""):
    """What the certificate of a line says.

    address: of its open page. again: what marks a re-issue. golden_book: its number where the line's is not meant.
    """
    signer = signer_block(decision.signing_form, decision.signer_title, decision.signer_name)
    detail = post_and_place(line.nomination)
    return Certificate(
        nominee=line.nomination.full_name,
        detail=detail if len(detail) <= LONGEST["detail"] else place_of(line.nomination)[: LONGEST["detail"]],
        achievement=decision.achievement,
        issuer=authority_name(decision.commune).upper(),
        signer=signer,
        place=decision.commune.place or commune_name(decision.commune),
        decision_number=number_of(decision),
        decided_on=decision.issued_on,
        golden_book_number=golden_book or golden_book_number(decision, line),
        award=decision.award_form.certificate_title.upper(),
        address=address,
        again=again,
    )


def golden_book_number(decision, line):
    """7/2026: the number in the golden book of the year; empty before the issue."""
    return f"{line.golden_book_number}/{decision.register_year}" if line.golden_book_number else ""


def render_decision_certificates(decision, lines, *, addresses=None, stock=A4):
    """The certificates of an issued decision, one to a page, in the order of the list.

    addresses: {line pk: address of its open page}; without them no code is printed.
    """
    addresses = addresses or {}
    sheets = [certificate_of(decision, line, address=addresses.get(line.pk, "")) for line in lines]
    return render_certificates(
        sheets, on=decision.issued_on, title=decision.title, watermark=wording.watermark(), stock=stock
    )
