"""Letters to the province at every station, made through the services of those who do them."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from tests import making
from tests.workflows.approval.stations import NOW, OF_THE_PROVINCE, Stations
from workflows.handoff import province_services as province
from workflows.handoff import services
from workflows.handoff.queries import lines_of

NAMES = ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "Ma Thế Đường")
DECIDED_ON = date(2026, 11, 23)


class Above:
    """`at("forwarded")`: a letter over one dossier of three nominees there."""

    def __init__(self, cast):
        self.cast, self.town, self.stations = cast, cast.here, Stations(cast)

    def passed(self, names=NAMES):
        return self.stations.at("passed", form=making.award_form(OF_THE_PROVINCE), names=names)

    def drafted(self, *dossiers):
        dossiers = dossiers or (self.passed(),)
        seen = making.row_versions_of(dossiers)
        return services.draft_transmittal(proposals=dossiers, row_versions=seen, by=self.town.office_reviewer)

    def signed(self, *dossiers):
        letter = self.drafted(*dossiers)
        return services.sign_transmittal(transmittal=letter, row_version=letter.row_version, by=self.town.commune_chair)

    def forwarded(self, *dossiers):
        letter = self.signed(*dossiers)
        return services.forward(transmittal=letter, row_version=letter.row_version, by=self.town.records_clerk)

    def received(self, *dossiers):
        letter = self.forwarded(*dossiers)
        return province.acknowledge(transmittal=letter, row_version=letter.row_version, by=self.cast.province_officer)

    def give_back(self, letter, *names, reason="Thiếu xác nhận thuế."):
        letter = self.now(letter)
        reasons = {line.pk: reason for line in lines_of(letter) if line.nomination.full_name in names}
        return province.return_lines(
            transmittal=letter, row_version=letter.row_version, reasons=reasons, by=self.cast.province_officer
        )

    def answer(self, letter, **said):
        """said: name without blanks -> granted or refused."""
        letter = self.now(letter)
        lines = {line.nomination.full_name.replace(" ", ""): line for line in lines_of(letter)}
        return province.record_answer(
            transmittal=letter,
            row_version=letter.row_version,
            answers=[self.spoken(lines[name], what) for name, what in said.items()],
            by=self.cast.province_officer,
        )

    @staticmethod
    def spoken(line, said="granted", **values):
        told = {
            "line": line.pk,
            "said": said,
            "number": "812/QĐ-UBND",
            "decided_on": DECIDED_ON,
            "issuer": "Chủ tịch UBND tỉnh Thái Nguyên",
            "reason": "" if said == "granted" else "Chưa đủ thời gian.",
        }
        return province.Spoken(**(told | values))

    def now(self, thing):
        return type(thing).objects.get(pk=thing.pk)

    def dossier_of(self, letter, name):
        return next(line for line in lines_of(letter) if line.nomination.full_name == name).nomination.proposal


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def above(cast, rules):
    """Time stands still on a Monday afternoon."""
    with time_machine.travel(NOW, tick=False):
        yield Above(cast)
