"""Papers of a year: the award book as pages, the report with its figures. Counted from the book, nothing stored."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue.kinds import Kind, Level, NomineeType
from documents.printing import wording
from documents.printing.blocks import (
    Annex,
    Column,
    Group,
    Head,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
)
from documents.printing.signing import signer_of
from documents.proposals.models import Letter, Proposal
from documents.registry.models import Award
from documents.registry.queries import awards_seen
from documents.registry.states import AwardState
from permissions import access
from permissions.people.models import Unit
from permissions.refusals import NotYou
from workflows.approval.paper_words import COMMITTEE, committee_lines, committee_of, commune_name
from workflows.decisions.models import DecisionLine
from workflows.printouts.words import Drawn, dotted, table_or

_BOOK = (
    Column("Số sổ vàng", 18, "center"),
    Column("Họ và tên, tên tập thể", 45),
    Column("Đơn vị, địa chỉ", 42),
    Column("Danh hiệu, hình thức khen thưởng", 42),
    Column("Quyết định", 34),
    Column("Thành tích"),
)
_EMPTY = "Năm này chưa có khen thưởng nào được ghi trong sổ."
_FIGURES = (Column("Nội dung"), Column("Số lượng", 32, "center"), Column("Tỷ lệ (%)", 48, "right", has_bars=True))
_KINDS = {
    Kind.MERIT: "Theo công trạng và thành tích đạt được",
    Kind.CAMPAIGN: "Theo đợt thi đua, chuyên đề",
    Kind.SUDDEN: "Đột xuất",
    Kind.DISCOVERED: "Người đứng đầu phát hiện",
    Kind.CONTRIBUTION: "Quá trình cống hiến",
    "": "Không ghi loại hình",
}
_TYPES = {
    NomineeType.COLLECTIVE: "Tập thể",
    NomineeType.HOUSEHOLD: "Hộ gia đình",
    NomineeType.INDIVIDUAL: "Cá nhân",
}
_LEVELS = {
    Level.COMMUNE: "Chủ tịch Ủy ban nhân dân xã",
    Level.PROVINCE: "Chủ tịch Ủy ban nhân dân tỉnh",
    Level.PRIME_MINISTER: "Thủ tướng Chính phủ",
    Level.PRESIDENT: "Chủ tịch nước",
}


def commune_read(held):
    """The commune whose award book a person reads as a whole. Raises NotYou where there is none."""
    _units, communes = access.units_and_communes(held, "registry.view")
    commune = Unit.objects.filter(pk__in=communes).order_by("pk").first()
    if commune is None:
        raise NotYou(_("The papers of the year are printed by who reads the award book of the whole commune."))
    return commune


def years_of(commune):
    """Years for which the book knows an award, and this one, the newest first; one statement."""
    known = Award.objects.filter(commune=commune).order_by().values_list("year", flat=True).distinct()
    return sorted({*known, timezone.localdate().year}, reverse=True)


def _decision_words(award):
    if not award.decision_number:
        return ""
    day = f"\nngày {wording.short_date(award.decided_on)}" if award.decided_on else ""
    return f"{award.decision_number}{day}"


def book_paper(year, user, held):
    """The page of the award book of a year: everything granted, by who granted it, revoked ones marked."""
    commune = commune_read(held)
    awards = list(awards_seen(user, held, year=year).filter(commune=commune).order_by("level", "decided_on", "pk"))
    lines = DecisionLine.objects.filter(nomination__in=[award.nomination_id for award in awards], dropped_at=None)
    numbers = dict(lines.values_list("nomination", "golden_book_number"))
    rows = []
    for level, words in _LEVELS.items():
        granted = [award for award in awards if award.level == level]
        rows += [Group(words)] if granted else []
        for award in granted:
            number = numbers.get(award.nomination_id)
            form = award.form_label if award.stands else f"{award.form_label} (đã thu hồi)"
            told = (f"{number}/{year}" if number else "", award.recipient.full_name, award.recipient.place)
            rows.append(Row((*told, form, _decision_words(award), award.achievement)))
    blocks = [
        Annex(
            word=committee_of(commune).upper(),
            title=f"SỔ KHEN THƯỞNG NĂM {year}",
            is_landscape=True,
        ),
        table_or(_BOOK, rows, _EMPTY),
        Signatures((Signer(("NGƯỜI LẬP SỔ",), note="(Ký, ghi rõ họ tên)"), Signer(("TRƯỞNG PHÒNG",)))),
    ]
    return Drawn(blocks, f"Sổ khen thưởng năm {year}", _last_day(year))


def _last_day(year):
    """The day on the file: the end of the year, today within it."""
    today = timezone.localdate()
    return min(today, today.replace(year=year, month=12, day=31)) if year <= today.year else today


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a year: letters and dossiers that came, awards that stand, counted in each way; women among known persons."""

    letters: int
    dossiers: int
    nominees: int
    awards: int
    by_level: Counter
    by_form: Counter
    by_kind: Counter
    by_type: Counter
    by_unit: Counter
    women: int
    sex_known: int
    revoked: int


def figures_of_year(commune, year):
    """Figures for the report; withdrawn dossiers do not count, nor those split off from others: they came in as one.

    Four statements, however many awards.
    """
    awards = Award.objects.filter(commune=commune, year=year)
    fields = ("level", "award_form__rank", "award_form__name", "form_name", "kind", "recipient__nominee_type")
    fields += ("nomination__letter__unit__name", "recipient__unit__name", "recipient__is_female", "state")
    counters = {name: Counter() for name in ("by_level", "by_form", "by_kind", "by_type", "by_unit")}
    women = sex_known = revoked = 0
    for row in awards.order_by().values_list(*fields).annotate(n=Count("pk")):
        level, _rank, form, older, kind, nominee_type, sender, unit, is_female, state, n = row
        if state != AwardState.GRANTED:
            revoked += n
            continue
        counters["by_level"][level] += n
        counters["by_form"][form or older] += n
        counters["by_kind"][kind] += n
        counters["by_type"][nominee_type] += n
        counters["by_unit"][sender or unit or "Không ghi đơn vị"] += n
        if nominee_type == NomineeType.INDIVIDUAL and is_female is not None:
            sex_known += n
            women += n if is_female else 0
    dossiers = Proposal.objects.filter(commune=commune, submitted_at__year=year).exclude(state="withdrawn")
    return Figures(
        letters=Letter.objects.filter(commune=commune, state="sent", sent_at__year=year).count(),
        dossiers=dossiers.filter(split_from=None).count(),
        nominees=dossiers.aggregate(n=Count("nominations"))["n"],
        awards=sum(counters["by_level"].values()),
        women=women,
        sex_known=sex_known,
        revoked=revoked,
        **counters,
    )


def _counted(counter, total, words=None):
    """Rows of a table of figures with their total; in the order of `words`, else the largest first."""
    order = [key for key in words if counter[key]] if words else [key for key, _n in counter.most_common()]
    for key in order:
        yield Row((words[key] if words else key, wording.grouped(counter[key]), _percent(counter[key], total)))
    yield Row(("Cộng", wording.grouped(total), "100,0"), bold=True)


def _percent(part, whole):
    return f"{100 * part / whole:.1f}".replace(".", ",")


def _table(title, counter, total, words=None):
    if not total:
        return [Heading(title), Paragraph(_EMPTY)]
    return [Heading(title), Table(columns=_FIGURES, rows=tuple(_counted(counter, total, words)))]


def report_paper(year, user, held):
    """The yearly report with its figures; what figures cannot say is left to the pen."""
    commune = commune_read(held)
    told = figures_of_year(commune, year)
    total = told.awards
    women = f"Nữ chiếm {_percent(told.women, told.sex_known)}% số cá nhân đã ghi giới tính. " if told.sex_known else ""
    revoked = f" Có {told.revoked:02d} trường hợp bị thu hồi, không tính trong số liệu." if told.revoked else ""
    blocks = [
        Head(
            issuer=committee_lines(commune),
            number=wording.number_line(None, "BC-UBND"),
            dateline=wording.dateline(commune.place or commune_name(commune), None, year=_last_day(year).year),
        ),
        Title("BÁO CÁO", f"Công tác thi đua, khen thưởng năm {year}"),
        Heading("I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC PHONG TRÀO THI ĐUA"),
        *dotted(3),
        Heading("II. KẾT QUẢ KHEN THƯỞNG"),
        Paragraph(
            f"Trong năm tiếp nhận {told.letters:02d} tờ trình, {told.dossiers:02d} hồ sơ với {told.nominees:02d} "
            f"trường hợp đề nghị; {total:02d} trường hợp được khen thưởng.{revoked} {women}Tỷ lệ người trực tiếp "
            "công tác, lao động, học tập: ........%."
        ),
        *_table("1. Theo cấp khen thưởng", told.by_level, total, _LEVELS),
        *_table("2. Theo danh hiệu, hình thức khen thưởng", told.by_form, total),
        *_table("3. Theo loại hình khen thưởng", told.by_kind, total, _KINDS),
        *_table("4. Theo đối tượng", told.by_type, total, _TYPES),
        *_table("5. Theo đơn vị đề nghị", told.by_unit, total),
        Heading("III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
        *dotted(3),
        Heading("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ; ĐỀ XUẤT, KIẾN NGHỊ"),
        *dotted(3),
        Paragraph(f"Trên đây là báo cáo của {committee_of(commune)}./."),
        Signatures(
            (signer_of(head="Chủ tịch", body=COMMITTEE),),
            ("Sở Nội vụ (qua Ban Thi đua - Khen thưởng)", "Hội đồng Thi đua - Khen thưởng xã", "Lưu: VT, VHXH"),
        ),
    ]
    return Drawn(blocks, f"Báo cáo thi đua, khen thưởng năm {year}", _last_day(year))
