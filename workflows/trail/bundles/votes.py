"""Totals of closed votes, for bundles: counted ballots and the verdict, never who voted what."""

from workflows.council.models import BallotBox
from workflows.council.states import BallotMethod, MeetingState
from workflows.trail.bundles.contents import Section

COLUMNS = ("Đối tượng", "Phiên họp", "Hình thức", "Đồng ý", "Không đồng ý", "Ý kiến khác", "Không hợp lệ", "Kết quả")


def totals(names, **of):
    """Facts of each counted vote of closed meetings: one statement.

    names: {nomination id: name as it was sent}; what the unit writes since is its draft. of: which boxes.
    """
    rows = BallotBox.objects.filter(item__meeting__state=MeetingState.CLOSED, passed__isnull=False, **of)
    rows = rows.select_related("item__meeting", "item__proposal").order_by("item__meeting", "item", "pk")
    return [
        {
            "meeting": box.item.meeting.code,
            "proposal": box.item.proposal.code,
            "version": box.item.version,
            "name": names.get(box.nomination_id, f"#{box.nomination_id}"),
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
        for box in rows
    ]


def votes_section(facts):
    """The totals as the index shows them; None where nothing was voted on."""
    rows = [
        (
            each["name"],
            each["meeting"],
            str(BallotMethod(each["method"]).label),
            *(str(each[name]) for name in ("yes", "no", "abstain", "invalid")),
            f"{'Thông qua' if each['passed'] else 'Không thông qua'} (cần {each['votes_needed']}/{each['base']})",
        )
        for each in facts
    ]
    line = "Chỉ ghi số phiếu tổng hợp. Ai biểu quyết thế nào không có trong gói này."
    return Section("Kết quả biểu quyết của Hội đồng", [line], COLUMNS, rows) if rows else None
