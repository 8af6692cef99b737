"""The list by which the treasurer pays the money of a decision. Official wording, hence in Vietnamese."""

from django.utils import timezone

from documents.printing import wording
from documents.printing.blocks import Column, Group, Head, Paragraph, Row, Signatures, Signer, Table, Title
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from documents.proposals.naming import post_and_place
from workflows.approval.paper_words import COMMITTEE, NOMINEES, award_phrase, commune_name
from workflows.decisions.papers import number_of
from workflows.payments.states import PaymentState

RENDERS = {"pdf": render_pdf, "docx": render_docx}
_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể", 46),
    Column("Chức vụ, đơn vị, địa chỉ"),
    Column("Số tiền (đồng)", 28, "right"),
    Column("Ký nhận", 30),
)


def _title(decision):
    return f"Danh sách chi tiền thưởng kèm theo Quyết định số {number_of(decision)}"


def _due(rows):
    """Whose money is paid by this list: those with money that nobody has said is not to be paid."""
    settled = PaymentState.NOT_DUE
    return [
        row
        for row in rows
        if row.line.bonus_amount and not row.obstacle and not (row.payment and row.payment.state == settled)
    ]


def _table(due):
    rows, place = [], 0
    for kind, word in NOMINEES.items():
        chosen = [row.line for row in due if row.line.nomination.nominee_type == kind]
        if chosen:
            rows.append(Group(word[:1].upper() + word[1:]))
        for line in chosen:
            place += 1
            who = line.nomination
            rows.append((str(place), who.full_name, post_and_place(who), wording.grouped(line.bonus_amount), ""))
    rows.append(Row(("", "Tổng cộng", "", wording.grouped(_total(due)), ""), bold=True))
    return Table(_COLUMNS, tuple(rows))


def _total(due):
    return sum(row.line.bonus_amount for row in due)


def _why(row):
    return row.obstacle or (row.payment.reason if row.payment else "")


def _without(rows, due):
    """Under the list: who is named in the decision and gets nothing by this list, and why."""
    told = [(row.line.nomination.full_name, _why(row)) for row in rows if row not in due]
    return [Paragraph(f"{name} không nhận tiền thưởng theo danh sách này: {why}.") for name, why in told if why]


def list_blocks(decision, rows, *, on):
    """The treasurer's list as blocks. rows: MoneyLines of the issued decision. on: day on the paper."""
    due, name = _due(rows), commune_name(decision.commune)
    amount = _total(due)
    authority = f"Chủ tịch {COMMITTEE} {name}"
    basis = (
        f"Chi tiền thưởng theo Quyết định số {number_of(decision)} {wording.date_in_words(decision.issued_on)} của "
        f"{authority} về việc {award_phrase(decision.award_form)}."
    )
    return [
        Head(
            issuer=(COMMITTEE.upper(), name.upper()),
            dateline=wording.dateline(decision.commune.place or name, on),
        ),
        Title("DANH SÁCH", wording.held("Chi tiền thưởng thi đua, khen thưởng", name)),
        Paragraph(basis),
        _table(due),
        Paragraph(f"Tổng số tiền: {wording.money(amount)} (Bằng chữ: {wording.money_in_words(amount)})."),
        *_without(rows, due),
        Signatures((Signer(("NGƯỜI LẬP",)), Signer(("THỦ QUỸ",)), Signer(("CHỦ TỊCH",)))),
    ]


def render_list(decision, rows, ending, *, on=None):
    """The treasurer's list as a file (bytes). ending: pdf or docx."""
    on = on or timezone.localdate()
    return RENDERS[ending](
        list_blocks(decision, rows, on=on), title=_title(decision), on=on, watermark=wording.watermark()
    )


def file_name(decision, ending):
    """danh-sach-chi-tien-PQ-2026-D001.pdf"""
    return f"danh-sach-chi-tien-{decision.code}.{ending}"
