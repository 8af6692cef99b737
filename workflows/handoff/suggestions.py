"""The words a drafted letter to the province starts with; the drafter changes them. Official wording, in Vietnamese."""

from documents.printing.wording import date_in_words
from workflows.approval.paper_words import award_phrase, nominees_named, suggested_grounds

_ADDRESSEES = "Ủy ban nhân dân {province}\nSở Nội vụ {province} (Ban Thi đua - Khen thưởng)"
_RECIPIENTS = (
    "Như trên",
    "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân xã (để báo cáo)",
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã",
    "Lưu: VT, VHXH",
)
_REQUEST = (
    "Hội đồng Thi đua - Khen thưởng xã đã họp{days}, xét hồ sơ và thống nhất đề nghị. "
    "Ủy ban nhân dân xã đã thẩm định: đối tượng, điều kiện, tiêu chuẩn, hồ sơ và thủ tục đúng quy định.\n"
    "Ủy ban nhân dân xã kính trình cấp có thẩm quyền xem xét, {award} cho {nominees} có tên trong danh sách kèm theo."
)


def suggested_words(*, commune, award_form, kinds, nominee_types, rule_set, on, meetings):
    """Abstract, addressees, grounds, request, recipients: {field: text}.

    meetings: days of the council's meetings that passed the dossiers.
    """
    nominees = nominees_named(nominee_types)
    grounds = suggested_grounds(rule_set=rule_set, award_form=award_form, kinds=kinds, on=on, meetings=meetings)
    days = ", ".join(date_in_words(day) for day in sorted(set(meetings)))
    province = commune.parent.name if commune.parent_id else "tỉnh"
    return {
        "title": f"Về việc đề nghị {award_phrase(award_form)} cho {nominees}",
        "addressees": _ADDRESSEES.format(province=province[:1].lower() + province[1:]),
        "grounds": grounds,
        "request": _REQUEST.format(days=f" {days}" if days else "", award=award_phrase(award_form), nominees=nominees),
        "recipients": "\n".join(_RECIPIENTS),
    }
