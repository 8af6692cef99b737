"""What the path waits for outside the office: opinions of other bodies, answers to who objects in public."""

from workflows.opinions import services as opinions
from workflows.public_notice import services as public_notice


def judged_and_asking(stations):
    """The reviewer waits for the Front."""
    proposal = stations.judge(stations.at("under_review"))
    opinions.ask(
        proposal=proposal,
        row_version=proposal.row_version,
        by=stations.town.office_reviewer,
        units=[stations.town.front],
        question="Đề nghị cho ý kiến.",
    )
    return stations.now(proposal)


def objected(stations):
    proposal = stations.at("in_public_notice")
    public_notice.note_objection(
        proposal=proposal,
        row_version=proposal.row_version,
        by=stations.town.office_reviewer,
        received_on=proposal.notice_from,
        channel="phone",
        text="Chưa rõ thành tích.",
    )
    return stations.now(proposal)


UNMET_OUTSIDE = [
    (
        *("propose_appraisal", "opinions_are_in_or_lapsed", judged_and_asking, {}),
        ["Hội Nông dân xã Phong Quang has not answered yet; it has until 12/08/2026."],
    ),
    (
        *("close_notice", "every_objection_is_answered", objected, {}),
        ["1 objection to dossier PQ-2026-0001 is not answered yet."],
    ),
]
