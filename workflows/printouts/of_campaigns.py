"""Reports that sum a campaign up: a unit's to the commune, the commune's to the province. Figures are counted now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.campaigns.figures import figures_of
from documents.campaigns.queries import criteria_for, progress_of
from documents.campaigns.states import CampaignState
from documents.printing import wording
from documents.printing.blocks import (
    Addressees,
    Column,
    Grounds,
    Head,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Title,
    bold,
    paragraphs,
)
from documents.printing.signing import signer_of
from permissions import access
from permissions.people.models import Unit
from permissions.refusals import NotYou
from workflows.approval.paper_words import COMMITTEE, committee_lines, committee_of, commune_name
from workflows.printouts.words import Drawn, dotted, head_of_unit, table_or, unit_signer

_COLUMNS = (Column("Nội dung"), Column("Đề nghị", 30, "center"), Column("Được khen", 30, "center"))
_UNITS = (
    Column("STT", 12, "center"),
    Column("Đơn vị"),
    Column("Số tờ trình", 25, "center"),
    Column("Đề nghị", 25, "center"),
    Column("Được khen", 25, "center"),
)
_NOBODY = "Không có trường hợp nào được đề nghị khen thưởng trong đợt thi đua."
_PROVINCE = "Sở Nội vụ (qua Ban Thi đua - Khen thưởng)"


def own_unit(held):
    """The unit for which a person writes letters. Raises NotYou where there is none."""
    units, _communes = access.units_and_communes(held, "letters.edit")
    unit = Unit.objects.filter(pk__in=units).select_related("commune").order_by("pk").first()
    if unit is None:
        raise NotYou(_("The summary of a unit is printed by its clerk or its head."))
    return unit


def _about(campaign):
    plan = f"Kế hoạch số {campaign.plan_number} {wording.date_in_words(campaign.plan_on)}"
    return f"Căn cứ {plan} về {campaign.title}"


def unit_paper(campaign, user, held):
    """The unit's report on a campaign: its own figures, the rest left to its pen."""
    unit, today = own_unit(held), timezone.localdate()
    own = next((row for row in progress_of(campaign, user, held) if row.unit.pk == unit.pk), None)
    committee = committee_of(campaign.commune)
    figures = (own.letters, own.nominees, own.granted) if own else (0, 0, 0)
    criteria = criteria_for(campaign, unit)
    results = []
    for criterion in criteria:
        results += [Paragraph(bold(criterion.audience)), *paragraphs(criterion.text), *dotted(2)]
    blocks = [
        head_of_unit(unit, number=wording.number_line(None, "BC"), day=None, year=today.year),
        Title("BÁO CÁO", wording.held(f"Tổng kết {campaign.title}", commune_name(campaign.commune))),
        Addressees((committee,)),
        Grounds((_about(campaign),)),
        Heading("I. CÔNG TÁC TRIỂN KHAI"),
        *dotted(4),
        Heading("II. KẾT QUẢ THỰC HIỆN TIÊU CHÍ THI ĐUA"),
        *(results or dotted(4)),
        Heading("III. CÔNG TÁC KHEN THƯỞNG"),
        Paragraph(
            f"Đơn vị đã gửi {figures[0]:02d} tờ trình, đề nghị khen thưởng {figures[1]:02d} trường hợp; "
            f"đến nay {figures[2]:02d} trường hợp được khen thưởng."
        ),
        Heading("IV. ĐÁNH GIÁ CHUNG, ĐỀ XUẤT, KIẾN NGHỊ"),
        *dotted(4),
        Paragraph(f"Trên đây là báo cáo của {unit.name}, kính gửi {committee} tổng hợp./."),
        Signatures((unit_signer(unit, on=today),), ("Như trên", "Lưu: VT")),
    ]
    return Drawn(blocks, f"Báo cáo tổng kết {campaign.code}, {unit.name}", today)


def _lines(title, lines):
    return [Heading(title), table_or(_COLUMNS, ((row.label, *_numbers(row)) for row in lines), _NOBODY)]


def _numbers(row):
    return wording.grouped(row.proposed), wording.grouped(row.granted)


def commune_paper(campaign, user, held):
    """The commune's report on a campaign to the province: a draft until the campaign is summed up."""
    access.require(user, "campaigns.edit", campaign)
    figures, today = figures_of(campaign), timezone.localdate()
    commune, committee = campaign.commune, committee_of(campaign.commune)
    units = [row for row in progress_of(campaign, user, held) if row.letters]
    rows = [
        Row((str(place), row.unit.name, str(row.letters), str(row.nominees), str(row.granted)))
        for place, row in enumerate(units, start=1)
    ]
    share = figures.women_percent
    women = f" Trong số cá nhân được khen đã ghi giới tính, nữ chiếm {share}%." if share is not None else ""
    blocks = [
        Head(
            issuer=committee_lines(commune),
            number=wording.number_line(None, "BC-UBND"),
            dateline=wording.dateline(commune.place or commune_name(commune), None, year=today.year),
        ),
        Title("BÁO CÁO", wording.held(f"Tổng kết {campaign.title}", commune_name(commune))),
        Addressees((_PROVINCE,)),
        Grounds((_about(campaign),)),
        Heading("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        *(paragraphs(campaign.summary) or dotted(4)),
        Heading("II. KẾT QUẢ KHEN THƯỞNG"),
        Paragraph(
            f"Có {len(units):02d} đơn vị gửi tờ trình; {figures.total.proposed:02d} trường hợp được đề nghị, "
            f"{figures.total.granted:02d} trường hợp được khen thưởng.{women} Tỷ lệ người trực tiếp công tác, lao "
            "động, học tập: ........%."
        ),
        *_lines("1. Theo danh hiệu, hình thức khen thưởng", figures.by_form),
        *_lines("2. Theo đối tượng", figures.by_nominee),
        *_lines("3. Theo loại hình đơn vị", figures.by_unit_kind),
        Heading("4. Theo đơn vị"),
        table_or(_UNITS, rows, "Chưa có đơn vị nào gửi tờ trình."),
        Heading("III. TỒN TẠI, HẠN CHẾ; BÀI HỌC KINH NGHIỆM"),
        *dotted(3),
        Heading("IV. ĐỀ XUẤT, KIẾN NGHỊ"),
        *dotted(3),
        Paragraph(f"Trên đây là báo cáo của {committee}, kính gửi {_PROVINCE} tổng hợp./."),
        Signatures(
            (signer_of(head="Chủ tịch", body=COMMITTEE),),
            ("Như trên", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã", "Lưu: VT, VHXH"),
        ),
    ]
    is_draft = campaign.state != CampaignState.SUMMARISED
    return Drawn(blocks, f"Báo cáo tổng kết {campaign.code}", today, is_draft=is_draft)
