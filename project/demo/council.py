"""A meeting of the sample, from its calling to its signed minutes, of which the units are told what was concluded.

Those at which more happened are in `sittings`.
"""

from datetime import datetime

from django.utils import timezone

from documents.proposals.models import Proposal
from project.demo.letters import person
from workflows.council import (
    agenda_services,
    ballot_services,
    hands_services,
    invitation_services,
    minutes_services,
    services,
    topic_services,
    vote_services,
)
from workflows.council.conclusion_services import send_conclusions
from workflows.council.room import Room

ABSENT = "uyvien7"


class Session:
    """One meeting from its preparation to its signed minutes. topics: {free item: what was concluded on it}."""

    method, absent = "open", (ABSENT,)
    discussion = "Hội đồng nghe Phòng Văn hóa - Xã hội báo cáo thẩm định, thảo luận từng trường hợp và biểu quyết."

    def __init__(self, clock, council, title, day, dossiers, topics=None):
        self.clock, self.council, self.title, self.day = clock, council, title, day
        self.dossiers, self.topics = dossiers, topics or {}

    @property
    def closed_on(self):
        return self.day

    def _facts(self):
        held_at = timezone.make_aware(datetime(self.day.year, self.day.month, self.day.day, 14, 0))
        facts = {"title": self.title, "held_at": held_at, "kind": "regular", "vote_method": self.method}
        return {**facts, "place": "Phòng họp tầng 2, trụ sở UBND xã"}

    def prepare(self, prepared_on):
        """Convene, set the agenda, invite."""
        with self.clock.at(prepared_on, 15):
            self.meeting = services.create_meeting(council=self.council, values=self._facts(), by=person("thuky"))
            proposals = list(Proposal.objects.filter(pk__in=[proposal.pk for proposal, _dossier in self.dossiers]))
            seen = {proposal.pk: proposal.row_version for proposal in proposals}
            agenda_services.place_on_agenda(
                meeting=self.meeting, proposals=proposals, row_versions=seen, by=person("thuky")
            )
            for title in self.topics:
                topic_services.add_topic(meeting=self.meeting, title=title, **self._as_it_stands())
            invitation_services.invite(meeting=self.meeting, **self._as_it_stands())
            self.meeting.refresh_from_db()

    def _as_it_stands(self):
        self.meeting.refresh_from_db()
        return {"row_version": self.meeting.row_version, "by": person("thuky")}

    def open(self):
        """Call the roll and open."""
        with self.clock.at(self.day, 14, 2):
            room = Room(self.meeting)
            marks = {
                member.person.pk: ("absent", "absent" if member.person.username in self.absent else "present")
                for member in room.roll
            }
            services.record_attendance(meeting=self.meeting, marks=marks, by=person("thuky"))
            self.meeting.refresh_from_db()
            self.meeting = services.open_meeting(
                meeting=self.meeting, row_version=self.meeting.row_version, by=person("chutich")
            )

    def vote(self, items=None, voters=None):
        """Each item: by the members' own secret ballots where the rule asks them, else by a show of hands."""
        with self.clock.at(self.day, 14, 40):
            room = Room(self.meeting)
            failing = {row.name for _proposal, dossier in self.dossiers for row in dossier.rows if row.fails}
            for item in room.items if items is None else room.items[:items]:
                rows = list(item.proposal.nominations.filter(outcome="proposed"))
                refused = {row.pk for row in rows if row.full_name in failing}
                self._vote_on(room, item, rows, refused, voters)

    def _open_vote(self, item):
        said = {"row_version": item.row_version, "namesakes_differ": True}
        return vote_services.open_vote(item=item, by=person("thuky"), **said)

    def _vote_on(self, room, item, rows, refused, voters=None):
        self._open_vote(item)
        if room.is_secret(item):
            self._ballots(room, item, rows, refused, voters)
        else:
            self._hands(room, item, refused)

    def _ballots(self, room, item, rows, refused, voters=None):
        present = [member.person for pk, member in room.voting.items() if pk in room.in_room][:voters]
        for place, member in enumerate(present):
            against = place % 3 != 0
            choices = {
                row.pk: "no" if row.pk in refused and against else "yes"
                for row in rows
                if member.pk not in room.aside_from(row.pk)
            }
            ballot_services.cast_ballot(item=item, choices=choices, by=member)

    def _hands(self, room, item, refused):
        there = len(room.in_room)
        agreed = {"yes": there, "no": 0, "abstain": 0, "chair_agrees": True}
        few = {"yes": 3, "no": there - 4, "abstain": 1, "chair_agrees": False}
        hands_services.record_hands(
            item=item, counts=agreed, exceptions={pk: few for pk in refused}, by=person("thuky")
        )

    def _announce(self):
        """Close every vote and announce its result."""
        for item in self.meeting.items.order_by("order"):
            said = {"row_version": item.row_version, "missing_ballots": True}
            item = vote_services.close_vote(item=item, by=person("thuky"), **said)
            vote_services.announce_vote(item=item, row_version=item.row_version, by=person("chutich"))

    def close(self, *, is_signed=True):
        """Close and write the minutes; sign them too and tell the units, unless they still wait for it."""
        with self.clock.at(self.closed_on, 15, 30):
            self._announce()
            self.meeting.refresh_from_db()
            self.meeting = services.close_meeting(
                meeting=self.meeting, row_version=self.meeting.row_version, by=person("chutich")
            )
            self.meeting = minutes_services.write_discussion(
                meeting=self.meeting,
                row_version=self.meeting.row_version,
                text=self.discussion,
                conclusions={topic.pk: self.topics[topic.title] for topic in self.meeting.topics.all()},
                by=person("thuky"),
            )
        for username, hour in (("thuky", 16), ("chutich", 16)) if is_signed else ():
            with self.clock.at(self.closed_on, hour, 15 if username == "thuky" else 25):
                self.meeting = minutes_services.sign_minutes(
                    meeting=self.meeting, row_version=self.meeting.row_version, by=person(username)
                )
        if is_signed:
            with self.clock.at(self.closed_on, 16, 40):
                version = self.meeting.row_version
                send_conclusions(meeting=self.meeting, row_version=version, by=person("thuky"))
