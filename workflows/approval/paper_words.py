"""Words that the chair's papers share - the decision, the letter to the province. Official wording, in Vietnamese."""

from django.db.models import Q

from documents.catalogue.kinds import Family, NomineeType
from documents.catalogue.models import FormRule, LegalInstrument, Multiplier
from documents.printing.wording import date_in_words
from documents.proposals.models import Proposal

COMMITTEE = "Ủy ban nhân dân"
# Order of the list and of the handing over: collective, household, individual.
# Source: Nghị định 152/2025/NĐ-CP, Điều 29.
NOMINEES = {
    NomineeType.COLLECTIVE: "tập thể",
    NomineeType.HOUSEHOLD: "hộ gia đình",
    NomineeType.INDIVIDUAL: "cá nhân",
}
_FIRST_LAW = "Luật Tổ chức chính quyền địa phương"
_AWARD_LAW = "Luật Thi đua, khen thưởng"  # behind every award, also where the rule itself names the decree alone
_RANK = ("Luật", "Nghị quyết", "Nghị định", "Thông tư", "Quyết định")
_ISSUERS = {
    "NĐ-CP": "của Chính phủ ",
    "TT-BNV": "của Bộ trưởng Bộ Nội vụ ",
    "TT-BGDĐT": "của Bộ trưởng Bộ Giáo dục và Đào tạo ",
}


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
    """The law on awards and the instruments on which form and money rest, those in force, in their rank: laws first."""
    rules = FormRule.objects.filter(rule_set=rule_set, award_form=award_form, kind__in=kinds)
    money = Multiplier.objects.filter(rule_set=rule_set, award_form=award_form)
    pks = {
        rule_set.instrument_id,
        *rules.values_list("instrument", flat=True),
        *money.values_list("instrument", flat=True),
    }
    behind = LegalInstrument.objects.filter(Q(pk__in=pks - {None}) | Q(title=_AWARD_LAW))
    found = [row for row in behind if row.holds_on(on)]
    return sorted(found, key=_rank)


def instrument_lines(rule_set, award_forms, kinds, on):
    """The "Căn cứ" lines of the instruments behind several award forms, each once, laws first."""
    found = {row.pk: row for form in award_forms for row in instruments(rule_set, form, kinds, on)}
    if not found and rule_set.instrument:
        found = {rule_set.instrument_id: rule_set.instrument}
    return [_instrument_line(row) for row in sorted(found.values(), key=_rank)]


def named_instruments(rows):
    """The "Căn cứ" lines of these instruments, laws first."""
    return [_instrument_line(row) for row in sorted(rows, key=_rank)]


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


def commune_name(commune):
    """The commune without the word for its committee: "xã Phong Quang"."""
    name = commune.name
    for prefix in (COMMITTEE, "UBND"):
        if name.lower().startswith(prefix.lower()):
            name = name[len(prefix) :].strip()
    return name


def committee_lines(commune):
    """The committee as it stands at the top of a paper, in capitals: always two lines, no body above it."""
    return COMMITTEE.upper(), commune_name(commune).upper()


def committee_of(commune):
    """Ủy ban nhân dân xã Phong Quang"""
    return f"{COMMITTEE} {commune_name(commune)}"


def signature_of(capacity):
    """How a capacity signs: (signing form, title, name); form "" for the chair, "KT" for a deputy ..."""
    if capacity.deputising is None:
        return "", "Chủ tịch", capacity.user.full_name
    title = capacity.deputising.title or ("Phó Chủ tịch" if capacity.deputising.signing_form == "KT" else "")
    return capacity.deputising.signing_form, title, capacity.user.full_name


def meetings_behind(proposals):
    """[(code, time)] of the closed meetings that carried the dossiers, in their order."""
    item = "nominations__ballot_boxes__item"
    rows = Proposal.objects.filter(
        **{
            "pk__in": [proposal.pk for proposal in proposals],
            f"{item}__verdict": "carried",
            f"{item}__meeting__state": "closed",
        }
    )
    found = rows.values_list(f"{item}__meeting__code", f"{item}__meeting__held_at").distinct()
    return sorted(set(found), key=lambda meeting: meeting[1])
