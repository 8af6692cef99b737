"""The words a drafted cancelling or correcting decision starts with; the drafter changes them. Official wording, hence
in Vietnamese."""

from documents.catalogue.queries import revocation_grounds_on
from documents.printing.wording import date_in_words
from workflows.approval.paper_words import named_instruments, nominees_named, suggested_grounds
from workflows.decisions.papers import authority_name, number_of
from workflows.revocations.states import AmendmentKind

_TITLES = {
    AmendmentKind.REVOCATION: "Về việc hủy bỏ khen thưởng",
    AmendmentKind.CORRECTION: "Về việc đính chính Quyết định khen thưởng",
}
_EXECUTORS = (
    "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã hội, Trưởng phòng Kinh tế, "
    "thủ trưởng các cơ quan, đơn vị liên quan và {nominees} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
)
_RECIPIENTS = (
    "Như Điều 3",
    "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân xã (để báo cáo)",
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã",
    "Sở Nội vụ (Ban Thi đua - Khen thưởng)",
    "Lưu: VT, VHXH",
)
_PROPOSED_BY = "Theo đề nghị"


def named(decision):
    """Quyết định số 45/QĐ-UBND ngày 05 tháng 3 năm 2026 của Chủ tịch Ủy ban nhân dân xã Phong Quang"""
    day = date_in_words(decision.issued_on)
    return f"Quyết định số {number_of(decision)} {day} của {authority_name(decision.commune)}"


def words_for(kind, lines, *, rule_set, on):
    """Abstract, grounds, executors, recipients: {field: text}. lines: of issued decisions, with their proposals."""
    decisions = list({line.decision_id: line.decision for line in lines}.values())
    grounds = suggested_grounds(
        rule_set=rule_set,
        award_form=decisions[0].award_form,
        kinds={line.nomination.proposal.kind for line in lines},
        on=on,
    ).splitlines()
    if kind == AmendmentKind.REVOCATION:
        law = {row.instrument for row in revocation_grounds_on(on) if row.instrument}
        grounds[1:1] = [line for line in named_instruments(law) if line not in grounds]
    place = next((i for i, line in enumerate(grounds) if line.startswith(_PROPOSED_BY)), len(grounds))
    grounds[place:place] = [f"Căn cứ {named(decision)} {_lower_first(decision.title)}" for decision in decisions]
    nominees = nominees_named({line.nomination.nominee_type for line in lines})
    return {
        "title": _TITLES[AmendmentKind(kind)],
        "grounds": "\n".join(grounds),
        "executors": _EXECUTORS.format(nominees=nominees),
        "recipients": "\n".join(_RECIPIENTS),
    }


def _lower_first(text):
    return text[:1].lower() + text[1:]
