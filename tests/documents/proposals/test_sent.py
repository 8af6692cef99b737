"""What readers outside the unit are shown while the unit writes on what it sent: the last Versions, everywhere."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.proposals import services
from documents.proposals.models import Letter, Nomination, Paper
from tests import making
from tests.calling import Caller
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db
DRAFTED = ("Bản Nháp", "Tóm tắt nháp", "99/NHÁP", "Trích yếu nháp", "nhap.pdf")
OUTSIDE = ("office_reviewer", "office_head", "commune_chair", "commune_deputy_chair", "inspector")


@pytest.fixture
def rewritten(cast, rules):
    """A returned proposal whose unit has changed letter, row and papers, and sent nothing."""
    town = cast.here
    proposal = making.rewrite(town, making.returned(town))
    letter, row = Letter.objects.get(), proposal.nominations.first()
    services.remove_paper(paper=row.papers.first(), by=town.unit_clerk)
    services.remove_paper(paper=letter.papers.filter(nomination=None).first(), by=town.unit_clerk)
    for nomination in (None, row):
        upload = making.pdf("nhap.pdf", f"nhap {nomination}")
        services.attach_paper(letter=letter, nomination=nomination, kind="khac", upload=upload, by=town.unit_clerk)
    proposal.refresh_from_db()
    return proposal


def endpoints(proposal):
    letter, rows = proposal.letter.code, proposal.nominations.all()
    return [
        f"/nominations?proposal={proposal.code}",
        f"/nominations?letter={letter}",
        *(f"/nominations/{row.pk}" for row in rows),
        f"/letters/{letter}",
        "/letters",
        f"/letters/{letter}/papers",
        f"/letters/{letter}/checklist",
        f"/proposals/{proposal.code}",
        f"/ledger?stream=letter/{letter}",
        f"/ledger?stream=proposal/{proposal.code}",
    ]


def pages(proposal):
    letter = proposal.letter.code
    return [
        reverse("letters:list"),
        reverse("letters:detail", args=[letter]),
        reverse("letters:trail", args=[letter]),
        reverse("proposals:detail", args=[proposal.code]),
    ]


def answer_of(response):
    """Status of a download, read to its end."""
    if response.streaming:
        response.getvalue()
    return response.status_code


def leaks(text):
    return [words for words in DRAFTED if words in text]


@pytest.mark.parametrize("office", OUTSIDE)
def test_what_is_written_on_a_returned_dossier_is_read_by_nobody_outside_the_unit(cast, rewritten, sign_in, office):
    person = cast.here.person[office]
    caller, client = Caller(person), sign_in(person)

    told = {
        path: leaks(caller.client.get(f"/api/v1{path}", headers=caller.headers).text) for path in endpoints(rewritten)
    }
    shown = {url: leaks(client.get(url).text) for url in pages(rewritten)}

    assert {path: words for path, words in told.items() if words} == {}
    assert {url: words for url, words in shown.items() if words} == {}


def test_the_unit_reads_what_it_writes(cast, rewritten, sign_in):
    caller, client = Caller(cast.here.unit_head), sign_in(cast.here.unit_clerk)

    rows = caller.get("/nominations", proposal=rewritten.code).json()["items"]

    assert (rows[0]["full_name"], rows[0]["papers"][-1]["file_name"]) == ("Bản Nháp", "nhap.pdf")
    assert caller.get("/letters").json()["items"][0]["number"] == "99/NHÁP"
    assert "Bản Nháp" in client.get(pages(rewritten)[3]).text
    assert {"Bản Nháp", "99/NHÁP", "nhap.pdf"} <= set(leaks(client.get(pages(rewritten)[1]).text))


def test_outside_the_unit_letter_rows_and_papers_are_those_of_the_last_version(cast, rewritten):
    reviewer = Caller(cast.here.office_reviewer)
    row = Nomination.objects.order_by("order").first()
    removed = Paper.objects.exclude(removed_at=None)

    letter = reviewer.get(f"/letters/{rewritten.letter.code}").json()
    told = reviewer.get(f"/nominations/{row.pk}").json()

    assert (letter["number"], letter["title"]) == ("15/TTr-THPQ", "Khen thưởng năm học 2025-2026")
    assert (told["full_name"], told["birth_on"], told["period_from"]) == ("Nguyễn Thị Hòa", None, "2025-09-01")
    assert {paper["id"] for paper in told["papers"]} == {removed.get(nomination=row).pk}
    papers = reviewer.get(f"/proposals/{rewritten.code}").json()["papers"]
    assert removed.get(nomination=None).pk in {paper["id"] for paper in papers}


def test_a_paper_that_is_not_sent_yet_is_opened_by_the_unit_alone(cast, rewritten, sign_in):
    for paper in Paper.objects.filter(file_name="nhap.pdf"):
        url = reverse("letters:paper", args=[rewritten.letter.code, paper.pk])
        people = (cast.here.unit_clerk, cast.here.office_head)
        assert [answer_of(sign_in(person).get(url)) for person in people] == [200, 404]
        assert [answer_of(Caller(person).get(f"/papers/{paper.pk}")) for person in people] == [200, 404]


def test_search_finds_what_was_sent_until_it_is_sent_again(cast, rewritten, sign_in):
    reviewer, client = Caller(cast.here.office_reviewer), sign_in(cast.here.office_reviewer)

    def found(words):
        rows = reviewer.get("/nominations", proposal=rewritten.code, q=words).json()["items"]
        letters = reviewer.get("/letters", q=words).json()["items"]
        page = client.get(reverse("letters:list"), {"q": words}).context["rows"]
        proposals = reviewer.get("/proposals", q=words).json()["items"]
        return len(rows), len(letters), len(page), len(proposals)

    before = {words: found(words) for words in ("ban nhap", "trich yeu nhap", "nguyen thi hoa", "khen thuong nam hoc")}
    making.send_again(cast.here, rewritten)
    after = {words: found(words) for words in before}

    assert before == {
        "ban nhap": (0, 0, 0, 0),
        "trich yeu nhap": (0, 0, 0, 0),
        "nguyen thi hoa": (1, 1, 1, 1),
        "khen thuong nam hoc": (0, 1, 1, 1),
    }
    assert after == {
        "ban nhap": (1, 1, 1, 1),
        "trich yeu nhap": (0, 1, 1, 0),
        "nguyen thi hoa": (0, 0, 0, 0),
        "khen thuong nam hoc": (0, 1, 1, 1),
    }


def test_after_the_next_sending_everybody_reads_the_new_version(cast, rewritten, sign_in):
    making.send_again(cast.here, rewritten)

    row = Caller(cast.here.office_reviewer).get("/nominations", proposal=rewritten.code).json()["items"][0]
    page = sign_in(cast.here.office_reviewer).get(pages(rewritten)[3]).text

    assert (row["full_name"], row["papers"][-1]["file_name"]) == ("Bản Nháp", "nhap.pdf")
    assert "99/NHÁP" in page


def test_a_sister_keeps_the_letter_of_its_own_version(cast, rules, sign_in):
    first, second = making.sisters(cast.here)
    making.rewrite(cast.here, making.give_back(cast.here, first))
    client = sign_in(cast.here.office_reviewer)

    def numbers():
        urls = [reverse("proposals:detail", args=[each.code]) for each in (first, second)]
        urls.append(reverse("letters:detail", args=[first.letter.code]))
        texts = [client.get(url).text for url in urls]
        return [[number for number in ("15/TTr-THPQ", "99/NHÁP") if number in text] for text in texts]

    while_returned = numbers()
    making.send_again(cast.here, first)

    assert while_returned == [["15/TTr-THPQ"]] * 3
    # Only the dossier that was sent again tells the change; the letter is the one sent last.
    assert numbers()[1:] == [["15/TTr-THPQ"], ["99/NHÁP"]]
    assert Caller(cast.here.office_head).get("/letters").json()["items"][0]["number"] == "99/NHÁP"


def test_a_withdrawn_dossier_says_what_it_said_though_its_letter_was_sent_anew(cast, rules, sign_in):
    town = cast.here
    proposal = making.sent(town)
    letter = Letter.objects.get()
    letter = letter_services.recall(letter=letter, row_version=letter.row_version, by=town.unit_head, reason="Sai số.")
    values = {"number": "16/TTr-THPQ"}
    services.save_letter(letter=letter, row_version=letter.row_version, values=values, by=town.unit_clerk)
    letter.refresh_from_db()
    url = reverse("proposals:detail", args=[proposal.code])
    between = sign_in(town.office_reviewer).get(url).text
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)

    shown = sign_in(town.office_reviewer).get(url).text

    assert [number for number in ("15/TTr-THPQ", "16/TTr-THPQ") if number in between] == []
    assert [number for number in ("15/TTr-THPQ", "16/TTr-THPQ") if number in shown] == ["15/TTr-THPQ"]


def test_for_units_without_accounts_the_reviewer_writes_and_the_head_of_office_reads_what_was_entered(cast, rules):
    town, reviewer = cast.here, cast.here.office_reviewer
    values = {"kind": "merit", "title": "Xóm", "number": "1", "signed_on": "2026-06-01", "signer_name": "Lý A Sử"}
    values |= {"signer_title": "Trưởng xóm", "arrival_number": "7", "arrived_on": "2026-06-02"}
    letter = services.draft_letter(unit=town.hamlet, values=values, by=reviewer)
    row = services.add_nomination(
        letter=letter, values=making.row_values("Lý A Sử", making.award_form(), full_name="Tên Nháp"), by=reviewer
    )
    services.change_nomination(nomination=row, row_version=1, values={"full_name": "Lý A Sử"}, by=reviewer)
    making.attach_required(letter, [row], reviewer)
    letter.refresh_from_db()
    letter_services.enter_received(letter=letter, row_version=letter.row_version, by=reviewer)

    trails = [Caller(p).get("/ledger", stream=letter.stream).text for p in (reviewer, town.office_head)]

    assert ["Tên Nháp" in trail for trail in trails] == [True, False]


def test_the_statements_of_a_list_of_letters_do_not_grow_with_what_was_returned(cast, rules, sign_in, statements):
    making.returned(cast.here)
    client = sign_in(cast.here.office_reviewer)
    statements(client, reverse("letters:list"))
    few = statements(client, reverse("letters:list"))
    for _time in range(3):
        making.rewrite(cast.here, making.returned(cast.here))

    assert statements(client, reverse("letters:list")) == few <= 12


def test_words_that_a_correcting_decision_changed_stand_beside_what_was_sent(cast, rules):
    proposal = making.sent(cast.here)
    row = proposal.nominations.first()
    client = Client()
    client.force_login(cast.here.office_head)

    def told(outcome):
        Nomination.objects.filter(pk=row.pk).update(full_name="Họ Tên Đúng", position="", outcome=outcome)
        return [
            " ".join(client.get(reverse(page, args=[code])).content.decode().split())
            for page, code in (("proposals:detail", proposal.code), ("letters:detail", proposal.letter.code))
        ]

    assert [row.full_name in page and "Họ Tên Đúng" not in page for page in told("passed")] == [True, True]
    assert [row.full_name in page and "Họ Tên Đúng; –</div>" in page for page in told("granted")] == [True, True]
