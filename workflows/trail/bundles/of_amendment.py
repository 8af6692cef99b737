"""The bundle of a cancelling or correcting decision: its list, its papers, those of the decisions it touches, and what
is to come back. Official wording, hence in Vietnamese.

Its stream is its own. What it did to a decision or a dossier stands on their streams, which have bundles of their own.
"""

from collections import defaultdict

from django.utils import timezone

from documents.printing.wording import money, short_date
from documents.proposals.states import Outcome
from permissions import access
from workflows.decisions.models import Decision
from workflows.decisions.papers import file_name as name_of_decision
from workflows.decisions.papers import number_of
from workflows.decisions.queries import kept_papers as kept_of_decision
from workflows.revocations.models import GivenBack
from workflows.revocations.papers import by_decision, file_name
from workflows.revocations.queries import items_of, kept_papers, lines_of, revocations_seen
from workflows.revocations.states import Item, ReturnState
from workflows.revocations.words import MENDED, printed
from workflows.trail.bundles.contents import Contents, Section, enclosed, renditions
from workflows.trail.bundles.signed import put_in, signed_by_hand, standing_in
from workflows.trail.bundles.told import told_to


def contents(amendment, user, held):
    """The Contents; a statement more for each decision it touches."""
    lines = lines_of(amendment)
    found = Contents(
        thing=amendment,
        title=f"{_kind(amendment)} {number_of(amendment) or amendment.code}: {amendment.title}",
        told=told_to([amendment.stream], user, held),
        facts={
            "code": amendment.code,
            "kind": amendment.kind,
            "title": amendment.title,
            "number": number_of(amendment),
            "issued_on": amendment.issued_on,
            "state": amendment.state,
            "legal_grounds": amendment.grounds.splitlines(),
            "signing_form": amendment.signing_form,
            "signer_title": amendment.signer_title,
            "signer": amendment.signer_name,
            "signed_at": amendment.signed_at,
            "lines": [_line(line) for line in lines],
            "due_back": _due_back(amendment, user, held),
        },
    )
    found.sections = _sections(amendment, found.facts)
    papers = _own_papers(amendment, held) + put_in(found, amendment.stream)
    papers += signed_by_hand(amendment.signed_paper_id, user, held)
    touched = _touched(lines, user, held)
    found.files = enclosed("van-ban", papers) + enclosed("quyet-dinh-lien-quan", _standing(found, touched, held))
    found.notes.append(
        "Nhật ký của quyết định bị hủy bỏ hoặc được đính chính, kể cả việc nộp lại hiện vật, tiền thưởng, nằm trong "
        "gói của quyết định đó; giấy tờ, nhật ký của từng hồ sơ nằm trong gói của hồ sơ đó."
    )
    if touched:
        found.notes.append(
            "Quyết định bị hủy bỏ hoặc được đính chính được đưa vào nguyên bản, nên có nêu cả đối tượng khác."
        )
    return found


def _kind(amendment):
    return "Quyết định hủy bỏ" if amendment.is_revocation else "Quyết định đính chính"


# --- facts -----------------------------------------------------------------------------------------
def _line(line):
    nominee, decision = line.line.nomination, line.line.decision
    return {
        "order": line.order,
        "name": line.name,
        "detail": line.detail,
        "unit": nominee.proposal.unit.name,
        "proposal": nominee.proposal.code,
        "decision": decision.code,
        "decision_number": number_of(decision),
        "decision_issued_on": decision.issued_on,
        "award_form": decision.award_form.name,
        "ground": line.ground.title if line.ground else "",
        "ground_basis": line.ground.legal_basis if line.ground else "",
        "reason": line.reason,
        "wrong": line.wrong,
        "right": line.right,
        "outcome": nominee.outcome,
    }


def _due_back(amendment, user, held):
    """Each item that is to come back, with every record of it, corrected ones too, the oldest first."""
    revocations = list(revocations_seen(user, held).filter(amendment_line__amendment=amendment).order_by("pk"))
    records = defaultdict(list)
    rows = GivenBack.objects.filter(revocation__in=revocations).select_related("recorded_by").order_by("pk")
    for row in rows:
        records[row.revocation_id, row.item].append(row)
    return [
        {
            "name": row.amendment_line.name,
            "item": due.item,
            "amount": due.amount,
            "give_back_by": due.due_on,
            "records": [_record(each, due.record) for each in records[row.pk, due.item]],
        }
        for row in revocations
        for due in items_of(row)
    ]


def _record(row, holding):
    return {
        "state": row.state,
        "returned_on": row.returned_on,
        "voucher": row.voucher,
        "note": row.note,
        "recorded_by": row.recorded_by.full_name,
        "recorded_at": row.recorded_at,
        "holds": holding is not None and row.pk == holding.pk,
    }


# --- files -----------------------------------------------------------------------------------------
def _own_papers(amendment, held):
    titles = {"issued": f"{_kind(amendment)} đã ban hành", "signed": f"{_kind(amendment)} đã ký, chưa có số"}
    kept = kept_papers(amendment, held)
    named = {issued.pk: (titles[name], file_name(amendment, name)) for name, issued in kept.items()}
    return renditions(amendment.stream, named)


def _touched(lines, user, held):
    """The decisions it cancels or corrects, as far as the person sees them."""
    keys = [decision.pk for decision, _lines in by_decision(lines)]
    rows = access.visible_to(user, Decision, acting=held).filter(pk__in=keys)
    return list(rows.select_related("second_rendition", "first_rendition", "certificates").order_by("pk"))


def _standing(found, decisions, held):
    kept = [(decision, kept_of_decision(decision, held).get("issued")) for decision in decisions]
    papers = [
        (f"Quyết định {number_of(decision)}", name_of_decision(decision, "issued"), issued)
        for decision, issued in kept
        if issued
    ]
    return standing_in(found, papers, at=timezone.now())


# --- index -----------------------------------------------------------------------------------------
def _sections(amendment, facts):
    listed = [row for each in facts["lines"] for row in _rows(amendment, each)]
    what = ("Căn cứ, lý do hủy bỏ",) if amendment.is_revocation else ("Nội dung", "Đã ghi là", "Đính chính thành")
    columns = ("STT", "Đối tượng", "Quyết định", "Đơn vị trình", "Hồ sơ", *what, "Kết quả hiện nay")
    sections = [Section("Danh sách", columns=columns, rows=listed)]
    due = [_row_due(each) for each in facts["due_back"]]
    if due:
        columns = ("Đối tượng", "Phải nộp lại", "Hạn", "Kết quả", "Ngày nộp", "Số phiếu", "Ghi chú", "Người ghi nhận")
        lines = ["Bản ghi đã được sửa không nêu ở đây; có đủ trong tệp noi-dung.json."]
        sections.append(Section("Hiện vật, tiền thưởng phải nộp lại", lines, columns, due))
    return sections


def _rows(amendment, each):
    place, decision = str(each["order"]), f"{each['decision_number']} ngày {short_date(each['decision_issued_on'])}"
    head = (place, each["name"], decision, each["unit"], each["proposal"])
    outcome = str(Outcome(each["outcome"]).label)
    if amendment.is_revocation:
        yield (*head, f"{each['ground']}. {each['reason']} ({each['ground_basis']})", outcome)
        return
    for field in MENDED:
        if field in each["right"]:
            words = (printed(field, side[field]) or "(để trống)" for side in (each["wrong"], each["right"]))
            yield (*head, MENDED[field][1], *words, outcome)


def _row_due(each):
    what = money(each["amount"]) if each["item"] == Item.MONEY else str(Item.OBJECT.label)
    found = next((row for row in each["records"] if row["holds"]), None)
    told = ("Chưa ghi nhận", "", "", "", "")
    if found:
        day = short_date(found["returned_on"]) if found["returned_on"] else ""
        told = (str(ReturnState(found["state"]).label), day, found["voucher"], found["note"], found["recorded_by"])
    return (each["name"], what, short_date(each["give_back_by"]), *told)
