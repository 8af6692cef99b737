"""What happened in 2026, month by month. Every figure here is that of the plan; the ledger is asked afterwards."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from documents.campaigns import life_services as campaign_life
from documents.campaigns import services as campaigns
from documents.proposals.models import Proposal
from permissions.people import services as people
from permissions.refusals import NotNow
from permissions.roles import Office
from tests import making
from tests.journeys.year.amending import Amending
from tests.journeys.year.papers import Chair, Province
from tests.journeys.year.plan import BK, CSTD, GK, LDTT, LETTERS
from tests.journeys.year.reviewing import Office as ReviewOffice
from tests.journeys.year.sending import Units
from tests.journeys.year.sitting import Sitting, found, moment

OF_THE_CAMPAIGN = [plan for plan in LETTERS if plan.kind == "campaign"]
SUDDEN = next(plan for plan in LETTERS if plan.kind == "sudden")


def of_meeting(number):
    return [plan for plan in LETTERS if plan.meeting == number and plan.kind == "merit"]


def live(year):
    """Live the year. Returns what is asked of afterwards: misprinted, right_name, revoked, voided."""
    lived = _Lived(year)
    lived.winter()
    lived.first_meeting()
    lived.first_answers()
    lived.second_meeting()
    lived.summer()
    lived.autumn()
    lived.third_meeting()
    lived.last_meeting()
    lived.december()
    return lived


class _Lived:
    def __init__(self, year):
        self.year, self.town = year, year.town
        self.council = found(year)
        self.chair, self.province = Chair(year), Province(year)
        self.amending = Amending(year)
        self.decisions, self.above = [], []

    def of(self, form, *keys):
        return [self.year.dossier(key, form) for key in keys]

    def name(self, key, form, place=0):
        return list(self.year.dossier(key, form).nominations.order_by("order"))[place].full_name

    def month_ends(self, month, day):
        """The clock of the house does what is due: reminders, mails, checkpoints, what the province is late with."""
        self.year.on(month, day, 17)
        call_command("tick", verbosity=0, stdout=io.StringIO())
        self.year.did("checkpoint.made")

    def close(self):
        ended = Proposal.objects.filter(state__in=("decided", "answered", "not_passed", "refused"))
        self.office.close(ended.order_by("pk"))

    def decide(self, *proposals):
        made = self.chair.draft(proposals)
        self.decisions.append(made)
        return made

    def send_and_appraise(self, plans):
        for plan in plans:
            self.units.send(plan)
            self.year.on(plan.day.month, plan.day.day, 14)
            self.office.appraise(plan)

    # --- January to March --------------------------------------------------------------------------
    def winter(self):
        self.year.on(1, 12)
        reviewer, head = self.town.office_reviewer, self.town.office_head
        days = {"plan_on": date(2026, 1, 12), "starts_on": date(2026, 1, 15), "ends_on": date(2026, 3, 31)}
        values = {"title": "Thi đua mùa xuân", "plan_number": "12/KH-UBND", "closes_on": date(2026, 4, 10), **days}
        forms = [making.award_form(GK), making.award_form(BK)]
        said = {"contents": [], "criteria": [], "award_forms": forms, "by": reviewer}
        made = campaigns.set_up(commune=self.town.commune, values=values, **said)
        self.year.on(1, 15)
        self.campaign = campaign_life.launch(campaign=made, row_version=made.row_version, by=head)
        self.year.did("campaign.set_up")
        self.year.did("campaign.launched")
        self.month_ends(1, 30)
        self.units = Units(self.year, self.campaign)
        self.office = ReviewOffice(self.year, self.units)
        self.send_and_appraise(OF_THE_CAMPAIGN)
        self.sudden()
        self.month_ends(3, 31)

    def sudden(self):
        self.send_and_appraise([SUDDEN])
        self.year.on(3, 11)
        self.office.skip_council(SUDDEN)
        decision = self.decide(*self.of(GK, SUDDEN.key))
        self.year.on(3, 13)
        self.chair.issue(decision)
        self.year.on(3, 16)
        self.chair.pay(decision, "PC-01")
        self.chair.hand_over(decision)
        self.year.on(3, 20)
        self.close()

    # --- April and May -----------------------------------------------------------------------------
    def first_meeting(self):
        self.year.on(4, 13)
        campaign_life.end(campaign=self.campaign, row_version=self.campaign.row_version, by=self.town.office_head)
        self.year.did("campaign.ended")
        self.suspended = self.office.part(next(plan for plan in OF_THE_CAMPAIGN if plan.key == "C4"))
        self.year.on(4, 15)
        sitting = Sitting(self.year, self.council, "Phiên họp thứ nhất", moment(date(2026, 4, 22)))
        keys = [plan.key for plan in OF_THE_CAMPAIGN]
        sitting.call(self.of(GK, *keys) + self.of(BK, *keys))
        self.year.on(4, 22, 14)
        sitting.open()
        sitting.defer(self.year.dossier("C6", GK))
        sitting.vote()
        sitting.close(carried=11, deferred=1)
        self.year.on(4, 24)
        first = self.province.draft(self.of(BK, *keys))
        self.above.append(first)
        self.year.on(4, 28)
        self.province.send(first)
        self.month_ends(4, 29)

    def first_answers(self):
        """One dossier goes again under the same letter, one nominee under another; others are answered by hand."""
        province, (first,) = self.province, self.above
        self.year.on(5, 5)
        province.acknowledge(first)
        self.year.on(5, 12)
        province.give_back(first, [self.name("C1", BK), self.name("C2", BK, 1)], split=1)
        granted, refused = self.name("C3", BK), self.name("C4", BK)
        number, letter = "811/QĐ-UBND", "402/SNV-TĐKT"
        answers = [province.spoken(first, granted, number), province.spoken(first, refused, letter, "refused")]
        province.answer(first, answers)
        self.year.on(5, 13)
        self.moved_on = Proposal.objects.get(state="province_returned", letter=self.year.letters["C2"])
        same = self.year.dossier("C1", BK)
        for proposal in (same, self.moved_on):
            self.office.ask_unit(proposal)
        self.year.on(5, 14)
        self.units.supplement(same)
        self.units.supplement(self.moved_on, rename={"position": "Chi hội trưởng"})
        self.year.on(5, 15)
        with pytest.raises(NotNow):
            province.forward_again(first, [self.moved_on.code])
        province.forward_again(first, [same.code])
        self.year.on(5, 16)
        self.send_and_appraise(of_meeting(2))
        self.year.on(5, 25)
        self.office.resume(self.suspended)
        self.month_ends(5, 29)
        self.year.picture()

    # --- June to August ----------------------------------------------------------------------------
    def second_meeting(self):
        self.year.on(6, 2)
        province, first = self.province, self.above[0]
        granted = [province.spoken(first, self.name(key, BK), "977/QĐ-UBND") for key in ("C1", "C2", "C5")]
        province.answer(first, [*granted, province.spoken(first, self.name("C6", BK), "455/SNV-TĐKT", "refused")])
        self.year.on(6, 15)
        title = "Phiên họp thứ hai"
        sitting = Sitting(self.year, self.council, title, moment(date(2026, 6, 24)), method="secret")
        keys = [plan.key for plan in of_meeting(2)]
        of_the_year = [proposal for form in (GK, BK, LDTT, CSTD) for proposal in self.of(form, *keys)]
        sitting.call([*of_the_year, self.year.dossier("C6", GK), self.suspended])
        self.year.on(6, 24, 14)
        sitting.open()
        sitting.stand_aside(self.year.dossier("R1", GK), self.town.seats[1])
        sitting.vote(failing=[self.name("R2", LDTT)], repeated=self.year.dossier("R2", GK))
        sitting.close(carried=18)
        self.year.on(6, 29)
        self.decide(*self.of(GK, "C1", "C2", "C3", "C4", "C5", "C6", *keys), self.suspended)
        self.month_ends(6, 30)

    def summer(self):
        self.year.on(7, 2)
        _first, second = self.decisions
        self.chair.issue(second)  # drafted under the base wage of June
        self.year.on(7, 6)
        of_the_meeting = self.of(BK, "R1", "R2", "R3", "R4")
        self.above.append(self.province.draft(of_the_meeting, redrafted=[self.moved_on], released=1))
        self.year.on(7, 8)
        self.province.send(self.above[1])
        self.year.on(7, 10)
        self.province.acknowledge(self.above[1])
        self.year.on(7, 20)
        lines = [line.pk for line in second.lines.order_by("order")]
        self.chair.pay(second, "PC-02", lines=lines[:3])
        self.chair.not_due(second, lines[-1:])
        self.chair.mispaid(second, "PC-02")
        self.chair.pay(second, "PC-03", fund="donations")
        self.chair.hand_over(second)
        self.chair.not_handed(second)
        self.year.on(7, 21)
        self.chair.hand_over(second)
        self.year.on(7, 24)
        self.close()
        self.month_ends(7, 31)
        self._put_a_name_right()
        self.year.on(8, 6)
        self.chair.again(second.lines.order_by("order").first())
        self.send_and_appraise(of_meeting(3))
        self.month_ends(8, 31)
        self.year.did("proposal.silence_noted", 5)

    # --- September to November ---------------------------------------------------------------------
    def autumn(self):
        """The province, reminded, answers in Excel, and puts one answer right."""
        self.year.on(9, 4)
        second, refused = self.above[1], self.name("R3", BK)
        no = ("Không tặng", "601/SNV-TĐKT", date(2026, 9, 3), "Sở Nội vụ", "Chưa đủ tiêu chuẩn.")
        yes = ("Tặng", "1502/QĐ-UBND", date(2026, 9, 3), "Chủ tịch Ủy ban nhân dân tỉnh Thái Nguyên", None)
        self.province.answer_by_sheet(second, lambda name: no if name == refused else yes)
        self.year.on(9, 10)
        self.province.correct(second, self.province.spoken(second, refused, "1502/QĐ-UBND"))

    def third_meeting(self):
        self.year.on(9, 11)
        sitting = Sitting(self.year, self.council, "Phiên họp thứ ba", moment(date(2026, 9, 16)))
        keys = [plan.key for plan in of_meeting(3)]
        sitting.call([proposal for form in (GK, BK, LDTT, CSTD) for proposal in self.of(form, *keys)])
        self.year.on(9, 16, 14)
        sitting.open()
        self.put_off = sitting.defer_one(self.year.dossier("R5", GK))
        sitting.vote(failing=[self.name("R6", CSTD)])
        sitting.close(carried=15, rejected=1)
        self.year.on(9, 25)
        self.close()
        self.month_ends(9, 30)
        self.year.picture()

    def last_meeting(self):
        self.send_and_appraise(of_meeting(4))
        self.month_ends(10, 30)
        self.year.on(11, 2)
        title, held_at = "Lấy ý kiến bằng văn bản", moment(date(2026, 11, 10), 8)
        sitting = Sitting(self.year, self.council, title, held_at, answer_by=date(2026, 11, 13))
        keys = [plan.key for plan in of_meeting(4)]
        of_titles = self.of(LDTT, "R9", "R10", "R11")
        sitting.call([*self.of(GK, *keys), *self.of(BK, *keys), *of_titles, self.put_off])
        self.year.on(11, 10)
        sitting.open()
        sitting.vote_in_writing()
        self.year.on(11, 16)
        sitting.announce()
        sitting.close(carried=14)

    def december(self):
        self.year.on(11, 18)
        halves = ("R5", "R6", "R7", "R8")
        last = [plan.key for plan in of_meeting(4)]
        forms = self.decide(*self.of(GK, *halves, *last), self.put_off)
        higher = self.decide(*self.of(CSTD, "R1", "R2", "R3", "R4", "R5", "R7", "R8"))
        titles = self.decide(*self.of(LDTT, "R1", "R2", "R3", "R4", *halves, "R9", "R10", "R11"))
        third = self.province.draft(self.of(BK, *halves, *last))
        self.above.append(third)
        self.year.on(11, 20)
        for decision in (forms, higher, titles):
            self.chair.issue(decision)
        self.province.send(third)
        self.year.on(11, 24)
        self.province.acknowledge(third)
        self._officer_leaves(date(2026, 11, 30))
        self.month_ends(11, 30)
        self.year.on(12, 4)
        self._answered_on_paper(third, halves + tuple(last))
        self.year.on(12, 8)
        doubtful = self.amending.line(self.year.dossier("R11", GK))
        for number, decision in enumerate((forms, higher, titles), start=4):
            self.chair.pay(decision, f"PC-{number:02d}", but=doubtful)
            self.chair.hand_over(decision, but=doubtful)
        self._revoke(doubtful)
        self.year.on(12, 15)
        self.close()
        self.year.on(12, 16)
        self._sum_up()
        self.month_ends(12, 31)

    def _put_a_name_right(self):
        """The decision printed a name wrongly; a later one says so, and the certificate is printed again."""
        self.year.on(8, 3)
        line = self.amending.line(self.year.dossier("R1", GK))
        self.misprinted, self.right_name = line.nomination.full_name, line.nomination.full_name.replace("ị", "ỵ", 1)
        made = self.amending.draft("correction", [(line, {"right": {"full_name": self.right_name}})])
        self.year.on(8, 4)
        self.amending.issue(made)
        self.chair.again(line, kind="exchanged", takes_number=False)

    def _revoke(self, doubtful):
        """One award that was paid and handed over, on which a later one rests, and one before either was done."""
        self.year.on(12, 9)
        received = self.amending.line(self.year.dossier("C1", GK))
        found = {"ground": "fraud_declaration", "reason": "Khai khống thành tích theo Kết luận 05/KL-UBND."}
        made = self.amending.draft("revocation", [(received, found), (doubtful, found)])
        self.year.on(12, 10)
        self.amending.issue(made)
        self.year.on(12, 14)
        self.amending.give_back(received)
        self.amending.void(received)
        self.revoked = {line.nomination_id: line for line in (received, doubtful)}
        self.voided = [("golden_book", received.golden_book_number)]

    def _officer_leaves(self, day):
        row = self.year.cast.province_officer.appointments.get(office=Office.PROVINCE_OFFICER)
        people.end_appointment(appointment=row, to_on=day, by=self.year.cast.administrator, reason="Nghỉ hưu.")
        self.year.did("appointment.ended")

    def _answered_on_paper(self, letter, keys):
        """The province has no account any more: the clerk registers its paper, the reviewer records what it says."""
        said = {"unit": None, "sender": "UBND tỉnh Thái Nguyên", "paper_number": "2210/QĐ-UBND"}
        paper = making.arrival(self.town, "-of-the-province", **said)
        self.year.did("arrival.registered")
        answers = [self.province.spoken(letter, self.name(key, BK), "2210/QĐ-UBND") for key in keys[:-1]]
        answers.append(self.province.spoken(letter, self.name(keys[-1], BK), "733/SNV-TĐKT", "refused"))
        self.province.answer(letter, answers, by=self.town.office_reviewer, arrival=paper)

    def _sum_up(self):
        self.campaign.refresh_from_db()
        version, head = self.campaign.row_version, self.town.office_head
        campaign_life.summarise(campaign=self.campaign, row_version=version, summary="Hoàn thành tốt.", by=head)
        self.year.did("campaign.summarised")
