"""Two meetings of the sample at which more happened than usual: votes in secret, and opinions in writing."""

from datetime import timedelta

from project.demo.council import ABSENT, Session
from project.demo.letters import person
from workflows.council import aside_services, ballot_services, paper_services, services, vote_services
from workflows.council.room import Room
from workflows.deadlines import due_after

LATE, EARLY = "uyvien3", "uyvien6"
ON_PAPER = ("uyvien1", "uyvien5")
KIN, NOMINEE = "uyvien4", "Lý Thị Sen"
TELLERS = ("thuky", "uyvien2")


class InSecret(Session):
    """Secret ballots: one member comes late, one leaves, one stands aside, two vote on paper; one vote is repeated."""

    method, absent = "secret", (ABSENT, LATE)

    def open(self):
        super().open()
        with self.clock.at(self.day, 14, 25):
            self._mark(LATE, "absent", "present")

    def vote(self, items=None, voters=None):
        super().vote(items, voters)
        with self.clock.at(self.day, 15, 10):
            self._mark(EARLY, "present", "absent")

    def _mark(self, username, was, now):
        marks = {person(username).pk: (was, now)}
        services.record_attendance(meeting=self.meeting, marks=marks, by=person("thuky"))

    def _vote_on(self, room, item, rows, refused, voters=None):
        kin = [row.pk for row in rows if row.full_name == NOMINEE]
        if kin:
            said = {"kind": "family", "reason": "Bà Lý Thị Sen là vợ của ủy viên"}
            aside_services.stand_aside(item=item, nominations=kin, by=person(KIN), **said)
        item = self._open_vote(item)
        room = Room(self.meeting)
        if item.order == 1:
            self._once_more(room, item, rows, refused)
        elif item.order == 3:
            self._partly_on_paper(room, item, rows)
        else:
            self._ballots(room, item, rows, refused)

    def _once_more(self, room, item, rows, refused):
        """The first vote is set aside before its result is announced."""
        self._ballots(room, item, rows, {row.pk for row in rows})
        item = self._of_now(item)
        item = vote_services.close_vote(item=item, row_version=item.row_version, by=person("thuky"))
        reason = "Một số thành viên bấm nhầm ô trên phiếu; Hội đồng thống nhất bỏ phiếu lại."
        item = vote_services.repeat_vote(item=item, row_version=item.row_version, reason=reason, by=person("chutich"))
        self._open_vote(item)
        self._ballots(Room(self.meeting), item, rows, refused)

    def _partly_on_paper(self, room, item, rows):
        holders = [person(username).pk for username in ON_PAPER]
        paper_services.hand_out_papers(item=item, people=holders, by=person("thuky"))
        on_screen = [pk for pk in room.voting if pk in room.in_room and pk not in holders]
        for pk in on_screen:
            ballot_services.cast_ballot(item=item, default="yes", by=room.voting[pk].person)
        counts = {row.pk: {"yes": 2} for row in rows}
        counts[rows[0].pk] = {"yes": 1, "invalid": 1}
        for teller in TELLERS:
            paper_services.key_papers(item=item, counts=counts, by=person(teller))

    def _of_now(self, item):
        return self.meeting.items.get(pk=item.pk)


class InWriting(Session):
    """No room: the members answer one after another until a last day; one does not."""

    discussion = ""
    DAYS = 3  # working days to answer

    @property
    def answer_by(self):
        return due_after(self.day, self.DAYS)

    @property
    def closed_on(self):
        return due_after(self.answer_by, 1)

    def _facts(self):
        return {**super()._facts(), "kind": "written", "place": "", "answer_by": self.answer_by}

    def open(self):
        with self.clock.at(self.day, 14, 2):
            self.meeting = services.open_meeting(
                meeting=self.meeting, row_version=self.meeting.row_version, by=person("chutich")
            )
            for item in Room(self.meeting).items:
                self._open_vote(item)

    def vote(self, items=None, voters=None):
        members = [member.person for member in Room(self.meeting).voting.values() if member.person.username != ABSENT]
        for place, member in enumerate(members):
            choice = "abstain" if place == len(members) - 1 else "yes"
            with self.clock.at(self.day + timedelta(days=int(2 * place >= len(members))), 16, place):
                for item in Room(self.meeting).items:
                    ballot_services.cast_ballot(item=item, default=choice, by=member)
