"""A small world for the API's tests: a dossier in each place that endpoints look at, made through the services."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from documents.campaigns import services as campaigns
from permissions.people import services as people
from permissions.people.models import Deputising
from permissions.roles import Office
from tests import making
from workflows.approval import review_services
from workflows.council import agenda_services, ballot_services, minutes_services
from workflows.council import services as council
from workflows.decisions import services as decisions


@dataclass
class World:
    """Codes and keys of what is there, by the word that stands in the address."""

    cast: object
    campaign: object
    draft: object
    submitted: object
    under_review: object
    returned: object
    appraised: object
    on_agenda: object
    passed: object
    meeting: object
    closed_meeting: object
    decision: object
    signed_decision: object
    waiting_appointment: object
    deputising: object


def _campaign(town):
    today = timezone.localdate()
    values = {
        "title": "Thi đua chào mừng Đại hội",
        "plan_number": "15/KH-UBND",
        "plan_on": today - timedelta(days=40),
        "starts_on": today - timedelta(days=30),
        "ends_on": today + timedelta(days=20),
        "closes_on": today + timedelta(days=25),
    }
    return campaigns.set_up(
        commune=town.commune,
        values=values,
        contents=["Nội dung một"],
        criteria=[],
        award_forms=[making.award_form()],
        by=town.office_reviewer,
    )


def _meeting(town, founded, *proposals):
    values = {"title": "Xét khen thưởng", "held_at": timezone.now(), "place": "Phòng họp"}
    meeting = council.create_meeting(council=founded, values=values, by=town.council_secretary)
    agenda_services.place_on_agenda(meeting=meeting, proposals=proposals, by=town.council_secretary)
    seats = [*town.seats, town.council_secretary]
    marks = {person.pk: ("absent", "present") for person in seats}
    council.record_attendance(meeting=meeting, marks=marks, by=town.council_secretary)
    meeting.refresh_from_db()
    return council.open_meeting(meeting=meeting, row_version=meeting.row_version, by=town.council_chair)


def _vote(town, meeting):
    for item in meeting.items.select_related("proposal"):
        choices = {row.pk: "yes" for row in item.proposal.nominations.all()}
        for person in town.seats:
            ballot_services.cast_ballot(item=item, choices=choices, by=person)


def _closed(town, founded, *proposals):
    meeting = _meeting(town, founded, *proposals)
    _vote(town, meeting)
    meeting.refresh_from_db()
    return council.close_meeting(meeting=meeting, row_version=meeting.row_version, by=town.council_chair)


def _signed_minutes(town, meeting):
    for person in (town.council_secretary, town.council_chair):
        meeting = minutes_services.sign_minutes(meeting=meeting, row_version=meeting.row_version, by=person)
    return meeting


def _fresh(thing):
    thing.refresh_from_db()
    return thing


def _under_review(town):
    proposal = making.under_review(town)
    review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, text="Bổ sung số liệu."
    )
    return _fresh(proposal)


def _decision(town, proposal):
    return decisions.draft_decision(proposals=[_fresh(proposal)], by=town.office_reviewer)


def _deputising(town):
    chair = town.commune_chair.appointments.get(office=Office.COMMUNE_CHAIR)
    return Deputising.objects.create(
        appointment=chair, deputy=town.commune_deputy_chair, basis="12/QĐ-UBND", from_on=timezone.localdate()
    )


def make_world(cast):
    """The world of the commune `here`; `there` has one dossier of its own. Needs the rules."""
    town = cast.here
    making.sent(cast.there)
    founding = {"founding_number": "12/QĐ-UBND", "founded_on": date(2025, 7, 5), "term_from": date(2025, 7, 5)}
    founded = council.found_council(unit=town.council, values=founding, by=cast.administrator)
    first, second, third = (making.appraised(town) for _number in range(3))
    closed = _signed_minutes(town, _closed(town, founded, first, second, third))
    signed = _decision(town, second)
    signed = decisions.sign_decision(decision=signed, row_version=signed.row_version, by=town.commune_chair)
    on_agenda = making.appraised(town)
    return World(
        cast=cast,
        campaign=_campaign(town),
        draft=making.draft(town),
        submitted=making.sent(town),
        under_review=_under_review(town),
        returned=making.returned(town),
        appraised=making.appraised(town),
        on_agenda=on_agenda,
        passed=_fresh(first),
        meeting=_meeting(town, founded, on_agenda),
        closed_meeting=closed,
        decision=_decision(town, third),
        signed_decision=signed,
        waiting_appointment=people.appoint(
            user=cast.stranger,
            unit=town.hamlet,
            office=Office.UNIT_HEAD,
            from_on=timezone.localdate(),
            by=cast.administrator,
        ),
        deputising=_deputising(town),
    )
