"""The clock of the office, to the day: limits, stops over Tết, a stop within a stop, lateness that stays."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from documents.proposals.models import Proposal
from permissions.refusals import NotNow
from tests import making
from workflows.approval import review_services, services

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
SUSPENSION = {"suspension_code": "complaint", "suspension_reference": "12/TB-TTr"}
# Certificates of the commune, as the catalogue is seeded: take up 1 working day, review 3, endorsement 1, council 3,
# completion by the unit 5. Off in 2026: Monday 16 to Friday 20 February (Tết), 27 and 30 April, 1 May.


@pytest.fixture
def dossier(cast, rules):
    return Dossier(cast.here)


class Dossier:
    """A dossier of the school; every deed names its day: (month, day) of 2026, at ten o'clock."""

    def __init__(self, town):
        self.town, self.proposal = town, None

    def on(self, month, day):
        return time_machine.travel(datetime.combine(date(2026, month, day), time(10), HERE), tick=False)

    def sent(self, month, day, **values):
        with self.on(month, day):
            self.proposal = making.sent(self.town, signed_on=date(2026, month, day), **values)
        return self

    def taken_up(self, month, day, **values):
        return self.sent(month, day, **values).do("take_up", "office_reviewer", month, day)

    def do(self, deed, office, month, day, **facts):
        with self.on(month, day):
            self.proposal = getattr(services, deed)(
                proposal=self.proposal,
                row_version=self.proposal.row_version,
                by=self.town.person[office],
                **facts,
            )
        return self

    def returned(self, month, day, due_on=None):
        with self.on(month, day):
            review_services.note_remark(
                proposal=self.proposal,
                row_version=self.proposal.row_version,
                by=self.town.office_reviewer,
                text="Bổ sung số liệu.",
            )
        self.proposal.refresh_from_db()
        return self.do("return_for_completion", "office_reviewer", month, day, due_on=due_on)

    def resent(self, month, day):
        with self.on(month, day):
            for remark in self.proposal.remarks.filter(state="open"):
                review_services.answer_remark(
                    remark=remark, row_version=self.proposal.row_version, by=self.town.unit_clerk, answer="Đã bổ sung."
                )
                self.proposal.refresh_from_db()
        return self.do("resend", "unit_head", month, day)

    def appraised(self, month, day):
        with self.on(month, day):
            for remark in self.proposal.remarks.filter(state="answered"):
                review_services.settle_remark(
                    remark=remark, row_version=self.proposal.row_version, by=self.town.office_reviewer
                )
                self.proposal.refresh_from_db()
            verdicts = [(row, "eligible", "") for row in self.proposal.nominations.all()]
            self.proposal = review_services.judge(
                proposal=self.proposal,
                row_version=self.proposal.row_version,
                by=self.town.office_reviewer,
                verdicts=verdicts,
            )
        self.do("propose_appraisal", "office_reviewer", month, day, reason="Đủ tiêu chuẩn.")
        return self.do("endorse", "office_head", month, day)

    def suspended(self, month, day):
        return self.do("suspend", "office_head", month, day, **SUSPENSION)

    def resumed(self, month, day):
        return self.do("resume", "office_head", month, day, reason="Đã có kết luận.")

    @property
    def clock(self):
        """(state, due on, working days left on a clock that stands) as they are stored."""
        return Proposal.objects.values_list("state", "due_on", "days_left").get(pk=self.proposal.pk)


# --- limits ----------------------------------------------------------------------------------------
def test_each_step_has_its_own_limit(dossier):
    assert dossier.sent(3, 2).clock == ("submitted", date(2026, 3, 3), None)
    assert dossier.do("take_up", "office_reviewer", 3, 3).clock == ("under_review", date(2026, 3, 6), None)
    assert dossier.appraised(3, 5).clock == ("appraised", date(2026, 3, 10), None)
    dossier.do("refuse_dossier", "office_head", 3, 6, reason="Đã khen.", legal_basis="Điều 5")
    assert dossier.clock == ("refused", date(2026, 3, 20), None)


@pytest.mark.parametrize(
    ("station", "due_on"),
    [
        ("submitted", date(2026, 11, 25)),
        ("under_review", date(2026, 11, 27)),
        ("awaiting_endorsement", date(2026, 11, 25)),
        ("appraised", date(2026, 11, 27)),
        ("on_agenda", None),
        ("passed", date(2026, 11, 25)),
        ("not_passed", date(2026, 12, 8)),
        ("decision_drafted", None),
        ("decision_signed", None),
        ("decided", date(2026, 12, 8)),
        ("refused", date(2026, 12, 8)),
        ("closed", None),
    ],
)
def test_every_station_is_due_by_its_limit(stations, station, due_on):
    """From Monday 23 November 2026; the 24th is a holiday. Meetings and papers have days of their own."""
    assert stations.at(station).due_on == due_on


def test_a_dossier_that_waits_for_its_notice_has_the_days_of_the_council(stations):
    assert stations.at("appraised", form=making.award_form("hcld-1")).due_on == date(2026, 12, 2)


def test_a_dossier_taken_up_is_put_back_with_the_limit_of_the_queue(dossier):
    dossier.taken_up(3, 2).do("release", "office_reviewer", 3, 4, reason="Nghỉ phép.")

    assert dossier.clock == ("submitted", date(2026, 3, 5), None)


def test_a_limit_runs_over_tet(dossier):
    assert dossier.sent(2, 13).clock == ("submitted", date(2026, 2, 23), None)
    assert dossier.do("take_up", "office_reviewer", 2, 13).clock == ("under_review", date(2026, 2, 25), None)


# --- returned and sent again -----------------------------------------------------------------------
def test_what_was_left_before_tet_is_left_after_it(dossier):
    dossier.taken_up(2, 11)  # 12, 13, 23 February
    assert dossier.clock == ("under_review", date(2026, 2, 23), None)

    assert dossier.returned(2, 12).clock == ("returned", date(2026, 2, 26), 2)
    assert dossier.resent(2, 24).clock == ("under_review", date(2026, 2, 26), None)


def test_a_dossier_sent_again_in_tet_goes_on_behind_it(dossier):
    dossier.taken_up(2, 11).returned(2, 13)

    assert dossier.clock == ("returned", date(2026, 2, 27), 1)
    assert dossier.resent(2, 18).clock == ("under_review", date(2026, 2, 23), None)


def test_the_unit_has_until_the_day_that_was_named(dossier):
    dossier.taken_up(3, 2).returned(3, 3, due_on=date(2026, 3, 31))

    assert dossier.clock == ("returned", date(2026, 3, 31), 2)


def test_returned_on_the_last_day_is_due_on_the_day_it_is_back(dossier):
    dossier.taken_up(3, 2).returned(3, 5)

    assert dossier.clock == ("returned", date(2026, 3, 12), 0)
    assert dossier.resent(3, 10).clock == ("under_review", date(2026, 3, 10), None)


def test_what_was_late_when_it_was_returned_is_as_late_when_it_is_back(dossier):
    dossier.taken_up(3, 2)  # due on 5 March; five working days late on the 12th
    assert dossier.returned(3, 12).clock == ("returned", date(2026, 3, 19), -5)

    assert dossier.resent(3, 20).clock == ("under_review", date(2026, 3, 13), None)


def test_two_rounds_of_completion_use_one_limit(dossier):
    dossier.taken_up(3, 2).returned(3, 3).resent(3, 10)  # one day run, two left: the 11th and 12th
    assert dossier.clock == ("under_review", date(2026, 3, 12), None)

    dossier.returned(3, 11).resent(3, 18)

    assert dossier.clock == ("under_review", date(2026, 3, 19), None)


# --- suspended and resumed -------------------------------------------------------------------------
def test_a_suspension_over_tet_leaves_the_days_left(dossier):
    dossier.taken_up(2, 11)

    assert dossier.suspended(2, 12).clock == ("suspended", None, 2)
    assert dossier.resumed(2, 25).clock == ("under_review", date(2026, 2, 27), None)


def test_a_suspension_in_the_queue_leaves_the_limit_of_the_queue(dossier):
    dossier.sent(4, 24)  # due behind the holidays of April and May: the 28th
    assert dossier.clock == ("submitted", date(2026, 4, 28), None)

    assert dossier.suspended(4, 24).clock == ("suspended", None, 1)
    assert dossier.resumed(4, 29).clock == ("submitted", date(2026, 5, 4), None)


def test_what_was_late_when_it_was_suspended_is_as_late_when_it_goes_on(dossier):
    dossier.taken_up(3, 2).suspended(3, 9)

    assert dossier.clock == ("suspended", None, -2)
    assert dossier.resumed(3, 25).clock == ("under_review", date(2026, 3, 23), None)


def test_an_appraised_dossier_goes_on_with_the_days_of_the_council(dossier):
    dossier.taken_up(2, 9).appraised(2, 11)  # 12, 13, 23 February
    assert dossier.clock == ("appraised", date(2026, 2, 23), None)

    assert dossier.suspended(2, 13).resumed(2, 23).clock == ("appraised", date(2026, 2, 24), None)


# --- a stop within a stop --------------------------------------------------------------------------
def test_a_suspension_while_the_unit_completes_costs_neither_side_a_day(dossier):
    dossier.taken_up(2, 11).returned(2, 12)
    assert dossier.suspended(2, 13).clock == ("suspended", None, 2)

    # The unit has its five working days anew, the office the two that were left.
    assert dossier.resumed(2, 24).clock == ("returned", date(2026, 3, 3), 2)
    assert dossier.resent(3, 2).clock == ("under_review", date(2026, 3, 4), None)


def test_a_suspension_while_the_unit_completes_a_late_dossier_keeps_it_late(dossier):
    dossier.taken_up(3, 2).returned(3, 9).suspended(3, 11).resumed(3, 16)
    assert dossier.clock == ("returned", date(2026, 3, 23), -2)

    assert dossier.resent(3, 18).clock == ("under_review", date(2026, 3, 16), None)


# --- the public notice -----------------------------------------------------------------------------
NOBODY = {"objections": "Không có ý kiến phản ánh."}


@pytest.fixture
def noticed(dossier):
    """An order of labour, ten working days in public from Friday 6 February: to the 13th, and from the 23rd."""
    dossier.taken_up(2, 2, form=making.award_form("hcld-1")).appraised(2, 5)
    return dossier.do("open_notice", "office_reviewer", 2, 6)


def refuses_to_close(dossier, month, day, until):
    with pytest.raises(NotNow) as refusal:
        dossier.do("close_notice", "office_reviewer", month, day, **NOBODY)
    return len(refusal.value.sentences) == 1 and until in refusal.value.sentences[0]


def test_a_notice_runs_its_working_days_over_tet(noticed):
    assert noticed.clock == ("in_public_notice", date(2026, 3, 2), None)
    assert refuses_to_close(noticed, 2, 20, until="27/02/2026")
    assert refuses_to_close(noticed, 2, 27, until="27/02/2026")

    noticed.do("close_notice", "office_reviewer", 2, 28, **NOBODY)

    assert noticed.clock == ("appraised", date(2026, 3, 9), None)  # six working days to the council
    assert noticed.proposal.notice_closed_on == date(2026, 2, 28)


def test_a_suspension_stops_the_notice_too(noticed):
    assert noticed.suspended(2, 11).clock == ("suspended", None, 8)
    assert noticed.resumed(3, 2).clock == ("in_public_notice", date(2026, 3, 12), None)
    assert refuses_to_close(noticed, 3, 11, until="11/03/2026")

    assert noticed.do("close_notice", "office_reviewer", 3, 12, **NOBODY).clock[0] == "appraised"


# --- what ends a dossier ---------------------------------------------------------------------------
def test_what_ends_a_returned_dossier_has_a_limit_of_its_own(dossier):
    dossier.taken_up(3, 2).returned(3, 12)
    dossier.do("refuse_dossier", "office_head", 3, 20, reason="Quá hạn bổ sung.", legal_basis="Điều 6")

    assert dossier.clock[:2] == ("refused", date(2026, 4, 3))


def test_what_the_unit_withdraws_is_due_for_nobody(dossier):
    dossier.taken_up(3, 2).returned(3, 4).do("withdraw", "unit_head", 3, 5, reason="Đơn vị rút.")

    assert dossier.clock[:2] == ("withdrawn", None)
