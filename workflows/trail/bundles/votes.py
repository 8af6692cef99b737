"""Totals of closed votes, for bundles: counted ballots and the verdict, never who voted what.

A vote that was repeated tells each of its rounds, marked: which one counts, and why the others were set aside.
"""

from workflows.council.models import BallotBox
from workflows.council.states import BallotMethod
from workflows.council.vote_models import Revote
from workflows.trail.bundles.contents import Section

COLUMNS = (
    "Đối tượng",
    "Phiên họp",
    "Lần biểu quyết",
    "Hình thức",
    "Đồng ý",
    "Không đồng ý",
    "Ý kiến khác",
    "Không hợp lệ",
    "Kết quả",
)


def totals(names, *, of_the_meeting=False, **of):
    """Facts of each counted vote of closed meetings, round by round: two statements.

    names: {nomination id: name as it was sent}; what the unit writes since is its draft. of: which boxes.
    of_the_meeting: with rounds that were set aside before their result was announced, as the minutes tell them; the
    extract on a single dossier does not.
    """
    rows = BallotBox.objects.filter(**of).told().select_related("item__meeting", "item__proposal")
    rows = list(rows.order_by("item__meeting", "item", "round", "pk"))
    revotes = Revote.objects.filter(item__in={box.item_id for box in rows})
    revotes = {(row.item_id, row.number): row for row in revotes}
    found = [(box, revotes.get((box.item_id, box.round))) for box in rows]
    return [
        _facts(box, revote, names) for box, revote in found if revote is None or revote.was_announced or of_the_meeting
    ]


def _facts(box, revote, names):
    return {
        "meeting": box.item.meeting.code,
        "proposal": box.item.proposal.code,
        "version": box.item.version,
        "name": names.get(box.nomination_id, f"#{box.nomination_id}"),
        "round": box.round,
        "is_set_aside": revote is not None,
        "was_announced": revote is None or revote.was_announced,
        "repeated_because": revote.reason if revote else "",
        "method": box.method,
        "yes": box.yes,
        "no": box.no,
        "abstain": box.abstain,
        "invalid": box.invalid,
        "base": box.base,
        "votes_needed": box.votes_needed,
        "passed": box.passed,
        "legal_basis": box.legal_basis,
    }


def _round(each):
    """Which round it is, and whether it counts."""
    if each["is_set_aside"]:
        known = "đã công bố" if each["was_announced"] else "chưa công bố"
        return f"Lần {each['round']} ({known}), KHÔNG TÍNH: biểu quyết lại. Lý do: {each['repeated_because']}"
    return f"Lần {each['round']}, là kết quả có hiệu lực" if each["round"] > 1 else "Lần 1"


def votes_section(facts):
    """The totals as the index shows them; None where nothing was voted on."""
    rows = [
        (
            each["name"],
            each["meeting"],
            _round(each),
            str(BallotMethod(each["method"]).label),
            *(str(each[name]) for name in ("yes", "no", "abstain", "invalid")),
            f"{'Thông qua' if each['passed'] else 'Không thông qua'} (cần {each['votes_needed']}/{each['base']})",
        )
        for each in facts
    ]
    lines = ["Chỉ ghi số phiếu tổng hợp. Bảng này không nêu ai biểu quyết thế nào."]
    if any(each["is_set_aside"] for each in facts):
        lines.append("Nội dung được biểu quyết lại có nhiều dòng, mỗi lần một dòng; chỉ lần cuối có hiệu lực.")
    return Section("Kết quả biểu quyết của Hội đồng", lines, COLUMNS, rows) if rows else None
