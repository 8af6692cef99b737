"""Setting up the sample: units, people with their offices, the council, campaigns - by the services of the pages."""

from datetime import date, timedelta

from django.utils import timezone

from documents.campaigns import life_services as campaign_life
from documents.campaigns import services as campaigns
from documents.catalogue import services as catalogue
from documents.catalogue.models import AwardForm, HolidayYear
from permissions.mandates import services as mandates
from permissions.people import services as people
from permissions.people.models import Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from project.demo import papers
from project.demo.commune import FIRST_PASSWORD, PASSWORD, PEOPLE, PROVINCE, SECOND_ADMINISTRATOR, UNITS
from workflows.council import membership_services
from workflows.council import services as council
from workflows.council.states import SeatRole

SINCE = date(2025, 7, 1)
FOUNDED = date(2025, 8, 15)
MANDATE_UNTIL = date(2030, 12, 31)


def units(by):
    """Every unit below the province."""
    for code, name, kind, parent, symbol, has_accounts in UNITS:
        place = "Phong Quang" if kind == UnitKind.COMMUNE else ""
        people.add_unit(
            code=code,
            name=name,
            kind=kind,
            parent=Unit.objects.get(code=parent),
            symbol=symbol,
            place=place,
            has_accounts=has_accounts,
            by=by,
        )


def _account(username, full_name, by):
    """The account of a person who has come in once and chosen the published password."""
    person = people.add_person(username=username, full_name=full_name, password=FIRST_PASSWORD, by=by)
    return people.set_password(user=person, password=PASSWORD, by=person)


def offices(administrator):
    """Every person with their offices; chairs, heads and clerks are confirmed by a second person."""
    second = _account(*SECOND_ADMINISTRATOR, administrator)
    province = Unit.objects.get(code=PROVINCE[0])
    people.appoint(user=second, unit=province, office="administrator", from_on=SINCE, by=administrator)
    for username, full_name, held in PEOPLE:
        person = _account(username, full_name, administrator)
        for office, unit, title in held:
            row = people.appoint(
                user=person,
                unit=Unit.objects.get(code=unit),
                office=office,
                title=title,
                basis="Quyết định số 21/QĐ-UBND ngày 01/7/2025 (mẫu)",
                from_on=SINCE,
                to_on=MANDATE_UNTIL if office == Office.INSPECTOR else None,
                by=administrator,
            )
            if row.needs_confirmation:
                people.confirm_appointment(appointment=row, by=second)
            if office == Office.INSPECTOR:
                _mandate(row, administrator, second)
    chair = User.objects.get(username="chutich").appointments.get(office="commune_chair")
    deputy = people.name_deputy(
        appointment=chair,
        deputy=User.objects.get(username="phochutich"),
        signing_form="KT",
        title="Phó Chủ tịch",
        basis="Quyết định phân công nhiệm vụ số 34/QĐ-UBND ngày 10/7/2025 (mẫu)",
        from_on=SINCE,
        by=administrator,
    )
    people.confirm_deputy(deputising=deputy, by=second)


def _mandate(appointment, administrator, second):
    """What the inspector of the sample commune reads by."""
    values = {
        "decision_number": "12/QĐ-TTr (mẫu)",
        "decided_on": SINCE,
        "issued_by": "Chánh Thanh tra tỉnh (mẫu)",
        "from_on": SINCE,
        "to_on": MANDATE_UNTIL,
    }
    row = mandates.enter_mandate(appointment=appointment, values=values, by=administrator)
    mandates.confirm_mandate(mandate=row, by=second)


def holidays(today, by):
    """The lists of public holidays on which the days of the sample are counted, opened where the catalogue ends."""
    for year in range(SINCE.year, today.year + 2):
        if not HolidayYear.objects.filter(year=year).exists():
            catalogue.open_holiday_year(year=year, by=by)


def council_of_the_commune(by):
    """The council with its founding decision and term."""
    return council.found_council(
        unit=Unit.objects.get(code="PQ-HD"),
        row_version=0,
        values={
            "founding_number": "56/QĐ-UBND",
            "founded_on": FOUNDED,
            "term_from": FOUNDED,
            "term_to": date(2030, 12, 31),
        },
        by=by,
    )


def change_of_the_council(council):
    """A decision by which a member becomes vice chair."""
    council.refresh_from_db()
    person = User.objects.get(username="uyvien6")
    day = timezone.localdate()
    values = {
        "decision_number": "88/QĐ-UBND",
        "decided_on": day,
        "from_on": day + timedelta(days=3),
        "words": "Kiện toàn Hội đồng: bổ sung một Phó Chủ tịch Hội đồng (mẫu)",
    }
    membership_services.change_members(
        council=council,
        row_version=council.row_version,
        values=values,
        leaving=[person.appointments.get(unit=council.unit).pk],
        joining=[{"user": person, "role": SeatRole.VICE_CHAIR, "title": "Phó Chủ tịch Hội đồng"}],
        by=User.objects.get(username="quantri"),
    )


def campaign(plan, by):
    """A campaign as its plan says, with the plan attached, launched."""
    made = campaigns.set_up(
        commune=Unit.objects.get(code="PQ"),
        values=plan.values,
        contents=plan.contents,
        criteria=[{"audience": audience, "unit_kinds": kinds, "text": text} for audience, kinds, text in plan.criteria],
        award_forms=AwardForm.objects.filter(code__in=plan.forms),
        duties=[{"body": body, "text": text} for body, text in plan.duties],
        by=by,
    )
    upload = papers.sample_plan(made.title, text=made.aims, day=made.plan_on)
    campaign_life.add_file(campaign=made, kind="plan", upload=upload, by=by)
    return campaign_life.launch(campaign=made, row_version=made.row_version, by=by)


def sum_up(campaign, summary, by):
    """Close a campaign whose last day is past, and keep its summary."""
    ended = campaign_life.end(campaign=campaign, row_version=campaign.row_version, by=by)
    return campaign_life.summarise(campaign=ended, row_version=ended.row_version, summary=summary, by=by)
