"""Who signs in whose name: kind of paper x who signs, typed by hand."""

import pytest

from documents.printing.signing import signer_by_post, signer_of

COMMITTEE = "Ủy ban nhân dân"
# head, body, form, title of who signs -> lines
TABLE = [
    # a decision on awards: the chair in person
    ("Chủ tịch", "", "", "Chủ tịch", ("CHỦ TỊCH",)),
    ("Chủ tịch", "", "KT", "Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ("Chủ tịch", "", "TL", "Trưởng phòng", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
    ("Chủ tịch", "", "TUQ", "", ("TUQ. CHỦ TỊCH",)),
    # a letter or a report of the committee
    ("Chủ tịch", COMMITTEE, "", "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("Chủ tịch", COMMITTEE, "KT", "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ("Chủ tịch", COMMITTEE, "TL", "Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ("Chủ tịch", COMMITTEE, "TUQ", "Trưởng phòng", ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
    # papers of the council, the office, a school
    ("Chủ tịch", "Hội đồng", "", "", ("TM. HỘI ĐỒNG", "CHỦ TỊCH")),
    ("Chủ tịch Hội đồng", "", "TL", "Thư ký", ("TL. CHỦ TỊCH HỘI ĐỒNG", "THƯ KÝ")),
    ("Trưởng phòng", "", "KT", "Phó Trưởng phòng", ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
    ("Thủ trưởng đơn vị", "", "", "Hiệu trưởng", ("HIỆU TRƯỞNG",)),
]


@pytest.mark.parametrize(("head", "body", "form", "title", "lines"), TABLE)
def test_the_lines_above_a_signature(head, body, form, title, lines):
    signer = signer_of(head=head, body=body, form=form, title=title, name="Hoàng Văn Thái")

    assert (signer.lines, signer.name) == (lines, "Hoàng Văn Thái")


# post of who signs, post of the head where it is known -> lines
POSTS = [
    ("Hiệu trưởng", "Hiệu trưởng", ("HIỆU TRƯỞNG",)),
    ("Phó Hiệu trưởng", "Hiệu trưởng", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
    ("Phó Hiệu trưởng", "", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
    ("Phó Chủ tịch Thường trực", "Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC")),
    ("Phó Hiệu trưởng phụ trách", "Phó Hiệu trưởng phụ trách", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
    ("Bí thư Chi bộ", "", ("BÍ THƯ CHI BỘ",)),
]


@pytest.mark.parametrize(("post", "head", "lines"), POSTS)
def test_a_deputy_signs_for_the_head_where_only_the_post_is_known(post, head, lines):
    signer = signer_by_post(post, head=head, name="Lê Thị Hoa")

    assert (signer.lines, signer.name) == (lines, "Lê Thị Hoa")
