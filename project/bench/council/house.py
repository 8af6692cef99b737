"""A council with many members and its meetings, made through the services; what is only scenery is made in bulk."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from documents.catalogue.kinds import VoteMethod
from documents.catalogue.models import VoteRule
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions.ledger import tracked
from permissions.ledger.services import Line, record
from permissions.people.models import Appointment, User
from permissions.roles import Office
from permissions.vietnamese import name_sort_key, search_key
from project import urls  # noqa: F401 - importing declares every act
from project.seeding.places import SINCE, towns
from project.seeding.services import seed
from workflows.council import agenda_services, counting, services, vote_services
from workflows.council.closing import boxes_of
from workflows.council.models import Council, HandsRecord
from workflows.council.room import Room
from workflows.council.states import VoteState

_FOUNDED = date(2025, 7, 5)
_SPARE = 3  # times as many are made as asked for: on some forms the vote is secret, whatever the meeting says
EVERY = 5  # of so many dossiers one is rejected
_dice = count(1)


def _appoint(unit, office, names):
    """So many people more in an office; returns them."""
    nobody = make_password(None)
    people = [
        User(
            username=name,
            full_name=f"Nguyễn Văn {name}",
            password=nobody,
            search_key=search_key(name),
            sort_key=name_sort_key(name),
        )
        for name in names
    ]
    with transaction.atomic():
        kept = tracked.add_many(people, by=None)
        kept += tracked.add_many(
            [Appointment(user=person, unit=unit, office=office, from_on=SINCE) for person in people], by=None
        )
        record([Line(stream="seed", act="seed.made", body={"history": kept})], commune_id=None, by=None, acting_as=None)
    return people


@dataclass
class House:
    """The council's people, and the dossiers that wait for it. members: who vote, the chair first."""

    council: Council
    members: list
    secretaries: list
    waiting: list = field(default_factory=list)

    @property
    def chair(self):
        return self.members[0]

    @property
    def secretary(self):
        return self.secretaries[0]

    def dossiers(self, wanted):
        """So many appraised dossiers on which the meeting itself says how it votes."""
        while len(self.waiting) < wanted:
            known = set(Proposal.objects.values_list("pk", flat=True))
            seed(communes=1, proposals=_SPARE * wanted, states={ProposalState.APPRAISED: 1}, first=next(_dice))
            rules = VoteRule.objects.filter(method=VoteMethod.EITHER, chair_must_agree=False)
            forms = set(rules.values_list("form_rule__rule_set_id", "form_rule__award_form_id", "form_rule__kind"))
            made = Proposal.objects.exclude(pk__in=known).order_by("pk")
            self.waiting += [row for row in made if (row.rule_set_id, row.award_form_id, row.kind) in forms]
        taken, self.waiting = self.waiting[:wanted], self.waiting[wanted:]
        return taken

    def dossiers_with(self, nominations):
        """Dossiers, the biggest first, with so many nominations together."""
        chosen, missing = [], nominations
        for row in sorted(self.dossiers(nominations), key=lambda row: -row.nominee_count):
            if row.nominee_count <= missing:
                chosen.append(row)
                missing -= row.nominee_count
            else:
                self.waiting.append(row)
        if missing:
            raise ValueError("no dossiers with so many nominations together")
        return chosen

    def sitting(self, proposals, *, method):
        """A meeting in session with these dossiers, everybody there."""
        values = {"title": "Xét khen thưởng", "held_at": timezone.now(), "place": "Hội trường", "vote_method": method}
        meeting = services.create_meeting(council=self.council, values=values, by=self.secretary)
        seen = {row.pk: row.row_version for row in proposals}
        agenda_services.place_on_agenda(meeting=meeting, proposals=proposals, row_versions=seen, by=self.secretary)
        marks = {person.pk: ("absent", "present") for person in self.members}
        services.record_attendance(meeting=meeting, marks=marks, by=self.secretary)
        meeting.refresh_from_db()
        return services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=self.chair)

    def voted(self, count):
        """A meeting in session on so many dossiers, every result announced: all that is left is to close it."""
        meeting = self.sitting(self.dossiers(count), method="open")
        announce_all(meeting, by=self.secretary)
        return meeting

    def open_first(self, meeting):
        """Take ballots on the first item."""
        item = meeting.items.order_by("order").first()
        said = {"row_version": item.row_version, "namesakes_differ": True}
        return vote_services.open_vote(item=item, by=self.secretary, **said)

    def give_up(self, meeting):
        """Defer every item and close: the next meeting may begin."""
        for item in meeting.items.all():
            services.defer_item(item=item, reason="Để phiên sau.", by=self.chair)
        meeting.refresh_from_db()
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=self.chair)


@transaction.atomic
def announce_all(meeting, *, by):
    """A show of hands on every item, counted and announced: rows and evidence in bulk, some rejected."""
    room, now = Room(meeting), timezone.now()
    there, items = len(room.in_room), room.items
    HandsRecord.objects.bulk_create(
        HandsRecord(
            item=item,
            yes=there if place % EVERY else 0,
            no=0 if place % EVERY else there,
            abstain=0,
            room_count=there,
            recorded_by=by,
            recorded_at=now,
        )
        for place, item in enumerate(items, start=1)
    )
    for item in items:
        item.state, item.vote_opened_at, item.row_version = VoteState.ANNOUNCED, now, item.row_version + 1
        counting.keep(counting.count(room, item), now=now)
    kept = tracked.save_many(items, ["state", "vote_opened_at", "row_version"], by=by)
    boxes, lines = boxes_of(items), []
    for item, row in zip(items, kept, strict=True):
        results = [counting.words(box) for box in boxes[item.pk]]
        body = {"proposal": item.proposal.code, "round": item.round, "results": results, "history": [row]}
        lines.append(Line(stream=meeting.stream, act="meeting.vote_announced", body=body))
    record(lines, commune_id=meeting.commune_id, by=by, acting_as=None, at=now)


def house(members):
    """The council of a commune of its own, with so many voting members and two secretaries."""
    seed(communes=1, proposals=1)
    town = towns(1)[0]
    secretary = town.capacity(Office.COUNCIL_SECRETARY)
    unit = secretary.appointment.unit
    voting = [each.user for office in (Office.COUNCIL_CHAIR, Office.COUNCIL_MEMBER) for each in town.capacities(office)]
    names = [f"uy-vien-{number}" for number in range(len(voting) + 1, members + 1)]
    voting += _appoint(unit, Office.COUNCIL_MEMBER, names)
    second = _appoint(unit, Office.COUNCIL_SECRETARY, ["thu-ky-hai"])
    (administrator,) = _appoint(town.commune, Office.ADMINISTRATOR, ["quan-tri"])
    values = {"founding_number": "12/QĐ-UBND", "founded_on": _FOUNDED, "term_from": _FOUNDED}
    council = services.found_council(unit=unit, row_version=0, values=values, by=administrator)
    return House(council, voting[:members], [secretary.user, *second])
