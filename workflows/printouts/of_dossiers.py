"""The office's papers on one dossier: the remarks with which it goes back, the report of the appraisal.

Both tell of the Version that was judged, never of what the unit has written since.
"""

import json
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.printing import wording
from documents.printing.blocks import Addressees, Column, Heading, Paragraph, Row, Signatures, Table, Title, paragraphs
from permissions.ledger.queries import entries_of
from permissions.refusals import NotNow, NotYou
from workflows.approval.endorsements import endorsement_of
from workflows.approval.forms import PLACES_OF_THE_LETTER
from workflows.approval.models import Judgement, Remark
from workflows.approval.paper_words import committee_of, commune_name
from workflows.approval.queries import last_judgements
from workflows.approval.sight import is_endorsed, remarks_shown, sight_of
from workflows.opinions.models import Opinion
from workflows.printouts.words import OFFICE, Drawn, counted, head_of_office, office_head, signer_of_act, table_or

_RETURNED = "proposal.return_for_completion"
_PLACES = {
    "title": "Trích yếu của tờ trình",
    "number": "Số của tờ trình",
    "signed_on": "Ngày của tờ trình",
    "signer_name": "Người ký tờ trình",
    "signer_title": "Chức vụ người ký",
}
_REMARKS = (
    Column("STT", 12, "center"),
    Column("Nội dung, đối tượng", 55),
    Column("Yêu cầu bổ sung, hoàn thiện"),
)
_VERDICTS = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể", 55),
    Column("Kết quả thẩm định", 32, "center"),
    Column("Lý do, ghi chú"),
)
_WORDS = {Judgement.Verdict.ELIGIBLE: "Đủ điều kiện", Judgement.Verdict.STRUCK_OUT: "Không đủ điều kiện"}
_OPINIONS = (Column("Cơ quan, đơn vị được hỏi ý kiến"), Column("Ý kiến", 60), Column("Ngày", 28, "center"))


def _told(proposal, number):
    """What a Version says; nothing of one that was disposed of."""
    version = proposal.versions.filter(number=number).first()
    if version is None or version.is_disposed:
        raise NotNow(_("What was sent then is no longer kept; there is nothing to print."), code="not_kept")
    return json.loads(version.body)


def _day(text):
    return wording.short_date(date.fromisoformat(text)) if text else ""


def _letter_words(told):
    letter = told["letter"]
    number = f"Tờ trình số {letter['number']}" if letter["number"] else "Tờ trình"
    return f"{number} ngày {_day(letter['signed_on'])}" if letter["signed_on"] else number


def _place(remark, names, titles):
    if remark.target == Remark.Target.NOMINATION:
        return names.get(remark.nomination_id, "")
    if remark.target == Remark.Target.FIELD:
        return _PLACES.get(remark.field) or str(dict(PLACES_OF_THE_LETTER).get(remark.field, remark.field))
    if remark.target == Remark.Target.PAPER:
        paper = titles.get(remark.paper_kind, remark.paper_kind)
        return f"{names[remark.nomination_id]}: {paper}" if remark.nomination_id in names else paper
    return "Hồ sơ"


def return_paper(proposal, held, titles):
    """The note with which a dossier goes back to its unit: the remarks of the last return. titles: {code: paper}.

    Raises NotNow for a dossier that was never returned.
    """
    entry = entries_of(proposal.stream).filter(act=_RETURNED).last()
    shown = [row for row in remarks_shown(proposal, sight_of(proposal, held)) if row.state != Remark.State.NOTED]
    last = max((row.version for row in shown), default=0)
    remarks = [row for row in shown if row.version == last]
    if entry is None or not remarks:
        raise NotNow(_("This dossier was not returned; there are no remarks to print."), code="not_returned")
    told, on = _told(proposal, remarks[0].version), timezone.localdate(entry.at)
    names = {row["id"]: row["full_name"] for row in told["nominations"]}
    rows = [(str(place), _place(row, names, titles), row.text) for place, row in enumerate(remarks, start=1)]
    commune, unit = proposal.commune, told["unit"]["name"]
    due = f" trước hết {wording.date_in_words(proposal.due_on)}" if proposal.due_on else ""
    blocks = [
        head_of_office(commune, "PT-VHXH", day=on),
        Title("PHIẾU TRẢ HỒ SƠ", wording.held("Yêu cầu bổ sung, hoàn thiện hồ sơ đề nghị khen thưởng")),
        Addressees((wording.held(unit, unit),)),
        Paragraph(
            f"{OFFICE} đã xem xét hồ sơ {proposal.code} kèm theo {_letter_words(told)} của {unit} đề nghị "
            f"{told['award_form']['name']} cho {counted(row['nominee_type'] for row in told['nominations'])}. "
            "Hồ sơ cần được bổ sung, hoàn thiện các nội dung sau:"
        ),
        Table(columns=_REMARKS, rows=tuple(rows)),
        Paragraph(f"Đề nghị {unit} hoàn thiện và gửi lại hồ sơ{due}./."),
        Signatures((office_head(commune),), (unit, f"Lưu: VT, hồ sơ {proposal.code}")),
    ]
    return Drawn(blocks, f"Phiếu trả hồ sơ {proposal.code}", on)


def _opinions(proposal):
    for each in Opinion.objects.filter(proposal=proposal).exclude(answer="").order_by("pk"):
        said = wording.short_date(each.answered_on) if each.answered_on else ""
        yield each.body_name, str(each.get_answer_display()), said


def _notice(proposal):
    if not proposal.notice_from:
        return "Hồ sơ chưa được công khai để lấy ý kiến nhân dân tại thời điểm lập báo cáo."
    until = f" đến ngày {wording.short_date(proposal.notice_closed_on)}" if proposal.notice_closed_on else ""
    since = wording.short_date(proposal.notice_from)
    return f"Danh sách đã được công khai để lấy ý kiến nhân dân từ ngày {since}{until}."


def appraisal_paper(proposal, held):
    """The report of the appraisal: the verdict on each nominee and the text; a draft until the head has endorsed it.

    Raises NotYou for who may not read what the office judged, NotNow before anything is judged.
    """
    if not sight_of(proposal, held).judgements:
        raise NotYou(_("You may not read what the Culture and Society Office judged on this dossier."))
    judged = last_judgements(proposal)
    if not judged:
        raise NotNow(_("No nomination of this dossier is judged yet; there is nothing to report."), code="not_judged")
    told = _told(proposal, max(row.version for row in judged.values()))
    rows = []
    for place, row in enumerate(told["nominations"], start=1):
        verdict = judged.get(row["id"])
        said = (_WORDS[verdict.verdict], verdict.reason) if verdict else ("", "")
        rows.append(Row((str(place), row["full_name"], *said)))
    eligible = [row for row in told["nominations"] if _is_eligible(judged.get(row["id"]))]
    commune, unit = proposal.commune, told["unit"]["name"]
    on = timezone.localdate(max(row.made_at for row in judged.values()))
    form = told["award_form"]["name"]
    blocks = [
        head_of_office(commune, "BC-VHXH", year=on.year),
        Title("BÁO CÁO THẨM ĐỊNH", wording.held(f"Hồ sơ đề nghị {form} của {unit}", commune_name(commune), form)),
        Addressees((f"Chủ tịch {committee_of(commune)}", "Hội đồng Thi đua - Khen thưởng")),
        Heading("I. HỒ SƠ"),
        Paragraph(
            f"{OFFICE} nhận {_letter_words(told)} của {unit}, hồ sơ {proposal.code}, đề nghị {form} cho "
            f"{counted(row['nominee_type'] for row in told['nominations'])}."
        ),
        Paragraph(_notice(proposal)),
        Heading("II. KẾT QUẢ THẨM ĐỊNH TỪNG TRƯỜNG HỢP"),
        Table(columns=_VERDICTS, rows=tuple(rows)),
        Heading("III. Ý KIẾN CỦA CƠ QUAN LIÊN QUAN"),
        table_or(_OPINIONS, _opinions(proposal), "Không có ý kiến bằng văn bản của cơ quan khác."),
        Heading("IV. NHẬN XÉT, ĐỀ NGHỊ"),
        *paragraphs(proposal.appraisal_text),
        Paragraph(
            f"{OFFICE} đề nghị xem xét {form} đối với {counted(row['nominee_type'] for row in eligible)} đủ điều kiện."
            "/."
        ),
        Signatures((_who_endorsed(proposal),), ("Như trên", f"Lưu: VT, hồ sơ {proposal.code}")),
    ]
    return Drawn(blocks, f"Báo cáo thẩm định {proposal.code}", on, is_draft=not is_endorsed(proposal))


def _who_endorsed(proposal):
    """The Signer: who endorsed the appraisal, else the head of today."""
    entry = endorsement_of(proposal) if is_endorsed(proposal) else None
    return signer_of_act(entry) if entry else office_head(proposal.commune)


def _is_eligible(judgement):
    return judgement is not None and judgement.verdict == Judgement.Verdict.ELIGIBLE
