"""Asking, answering, recording and taking back: who may, when, and what it leaves."""

import json
from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.proposals.models import ProposalGrant
from permissions.ledger.models import LedgerEntry
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from tests.racing import at_once
from tests.workflows.opinions.conftest import POLICE
from workflows.deadlines import due_after
from workflows.opinions import services
from workflows.opinions.models import Opinion

pytestmark = pytest.mark.django_db


def acts(stream):
    return list(LedgerEntry.objects.filter(stream__key=stream).order_by("seq").values_list("act", flat=True))


# --- asking ----------------------------------------------------------------------------------------
def test_several_bodies_are_asked_at_once_each_in_its_way(desk):
    front, police = desk.ask(units=[desk.town.front], bodies=[POLICE])

    limit = catalogue.time_limit(desk.proposal.rule_set, "opinion").working_days
    due_on = due_after(timezone.localdate(), limit)
    told = [
        (one.code, one.body_name, one.unit, one.is_on_paper, one.state, one.due_on, one.desk_office, one.desk_unit)
        for one in (front, police)
    ]
    town, code = desk.town, desk.proposal.code
    assert limit == 10
    assert told == [
        (f"{code}-Y1", town.front.name, town.front, False, "asked", due_on, "unit_clerk", town.front),
        (f"{code}-Y2", POLICE, None, True, "asked", due_on, "office_reviewer", town.commune),
    ]
    assert list(ProposalGrant.objects.values_list("unit", "until_on", "content_object")) == [
        (town.front.pk, due_on, desk.proposal.pk)
    ]
    assert front.letter is None
    assert police.letter.subject_key == police.stream
    assert acts(desk.proposal.stream)[-1] == "proposal.opinions_asked"
    assert acts(front.stream) == acts(police.stream) == ["opinion.asked"]


def test_a_unit_in_which_nobody_could_answer_here_gets_a_letter(desk):
    [hamlet] = desk.ask(units=[desk.town.hamlet])

    assert (hamlet.is_on_paper, hamlet.unit) == (True, desk.town.hamlet)
    assert ProposalGrant.objects.count() == 0


@pytest.mark.parametrize("who", ["office_head", "unit_head", "records_clerk", "commune_chair", "other_head"])
def test_only_the_reviewer_asks(desk, who):
    with pytest.raises(NotYou):
        desk.ask(by=desk.town.person[who])


def test_another_reviewer_does_not_ask_about_a_dossier_in_other_hands(desk):
    with pytest.raises(NotYou, match="is handling this dossier"):
        desk.ask(by=desk.town.second_reviewer)


def test_a_reviewer_of_another_commune_does_not_ask(desk, cast):
    with pytest.raises(NotYou):
        desk.ask(by=cast.there.office_reviewer)


def test_nobody_is_asked_before_the_dossier_is_taken_up(cast, rules, desk):
    desk.proposal = making.sent(cast.here)

    with pytest.raises(NotNow, match="Under review"):
        desk.ask()


def test_an_old_form_asks_nobody(desk):
    with pytest.raises(LostRace):
        desk.ask(row_version=desk.proposal.row_version - 1)


@pytest.mark.parametrize(
    ("field", "asked"),
    [
        ("units", {"units": []}),
        ("units", {"units": ["school"]}),
        ("units", {"units": ["office"]}),
        ("units", {"units": ["commune"]}),
        ("units", {"units": ["council"]}),
        ("bodies", {"bodies": [POLICE, " công an  XÃ "]}),
        ("bodies", {"bodies": [f"Cơ quan {number}" for number in range(21)]}),
        ("bodies", {"bodies": ["x" * 201]}),
        ("question", {"question": " "}),
        ("question", {"question": "x" * 4001}),
    ],
)
def test_what_cannot_be_asked_is_refused_by_field(desk, field, asked):
    if "units" in asked:
        asked = {"units": [getattr(desk.town, name) for name in asked["units"]]}

    with pytest.raises(ValidationError) as refused:
        desk.ask(**asked)

    assert list(refused.value.message_dict) == [field]
    assert Opinion.objects.count() == 0


def test_a_unit_of_another_commune_or_one_shut_down_is_not_asked(desk, cast):
    desk.town.front.is_active = False
    desk.town.front.save()

    for unit in (cast.there.front, desk.town.front):
        with pytest.raises(ValidationError):
            desk.ask(units=[unit])


def test_nobody_is_asked_twice_while_the_first_question_waits(desk):
    [first] = desk.ask()
    desk.ask(bodies=[POLICE])

    for again in ({"units": [desk.town.front]}, {"bodies": [POLICE.lower()]}, {"bodies": [desk.town.front.name]}):
        with pytest.raises(ValidationError):
            desk.ask(**again)
    desk.answer(first)

    assert [one.body_name for one in desk.ask()] == [desk.town.front.name]


# --- answering -------------------------------------------------------------------------------------
def test_the_head_of_the_unit_answers_and_the_dossier_closes_to_it(desk):
    [opinion] = desk.ask()

    made = desk.answer(opinion, "remarks", "  Đề nghị bổ sung số liệu. ", uploads=[making.pdf("y-kien.pdf")])

    assert (made.state, made.answer, made.answer_text) == ("answered", "remarks", "Đề nghị bổ sung số liệu.")
    assert (made.answered_on, made.answered_version) == (timezone.localdate(), 1)
    assert (made.answered_by, made.signer_name, made.desk_office) == (
        desk.town.other_head,
        desk.town.other_head.full_name,
        "",
    )
    assert [file.file_name for file in made.files.all()] == ["y-kien.pdf"]
    assert ProposalGrant.objects.count() == 0
    assert acts(opinion.stream) == ["opinion.asked", "opinion.answer"]
    assert acts(desk.proposal.stream)[-1] == "proposal.opinion_given"


@pytest.mark.parametrize("who", ["other_clerk", "unit_head", "office_reviewer", "office_head", "records_clerk"])
def test_only_the_head_of_the_unit_that_was_asked_answers(desk, who):
    [opinion] = desk.ask()

    with pytest.raises(NotYou):
        desk.answer(opinion, by=desk.town.person[who])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answer": ""}, "Say whether you agree."),
        ({"answer": "perhaps"}, "Say whether you agree."),
        ({"answer": "remarks"}, "Write your remarks"),
        ({"answer": "disagree", "text": " "}, "Write your remarks"),
        ({"version": 2}, "sent again meanwhile"),
    ],
)
def test_an_answer_says_something_about_the_dossier_as_it_stands(desk, said, sentence):
    [opinion] = desk.ask()

    with pytest.raises(NotNow, match=sentence):
        desk.answer(opinion, **said)


def test_an_answer_sent_twice_is_given_once(desk):
    [opinion] = desk.ask()
    before = opinion.row_version
    desk.answer(opinion)

    with pytest.raises(LostRace, match="You did this already"):
        desk.answer(opinion, row_version=before)


def test_a_file_that_is_no_file_keeps_nothing(desk):
    [opinion] = desk.ask()
    upload = making.pdf("y-kien.pdf")
    upload.file.seek(0)
    upload.file.write(b"MZ......")

    with pytest.raises(ValidationError):
        desk.answer(opinion, uploads=[upload])
    opinion.refresh_from_db()

    assert (opinion.state, ProposalGrant.objects.count()) == ("asked", 1)


def test_a_dossier_completed_meanwhile_is_answered_in_its_new_version(desk):
    [opinion] = desk.ask()
    making.send_again(desk.town, making.give_back(desk.town, desk.fresh()))

    with pytest.raises(NotNow):
        desk.answer(opinion, version=1)

    assert desk.answer(opinion).answered_version == 2


# --- on paper --------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["records_clerk", "office_reviewer", "second_reviewer"])
def test_what_came_on_paper_is_recorded_for_the_body(desk, who):
    [opinion] = desk.ask(bodies=[POLICE])

    made = desk.record(opinion, by=desk.town.person[who], answer="disagree", text="Đang xác minh.")

    assert (made.state, made.answer, made.signer_name, made.arrival_number) == (
        "answered",
        "disagree",
        "Hứa Văn Dũng",
        "1/2026",
    )
    entry = LedgerEntry.objects.get(act="opinion.record")
    assert (entry.actor, '"signer":"Hứa Văn Dũng"' in entry.payload.body) == (desk.town.person[who], True)
    assert acts(desk.proposal.stream)[-1] == "proposal.opinion_recorded"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"arrival": None}, "Name the paper of the answer"),
        ({"signer_name": ""}, "who signed"),
        ({"answer": ""}, "Say whether"),
    ],
)
def test_a_paper_without_its_particulars_is_not_recorded(desk, said, sentence):
    [opinion] = desk.ask(bodies=[POLICE])

    with pytest.raises(NotNow, match=sentence):
        desk.record(opinion, **said)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"arrived_on": date(2026, 1, 5)}, "cannot have come before"),
        ({"unit": "hamlet"}, "name the one that came from Công an xã"),
    ],
)
def test_a_paper_of_another_day_or_body_is_not_its_answer(desk, values, sentence):
    [opinion] = desk.ask(bodies=[POLICE])
    values = values | ({"unit": desk.town.hamlet} if "unit" in values else {})

    with pytest.raises(NotNow, match=sentence):
        desk.record(opinion, arrival=desk.paper(opinion, **values))


def test_the_answer_stands_on_its_row_of_the_arrival_book(desk):
    [opinion] = desk.ask(bodies=[POLICE])
    paper = desk.paper(opinion)

    made = desk.record(opinion, arrival=paper)

    body = json.loads(LedgerEntry.objects.get(act="opinion.record").payload.body)
    assert (made.arrival, made.answered_on, made.files.get().blob) == (paper, paper.arrived_on, paper.scan)
    assert (body["recorded_for"], body["scan_sha256"]) == (POLICE, paper.scan.sha256)
    assert (paper.recording.kind, paper.recording.code) == ("opinion", made.code)


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_once_answered_by_one_paper_leave_one_answered(desk):
    opinions = desk.ask(bodies=[POLICE, "Thuế cơ sở"])
    paper = desk.paper(opinions[0])

    answers = at_once([partial(desk.record, opinion, arrival=paper) for opinion in opinions])

    assert sorted(type(answer).__name__ for answer in answers) == ["NotNow", "Opinion"]


@pytest.mark.parametrize("who", ["other_head", "unit_head", "office_head", "commune_chair"])
def test_others_record_no_paper(desk, who):
    [opinion] = desk.ask(bodies=[POLICE])

    with pytest.raises(NotYou):
        desk.record(opinion, by=desk.town.person[who])


@pytest.mark.parametrize("who", ["records_clerk", "office_reviewer"])
def test_nobody_records_a_paper_for_a_unit_that_answers_here_until_its_time_is_over(desk, who):
    [opinion] = desk.ask()

    with pytest.raises(NotNow, match="answers here itself"):
        desk.record(opinion, by=desk.town.person[who])

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
        services.lapse_overdue(timezone.now())
        assert desk.record(opinion, by=desk.town.person[who]).state == "answered"


# --- taking back -----------------------------------------------------------------------------------
def test_a_question_taken_back_closes_the_dossier(desk):
    [opinion] = desk.ask()

    made = desk.withdraw(opinion)

    assert (made.state, made.withdrawn_reason, ProposalGrant.objects.count()) == ("withdrawn", "Hỏi nhầm đơn vị.", 0)
    with pytest.raises(NotNow):
        desk.answer(opinion)


def test_a_question_is_taken_back_with_a_reason_by_the_office(desk):
    [opinion] = desk.ask()

    with pytest.raises(NotNow, match="reason"):
        desk.withdraw(opinion, reason=" ")
    with pytest.raises(NotYou):
        desk.withdraw(opinion, by=desk.town.other_head)
