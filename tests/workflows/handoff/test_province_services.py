"""What the province does: acknowledge, return per line, answer per nominee, correct; on paper without an account."""

from datetime import date

import pytest

from documents.arrivals import services as arrivals
from documents.proposals.models import Nomination, Proposal
from documents.registry.models import Award
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.conftest import appoint, make_person, make_unit
from workflows.handoff import province_services as province
from workflows.handoff.forms import OnPaperForm
from workflows.handoff.models import Answer
from workflows.handoff.queries import lines_of

pytestmark = pytest.mark.django_db
OF_THE_PROVINCE = {"unit": None, "sender": "UBND tỉnh Thái Nguyên", "title": "Công văn trả lời"}
ALL = ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "Ma Thế Đường")


def states(above, letter):
    """{name: (state of its dossier, outcome)}"""
    return {
        line.nomination.full_name: (line.nomination.proposal.state, line.nomination.outcome)
        for line in lines_of(above.now(letter))
    }


def test_the_receipt_is_acknowledged_once(above):
    letter = above.received()

    assert set(states(above, letter).values()) == {("province_received", "passed")}
    with pytest.raises(NotNow, match="acknowledged already"):
        province.acknowledge(transmittal=letter, row_version=letter.row_version, by=above.cast.province_officer)


def test_one_line_goes_back_and_the_others_go_on(above):
    letter = above.received()

    letter = above.give_back(letter, "Ma Thế Đường")

    assert states(above, letter) == {
        "Nguyễn Thị Hòa": ("province_received", "passed"),
        "Đặng Quốc Ý": ("province_received", "passed"),
        "Ma Thế Đường": ("province_returned", "passed"),
    }
    sister = above.dossier_of(letter, "Ma Thế Đường")
    assert sister.split_from == above.dossier_of(letter, "Nguyễn Thị Hòa")
    assert (sister.desk_office, sister.desk_unit) == ("office_reviewer", above.town.commune)
    assert letter.desk_office == "province_officer"


def test_every_line_back_moves_the_dossier_itself(above):
    letter = above.give_back(above.forwarded(), *ALL)

    assert set(states(above, letter).values()) == {("province_returned", "passed")}
    assert Proposal.objects.count() == 1
    assert letter.desk_office == ""


def test_who_stays_answered_ends_when_the_last_one_goes_back(above):
    letter = above.received()
    above.answer(letter, NguyễnThịHòa="granted", ĐặngQuốcÝ="refused")

    letter = above.give_back(letter, "Ma Thế Đường")

    assert states(above, letter) == {
        "Nguyễn Thị Hòa": ("answered", "granted"),
        "Đặng Quốc Ý": ("answered", "refused"),
        "Ma Thế Đường": ("province_returned", "passed"),
    }


def test_a_line_goes_back_with_a_reason(above):
    with pytest.raises(ValidationError, match="Say why this line is returned"):
        above.give_back(above.received(), "Ma Thế Đường", reason="  ")


def test_a_line_that_is_not_at_the_province_does_not_go_back(above):
    letter = above.give_back(above.received(), "Ma Thế Đường")

    with pytest.raises(NotNow, match="Ma Thế Đường does not lie at the province now"):
        above.give_back(letter, "Ma Thế Đường")


# --- answers ---------------------------------------------------------------------------------------
def test_a_dossier_is_answered_when_all_its_nominees_are(above):
    letter = above.received()

    above.answer(letter, NguyễnThịHòa="granted")
    between = states(above, letter)
    letter = above.answer(letter, ĐặngQuốcÝ="refused", MaThếĐường="granted")

    assert {state for state, _outcome in between.values()} == {"province_received"}
    assert states(above, letter) == {
        "Nguyễn Thị Hòa": ("answered", "granted"),
        "Đặng Quốc Ý": ("answered", "refused"),
        "Ma Thế Đường": ("answered", "granted"),
    }
    assert (letter.state, letter.desk_office) == ("answered", "")
    assert Nomination.objects.get(full_name="Đặng Quốc Ý").outcome_reason == "Chưa đủ thời gian."


def test_granted_answers_enter_the_award_book(above):
    above.answer(above.received(), NguyễnThịHòa="granted", ĐặngQuốcÝ="refused")

    award = Award.objects.get()
    assert (award.nomination.full_name, award.decision_number, award.issuer) == (
        "Nguyễn Thị Hòa",
        "812/QĐ-UBND",
        "Chủ tịch UBND tỉnh Thái Nguyên",
    )


@pytest.mark.parametrize(
    ("said", "values", "field"),
    [
        ("granted", {"number": " "}, "number"),
        ("granted", {"decided_on": None}, "decided_on"),
        ("granted", {"decided_on": date(2026, 11, 24)}, "decided_on"),
        ("granted", {"decided_on": date(2026, 11, 22)}, "decided_on"),
        ("granted", {"issuer": ""}, "issuer"),
        ("refused", {"reason": ""}, "reason"),
        ("perhaps", {}, "said"),
    ],
)
def test_an_answer_names_its_paper(above, said, values, field):
    letter = above.received()
    line = lines_of(letter)[0]

    with pytest.raises(ValidationError) as refusal:
        province.record_answer(
            transmittal=letter,
            row_version=letter.row_version,
            answers=[above.spoken(line, said, **values)],
            by=above.cast.province_officer,
        )

    assert list(refusal.value.error_dict) == [f"{field}_{line.pk}"]


def test_an_answer_is_corrected_by_another_row(above):
    letter = above.answer(above.received(), **dict.fromkeys(["NguyễnThịHòa", "ĐặngQuốcÝ", "MaThếĐường"], "granted"))
    line = lines_of(letter)[0]

    province.correct_answer(
        transmittal=letter,
        row_version=letter.row_version,
        answer=above.spoken(line, "refused"),
        reason="Ghi nhầm dòng.",
        by=above.cast.province_officer,
    )

    rows = Answer.objects.filter(line=line).order_by("turn")
    assert [(row.turn, row.said, row.supersedes_id) for row in rows] == [
        (1, "granted", None),
        (2, "refused", rows[0].pk),
    ]
    assert states(above, letter)["Nguyễn Thị Hòa"] == ("answered", "refused")


def test_a_correction_says_why(above):
    letter = above.answer(above.received(), NguyễnThịHòa="granted")
    line = next(line for line in lines_of(letter) if line.answer_rows)

    with pytest.raises(NotNow, match="Give the reason"):
        province.correct_answer(
            transmittal=letter,
            row_version=letter.row_version,
            answer=above.spoken(line, "refused"),
            reason=" ",
            by=above.cast.province_officer,
        )


def test_answer_against_return_one_wins(above):
    letter = above.received()
    seen = letter.row_version
    above.give_back(letter, "Ma Thế Đường")

    with pytest.raises(LostRace):
        province.record_answer(
            transmittal=letter,
            row_version=seen,
            answers=[above.spoken(lines_of(letter)[0])],
            by=above.cast.province_officer,
        )


def test_a_suspended_dossier_waits(above):
    letter = above.received()
    above.stations.do("suspend", above.dossier_of(letter, "Ma Thế Đường"))

    with pytest.raises(NotNow, match="suspended by the commune"):
        above.give_back(letter, "Ma Thế Đường")


# --- who -------------------------------------------------------------------------------------------
def test_the_officer_of_another_province_may_nothing(above):
    letter = above.forwarded()
    stranger = make_person("officer_elsewhere")
    appoint(stranger, "province_officer", make_unit("CB", "Tỉnh Cao Bằng", "province", None))

    with pytest.raises(NotYou):
        province.acknowledge(transmittal=letter, row_version=letter.row_version, by=stranger)


def test_the_reviewer_records_on_paper_where_the_province_has_no_account(above):
    letter = above.forwarded()
    above.cast.province_officer.appointments.update(to_on=date(2026, 11, 22))
    arrival = making.arrival(above.town, "tra-loi", **OF_THE_PROVINCE)
    said = {"transmittal": letter, "row_version": letter.row_version, "by": above.town.office_reviewer}

    with pytest.raises(NotNow, match="Name the paper of the province"):
        province.acknowledge(**said)
    letter = province.acknowledge(**said, arrival=arrival)
    answers = [above.spoken(line) for line in lines_of(letter)]
    letter = province.record_answer(
        **said | {"transmittal": letter, "row_version": letter.row_version}, answers=answers, arrival=arrival
    )

    assert letter.state == "answered"
    assert {answer.arrival for answer in Answer.objects.all()} == {arrival}


def test_a_paper_of_a_unit_is_no_paper_of_the_province(above):
    letter = above.forwarded()
    above.cast.province_officer.appointments.update(to_on=date(2026, 11, 22))
    arrival = making.arrival(above.town, "xom")

    with pytest.raises(NotNow, match="came from Xóm Đồng"):
        province.acknowledge(
            transmittal=letter, row_version=letter.row_version, by=above.town.office_reviewer, arrival=arrival
        )


def test_a_paper_older_than_the_letter_answers_nothing(above):
    arrival = arrivals.register(
        commune=above.town.commune,
        values=OF_THE_PROVINCE,
        upload=making.pdf("cu.pdf", "cu"),
        arrived_on=date(2026, 11, 20),
        by=above.town.records_clerk,
    )
    letter = above.forwarded()
    above.cast.province_officer.appointments.update(to_on=date(2026, 11, 22))

    with pytest.raises(NotNow, match="came before the letter went to the province"):
        province.record_answer(
            transmittal=letter,
            row_version=letter.row_version,
            answers=[above.spoken(line) for line in lines_of(letter)],
            by=above.town.office_reviewer,
            arrival=arrival,
        )


def test_only_papers_of_others_than_units_since_the_letter_are_offered(above):
    letter = above.forwarded()
    making.arrival(above.town, "xom")
    answer = making.arrival(above.town, "tra-loi", **OF_THE_PROVINCE)

    form = OnPaperForm(letter=letter, is_asked=True)

    assert [key for key, _label in form.fields["arrival"].choices] == ["", answer.pk]
    assert list(form.fields["arrival"].queryset) == [answer]
