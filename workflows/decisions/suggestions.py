"""The words a drafted decision starts with; the drafter changes them. Official wording, hence in Vietnamese."""

from documents.catalogue.kinds import Family, Kind, NomineeType
from documents.catalogue.models import FormRule, LegalInstrument, Multiplier
from documents.printing.wording import date_in_words

# Order of the list and of the handing over: collective, household, individual.
# Source: Nghị định 152/2025/NĐ-CP, Điều 29.
NOMINEES = {
    NomineeType.COLLECTIVE: "tập thể",
    NomineeType.HOUSEHOLD: "hộ gia đình",
    NomineeType.INDIVIDUAL: "cá nhân",
}
_FIRST_LAW = "Luật Tổ chức chính quyền địa phương"
_RANK = ("Luật", "Nghị quyết", "Nghị định", "Thông tư", "Quyết định")
_ISSUERS = {
    "NĐ-CP": "của Chính phủ ",
    "TT-BNV": "của Bộ trưởng Bộ Nội vụ ",
    "TT-BGDĐT": "của Bộ trưởng Bộ Giáo dục và Đào tạo ",
}
_CAMPAIGN = "đợt thi đua"
_ACHIEVEMENTS = {
    Kind.MERIT: "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ năm {year}",
    Kind.CAMPAIGN: f"Đã có thành tích xuất sắc trong {_CAMPAIGN}",
    Kind.SUDDEN: "Đã có thành tích xuất sắc đột xuất",
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


def award_phrase(award_form):
    """What is done: "tặng Giấy khen ...", "tặng danh hiệu “Lao động tiên tiến”"."""
    return f"tặng danh hiệu “{award_form.name}”" if award_form.family == Family.TITLE else f"tặng {award_form.name}"


def nominees_named(nominee_types):
    """The kinds of nominee in the order of the list: "các tập thể, hộ gia đình, cá nhân"."""
    return "các " + ", ".join(word for kind, word in NOMINEES.items() if kind in nominee_types)


def _instrument_line(instrument):
    day = f" {date_in_words(instrument.issued_on)}" if instrument.issued_on else ""
    word = next((word for word in _RANK[1:] if instrument.title.startswith(word)), None)
    if word is None:
        return f"Căn cứ {instrument.title}{day}"
    issuer = _ISSUERS.get(instrument.number.rpartition("/")[2], "")
    return f"Căn cứ {word} số {instrument.number}{day} {issuer}{instrument.title.removeprefix(word).strip()}"


def _rank(instrument):
    word = next((place for place, word in enumerate(_RANK) if instrument.title.startswith(word)), len(_RANK))
    return word, instrument.issued_on is None, instrument.issued_on, instrument.number


def instruments(rule_set, award_form, kinds, on):
    """The instruments in force on which form and money rest, in their rank: laws first."""
    rules = FormRule.objects.filter(rule_set=rule_set, award_form=award_form, kind__in=kinds)
    money = Multiplier.objects.filter(rule_set=rule_set, award_form=award_form)
    pks = {
        rule_set.instrument_id,
        *rules.values_list("instrument", flat=True),
        *money.values_list("instrument", flat=True),
    }
    found = [row for row in LegalInstrument.objects.filter(pk__in=pks - {None}) if row.holds_on(on)]
    return sorted(found, key=_rank)


def suggested_grounds(*, rule_set, award_form, kinds, on, meetings=()):
    """The "Căn cứ" lines, one to a line. meetings: days of the council's meetings that passed the dossiers."""
    first = LegalInstrument.objects.filter(title=_FIRST_LAW).first()
    lines = [_instrument_line(first) if first else f"Căn cứ {_FIRST_LAW}"]
    lines += [_instrument_line(row) for row in instruments(rule_set, award_form, kinds, on)]
    lines += [
        f"Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng xã {date_in_words(day)}" for day in sorted(set(meetings))
    ]
    lines.append("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội")
    return "\n".join(lines)


def undated(grounds):
    """Lines that name a law, decree ... without its day: the catalogue does not know it, a person must complete it."""
    named = tuple(f"Căn cứ {word}" for word in _RANK)
    return [line for line in grounds.splitlines() if line.startswith(named) and " ngày " not in line]


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
