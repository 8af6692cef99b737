"""Number and date filled in after the leader's signature: it still holds, and the words stand in their gaps."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.printing.blocks import Annex, Head
from documents.printing.typst_writer import gaps_in, render_pdf
from documents.printing.wording import BLANK, BLANK_DATE, dateline, number_line
from documents.signatures.filling import filled, prepared
from documents.signatures.verifying import verify
from tests.documents.printing.papers import COMMITTEE, DAY, decision
from tests.documents.signatures.office_keys import Authority, signed_by

WORDS = ["05", "12", "11", "05", "12", "11", "2026"]


def _unnumbered():
    blocks = decision()
    head = number_line(None, "QĐ-UBND"), dateline("Phong Quang", None, year=2026)
    blocks[0] = Head(COMMITTEE, number=head[0], dateline=head[1])
    place = next(place for place, block in enumerate(blocks) if isinstance(block, Annex))
    reference = f"(Kèm theo Quyết định số {BLANK * 8}/QĐ-UBND {BLANK_DATE} của Chủ tịch)"
    blocks[place] = Annex("DANH SÁCH", reference)
    return blocks


def test_number_and_date_are_filled_in_after_the_signature_which_still_holds():
    authority, blocks = Authority(), _unnumbered()
    (chair, _chairs), (seal, _seals) = authority.person("Nguyễn Văn Hùng"), authority.person("UBND xã")
    paper, gaps = render_pdf(blocks, title="Quyết định", on=DAY), gaps_in(blocks, title="Quyết định")

    ready = prepared(paper, gaps)
    signed = signed_by(chair, ready)
    numbered = filled(signed, WORDS, on=date(2026, 11, 12))
    sealed = signed_by(seal, numbered, field="Dau")

    assert [gap.page for gap in gaps] == [1, 1, 1, 2, 2, 2, 2]
    assert (ready.startswith(paper), sealed.startswith(signed)) == (True, True)
    for file in (signed, numbered, sealed):
        assert verify(file, issuers=[authority.issuer], lists=[], now=authority.now).is_valid
    assert [field["/V"] for field in PdfReader(BytesIO(sealed)).get_fields().values() if "/V" in field][:7] == WORDS
    for words, file in ((WORDS[:2], signed), (WORDS, numbered)):
        with pytest.raises(ValueError):
            filled(file, words, on=DAY)
