"""Reports of achievement to be completed by the unit: begun with what the row and the award book know.

Headings follow the forms of the annexes in our own words; what is not known is left to the pen.
Source: law notes, forms of Nghị định 152/2025/NĐ-CP and Thông tư 20/2025/TT-BNV as they are commonly built.
"""

from django.utils import timezone

from documents.catalogue.kinds import Kind, NomineeType
from documents.printing import wording
from documents.printing.blocks import Column, Head, Heading, Paragraph, Signatures, Signer, Title, italic, paragraphs
from documents.registry.glance import known_of
from permissions.people.units import UnitKind
from workflows.approval.paper_words import award_phrase, committee_of, commune_name
from workflows.printouts.of_letters import place_of_row, signer_of_letter
from workflows.printouts.words import Drawn, dotted, head_of_unit, room, table_or

_AWARDS = (
    Column("Năm", 16, "center"),
    Column("Danh hiệu thi đua, hình thức khen thưởng"),
    Column("Số, ngày quyết định; cơ quan ban hành", 70),
)
_NO_AWARDS = "Chưa có khen thưởng nào được ghi trong sổ khen thưởng; đơn vị bổ sung nếu có."
_SHORT = (Kind.CAMPAIGN, Kind.SUDDEN, Kind.DISCOVERED)
_CHAPTERS = {
    "individual": (
        "1. Chức trách, nhiệm vụ được giao",
        "2. Kết quả thực hiện nhiệm vụ (theo năm hoặc theo nội dung, có số liệu)",
        "3. Sáng kiến, giải pháp và hiệu quả",
        "4. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
        "5. Công tác đảng, đoàn thể và hoạt động xã hội",
    ),
    "collective": (
        "1. Kết quả thực hiện nhiệm vụ, so với kế hoạch và các năm trước (có số liệu)",
        "2. Biện pháp, sáng kiến mang lại kết quả",
        "3. Phong trào thi đua và kết quả",
        "4. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
        "5. Công tác đảng, đoàn thể",
    ),
    "company": (
        "1. Doanh thu, lợi nhuận, nộp ngân sách, số lao động và thu nhập bình quân (có số liệu so với năm trước)",
        "2. Biện pháp, sáng kiến mang lại kết quả",
        "3. Bảo đảm quyền lợi người lao động, an toàn lao động, bảo vệ môi trường",
        "4. Hoạt động xã hội, từ thiện và phong trào thi đua",
        "5. Chấp hành chính sách, pháp luật của Nhà nước",
    ),
    "household": (
        "1. Đóng góp về công lao động, đất đai, hiện vật, tiền (ghi rõ số lượng, giá trị)",
        "2. Việc làm, cách làm nổi bật và kết quả",
        "3. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước, quy ước của cộng đồng",
    ),
}


def form_of(row, unit):
    """Which form a row asks for: individual, collective, household or company."""
    if row.nominee_type == NomineeType.COLLECTIVE and unit.kind == UnitKind.COMPANY:
        return "company"
    return str(row.nominee_type)


def _day(day):
    return wording.short_date(day) if day else ""


def period_of(row):
    """từ ngày 01/9/2025 đến ngày 31/5/2026; empty where a day is not known."""
    if row.period_from and row.period_to:
        return f"từ ngày {_day(row.period_from)} đến ngày {_day(row.period_to)}"
    return ""


def _identity(row, form, unit):
    if form == "individual":
        sex = {True: "Nữ", False: "Nam", None: ""}[row.is_female]
        return [
            room("Họ và tên", row.full_name),
            Paragraph(f"Ngày, tháng, năm sinh: {_day(row.birth_on) or '.' * 20}; giới tính: {sex or '.' * 12}"),
            room("Quê quán"),
            room("Nơi thường trú"),
            room("Chức vụ, đơn vị công tác", place_of_row(row, unit)),
            room("Trình độ chuyên môn, nghiệp vụ"),
        ]
    if form == "household":
        return [
            room("Họ và tên chủ hộ (hộ gia đình)", row.full_name),
            room("Số thành viên trong hộ"),
            room("Địa chỉ", row.workplace),
        ]
    told = [
        room("Tên đầy đủ", row.full_name),
        room("Địa chỉ trụ sở", row.workplace),
        room("Quá trình thành lập, phát triển"),
    ]
    if form == "company":
        return [*told, room("Ngành nghề kinh doanh chính, mã số doanh nghiệp"), room("Tổng số lao động")]
    return [
        *told,
        room("Tổ chức bộ máy, tổng số người"),
        room("Chức năng, nhiệm vụ"),
    ]


def _awards(row, letter, held):
    known = known_of([row], unit=letter.unit, kind=letter.kind, held=held).get(row.pk)
    for each in known.awards if known else ():
        award = each.award
        if award.stands:
            papers = [award.decision_number, _day(award.decided_on), award.issuer or award.get_level_display()]
            yield str(award.year), award.form_label, ", ".join(part for part in papers if part)


def _signers(form, row, letter):
    note = "(Ký, ghi rõ họ tên)"
    if form == "household":
        return (
            Signer((f"TM. {committee_of(letter.commune).upper()}",), note="(Xác nhận, ký tên, đóng dấu)"),
            Signer(("XÁC NHẬN CỦA XÓM",), note=note),
            Signer(("ĐẠI DIỆN HỘ GIA ĐÌNH",), row.full_name, note=note),
        )
    head = signer_of_letter(letter, _on(letter))
    if form == "individual":
        confirms = Signer(("XÁC NHẬN CỦA ĐƠN VỊ", *head.lines), letter.signer_name, note="(Ký tên, đóng dấu)")
        return confirms, Signer(("NGƯỜI BÁO CÁO",), row.full_name, note=note)
    return (
        Signer(("XÁC NHẬN CỦA CẤP TRÌNH",), note="(Ký tên, đóng dấu)"),
        Signer(head.lines, letter.signer_name, note="(Ký tên, đóng dấu)"),
    )


def _title(row, name):
    asked = award_phrase(row.award_form) if row.award_form else "khen thưởng"
    return Title(name, f"Thành tích đề nghị {asked}")


def _head(row, form, letter):
    on = letter.signed_on
    year = timezone.localdate(letter.drafted_at).year
    if form in ("individual", "household"):
        place = letter.unit.place or letter.commune.place or commune_name(letter.commune)
        return Head(issuer=(), dateline=wording.dateline(place, on, year=year))
    return head_of_unit(letter.unit, number=wording.number_line(None, "BC"), day=on, year=year)


def report_paper(row, letter, held):
    """The report of achievement of one row as this person is shown it."""
    form = form_of(row, letter.unit)
    done = paragraphs(row.summary) or dotted(2)
    chapters = []
    for chapter in _CHAPTERS[form]:
        chapters += [Heading(chapter), *dotted(2)]
    parts = {
        "individual": "I. SƠ LƯỢC LÝ LỊCH",
        "household": "I. SƠ LƯỢC VỀ HỘ GIA ĐÌNH",
    }
    blocks = [
        _head(row, form, letter),
        _title(row, "BÁO CÁO"),
        Heading(parts.get(form, "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")),
        *_identity(row, form, letter.unit),
        Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC"),
        *([Paragraph(f"Thời gian đạt thành tích: {period_of(row)}.")] if period_of(row) else []),
        Paragraph(italic("Tóm tắt thành tích đã kê khai:")),
        *done,
        *chapters,
        Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
        table_or(_AWARDS, _awards(row, letter, held), _NO_AWARDS),
        Paragraph(_truth(form)),
        Signatures(_signers(form, row, letter)),
    ]
    return Drawn(blocks, f"Báo cáo thành tích {row.full_name}", _on(letter))


def summary_paper(row, letter, held):
    """The short summary, for campaigns and sudden deeds: who, that one achievement, confirmations."""
    form = form_of(row, letter.unit)
    what = "trong đợt thi đua" if letter.kind == Kind.CAMPAIGN else "đột xuất"
    blocks = [
        _head(row, form, letter),
        _title(row, "BẢN TÓM TẮT"),
        Heading("I. SƠ LƯỢC"),
        *_identity(row, form, letter.unit)[: 5 if form == "individual" else 3],
        Heading(f"II. THÀNH TÍCH {what.upper()}" if letter.kind in _SHORT else "II. THÀNH TÍCH"),
        *([Paragraph(f"Đợt thi đua: {letter.campaign.title}.")] if letter.campaign else []),
        *(paragraphs(row.summary) or dotted(4)),
        Paragraph(_truth(form)),
        Signatures(_signers(form, row, letter)),
    ]
    return Drawn(blocks, f"Bản tóm tắt thành tích {row.full_name}", _on(letter))


def _truth(form):
    who = {"individual": "Tôi", "household": "Gia đình"}.get(form, "Đơn vị")
    return f"{who} cam đoan những nội dung kê khai trên là đúng và chịu trách nhiệm trước pháp luật./."


def _on(letter):
    return letter.signed_on or timezone.localdate(letter.drafted_at)
