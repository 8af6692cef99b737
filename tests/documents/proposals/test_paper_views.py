"""Papers: several at once, refused ones with their sentence, downloads to whom they belong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.proposals import services
from documents.proposals.models import Paper
from permissions.ledger.models import AccessRecord
from tests import making
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db


def papers_url(letter):
    return reverse("letters:papers", args=[letter.code])


def paper_url(paper):
    return reverse("letters:paper", args=[paper.letter.code, paper.pk])


def answer_of(client, url):
    """Status of a download, read to its end."""
    response = client.get(url)
    if response.streaming:
        response.getvalue()
    return response.status_code


@pytest.fixture
def bare(cast, rules):
    """A draft with two rows and no papers."""
    return making.draft(cast.here, papers=False)


def test_papers_of_the_letter_and_of_rows_go_up_at_once(cast, bare, sign_in):
    first, second = bare.nominations.all()
    files = {
        "file-0-to-trinh": [making.pdf("tt.pdf", "1"), making.pdf("tt2.pdf", "2")],
        f"file-{first.pk}-bao-cao-thanh-tich": making.pdf("a.pdf", "3"),
        f"file-{second.pk}-khac": making.pdf("b.pdf", "4"),
    }

    response = sign_in(cast.here.unit_clerk).post(papers_url(bare), files)

    assert response.status_code == 302
    assert list(Paper.objects.order_by("file_name").values_list("file_name", "kind", "nomination")) == [
        ("a.pdf", "bao-cao-thanh-tich", first.pk),
        ("b.pdf", "khac", second.pk),
        ("tt.pdf", "to-trinh", None),
        ("tt2.pdf", "to-trinh", None),
    ]


def test_what_is_refused_is_said_at_its_place_and_the_rest_is_kept(cast, bare, sign_in):
    row = bare.nominations.first()
    files = {
        "file-0-to-trinh": making.pdf("tt.pdf"),
        f"file-{row.pk}-bao-cao-thanh-tich": SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00" + b"\x00" * 99),
    }

    response = sign_in(cast.here.unit_clerk).post(papers_url(bare), files)

    assert response.status_code == 422
    assert [paper.file_name for paper in Paper.objects.all()] == ["tt.pdf"]
    assert [place.name for place in response.context["faulty"]] == [f"file-{row.pk}-bao-cao-thanh-tich"]
    assert "bao-cao.pdf" in response.context["faulty"][0].errors[0]
    assert f'aria-describedby="file-{row.pk}-bao-cao-thanh-tich_error"' in response.text


def test_forty_megabytes_are_refused_with_a_sentence(cast, bare, sign_in):
    large = SimpleUploadedFile("to-trinh.pdf", making.PDF + b"\x00" * (40 * 1024 * 1024))

    response = sign_in(cast.here.unit_clerk).post(papers_url(bare), {"file-0-to-trinh": large})

    assert response.status_code == 422
    assert "to-trinh.pdf" in response.context["faulty"][0].errors[0]
    assert not Paper.objects.exists()


def test_nothing_chosen_is_said(cast, bare, sign_in):
    response = sign_in(cast.here.unit_clerk).post(papers_url(bare), {}, follow=True)

    assert "No file was chosen." in response.text


def test_a_place_nobody_knows_takes_nothing(cast, bare, sign_in):
    sign_in(cast.here.unit_clerk).post(
        papers_url(bare), {"file-0-virus": making.pdf(), "file-999-khac": making.pdf(), "file": making.pdf()}
    )

    assert not Paper.objects.exists()


def test_the_papers_of_one_row_go_up_beside_it(cast, bare, sign_in):
    row = bare.nominations.first()
    url = reverse("letters:row_papers", args=[bare.code, row.pk])
    back = reverse("letters:detail", args=[bare.code])

    response = sign_in(cast.here.unit_clerk).post(
        url, {f"file-{row.pk}-bao-cao-thanh-tich": [making.pdf("a.pdf", "1"), making.pdf("b.pdf", "2")], "next": back}
    )

    assert response.url == back
    assert row.papers.count() == 2


def test_a_refused_file_of_a_row_is_said_at_its_place(cast, bare, sign_in):
    row = bare.nominations.first()
    url = reverse("letters:row_papers", args=[bare.code, row.pk])

    response = sign_in(cast.here.unit_clerk).post(url, {f"file-{row.pk}-khac": making.pdf("anh.jpg")})

    assert response.status_code == 422
    assert "anh.jpg" in response.text
    assert not Paper.objects.exists()


def test_a_paper_is_removed_once(cast, complete, sign_in):
    paper = complete.papers.filter(nomination=None).first()
    url = reverse("letters:paper_remove", args=[complete.code, paper.pk])
    client = sign_in(cast.here.unit_clerk)

    answers = [client.post(url).status_code for _click in range(2)]

    paper.refresh_from_db()
    assert answers == [302, 302]
    assert paper.removed_at is not None


def test_a_paper_of_another_letter_is_not_removed_here(cast, complete, bare, sign_in):
    paper = complete.papers.first()
    url = reverse("letters:paper_remove", args=[bare.code, paper.pk])

    assert sign_in(cast.here.unit_clerk).post(url).status_code == 404


def test_papers_of_a_sent_letter_are_shut(cast, rules, sign_in):
    letter = making.sent(cast.here).letter
    client = sign_in(cast.here.unit_clerk)

    assert client.get(papers_url(letter)).status_code == 409
    assert client.post(papers_url(letter), {"file-0-khac": making.pdf("x.pdf")}).status_code == 409


def test_papers_of_a_returned_proposal_are_open(cast, rules, sign_in):
    proposal = making.returned(cast.here)
    row = proposal.nominations.first()
    before = row.papers.count()

    sign_in(cast.here.unit_clerk).post(
        papers_url(proposal.letter), {f"file-{row.pk}-khac": making.pdf("moi.pdf", "new")}
    )

    assert row.papers.count() == before + 1


# --- downloads -------------------------------------------------------------------------------------
def test_a_download_is_safe_and_leaves_a_record(cast, complete, sign_in):
    paper = complete.papers.first()

    response = sign_in(cast.here.unit_clerk).get(paper_url(paper))

    record = AccessRecord.objects.get(kind="downloaded")
    assert response.getvalue().startswith(b"%PDF")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (record.person_id, record.what) == (
        cast.here.unit_clerk.pk,
        f"letter/{complete.code}/papers/{paper.pk} {paper.blob.sha256}",
    )


def test_papers_of_a_draft_go_to_its_unit_alone(cast, complete, sign_in):
    url = paper_url(complete.papers.first())
    people = {
        "clerk": (cast.here.unit_clerk, 200),
        "head": (cast.here.unit_head, 200),
        "other unit": (cast.here.other_clerk, 404),
        "office": (cast.here.office_reviewer, 404),
        "chair": (cast.here.commune_chair, 404),
        "council": (cast.here.council_member, 404),
        "other commune": (cast.there.unit_clerk, 404),
        "province": (cast.province_officer, 403),
        "stranger": (cast.stranger, 403),
    }

    answers = {name: answer_of(sign_in(person), url) for name, (person, _answer) in people.items()}

    assert answers == {name: answer for name, (_person, answer) in people.items()}
    assert AccessRecord.objects.filter(kind="downloaded").count() == 2


def test_papers_of_a_sent_letter_go_to_the_office_and_not_abroad(cast, rules, sign_in):
    proposal = making.sent(cast.here)
    shared = proposal.letter.papers.filter(nomination=None).first()
    own = proposal.nominations.first().papers.first()

    for person, answer in (
        (cast.here.office_reviewer, 200),
        (cast.here.commune_chair, 200),
        (cast.here.records_clerk, 404),
        (cast.there.office_reviewer, 404),
    ):
        client = sign_in(person)
        assert {answer_of(client, paper_url(shared)), answer_of(client, paper_url(own))} == {answer}


def test_a_removed_paper_can_still_be_read_by_who_may(cast, complete, sign_in):
    paper = complete.papers.first()
    services.remove_paper(paper=paper, by=cast.here.unit_clerk)

    assert answer_of(sign_in(cast.here.unit_clerk), paper_url(paper)) == 200


def test_the_papers_page_asks_the_same_statements_for_one_row_and_for_fifty(
    cast, letter, sign_in, add_rows, statements
):
    add_rows(letter, 1, cast.here.unit_clerk)
    client = sign_in(cast.here.unit_clerk)
    few = statements(client, papers_url(letter))
    add_rows(letter, 49, cast.here.unit_clerk)

    assert statements(client, papers_url(letter)) == few


def test_a_paper_removed_before_the_sending_stays_with_the_unit(cast, rules, sign_in):
    town = cast.here
    letter = making.draft(town)
    paper = services.attach_paper(letter=letter, kind="khac", upload=making.pdf("nham.pdf", "nham"), by=town.unit_clerk)
    sent_once = letter.papers.exclude(pk=paper.pk).filter(nomination=None).first()
    services.remove_paper(paper=paper, by=town.unit_clerk)
    letter.refresh_from_db()
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    Paper.objects.filter(pk=sent_once.pk).update(removed_at=timezone.now())
    urls = [reverse("letters:paper", args=[letter.code, pk]) for pk in (paper.pk, sent_once.pk)]

    assert [answer_of(sign_in(town.unit_clerk), url) for url in urls] == [200, 200]
    assert [answer_of(sign_in(town.office_reviewer), url) for url in urls] == [404, 200]


def test_papers_of_a_recalled_letter_are_the_units_own_again(cast, rules, sign_in):
    town = cast.here
    letter = making.draft(town)
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    letter.refresh_from_db()
    letter = letter_services.recall(letter=letter, row_version=letter.row_version, by=town.unit_head, reason="Sai số.")
    paper = services.attach_paper(letter=letter, kind="khac", upload=making.pdf("moi.pdf", "moi"), by=town.unit_clerk)
    url = reverse("letters:paper", args=[letter.code, paper.pk])

    assert answer_of(sign_in(town.unit_clerk), url) == 200
    assert answer_of(sign_in(town.office_reviewer), url) == 404


def test_what_was_kept_of_a_half_refused_upload_shows_at_once(cast, rules, sign_in):
    letter = making.draft(cast.here, papers=False)
    liar = SimpleUploadedFile("bien-ban.pdf", b"MZ not a pdf", content_type="application/pdf")

    answer = sign_in(cast.here.unit_clerk).post(
        reverse("letters:papers", args=[letter.code]),
        {"file-0-to-trinh": making.pdf(), "file-0-bien-ban-xet": liar},
    )

    assert answer.status_code == 422
    places = {place.code: place for place in answer.context["shared"]}
    assert ([len(place.papers) for place in places.values() if place.code == "to-trinh"], answer.context["kept"]) == (
        [1],
        1,
    )
    assert places["bien-ban-xet"].errors and not places["bien-ban-xet"].papers
