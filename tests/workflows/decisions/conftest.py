"""Passed dossiers, ready for a decision, and the decisions made of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.catalogue.models import AwardForm
from documents.proposals.models import Letter, Nomination, Proposal
from permissions.people.models import Deputising
from permissions.roles import Office
from permissions.vietnamese import search_key
from tests.conftest import appoint, no_history
from tests.making import row_versions_of
from workflows.decisions import services

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 9 o'clock here


@pytest.fixture(autouse=True)
def clock():
    """Time stands still at 09:00 on 23/11/2026; `clock.move_to(...)` moves it."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@dataclass
class Desk:
    """The people of one commune and what lies before them."""

    town: object

    def passed(self, *names, form="gk-xa", unit=None, kind="merit", nominee_type="individual", **values):
        """A proposal the council has passed, with its nominees."""
        with no_history():
            return passed(self.town, names or ("Nguyễn Thị Hòa",), form, unit, kind, nominee_type, **values)

    def drafted(self, *proposals, by=None, **values):
        proposals = proposals or (self.passed(),)
        values = {"row_versions": row_versions_of(proposals), "by": by or self.town.office_reviewer, **values}
        return services.draft_decision(proposals=proposals, **values)

    def signed(self, *proposals, by=None):
        decision = self.drafted(*proposals)
        return services.sign_decision(
            decision=decision, row_version=decision.row_version, by=by or self.town.commune_chair
        )

    def issued(self, *proposals, **values):
        decision = self.signed(*proposals)
        return services.issue_decision(
            decision=decision, row_version=decision.row_version, by=self.town.records_clerk, **values
        )

    def deputy(self, form="KT", **values):
        """The deputy chair, standing in for the chair from today."""
        chair = self.town.commune_chair.appointments.get(office=Office.COMMUNE_CHAIR)
        with no_history():
            Deputising.objects.create(
                appointment=chair,
                deputy=self.town.commune_deputy_chair,
                signing_form=form,
                basis="Quyết định 12/QĐ-UBND",
                from_on=timezone.localdate(),
                **values,
            )
        return self.town.commune_deputy_chair

    def also_reviewer(self, person):
        appoint(person, Office.OFFICE_REVIEWER, self.town.office)
        return person


@pytest.fixture
def desk(cast, rules):
    return Desk(cast.here)


@pytest.fixture
def other_desk(cast, rules):
    return Desk(cast.there)


def passed(town, names, form, unit, kind, nominee_type, **values):
    commune, unit, now = town.commune, unit or town.school, timezone.now()
    number = Proposal.objects.count() + 1
    award_form = AwardForm.objects.get(code=form)
    letter = Letter.objects.create(
        commune=commune,
        unit=unit,
        code=f"{commune.code}-2026-L{number:04d}",
        kind=kind,
        campaign=values.get("campaign"),
        title="Khen thưởng năm 2026",
        state="sent",
        drafted_by=town.unit_clerk,
        drafted_at=now,
    )
    proposal = Proposal.objects.create(
        commune=commune,
        unit=unit,
        letter=letter,
        code=f"{commune.code}-2026-{number:04d}",
        title=f"{award_form.name} - {letter.title}",
        kind=kind,
        award_form=award_form,
        rule_set=catalogue.rule_set_on(timezone.localdate(), commune),
        submitted_at=now,
        nominee_count=len(names),
        **{"state": "passed", "council_skipped": True, "reviewer": town.office_reviewer, **values},
    )
    Nomination.objects.bulk_create(
        Nomination(
            letter=letter,
            proposal=proposal,
            order=order,
            nominee_type=nominee_type,
            full_name=name,
            position="Giáo viên" if nominee_type == "individual" else "",
            workplace=unit.name,
            period_from=date(2025, 9, 1),
            period_to=date(2026, 5, 31),
            summary="Hoàn thành xuất sắc nhiệm vụ.",
            award_form=award_form,
            outcome="passed",
            search_key=search_key(name),
        )
        for order, name in enumerate(names, start=1)
    )
    return proposal


def states_of(*proposals):
    """The states of proposals as they are stored now."""
    return [Proposal.objects.get(pk=proposal.pk).state for proposal in proposals]
