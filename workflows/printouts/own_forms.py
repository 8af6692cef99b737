"""Fields that the commune's own Word forms may name, and what they stand for on a letter and on one of its rows."""

from documents.printing import wording
from documents.word_forms.fields import FormKind, register
from workflows.approval.paper_words import commune_name
from workflows.printouts.achievement import period_of
from workflows.printouts.of_letters import in_groups, place_of_row, read_letter
from workflows.printouts.words import counted

_OF_A_LETTER = {
    "ten_xa": "Tên xã",
    "ten_don_vi": "Tên đơn vị trình",
    "so_to_trinh": "Số, ký hiệu tờ trình",
    "ngay_to_trinh": "Ngày ký tờ trình (ngày ... tháng ... năm ...)",
    "trich_yeu": "Trích yếu",
    "nguoi_ky": "Họ và tên người ký",
    "chuc_vu_ky": "Chức vụ người ký",
    "dot_thi_dua": "Tên đợt thi đua, nếu có",
}
_OF_A_ROW = {
    "ho_ten": "Họ và tên, tên tập thể",
    "chuc_vu_noi_o": "Chức vụ, đơn vị, địa chỉ",
    "hinh_thuc": "Danh hiệu, hình thức đề nghị",
    "thanh_tich": "Tóm tắt thành tích",
}
_SAMPLE_LETTER = {
    "ten_xa": "xã Mẫu",
    "ten_don_vi": "Trường Tiểu học Mẫu & <Thử>",
    "so_to_trinh": "15/TTr-THM",
    "ngay_to_trinh": "ngày 05 tháng 3 năm 2026",
    "trich_yeu": "Về việc đề nghị khen thưởng năm học",
    "nguoi_ky": "Nguyễn Văn Mẫu",
    "chuc_vu_ky": "Hiệu trưởng",
    "dot_thi_dua": "Đợt thi đua mẫu",
}
_SAMPLE_ROW = {
    "ho_ten": "Trần Thị Mẫu",
    "chuc_vu_noi_o": "Giáo viên, Trường Tiểu học Mẫu",
    "hinh_thuc": "Giấy khen",
    "thanh_tich": "Hoàn thành xuất sắc nhiệm vụ.",
}
_PERSON = {
    "ngay_sinh": "Ngày sinh",
    "gioi_tinh": "Giới tính",
    "thoi_gian": "Thời gian đạt thành tích",
}
LETTER = FormKind(
    "letter",
    "Tờ trình của đơn vị",
    fields=_OF_A_LETTER | {"so_luong": "Số tập thể, hộ gia đình, cá nhân"},
    lists={"danh_sach": {"stt": "Số thứ tự"} | _OF_A_ROW},
    sample=_SAMPLE_LETTER | {"so_luong": "01 cá nhân", "danh_sach": [{"stt": "1"} | _SAMPLE_ROW]},
)
REPORT = FormKind(
    "report",
    "Báo cáo thành tích",
    fields=_OF_A_LETTER | _OF_A_ROW | _PERSON,
    sample=_SAMPLE_LETTER
    | _SAMPLE_ROW
    | {"ngay_sinh": "20/5/1985", "gioi_tinh": "Nữ", "thoi_gian": "từ ngày 01/9/2025 đến ngày 31/5/2026"},
)
for kind in (LETTER, REPORT):
    register(kind)


def _of_letter(letter):
    return {
        "ten_xa": commune_name(letter.commune),
        "ten_don_vi": letter.unit.name,
        "so_to_trinh": letter.number,
        "ngay_to_trinh": wording.date_in_words(letter.signed_on) if letter.signed_on else wording.BLANK_DATE,
        "trich_yeu": letter.title,
        "nguoi_ky": letter.signer_name,
        "chuc_vu_ky": letter.signer_title,
        "dot_thi_dua": letter.campaign.title if letter.campaign else "",
    }


def _of_row(row, unit):
    return {
        "ho_ten": row.full_name,
        "chuc_vu_noi_o": place_of_row(row, unit),
        "hinh_thuc": row.award_form.name if row.award_form else "",
        "thanh_tich": row.summary,
    }


def letter_context(letter, held):
    """The values of a letter's fields as this person is shown it."""
    letter, rows = read_letter(letter, held)
    numbered = [one for _heading, group in in_groups(rows) for one in group]
    told = [{"stt": str(place)} | _of_row(row, letter.unit) for place, row in numbered]
    return _of_letter(letter) | {"so_luong": counted(row.nominee_type for row in rows), "danh_sach": told}


def row_context(row):
    """The values of a report's fields. row: with its letter, as this person is shown them."""
    sex = {True: "Nữ", False: "Nam", None: ""}[row.is_female]
    born = wording.short_date(row.birth_on) if row.birth_on else ""
    told = {"ngay_sinh": born, "gioi_tinh": sex, "thoi_gian": period_of(row)}
    return _of_letter(row.letter) | _of_row(row, row.letter.unit) | told
