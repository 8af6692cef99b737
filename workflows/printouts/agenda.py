"""The agenda of a meeting as a paper: what is dealt with, in which order. It names no nominee."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.printing.blocks import Column, Head, Paragraph, Row, Signatures, Signer, Table, Title
from documents.printing.wording import date_in_words, dateline, held
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows.council import membership, queries
from workflows.council.minutes_facts import area_of
from workflows.printouts.words import Drawn

_COUNCIL = "Hội đồng Thi đua - Khen thưởng"
_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Nội dung"),
    Column("Đơn vị đề nghị", 55),
    Column("Số trường hợp", 22, "center"),
)


def _rows(meeting):
    items = list(queries.agenda_of(meeting))
    counts = {item.pk: len(item.nominations) for item in queries.put_nominations(items)}
    for each in sorted([*items, *meeting.topics.all()], key=lambda one: one.order):
        proposal = getattr(each, "proposal", None)
        if proposal is None:
            yield Row((str(each.order), each.title, "", ""))
        else:
            said = f"Xét đề nghị {proposal.award_form} (hồ sơ {proposal.code})"
            yield Row((str(each.order), said, proposal.unit.name, f"{counts[each.pk]:02d}"))


def agenda_paper(meeting):
    """The agenda as it stands. Raises NotNow while nothing stands on it."""
    rows = tuple(_rows(meeting))
    if not rows:
        raise NotNow(_("Nothing stands on the agenda yet."), code="empty_agenda")
    area, at = area_of(meeting.commune), timezone.localtime(meeting.held_at)
    seats = membership.seats_on(meeting.council, timezone.localdate(meeting.held_at))
    secretary = next((row.user.full_name for row in seats if row.office == Office.COUNCIL_SECRETARY), "")
    when = f"Thời gian: {at:%H} giờ {at:%M} phút, {date_in_words(at.date())}."
    if meeting.is_in_writing:
        told = [Paragraph("Hình thức: lấy ý kiến thành viên bằng văn bản.")]
    else:
        told = [Paragraph(when), Paragraph(f"Địa điểm: {meeting.place}.")]
    blocks = [
        Head(
            superior=("ỦY BAN NHÂN DÂN", area.upper()),
            issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
            dateline=dateline(meeting.commune.place or meeting.commune.name, None, year=at.year),
        ),
        Title("CHƯƠNG TRÌNH", held(f"Họp {_COUNCIL} {area}\n({meeting.title})", area)),
        *told,
        Table(columns=_COLUMNS, rows=rows),
        Signatures(
            (Signer(("TL. CHỦ TỊCH HỘI ĐỒNG", "THƯ KÝ"), secretary),),
            ("Các thành viên Hội đồng", "Lưu: VT, hồ sơ cuộc họp"),
        ),
    ]
    return Drawn(blocks, f"Chương trình họp {meeting.code}", at.date())
