"""What others say of the sample's dossiers: opinions asked, one of them given; an objection to a public notice."""

from django.utils import timezone

from documents.proposals.models import Proposal
from permissions.ledger.queries import last_act
from permissions.people.models import Unit
from project.demo.letters import person
from workflows.opinions import services as opinions
from workflows.public_notice import services as public_notice

POLICE = "Công an xã Phong Quang"
ASKED = (
    "Đề nghị cho ý kiến về việc chấp hành chủ trương, chính sách, pháp luật và thành tích của tập thể, cá nhân trong "
    "danh sách, trong phạm vi đơn vị theo dõi."
)


def _of(unit, state, title):
    return Proposal.objects.get(unit__code=unit, state=state, title__contains=title)


def _day(clock, proposal):
    """The working day before the day of loading, and never before what last happened to the dossier."""
    return max(clock.working_day(1), timezone.localdate(last_act(proposal.stream).at))


def _ask(clock, proposal, hour, units=(), bodies=()):
    with clock.at(_day(clock, proposal), hour):
        return opinions.ask(
            proposal=proposal,
            row_version=proposal.row_version,
            by=person("chuyenvien"),
            units=list(Unit.objects.filter(code__in=units)),
            bodies=bodies,
            question=ASKED,
        )


def others_have_their_say(clock):
    """One question waits at the Farmers' Association, one at a body on paper, one is answered by the Front."""
    _ask(clock, _of("PQ-VP", "under_review", "chuyển đổi số"), 15, units=["PQ-ND"])
    proposal = _of("PQ-KT", "under_review", "phòng, chống thiên tai")
    answered, _waiting = _ask(clock, proposal, 14, units=["PQ-MTTQ"], bodies=[POLICE])
    with clock.at(_day(clock, proposal), 16, 30):
        opinions.answer(
            opinion=answered,
            row_version=answered.row_version,
            version=proposal.version,
            by=person("uyvien1"),
            answer="remarks",
            text="Nhất trí đề nghị khen thưởng; đề nghị nêu rõ hơn số ngày đêm trực của Đội xung kích.",
        )
    _object(clock, _of("PQ-MTTQ", "in_public_notice", "Gia đình văn hóa"))


def _object(clock, proposal):
    """Somebody telephones; the office looks into it and answers."""
    day = max(proposal.notice_from, clock.working_day(2))
    with clock.at(day, 10):
        objection = public_notice.note_objection(
            proposal=proposal,
            row_version=proposal.row_version,
            by=person("chuyenvien"),
            received_on=day,
            channel="phone",
            objector="Ông Lục Văn Mẫu, xóm Nà Lẹng",
            text="Đề nghị xem lại số điểm bình xét của một hộ trong danh sách.",
        )
    with clock.at(max(day, clock.working_day(1)), 15):
        public_notice.answer_objection(
            objection=objection,
            row_version=objection.row_version,
            by=person("chuyenvien"),
            answer="Đã đối chiếu biên bản họp xóm: điểm bình xét đúng như hồ sơ. Đã trả lời ông qua điện thoại.",
        )
