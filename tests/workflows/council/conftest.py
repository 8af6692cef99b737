"""A council of nine with a secretary, and meetings of it in every state, made through the services alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.making import appraised, row_versions_of
from workflows.council import agenda_services, ballot_services, minutes_services, services, vote_services
from workflows.council.models import AgendaItem, Council

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 14 o'clock here


@pytest.fixture(autouse=True)
def clock():
    """Time stands still at 14:00 on 23/11/2026."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@dataclass
class Table:
    """The people of one commune around the council's table. `seats[0]` is the chair."""

    town: object
    council: Council

    @property
    def chair(self):
        return self.town.council_chair

    @property
    def secretary(self):
        return self.town.council_secretary

    @property
    def seats(self):
        return self.town.seats

    def proposal(self, *names, **values):
        """An appraised proposal."""
        return appraised(self.town, names=names or ("Nguyễn Thị Hòa", "Đặng Quốc Ý"), **values)

    def prepared(self, *proposals, **values):
        """A meeting in preparation with these proposals on its agenda."""
        values = {"title": "Xét khen thưởng tháng 11", "held_at": timezone.now(), "place": "Phòng họp tầng 2", **values}
        meeting = services.create_meeting(council=self.council, values=values, by=self.secretary)
        if proposals:
            agenda_services.place_on_agenda(
                meeting=meeting, proposals=proposals, row_versions=row_versions_of(proposals), by=self.secretary
            )
            meeting.refresh_from_db()
        return meeting

    def mark(self, meeting, presence, *people):
        """Note these people as present, online ...; who they were before is looked up."""
        shown = dict(meeting.attendances.values_list("person_id", "presence"))
        marks = {person.pk: (shown.get(person.pk, "absent"), presence) for person in people}
        return services.record_attendance(meeting=meeting, marks=marks, by=self.secretary)

    def opened(self, *proposals, present=9, written=0, **values):
        """An open meeting: the first `present` seats are there, the next `written` give their opinion in writing."""
        meeting = self.prepared(*(proposals or (self.proposal(),)), **values)
        self.mark(meeting, "present", *self.seats[:present], self.secretary)
        self.mark(meeting, "absent_written", *self.seats[present : present + written])
        return services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=self.chair)

    def choices(self, item, choice="yes", **other):
        """A whole ballot: one choice for all but the nominations named by `n<place>`."""
        nominations = list(item.proposal.nominations.order_by("order"))
        return {row.pk: other.get(f"n{place}", choice) for place, row in enumerate(nominations, start=1)}

    def open_vote(self, item):
        """Take ballots on an item, where it is not done yet."""
        item = AgendaItem.objects.get(pk=item.pk)
        if item.state == "prepared":
            item = vote_services.open_vote(item=item, row_version=item.row_version, by=self.secretary)
        return item

    def count(self, item, **values):
        """Close the vote on an item."""
        item = AgendaItem.objects.get(pk=item.pk)
        return vote_services.close_vote(item=item, row_version=item.row_version, by=self.secretary, **values)

    def announce(self, item):
        item = AgendaItem.objects.get(pk=item.pk)
        return vote_services.announce_vote(item=item, row_version=item.row_version, by=self.chair)

    def vote(self, meeting, yes=0, no=0, abstain=0, item=None):
        """The first members vote yes, the next no, the next otherwise, on one item."""
        item = self.open_vote(item or meeting.items.first())
        votes = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
        for person, choice in zip(self.seats, votes, strict=False):
            ballot_services.cast_ballot(item=item, choices=self.choices(item, choice), by=person)

    def voting(self, *proposals, **values):
        """An open meeting that takes ballots on every item."""
        meeting = self.opened(*proposals, **values)
        for item in meeting.items.all():
            self.open_vote(item)
        return meeting

    def announce_all(self, meeting, **values):
        """Close every vote that is open, and announce every result that is counted."""
        for item in meeting.items.exclude(verdict="deferred"):
            if item.state == "open":
                item = self.count(item, **values)
            if item.state == "closed":
                self.announce(item)

    def close(self, meeting, **values):
        """Count, announce and close. values: for the closing of each vote."""
        self.announce_all(meeting, **values)
        meeting.refresh_from_db()
        return services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=self.chair)

    def closed(self, *proposals, yes=9, no=0, abstain=0, **values):
        meeting = self.opened(*proposals, **values)
        for item in meeting.items.all():
            self.vote(meeting, yes, no, abstain, item=item)
        return self.close(meeting)

    def sign(self, meeting, by):
        meeting.refresh_from_db()
        return minutes_services.sign_minutes(meeting=meeting, row_version=meeting.row_version, by=by)


def make_council(town, by):
    values = {"founding_number": "12/QĐ-UBND", "founded_on": date(2025, 7, 5), "term_from": date(2025, 7, 5)}
    return services.found_council(unit=town.council, row_version=0, values=values, by=by)


@pytest.fixture
def table(cast, rules):
    return Table(cast.here, make_council(cast.here, cast.administrator))


@pytest.fixture
def other_table(cast, rules):
    return Table(cast.there, make_council(cast.there, cast.administrator))


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)
