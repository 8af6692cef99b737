"""The pages of opinions: what was typed stays, wrong input has its sentence, lists cost the same however long."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.proposals.models import Proposal
from tests import making
from tests.documents.attachments import files
from tests.workflows.opinions.conftest import POLICE, QUESTION
from workflows.opinions.models import Opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask_page(desk, sign_in):
    client = sign_in(desk.town.office_reviewer)
    address = f"/opinions/ask/{desk.proposal.code}/"

    def post(**said):
        return client.post(address, {"row_version": desk.fresh().row_version, "question": QUESTION, **said})

    return post


def test_units_and_others_are_asked_on_one_page(desk, ask_page):
    answer = ask_page(units=[desk.town.front.pk], bodies=f"{POLICE}\n\nTrạm Y tế xã\n")

    assert answer.headers["Location"] == f"/proposals/{desk.proposal.code}/#opinions"
    names = list(Opinion.objects.order_by("pk").values_list("body_name", flat=True))
    assert names == [desk.town.front.name, POLICE, "Trạm Y tế xã"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose at least one unit, or write the name of a body."),
        ({"bodies": POLICE, "question": " "}, "This field is required."),
        ({"bodies": f"{POLICE}\n{POLICE}"}, "is asked already"),
        *(({"units": key}, "is not one of the available choices") for key in ("0", "x", "9223372036854775808")),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(desk, ask_page, said, sentence):
    answer = ask_page(**said)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert said.get("bodies", "").split("\n")[0] in answer.text
    assert Opinion.objects.count() == 0


def test_an_old_page_asks_nobody(desk, ask_page):
    answer = ask_page(bodies=POLICE, row_version=1)

    assert (answer.status_code, Opinion.objects.count()) == (409, 0)


def test_the_page_of_asking_leads_back_when_the_dossier_has_moved_on(desk, sign_in):
    proposal = making.awaiting_endorsement(desk.town)

    answer = sign_in(desk.town.office_reviewer).get(f"/opinions/ask/{proposal.code}/")

    assert answer.headers["Location"] == f"/proposals/{proposal.code}/"


def _answer(client, opinion, **said):
    body = {"row_version": opinion.row_version, "version": 1, "answer": "disagree", "text": "", **said}
    return client.post(f"/opinions/{opinion.code}/answer/", body)


def test_a_no_needs_its_reason_and_the_choice_stays(desk, sign_in):
    [opinion] = desk.ask()

    answer = _answer(sign_in(desk.town.other_head), opinion)

    assert answer.status_code == 422
    assert "Write your remarks, or why you do not agree." in answer.text
    assert 'value="disagree" class="form-check-input"' in answer.text or 'value="disagree"' in answer.text
    opinion.refresh_from_db()
    assert opinion.state == "asked"


def test_a_file_that_is_not_taken_is_told_on_the_page_and_the_text_stays(desk, sign_in):
    [opinion] = desk.ask()
    upload = making.pdf("y-kien.pdf")
    upload.file.seek(0)
    upload.file.write(b"MZ......")

    answer = _answer(sign_in(desk.town.other_head), opinion, text="Ý kiến đã viết.", uploads=[upload])

    assert answer.status_code == 422
    assert "Ý kiến đã viết." in answer.text and "y-kien.pdf" in answer.text


def test_an_opinion_takes_scans_and_says_so(desk, sign_in):
    [opinion] = desk.ask()
    upload = SimpleUploadedFile("y-kien.docx", files.DOCX)

    answer = _answer(sign_in(desk.town.other_head), opinion, text="Ý kiến đã viết.", uploads=[upload])

    assert answer.status_code == 422
    assert ("“y-kien.docx”" in answer.text, "Excel" in answer.text) == (True, False)


def test_the_clerk_reads_and_only_the_head_is_offered_the_answer(desk, sign_in):
    [opinion] = desk.ask()
    here = f"/opinions/{opinion.code}/"

    offered = {who: f"{here}answer/" in sign_in(desk.town.person[who]).get(here).text for who in OFFERED}

    assert offered == OFFERED


OFFERED = {"other_clerk": False, "other_head": True, "office_reviewer": False, "office_head": False}


def test_the_list_asks_the_same_for_one_and_for_many(desk, sign_in):
    desk.ask()
    client = sign_in(desk.town.office_reviewer)
    client.get("/opinions/")
    with CaptureQueriesContext(connection) as one:
        client.get("/opinions/")
    desk.ask(bodies=[f"Cơ quan {number}" for number in range(15)])
    with CaptureQueriesContext(connection) as many:
        page = client.get("/opinions/")

    assert page.text.count("PQ-2026") > 15
    assert len(one) == len(many) <= 12


def test_the_dossier_asks_the_same_for_one_question_and_for_many(desk, sign_in):
    desk.ask()
    client, here = sign_in(desk.town.office_reviewer), f"/proposals/{desk.proposal.code}/"
    client.get(here)
    with CaptureQueriesContext(connection) as one:
        client.get(here)
    desk.ask(bodies=[f"Cơ quan {number}" for number in range(15)])
    client.get(here)
    with CaptureQueriesContext(connection) as many:
        client.get(here)

    assert len(one) == len(many)


def test_the_question_lies_in_the_inbox_of_the_unit_until_it_is_answered(desk, sign_in):
    [opinion] = desk.ask()
    seen = [opinion.code in sign_in(desk.town.person[who]).get("/inbox/").text for who in ("other_clerk", "other_head")]
    desk.answer(opinion)
    after = opinion.code in sign_in(desk.town.other_head).get("/inbox/").text.split("bell")[0]

    assert (seen, after) == ([True, True], False)
    assert Proposal.objects.get(pk=desk.proposal.pk).state == "under_review"
