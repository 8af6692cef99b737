import pytest

from documents.printing.blocks import (
    Column,
    Grounds,
    Paragraph,
    Row,
    Run,
    Signatures,
    Signer,
    Table,
    bold,
    paragraphs,
)


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop():
    block = Grounds(("Căn cứ Luật A", "Căn cứ Nghị định B;", "Xét đề nghị của C."))

    assert block.sentences == ("Căn cứ Luật A;", "Căn cứ Nghị định B;", "Xét đề nghị của C.")


def test_recipients_are_a_list_with_dashes():
    block = Signatures((Signer(("CHỦ TỊCH",), "A"),), recipients=("Như Điều 3", "Lưu: VT, VHXH."))

    assert block.recipient_lines == ("- Như Điều 3;", "- Lưu: VT, VHXH.")


def test_a_paragraph_takes_a_text_or_runs_and_texts():
    assert Paragraph("Một").runs == (Run("Một"),)
    assert Paragraph((bold("Điều 1."), " Tặng")).runs == (Run("Điều 1.", bold=True), Run(" Tặng"))


def test_lines_of_a_text_become_paragraphs():
    assert paragraphs("Một\n\n  Hai \n") == [Paragraph("Một"), Paragraph("Hai")]


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="1 cells in a table of 2 columns"):
        Table((Column("A"), Column("B")), (("một",),))


def test_plain_tuples_are_rows():
    table = Table((Column("A"), Column("B")), (("1", "2"), Row(("", "3"), bold=True)))

    assert table.rows == (Row(("1", "2")), Row(("", "3"), bold=True))
