"""What the sample does not hold but somebody meets: a list with faults that waits, a campaign in preparation, a meeting
in which much happens and one in writing."""

from datetime import timedelta

from django.utils import timezone

from documents.campaigns import services as campaigns
from documents.catalogue.models import AwardForm, VoteRule
from documents.proposals.lists import services as lists
from documents.proposals.models import Letter, Proposal
from permissions.people.models import Unit, User
from tests.documents.proposals.lists.conftest import file_of, line
from tests.project import sample_amendments
from workflows.council import (
    agenda_services,
    aside_services,
    ballot_services,
    hands_services,
    paper_services,
    queries,
    services,
    topic_services,
    vote_services,
)
from workflows.council.models import Meeting
from workflows.council.room import Room


def add():
    """Beside the Farmers' draft a list of three rows, two of them faulty; a campaign that only the office sees."""
    letter = Letter.objects.get(state="draft", unit__code="PQ-ND")
    rows = [
        line(1, "Nông Thị Mẫu"),
        line(2, "Triệu Văn Mẫu", form="Giấy khen Chủ tịch UBND xã"),
        line(3, "Bế Thị Mẫu", birth="31/02/1990"),
    ]
    lists.upload_list(letter=letter, upload=file_of(*rows), by=User.objects.get(username="nongdan"))
    day = timezone.localdate()
    campaigns.set_up(
        commune=Unit.objects.get(code="PQ"),
        values={
            "title": "Đợt thi đua mừng Đảng, mừng Xuân (mẫu)",
            "plan_number": "99/KH-UBND (mẫu)",
            "plan_on": day,
            "starts_on": day,
            "ends_on": day + timedelta(days=60),
            "closes_on": day + timedelta(days=75),
        },
        contents=[],
        criteria=[],
        award_forms=[AwardForm.objects.get(code="gk-xa")],
        by=User.objects.get(username="chuyenvien"),
    )
    _of_the_council()
    sample_amendments.add()


def _of_the_council():
    """The open meeting has a free item, a repeated vote, somebody who stands aside and papers keyed differently."""
    meeting, (thuky, chutich) = Meeting.objects.get(state="open"), (person("thuky"), person("chutich"))
    _first, secret, repeated = meeting.items.order_by("order")
    # The rules of the sample leave the manner of every vote to the meeting; here one of them asks for a secret one.
    VoteRule.objects.filter(pk=secret.vote_rule_id).update(method="secret")
    rows = [row.pk for row in queries.rows_on_sheet(secret)]
    aside_services.stand_aside(
        item=secret, nominations=rows[:1], kind="family", reason="Em ruột (mẫu)", by=person("uyvien2")
    )
    _left_and_came_back(meeting, person("uyvien3"), thuky)
    said = {"row_version": repeated.row_version, "namesakes_differ": True}
    repeated = vote_services.open_vote(item=repeated, by=thuky, **said)
    there = len(Room(meeting).in_room)
    counts = {"yes": there, "no": 0, "abstain": 0, "chair_agrees": True}
    hands_services.record_hands(item=repeated, counts=counts, by=thuky)
    repeated = vote_services.close_vote(item=repeated, row_version=repeated.row_version, by=thuky)
    repeated = vote_services.announce_vote(item=repeated, row_version=repeated.row_version, by=chutich)
    vote_services.repeat_vote(
        item=repeated, row_version=repeated.row_version, reason="Kiểm nhầm số người giơ tay (mẫu).", by=chutich
    )
    meeting.refresh_from_db()
    title = "Trao đổi về phát động thi đua quý I (mẫu)"
    topic_services.add_topic(meeting=meeting, row_version=meeting.row_version, title=title, by=thuky)
    said = {"row_version": secret.row_version, "namesakes_differ": True}
    secret = vote_services.open_vote(item=secret, by=thuky, **said)
    on_paper = [person("uyvien4"), person("uyvien5")]
    paper_services.hand_out_papers(item=secret, people=[each.pk for each in on_paper], by=thuky)
    for teller, yes in ((thuky, 2), (person("uyvien2"), 1)):
        numbers = {"yes": yes, "no": 2 - yes}
        paper_services.key_papers(item=secret, counts=dict.fromkeys(rows, numbers), by=teller)
    _asked_in_writing(meeting.council, thuky, chutich)
    _in_writing(meeting.council, thuky)


def person(username):
    return User.objects.get(username=username)


def _left_and_came_back(meeting, member, by):
    for shown, presence in (("present", "absent"), ("absent", "present")):
        services.record_attendance(meeting=meeting, marks={member.pk: (shown, presence)}, by=by)


def _asked_in_writing(council, by, chair):
    """Beside the sitting, members are asked in writing about one dossier; two have answered."""
    meeting = _in_writing(council, by, title="Lấy ý kiến về danh hiệu (mẫu)", held_at=timezone.now())
    proposal = Proposal.objects.filter(state="appraised", commune=meeting.commune).earliest("pk")
    VoteRule.objects.update(written_opinion_counts=True)
    seen = {proposal.pk: proposal.row_version}
    agenda_services.place_on_agenda(meeting=meeting, proposals=[proposal], row_versions=seen, by=by)
    meeting.refresh_from_db()
    services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=chair)
    item = meeting.items.get()
    item = vote_services.open_vote(item=item, row_version=item.row_version, by=by, namesakes_differ=True)
    for username in ("uyvien1", "uyvien2"):
        ballot_services.cast_ballot(item=item, default="yes", by=person(username))


def _in_writing(council, by, **other):
    """A meeting in preparation at which nobody meets."""
    values = {
        "title": "Lấy ý kiến bằng văn bản (mẫu)",
        "held_at": timezone.now() + timedelta(days=10),
        "place": "",
        "kind": "written",
        "answer_by": timezone.localdate() + timedelta(days=14),
        "vote_method": "open",
        **other,
    }
    return services.create_meeting(council=council, values=values, by=by)
