"""The bundle of a dossier: its letter, what was sent, remarks, opinions, votes, and the papers that name it.

Its streams are its own, that of its letter and those of the opinions asked about it. What a meeting, a decision or a
letter to the province did with it stands on its own stream; their streams tell of other dossiers too and have bundles
of their own.
"""

import json

from django.utils import formats, timezone

from documents.printing.kinds import PaperKind
from documents.printing.models import Issued
from documents.proposals.models import Version
from permissions import access
from workflows.approval.models import Judgement, Remark
from workflows.approval.sight import remarks_shown, sight_of
from workflows.council.queries import meetings_for
from workflows.decisions.papers import file_name as name_of_decision
from workflows.decisions.queries import decisions_over, kept_papers
from workflows.handoff.papers import file_name as name_of_letter
from workflows.handoff.queries import letters_over
from workflows.handoff.shown import kept_papers as kept_letters
from workflows.opinions.queries import opinions_over
from workflows.opinions.states import Answer, OpinionState
from workflows.revocations.papers import file_name as name_of_amendment
from workflows.revocations.queries import papers_over
from workflows.trail.bundles.contents import Contents, Section, Text, blobs_of, enclosed
from workflows.trail.bundles.signed import standing_in
from workflows.trail.bundles.told import told_to
from workflows.trail.bundles.votes import totals, votes_section

_MINUTES = {PaperKind.MINUTES: "biên bản", PaperKind.MINUTES_TEXT: "bản Word"}


def _moment(at):
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""


def contents(proposal, user, held):
    """The Contents; statements by kinds of things, and one more for each paper that names the dossier."""
    sight = sight_of(proposal, held)
    versions = list(Version.objects.filter(proposal=proposal).select_related("made_by").order_by("number"))
    opinions = _opinions(proposal, user, held)
    bodies = [json.loads(version.body) for version in versions if version.body]
    names = {row["id"]: row["full_name"] for body in bodies for row in body["nominations"]}
    keys = [proposal.stream, proposal.letter.stream, *(opinion.stream for opinion in opinions)]
    found = Contents(
        thing=proposal,
        title=f"Hồ sơ {proposal.code}: {proposal.title}",
        told=told_to(keys, user, held),
        facts={
            "code": proposal.code,
            "title": proposal.title,
            "unit": proposal.unit.name,
            "letter": proposal.letter.code,
            "award_form": proposal.award_form.name,
            "state": proposal.state,
            "versions": _versions(versions),
            "remarks": _remarks(proposal, sight, names),
            "judgements": _judgements(proposal, names) if sight.judgements else [],
            "opinions": [_opinion(opinion) for opinion in opinions],
            "outcomes": [
                {"name": names.get(pk, f"#{pk}"), "outcome": outcome}
                for pk, outcome in proposal.nominations.order_by("order", "pk").values_list("pk", "outcome")
            ],
            "votes": totals(names, item__proposal=proposal),
        },
    )
    found.texts = [
        Text(f"phien-ban/phien-ban-{version.number}.json", f"Phiên bản {version.number}", version.body, version.sha256)
        for version in versions
    ]
    found.sections = _sections(found.facts)
    found.files = _papers(bodies) + _opinion_files(opinions) + _issued(proposal, user, held, found)
    _note_meetings(proposal, user, held, found)
    return found


# --- facts -----------------------------------------------------------------------------------------
def _versions(versions):
    return [
        {
            "number": version.number,
            "sha256": version.sha256,
            "made_by": version.made_by.full_name,
            "made_at": version.made_at,
            "is_disposed": not version.body,
        }
        for version in versions
    ]


def _remarks(proposal, sight, names):
    return [
        {
            "version": remark.version,
            "about": remark.target,
            "name": names.get(remark.nomination_id, ""),
            "text": remark.text,
            "state": remark.state,
            "made_by": remark.made_by.full_name,
            "made_at": remark.made_at,
            "answer": remark.answer,
            "answered_by": remark.answered_by.full_name if remark.answered_by else "",
            "answered_at": remark.answered_at,
        }
        for remark in remarks_shown(proposal, sight)
        if remark.state != Remark.State.NOTED
    ]


def _judgements(proposal, names):
    return [
        {
            "version": row.version,
            "name": names.get(row.nomination_id, f"#{row.nomination_id}"),
            "verdict": row.verdict,
            "reason": row.reason,
            "made_by": row.made_by.full_name,
            "made_at": row.made_at,
        }
        for row in Judgement.objects.filter(proposal=proposal).select_related("made_by").order_by("pk")
    ]


def _opinions(proposal, user, held):
    return list(access.visible_to(user, opinions_over(proposal), acting=held))


def _opinion(opinion):
    return {
        "code": opinion.code,
        "body": opinion.body_name,
        "question": opinion.question,
        "asked_at": opinion.asked_at,
        "state": opinion.state,
        "answer": opinion.answer,
        "text": opinion.answer_text,
        "answered_on": opinion.answered_on,
    }


# --- files -----------------------------------------------------------------------------------------
def _papers(bodies):
    """Every paper that was sent with any version, shared ones first; what the unit has not sent is none of them."""
    told = [("Kèm tờ trình", paper) for body in bodies for paper in body["letter"]["papers"]]
    told += [(row["full_name"], paper) for body in bodies for row in body["nominations"] for paper in row["papers"]]
    blobs = blobs_of(paper["sha256"] for _whose, paper in told)
    rows = [(f"{whose}: {paper['file_name']}", paper["file_name"], blobs.get(paper["sha256"])) for whose, paper in told]
    return enclosed("giay-to", [row for row in rows if row[2]])


def _opinion_files(opinions):
    rows = [
        (f"Trả lời của {opinion.body_name}", file.file_name, file.blob)
        for opinion in opinions
        for file in opinion.files.all()
    ]
    rows += [
        (f"Văn bản lấy ý kiến {opinion.body_name}", f"{opinion.code}.pdf", opinion.letter.blob)
        for opinion in opinions
        if opinion.letter
    ]
    return enclosed("y-kien", rows)


def _issued(proposal, user, held, found):
    """The issued papers that list nominees of the dossier: public papers, which nobody may cut."""
    kept = []
    for decision in decisions_over(proposal, user, held):
        if issued := kept_papers(decision, held).get("issued"):
            kept.append((f"Quyết định {decision.code}", name_of_decision(decision, "issued"), issued))
        for paper in papers_over(decision, user, held, dossier=proposal):
            if paper.second_rendition:
                kept.append((paper.title, name_of_amendment(paper, "issued"), paper.second_rendition))
    for letter in letters_over(proposal, user, held):
        if issued := kept_letters(letter, held).get("issued"):
            kept.append((f"Tờ trình cấp trên {letter.code}", name_of_letter(letter, "issued"), issued))
    if kept:
        found.notes.append(
            "Quyết định, tờ trình cấp trên được đưa vào nguyên bản, nên có nêu tên đối tượng thuộc hồ sơ khác."
        )
    return enclosed("van-ban", standing_in(found, kept, at=timezone.now()))


def _note_meetings(proposal, user, held, found):
    """Minutes tell of every dossier of a meeting: they go into its bundle, and are named here."""
    meetings = list(meetings_for(user, held=held).filter(items__proposal=proposal).order_by("pk"))
    minutes = Issued.objects.filter(
        subject_key__in=[meeting.stream for meeting in meetings], kind__in=_MINUTES
    ).order_by("pk")
    for meeting in meetings:
        kept = [f"{_MINUTES[row.kind]}: {row.sha256}" for row in minutes if row.subject_key == meeting.stream]
        sha256 = f", SHA-256 của {'; của '.join(kept)}" if kept else ""
        found.notes.append(f"Biên bản và danh sách dự họp nằm trong gói của phiên họp {meeting.code}{sha256}.")


# --- index -----------------------------------------------------------------------------------------
def _sections(facts):
    versions = [
        (
            str(each["number"]),
            _moment(each["made_at"]),
            each["made_by"],
            each["sha256"],
            "Đã tiêu hủy nội dung theo quy định" if each["is_disposed"] else "Có trong gói",
        )
        for each in facts["versions"]
    ]
    remarks = [
        (each["text"], each["made_by"], _moment(each["made_at"]), each["answer"], each["answered_by"])
        for each in facts["remarks"]
    ]
    judged = [
        (each["name"], str(Judgement.Verdict(each["verdict"]).label), each["reason"], each["made_by"])
        for each in facts["judgements"]
    ]
    opinions = [
        (
            each["body"],
            str(OpinionState(each["state"]).label),
            str(Answer(each["answer"]).label) if each["answer"] else "",
            each["text"],
        )
        for each in facts["opinions"]
    ]
    sections = [
        Section(
            "Các lần gửi hồ sơ",
            columns=("Phiên bản", "Gửi lúc", "Người gửi", "SHA-256", "Nội dung"),
            rows=versions,
        ),
        Section(
            "Yêu cầu hoàn thiện và trả lời", columns=("Yêu cầu", "Người nêu", "Lúc", "Trả lời", "Người trả lời"),
            rows=remarks,
        ),
        Section("Kết quả thẩm định", columns=("Đối tượng", "Kết quả", "Lý do", "Người thẩm định"), rows=judged),
        Section("Ý kiến của cơ quan, đơn vị", columns=("Cơ quan", "Tình trạng", "Trả lời", "Nội dung"), rows=opinions),
        votes_section(facts["votes"]),
    ]  # fmt: skip
    return [section for section in sections if section is not None and section.rows]
