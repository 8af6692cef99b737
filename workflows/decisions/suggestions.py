"""The words a drafted decision starts with; the drafter changes them. Official wording, hence in Vietnamese."""

from documents.catalogue.kinds import Kind
from workflows.approval.paper_words import NOMINEES, award_phrase, nominees_named, suggested_grounds, undated

__all__ = ["NOMINEES", "award_phrase", "nominees_named", "suggested_grounds", "suggested_words", "undated"]

_CAMPAIGN = "đợt thi đua"
_ACHIEVEMENTS = {
    Kind.MERIT: "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ năm {year}",
    Kind.CAMPAIGN: f"Đã có thành tích xuất sắc trong {_CAMPAIGN}",
    Kind.SUDDEN: "Đã có thành tích xuất sắc đột xuất",
    Kind.DISCOVERED: "Đã có thành tích xuất sắc, tiêu biểu",
    Kind.CONTRIBUTION: "Đã có quá trình cống hiến",
}
_EXECUTORS = (
    "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã hội, Trưởng phòng Kinh tế, "
    "thủ trưởng các cơ quan, đơn vị liên quan và {nominees} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
)
_RECIPIENTS = (
    "Như Điều {last}",
    "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân xã (để báo cáo)",
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã",
    "Sở Nội vụ (Ban Thi đua - Khen thưởng)",
    "Lưu: VT, VHXH",
)


def _in_campaign(achievement, title):
    """Names the campaign, without saying "thi đua" twice where its title begins so."""
    if title.casefold().startswith((_CAMPAIGN, "phong trào thi đua")) and achievement.endswith(_CAMPAIGN):
        return achievement.removesuffix(_CAMPAIGN) + title
    return f"{achievement} “{title}”"


def suggested_words(*, award_form, kinds, campaigns, nominee_types, has_money, on):
    """Abstract, achievement, money, executors, recipients: {field: text}.

    campaigns: those of all proposals; None stands for none. has_money: the decision has an article on money.
    """
    nominees = nominees_named(nominee_types)
    kind = next(iter(kinds)) if len(kinds) == 1 else Kind.MERIT
    achievement = _ACHIEVEMENTS[Kind(kind)].format(year=on.year)
    if len(campaigns) == 1 and None not in campaigns:
        achievement = _in_campaign(achievement, next(iter(campaigns)).title)
    return {
        "title": f"Về việc {award_phrase(award_form)} cho {nominees}",
        "achievement": achievement[:600],
        "money_source": f"Tiền thưởng được trích từ Quỹ thi đua, khen thưởng của xã năm {on.year}.",
        "executors": _EXECUTORS.format(nominees=nominees),
        "recipients": "\n".join(_RECIPIENTS).format(last=3 if has_money else 2),
    }
