"""The bundles of a meeting, a decision and a campaign: each its own stream, facts and papers, no dossier's texts."""

from documents.campaigns.figures import figures_of
from documents.campaigns.models import CampaignFile
from documents.campaigns.states import CampaignState
from documents.printing.wording import money
from documents.proposals.models import Proposal, Version
from documents.proposals.states import Outcome
from documents.signatures.told import file_for
from permissions import access
from permissions.ledger.models import Stream
from workflows.council.queries import agenda_of, put_nominations
from workflows.council.room import Room
from workflows.council.states import ItemVerdict
from workflows.decisions.papers import file_name, number_of
from workflows.decisions.queries import kept_papers, lines_of
from workflows.revocations.papers import file_name as name_of_amendment
from workflows.revocations.queries import papers_over
from workflows.trail.bundles.contents import Contents, Section, Text, enclosed, renditions
from workflows.trail.bundles.signed import put_in, signed_by_hand
from workflows.trail.bundles.told import told_to
from workflows.trail.bundles.votes import totals, votes_section

MOST_LISTED = 5_000  # dossiers of a campaign


# --- a meeting -------------------------------------------------------------------------------------
def of_meeting(meeting, user, held):
    """Roll, agenda, totals, minutes, and each dossier in the version that was judged, where the person sees it."""
    items = put_nominations(agenda_of(meeting))
    seen = access.visible_to(user, Proposal, acting=held).filter(agenda_items__meeting=meeting)
    judged = _judged_versions(items, set(seen.values_list("pk", flat=True)))
    names = {row.pk: row.full_name for item in items for row in item.nominations}
    found = Contents(
        thing=meeting,
        title=f"Phiên họp {meeting.code}: {meeting.title}",
        told=told_to([meeting.stream], user, held),
        facts={
            "code": meeting.code,
            "title": meeting.title,
            "held_at": meeting.held_at,
            "place": meeting.place,
            "state": meeting.state,
            "vote_method": meeting.vote_method,
            "quorum": meeting.quorum_words,
            "opened_at": meeting.opened_at,
            "closed_at": meeting.closed_at,
            "roll": _roll(meeting),
            "agenda": [_item(item) for item in items],
            "votes": totals(names, of_the_meeting=True, item__meeting=meeting),
        },
    )
    found.texts = [
        Text(
            f"phien-ban/{version.proposal.code}-{version.number}.json",
            f"Hồ sơ {version.proposal.code}, phiên bản {version.number} mà Hội đồng đã xét",
            version.body,
            version.sha256,
        )
        for version in judged
    ]
    found.sections = _sections_of_meeting(found.facts)
    papers = renditions(meeting.stream) + put_in(found, meeting.stream)
    found.files = enclosed("van-ban", papers + signed_by_hand(meeting.minutes_paper_id, user, held))
    found.notes.append("Nhật ký, giấy tờ của từng hồ sơ trong chương trình nằm trong gói của hồ sơ đó.")
    return found


def _judged_versions(items, seen):
    """The versions that the items name, of dossiers that are seen: one statement."""
    wanted = {(item.proposal_id, item.version) for item in items if item.proposal_id in seen}
    rows = Version.objects.filter(proposal__in=seen, number__in={number for _proposal, number in wanted})
    rows = rows.select_related("proposal").order_by("proposal", "number")
    return [version for version in rows if (version.proposal_id, version.number) in wanted]


def _roll(meeting):
    return [
        {
            "name": member.full_name,
            "office": str(member.office_label),
            "is_voting": member.is_voting,
            "presence": str(member.presence_label),
        }
        for member in Room(meeting).roll
    ]


def _item(item):
    return {
        "order": item.order,
        "proposal": item.proposal.code,
        "title": item.proposal.title,
        "unit": item.proposal.unit.name,
        "version": item.version,
        "verdict": item.verdict,
        "defer_reason": item.defer_reason,
        "participants": item.participants,
    }


def _sections_of_meeting(facts):
    roll = [
        (each["name"], each["office"], "Có" if each["is_voting"] else "Không", each["presence"])
        for each in facts["roll"]
    ]
    agenda = [
        (
            str(each["order"]),
            each["proposal"],
            each["title"],
            each["unit"],
            str(each["version"]),
            str(ItemVerdict(each["verdict"]).label) if each["verdict"] else "",
        )
        for each in facts["agenda"]
    ]
    sections = [
        Section("Thành phần", columns=("Họ và tên", "Chức danh", "Biểu quyết", "Dự họp"), rows=roll),
        Section(
            "Chương trình",
            columns=("STT", "Hồ sơ", "Nội dung", "Đơn vị trình", "Phiên bản", "Kết quả"),
            rows=agenda,
        ),
        votes_section(facts["votes"]),
    ]
    return [section for section in sections if section is not None and section.rows]


# --- a decision ------------------------------------------------------------------------------------
def of_decision(decision, user, held):
    """The list, the kept renditions and the scan of a paper signed by hand."""
    lines = lines_of(decision)
    found = Contents(
        thing=decision,
        title=f"Quyết định {number_of(decision) or decision.code}: {decision.title}",
        told=told_to([decision.stream], user, held),
        facts={
            "code": decision.code,
            "title": decision.title,
            "number": number_of(decision),
            "issued_on": decision.issued_on,
            "state": decision.state,
            "signing_form": decision.signing_form,
            "signer_title": decision.signer_title,
            "signer": decision.signer_name,
            "signed_at": decision.signed_at,
            "lines": [_line(line) for line in lines],
        },
    )
    listed = [
        (
            str(each["order"]),
            each["name"],
            each["unit"],
            each["proposal"],
            money(each["bonus"]),
            str(Outcome(each["outcome"]).label),
        )
        for each in found.facts["lines"]
    ]
    found.sections = [
        Section(
            "Danh sách", columns=("STT", "Đối tượng", "Đơn vị trình", "Hồ sơ", "Tiền thưởng", "Kết quả"), rows=listed
        )
    ]
    found.files = enclosed("van-ban", _papers_of(decision, user, held, found))
    found.notes.append("Nhật ký, giấy tờ của từng hồ sơ trong danh sách nằm trong gói của hồ sơ đó.")
    return found


def _papers_of(decision, user, held, found):
    """Its kept renditions, their signed files, the scan of a paper signed by hand, and later decisions that cancelled
    or corrected lines of it: [(title, file name, Blob)]."""
    titles = {"issued": "Quyết định đã ban hành", "signed": "Quyết định đã ký, chưa có số", "certificates": "Giấy khen"}
    papers = kept_papers(decision, held)
    named = {issued.pk: (titles[name], file_name(decision, name)) for name, issued in papers.items()}
    signed = put_in(found, decision.stream)
    by_hand = signed_by_hand(decision.signed_paper_id, user, held)
    later = [
        (paper.title, name_of_amendment(paper, "issued"), file_for(paper.second_rendition))
        for paper in papers_over(decision, user, held)
        if paper.second_rendition
    ]
    return renditions(decision.stream, named) + signed + by_hand + later


def _line(line):
    return {
        "order": line.order,
        "name": line.nomination.full_name,
        "unit": line.nomination.proposal.unit.name,
        "proposal": line.nomination.proposal.code,
        "bonus": line.bonus_amount,
        "golden_book_number": line.golden_book_number,
        "is_dropped": line.dropped_at is not None,
        "outcome": line.nomination.outcome,
    }


# --- a campaign ------------------------------------------------------------------------------------
def of_campaign(campaign, user, held):
    """Plan and guidance, figures, and the list of dossiers by code, each with the head of its stream; no names."""
    seen = access.visible_to(user, Proposal, acting=held).filter(campaign=campaign)
    rows = list(seen.select_related("unit", "award_form").order_by("pk")[: MOST_LISTED + 1])
    rows, left_out = rows[:MOST_LISTED], rows[MOST_LISTED:]
    heads = Stream.objects.filter(key__in=[row.stream for row in rows])
    heads = {key: (seq, head) for key, seq, head in heads.values_list("key", "seq", "head")}
    is_over = campaign.state in (CampaignState.ENDED, CampaignState.SUMMARISED)  # as its page shows the figures
    found = Contents(
        thing=campaign,
        title=f"Đợt thi đua {campaign.code}: {campaign.title}",
        told=told_to([campaign.stream], user, held),
        facts={
            "code": campaign.code,
            "title": campaign.title,
            "plan_number": campaign.plan_number,
            "plan_on": campaign.plan_on,
            "starts_on": campaign.starts_on,
            "ends_on": campaign.ends_on,
            "closes_on": campaign.closes_on,
            "state": campaign.state,
            "summary": campaign.summary,
            "figures": figures_of(campaign).as_body() if is_over else None,
            "dossiers": [_dossier(row, heads) for row in rows],
        },
    )
    files = CampaignFile.objects.filter(campaign=campaign, removed_at=None).select_related("blob").order_by("pk")
    found.files = enclosed("tai-lieu", [(str(file.get_kind_display()), file.file_name, file.blob) for file in files])
    listed = [
        (each["code"], each["unit"], each["award_form"], str(each["entries"]), each["head"])
        for each in found.facts["dossiers"]
    ]
    line = "Mã băm cuối chuỗi ràng buộc toàn bộ nhật ký của hồ sơ tại thời điểm lập gói."
    columns = ("Mã hồ sơ", "Đơn vị trình", "Hình thức", "Số mục nhật ký", "Mã băm cuối chuỗi")
    found.sections = [Section("Hồ sơ của đợt thi đua", [line], columns, listed)] if listed else []
    if left_out:
        found.notes.append(f"Chỉ liệt kê {MOST_LISTED} hồ sơ đầu tiên của đợt thi đua.")
    found.notes.append("Nội dung, giấy tờ và nhật ký của từng hồ sơ nằm trong gói của hồ sơ đó.")
    return found


def _dossier(row, heads):
    entries, head = heads.get(row.stream, (0, ""))
    return {
        "code": row.code,
        "unit": row.unit.name,
        "award_form": row.award_form.name,
        "state": row.state,
        "nominees": row.nominee_count,
        "entries": entries,
        "head": head,
    }
