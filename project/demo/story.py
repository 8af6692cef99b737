"""The whole sample, in the order in which it happened."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from documents.disposal import services as disposal
from documents.proposals.models import Letter, Proposal
from permissions.ledger.services import Line, record
from permissions.people import services as people
from permissions.people.models import Unit
from project.demo import above, arrivals, awards, campaigns, founding, letters
from project.demo import dossiers as told
from project.demo.after import hand_over_and_pay, print_on_stock
from project.demo.clock import Clock
from project.demo.commune import ADMINISTRATOR, PASSWORD, PROVINCE, SECOND_ADMINISTRATOR
from project.demo.council import Session
from project.demo.letters import person
from project.demo.outside import others_have_their_say
from project.demo.review import Review
from project.demo.sittings import InSecret, InWriting
from project.demo.telling import Telling, quarter
from workflows.approval import letter_services
from workflows.approval import services as approval
from workflows.deadlines import due_after
from workflows.decisions import services as decisions
from workflows.notices import services as notices

STREAM = "demo"
# Days since its plan; longer ago than any letter of the sample that answers it.
CAMPAIGN_RUNS_FOR = 150
CONGRESS_SUMMED_UP = date(2026, 3, 31)
NEWS = timedelta(days=5)  # what was told before is read in the sample: the bell shows this week
# What the council discussed beside the dossiers, and what it concluded.
TOPICS = {
    "M3": {
        "Kết quả thực hiện kết luận của phiên họp trước": (
            "Hội đồng ghi nhận kết quả; giao Phòng Văn hóa - Xã hội đôn đốc các đơn vị còn chậm."
        ),
        "Góp ý dự thảo Quy chế làm việc của Hội đồng": "Giao Thư ký tiếp thu ý kiến, trình phiên họp sau.",
    },
    "NEXT": {"Thông qua Quy chế làm việc của Hội đồng": ""},
}
# Dossiers that go beyond the council are carried there by the meeting and the decision.
BEYOND = (
    "on_agenda",
    "passed",
    "not_passed",
    "decision_drafted",
    "decision_signed",
    "decided",
    "closed",
    *above.STATES,
)


@transaction.atomic
def load():
    """Found the commune, then let every dossier happen."""
    clock = Clock(timezone.now())
    with clock.at(founding.SINCE, 8):
        people.found_installation(
            province_code=PROVINCE[0],
            province_name=PROVINCE[1],
            username=ADMINISTRATOR[0],
            full_name=ADMINISTRATOR[1],
            password=PASSWORD,
        )
        administrator = person(ADMINISTRATOR[0])
        founding.units(administrator)
        founding.offices(administrator)
        founding.holidays(clock.today, administrator)
    with clock.at(founding.FOUNDED, 9):
        council = founding.council_of_the_commune(administrator)
    since = clock.working_day(CAMPAIGN_RUNS_FOR)
    plans, launched = (campaigns.CONGRESS, campaigns.countryside(since, clock.today)), []
    for plan in plans:
        with clock.at(plan.values["plan_on"], 10):
            launched.append(founding.campaign(plan, person("truongphong")))
    carried = [
        each
        for dossier in told.CAMPAIGN + told.SCHOOLS + told.THIS_YEAR + above.TO_THE_PROVINCE
        for each in _happen(clock, dossier)
    ]
    _meet_and_decide(clock, council, carried)
    with clock.at(CONGRESS_SUMMED_UP, 9):
        founding.sum_up(launched[0], campaigns.SUMMARY, person("truongphong"))
    _with_the_units(clock)
    others_have_their_say(clock)
    _with_the_archive(clock)
    notices.read_old(clock.real_now - NEWS)
    _with_the_administrator(clock)
    with clock.at(clock.working_day(2), 9):
        awards.enter()
    with clock.at(clock.working_day(1), 16):
        print_on_stock()
    line = Line(stream=STREAM, act="demo.loaded", body={"proposals": Proposal.objects.count()})
    record([line], commune_id=None, by=None, acting_as=None)


def _happen(clock, dossier):
    """Send a letter and carry each of its proposals to where the council takes over."""
    sent = letters.day(dossier.sent) if isinstance(dossier.sent, str) else clock.working_day(dossier.sent)
    with clock.at(sent, 8, 30):
        made = letters.send(dossier, sent, clock.today)
    for form, proposal in made.items():
        target = dossier.reached[form]
        wanted = "appraised" if target in BEYOND else target
        review = Review(clock, proposal, dossier, sent)
        carried = review.carry(wanted)
        review.part()
        yield carried, dossier, target


def _of(carried, meeting):
    return [(proposal, dossier) for proposal, dossier, _target in carried if dossier.meeting == meeting]


def _meet_and_decide(clock, council, carried):
    school_year = Telling(clock.today, clock.today).fill("{school_year}")
    plan = [
        ("M1", Session, "Phiên họp xét khen thưởng Đợt thi đua chào mừng Đại hội XIV", date(2026, 2, 26)),
        ("M2", InSecret, f"Phiên họp xét danh hiệu thi đua năm học {school_year}", clock.working_day(120)),
        ("W", InWriting, "Lấy ý kiến về khen thưởng cán bộ Hội cơ sở", clock.working_day(26)),
        ("M3", Session, f"Phiên họp xét khen thưởng {quarter(clock.working_day(9))}", clock.working_day(9)),
        ("M4", Session, "Phiên họp xét khen thưởng hòa giải viên cơ sở", clock.working_day(2)),
    ]
    with clock.at(clock.working_day(40), 9):
        founding.change_of_the_council(council)
    for key, sitting, title, day in sorted(plan, key=lambda each: each[3]):  # numbers go by date
        if key == "M3":  # the sudden deed was decided before this meeting
            _decide(clock, [each for each in carried if each[1].meeting == "SKIP"], clock.working_day(9), wait=0)
        session = sitting(clock, council, title, day, _of(carried, key), TOPICS.get(key))
        session.prepare(day - timedelta(days=3))
        session.open()
        session.vote()
        session.close(is_signed=key != "M4")
        met = [each for each in carried if each[1].meeting == key]
        _decide(clock, met, day)
        above.forward_some(clock, met, day)
    today = clock.working_day(0)
    session = Session(
        clock, council, f"Phiên họp xét khen thưởng tháng {today.month}/{today.year}", today, _of(carried, "OPEN")
    )
    session.prepare(clock.working_day(3))
    session.open()
    session.vote(items=1)
    title = "Phiên họp xét khen thưởng doanh nghiệp, hợp tác xã tiêu biểu"
    following = Session(clock, council, title, due_after(today, 6), _of(carried, "NEXT"), TOPICS["NEXT"])
    following.prepare(clock.working_day(1))


DECIDED_STATES = ("decision_drafted", "decision_signed", "decided", "closed")


def _decide(clock, carried, met_on, wait=3):
    """One decision per award form and state reached, over all dossiers of the meeting."""
    wanted = {}
    for proposal, _dossier, target in carried:
        if target in DECIDED_STATES:
            wanted.setdefault((proposal.award_form_id, target), []).append(proposal.pk)
    for (_form, target), keys in sorted(wanted.items()):
        with clock.at(due_after(met_on, wait), 9):
            passed = list(Proposal.objects.filter(pk__in=keys, state="passed"))
            if not passed:
                continue
            seen = {proposal.pk: proposal.row_version for proposal in passed}
            decision = decisions.draft_decision(proposals=passed, row_versions=seen, by=person("chuyenvien"))
        if target == "decision_drafted":
            continue
        signer = "phochutich" if target == "decision_signed" else "chutich"
        with clock.at(due_after(met_on, wait + 1 if wait else 0), 10):
            decision = decisions.sign_decision(decision=decision, row_version=decision.row_version, by=person(signer))
        if target == "decision_signed":
            continue
        with clock.at(due_after(met_on, wait + 1 if wait else 0), 14):
            decision = decisions.issue_decision(
                decision=decision, row_version=decision.row_version, by=person("vanthu")
            )
        with clock.at(due_after(met_on, wait + 1 if wait else 0), 15):
            hand_over_and_pay(decision, is_whole=target == "closed")
        if target == "closed":
            _close(clock, keys, due_after(met_on, wait + 5))


def _close(clock, keys, day):
    for proposal in Proposal.objects.filter(pk__in=keys, state__in=("decided", "not_passed")):
        with clock.at(day, 16):
            approval.close_file(proposal=proposal, row_version=proposal.row_version, by=person("chuyenvien"))


def _with_the_units(clock):
    """What still lies with the units, and one letter that came on paper."""
    today = clock.working_day(1)
    for dossier in told.WITH_THE_UNIT:
        with clock.at(today, 10):
            letter = letters.draft(dossier, today, clock.today)
            if "hand_to_head" in dossier.extra:
                letters.attach_papers(letter, person(dossier.by), today)
                letter.refresh_from_db()
                clerk = person("truongth")
                letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=clerk)
    day = clock.working_day(told.ON_PAPER.sent)
    with clock.at(day, 15):
        letters.send(told.ON_PAPER, day, clock.today)
    with clock.at(today, 15):
        arrivals.register(**arrivals.WAITING, day=today)


def _with_the_archive(clock):
    """A finished dossier that may not be disposed of, however long it has been kept, while a complaint is examined."""
    with clock.at(clock.working_day(4), 9):
        disposal.hold(
            letter=Letter.objects.filter(proposals__state="closed").order_by("pk").first(),
            reason="Giữ lại để phục vụ giải quyết khiếu nại về việc xét khen thưởng.",
            document_number="07/TB-TCD (mẫu)",
            by=person("vanthu"),
        )


def _with_the_administrator(clock):
    """An appointment by the second administrator, for the first one to confirm."""
    day = clock.working_day(1)
    with clock.at(day, 16):
        people.appoint(
            user=person("chuyenvien2"),
            unit=Unit.objects.get(code="PQ"),
            office="records_clerk",
            title="Văn thư (thay người nghỉ phép)",
            basis="Quyết định phân công số 61/QĐ-UBND (mẫu)",
            from_on=clock.today,
            to_on=clock.today + timedelta(days=30),
            by=person(SECOND_ADMINISTRATOR[0]),
        )
