"""The council: two meetings with raised hands, one with secret ballots, one in writing."""

from datetime import date, datetime

from django.utils import timezone

from documents.proposals.models import Proposal
from tests import making
from workflows.council import (
    agenda_services,
    aside_services,
    ballot_services,
    conclusion_services,
    deferral_services,
    hands_services,
    invitation_services,
    minutes_services,
    services,
    vote_services,
)
from workflows.council.models import AgendaItem, Meeting
from workflows.council.room import Room


def found(year):
    values = {"founding_number": "12/QĐ-UBND", "founded_on": date(2025, 7, 5), "term_from": date(2025, 7, 5)}
    unit = year.town.council
    council = services.found_council(unit=unit, row_version=0, values=values, by=year.cast.administrator)
    year.did("council.founded")
    return council


class Sitting:
    """One meeting; the last seat is always empty."""

    def __init__(self, year, council, title, held_at, *, method="open", answer_by=None):
        self.year, self.town, self.method, self.in_writing = year, year.town, method, answer_by is not None
        values = {"title": title, "held_at": held_at, "vote_method": method, "place": "Phòng họp tầng 2"}
        if self.in_writing:
            values |= {"kind": "written", "answer_by": answer_by, "place": ""}
        self.meeting = services.create_meeting(council=council, values=values, by=self.town.council_secretary)
        year.did("meeting.called")

    def _now(self):
        self.meeting = Meeting.objects.get(pk=self.meeting.pk)
        return {"meeting": self.meeting, "row_version": self.meeting.row_version}

    def item(self, proposal):
        return AgendaItem.objects.get(meeting=self.meeting, proposal=proposal)

    def call(self, proposals):
        """Agenda and invitation."""
        proposals = list(Proposal.objects.filter(pk__in=[each.pk for each in proposals]).order_by("pk"))
        seen, by = making.row_versions_of(proposals), self.town.council_secretary
        agenda_services.place_on_agenda(meeting=self.meeting, proposals=proposals, row_versions=seen, by=by)
        invitation_services.invite(by=by, **self._now())
        self.year.did("meeting.agenda_placed")
        self.year.did("proposal.place_on_agenda", len(proposals))
        self.year.did("meeting.invited")

    def open(self):
        if not self.in_writing:
            there = [*self.town.seats[:8], self.town.council_secretary]
            marks = {person.pk: ("absent", "present") for person in there}
            services.record_attendance(meeting=self.meeting, marks=marks, by=self.town.council_secretary)
            self.year.did("meeting.attendance")
        services.open_meeting(by=self.town.council_chair, **self._now())
        self.year.did("meeting.open")

    # --- what is unusual ---------------------------------------------------------------------------
    def defer(self, proposal):
        said = {"reason": "Cần xác minh thêm.", "by": self.town.council_chair}
        services.defer_item(item=self.item(proposal), **said)
        self.year.did("meeting.deferred")

    def defer_one(self, proposal):
        """One nomination of an item; returns the sister dossier."""
        item = self.item(proposal)
        chosen = [proposal.nominations.order_by("order").first().pk]
        said = {"nominations": chosen, "reason": "Cần xác minh thêm.", "by": self.town.council_chair}
        sister = deferral_services.defer_nominations(item=item, row_version=item.row_version, **said)
        for act in ("meeting.nomination_deferred", "proposal.split_off", "proposal.split_from"):
            self.year.did(act)
        return sister

    def stand_aside(self, proposal, member):
        rows = [row.pk for row in proposal.nominations.all()]
        said = {"kind": "family", "reason": "Là anh em ruột"}
        aside_services.stand_aside(item=self.item(proposal), nominations=rows, by=member, **said)
        self.year.did("meeting.stood_aside")

    def repeat(self, item):
        """The vote of an item is counted, set aside and opened again."""
        item = self._count(item)
        said = {"reason": "Một số phiếu bấm nhầm.", "by": self.town.council_chair}
        item = vote_services.repeat_vote(item=item, row_version=item.row_version, **said)
        self.year.did("meeting.vote_repeated")
        return self._open_vote(item)

    # --- votes -------------------------------------------------------------------------------------
    def vote(self, *, failing=(), repeated=None):
        """Vote on what is not deferred. failing: names; repeated: the dossier that is voted on twice."""
        for item in self.meeting.items.exclude(verdict="deferred").order_by("order"):
            refused = set(item.proposal.nominations.filter(full_name__in=failing).values_list("pk", flat=True))
            item = self._open_vote(item)
            self._vote_on(item, refused)
            if item.proposal == repeated:
                self._vote_on(self.repeat(item), refused)
            self._announce(item)

    def vote_in_writing(self):
        """The members answer; counted and announced by `announce` when the last day is past."""
        for item in self.meeting.items.order_by("order"):
            self._vote_on(self._open_vote(item), set())

    def announce(self):
        for item in self.meeting.items.order_by("order"):
            self._announce(item)

    def _announce(self, item):
        item = self._count(item)
        vote_services.announce_vote(item=item, row_version=item.row_version, by=self.town.council_chair)
        self.year.did("meeting.vote_announced")

    def _open_vote(self, item):
        item = AgendaItem.objects.get(pk=item.pk)
        self.year.did("meeting.vote_opened")
        by = self.town.council_secretary
        return vote_services.open_vote(item=item, row_version=item.row_version, namesakes_differ=True, by=by)

    def _count(self, item):
        item = AgendaItem.objects.get(pk=item.pk)
        self.year.did("meeting.vote_closed")
        by = self.town.council_secretary
        return vote_services.close_vote(item=item, row_version=item.row_version, missing_ballots=True, by=by)

    def _vote_on(self, item, refused):
        room = Room(self.meeting)
        if self.method == "open" and not self.in_writing:
            there = len(room.in_room)
            agreed = {"yes": there, "no": 0, "abstain": 0, "chair_agrees": True}
            few = {"yes": 3, "no": there - 3, "abstain": 0, "chair_agrees": False}
            exceptions, by = {pk: few for pk in refused}, self.town.council_secretary
            hands_services.record_hands(item=item, counts=agreed, exceptions=exceptions, by=by)
            self.year.did("meeting.hands")
            return
        keys = [row.pk for row in room.nominations[item.pk]]
        absent = self.town.seats[8].pk
        voters = [member.person for pk, member in room.voting.items() if self.in_writing or pk in room.in_room]
        for place, person in enumerate(voter for voter in voters if voter.pk != absent):
            choices = {
                pk: "no" if pk in refused and place > 2 else "yes"
                for pk in keys
                if person.pk not in room.aside_from(pk)
            }
            if choices:
                ballot_services.cast_ballot(item=item, choices=choices, by=person)
                self.year.did("meeting.voted")

    def close(self, *, carried, rejected=0, deferred=0):
        """Close, write and sign the minutes, tell the units. The figures: of dossiers, as the plan has them."""
        services.close_meeting(by=self.town.council_chair, **self._now())
        self.year.did("meeting.close")
        for act, times in (("carry", carried), ("reject", rejected), ("defer", deferred)):
            if times:
                self.year.did(f"proposal.{act}", times)
        text = "Hội đồng nghe báo cáo thẩm định, thảo luận và biểu quyết."
        minutes_services.write_discussion(text=text, by=self.town.council_secretary, **self._now())
        self.year.did("meeting.minutes_written")
        for signer in (self.town.council_secretary, self.town.council_chair):
            minutes_services.sign_minutes(by=signer, **self._now())
            self.year.did("meeting.minutes_signed")
        conclusion_services.send_conclusions(by=self.town.council_secretary, **self._now())
        self.year.did("meeting.conclusions_sent")


def moment(day, hour=14):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))
