"""What decision, list and certificates say, read back from the PDF."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.attachments.serving import open_blob
from documents.campaigns.models import Campaign
from permissions import access
from tests.documents.printing.reading import lines_of
from workflows.decisions import papers, services
from workflows.decisions.certificates import address_of

pytestmark = pytest.mark.django_db


def words(pdf):
    """The text of a PDF with single blanks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def kept(issued):
    with open_blob(issued.blob) as file:
        return file.read()


def test_the_first_rendition_has_no_number_and_no_day(desk):
    text = words(kept(desk.signed().first_rendition))

    assert "/QĐ-UBND" in text
    assert "01/QĐ-UBND" not in text
    assert "ngày 23 tháng 11" not in text


def test_the_issued_decision_says_number_day_grounds_articles_and_signer(desk):
    decision = desk.issued(desk.passed("Bùi A"), desk.passed("Chi hội Xóm Đồng", nominee_type="collective"))

    text = words(kept(decision.second_rendition))

    for part in (
        "Số: 01/QĐ-UBND",
        "Phong Quang, ngày 23 tháng 11 năm 2026",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
        "Điều 1. Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã cho 01 tập thể và 01 cá nhân đã có thành tích",
        "Tổng số tiền thưởng: 2.280.000 đồng (Bằng chữ: Hai triệu hai trăm tám mươi nghìn đồng).",
        "Điều 2. Tiền thưởng được trích từ Quỹ thi đua, khen thưởng của xã năm 2026.",
        "chịu trách nhiệm thi hành Quyết định này./.",
        "- Như Điều 3;",
        decision.signer_name,
    ):
        assert part in text


def test_title_and_list_title_break_no_name(desk):
    decision = desk.issued(desk.passed("Bùi A"), desk.passed("Chi hội Xóm Đồng", nominee_type="collective"))
    pdf = kept(decision.second_rendition)

    lines = lines_of(pdf)
    start = lines.index("QUYẾT ĐỊNH") + 1

    assert lines[start : start + 2] == [
        "Về việc tặng Giấy khen của Chủ tịch",
        "Ủy ban nhân dân xã cho các tập thể, cá nhân",
    ]
    assert lines_of(pdf, -1)[:4] == [
        "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG",
        "GIẤY KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
        "(Kèm theo Quyết định số 01/QĐ-UBND ngày 23 tháng 11 năm 2026",
        "của Chủ tịch Ủy ban nhân dân xã Phong Quang)",
    ]


def without_workplace(proposal):
    proposal.nominations.update(workplace="")
    return proposal


def test_a_person_without_a_workplace_belongs_to_the_proposing_unit_on_every_paper(desk):
    decision = desk.issued(without_workplace(desk.passed("Bùi A")))

    assert "Bùi A Giáo viên, Trường Tiểu học Phong Quang" in words(kept(decision.second_rendition))
    assert "Bùi A Giáo viên, Trường Tiểu học Phong Quang" in words(kept(decision.certificates))


def test_a_household_without_an_address_gets_no_unit(desk):
    decision = desk.issued(without_workplace(desk.passed("Hộ ông Lê Văn Đạt", nominee_type="household")))

    assert "Trường Tiểu học" not in words(kept(decision.certificates))


def test_the_list_groups_numbers_on_and_totals(desk):
    decision = desk.issued(
        desk.passed("Bùi A", "Bùi B"),
        desk.passed("Hộ ông Lê Văn Đạt", nominee_type="household", unit=desk.town.front),
        desk.passed("Chi hội Xóm Đồng", nominee_type="collective"),
    )

    text = words(kept(decision.second_rendition))
    order = [
        text.index(part)
        for part in (
            "I. Tập thể",
            "1 Chi hội",
            "II. Hộ gia đình",
            "2 Hộ ông",
            "III. Cá nhân",
            "3 Bùi A",
            "4 Bùi B",
            "Tổng cộng",
        )
    ]

    assert order == sorted(order)
    assert "4.180.000" in text[order[-1] :]
    assert "(Kèm theo Quyết định số 01/QĐ-UBND ngày 23 tháng 11 năm 2026 của Chủ tịch" in text


def test_the_chair_signs_in_person_without_tm(desk):
    text = words(kept(desk.issued().second_rendition))

    assert "TM." not in text
    assert "KT." not in text


def test_a_deputy_signs_with_kt(desk):
    decision = desk.signed(by=desk.deputy())

    text = words(kept(decision.first_rendition))

    assert f"KT. CHỦ TỊCH PHÓ CHỦ TỊCH {desk.town.commune_deputy_chair.full_name}" in text


def test_a_deputy_by_authorisation_signs_with_the_own_title(desk):
    decision = desk.signed(by=desk.deputy("TUQ", title="Chánh Văn phòng"))

    assert "TUQ. CHỦ TỊCH CHÁNH VĂN PHÒNG" in words(kept(decision.first_rendition))


def test_an_award_without_money_has_two_articles_and_no_money_column(desk):
    decision = desk.issued(desk.passed("Bùi A", form="gd-van-hoa", nominee_type="household"))

    text = words(kept(decision.second_rendition))

    assert "Điều 2. Quyết định này có hiệu lực" in text
    assert "Điều 3" not in text
    assert "Tiền thưởng" not in text


def test_a_title_is_granted_by_its_name(desk):
    decision = desk.issued(desk.passed("Bùi A", form="ldtt"))

    assert "Tặng danh hiệu “Lao động tiên tiến” cho 01 cá nhân" in words(kept(decision.second_rendition))


def test_a_campaign_is_named(desk):
    campaign = Campaign.objects.create(
        commune=desk.town.commune,
        code="PQ-DH14",
        title="Lập thành tích chào mừng Đại hội",
        plan_number="12/KH-UBND",
        plan_on=date(2025, 12, 1),
        starts_on=date(2025, 12, 1),
        ends_on=date(2026, 1, 23),
        closes_on=date(2026, 2, 28),
    )

    decision = desk.drafted(desk.passed("Bùi A", kind="campaign", campaign=campaign))

    assert decision.achievement == "Đã có thành tích xuất sắc trong đợt thi đua “Lập thành tích chào mừng Đại hội”"


def test_hostile_words_are_printed_as_letters(desk):
    decision = desk.issued(desk.passed('Bùi & <script> #panic("x") *đậm* Nguyễn Thị Ánh'))

    assert '#panic("x") *đậm* Nguyễn Thị Ánh' in words(kept(decision.second_rendition))


def test_certificates_one_to_a_page_with_number_and_golden_book(desk):
    decision = desk.issued(desk.passed("Bùi A", "Bùi B"), desk.passed("Chi hội", nominee_type="collective"))

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(kept(decision.certificates))).pages]

    assert [name in page for name, page in zip(("Chi hội", "Bùi A", "Bùi B"), pages, strict=True)] == [True] * 3
    for place, page in enumerate(pages, start=1):
        assert "GIẤY KHEN" in page
        assert "Quyết định số 01/QĐ-UBND" in page
        assert f"Số sổ vàng: {place}/2026" in page


def test_the_same_decision_gives_the_same_bytes(desk, clock):
    decision = desk.issued(desk.passed("Bùi A"))
    clock.move_to(date(2026, 12, 24))
    lines = services.lines_of(decision)

    again = papers.render_decision(decision, lines, on=decision.issued_on)

    assert again == kept(decision.second_rendition)
    addresses = {line.pk: address_of(line.certificates.get().code) for line in lines}
    assert papers.render_decision_certificates(decision, lines, addresses=addresses) == kept(decision.certificates)


@pytest.mark.parametrize("demo", [True, False])
def test_the_sample_commune_prints_a_watermark(desk, settings, demo):
    settings.DEMO = demo
    decision = desk.issued()

    marked = [
        "MẪU - KHÔNG CÓ GIÁ TRỊ" in words(kept(issued)) for issued in (decision.second_rendition, decision.certificates)
    ]

    assert marked == [demo, demo]


def test_a_draft_says_that_it_is_one(desk):
    decision = desk.drafted()

    assert "DỰ THẢO" in words(papers.render_draft(decision, services.lines_of(decision), []))


def test_a_draft_carries_the_block_of_who_would_sign_it(desk):
    decision, deputy, chair = desk.drafted(), desk.deputy(), desk.town.commune_chair

    def block(reader):
        held = access.capacities(reader) if reader else []
        return words(papers.render_draft(decision, services.lines_of(decision), held))

    assert f"VHXH. CHỦ TỊCH {chair.full_name}" in block(desk.town.office_reviewer)
    assert f"KT. CHỦ TỊCH PHÓ CHỦ TỊCH {deputy.full_name}" in block(deputy)


def test_a_draft_in_a_commune_without_a_chair_leaves_room_for_one(desk):
    decision = desk.drafted()
    desk.town.commune_chair.appointments.all().update(to_on=date(2026, 11, 1))

    text = words(papers.render_draft(decision, services.lines_of(decision), []))

    assert "VHXH. CHỦ TỊCH" in text
    assert desk.town.commune_chair.full_name not in text


@pytest.mark.parametrize("name", ["UBND xã Phong Quang", "Ủy ban nhân dân xã Phong Quang", "xã Phong Quang"])
def test_the_commune_is_named_once(desk, name):
    desk.town.commune.name = name

    assert papers.authority_name(desk.town.commune) == "Chủ tịch Ủy ban nhân dân xã Phong Quang"
