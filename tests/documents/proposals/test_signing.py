"""The letter before the head: what the clerk hands over without, what the head adds, and who else is kept out."""

import json
from datetime import date

import pytest
from django.urls import reverse

from documents.proposals import services
from documents.proposals.checklist import missing, missing_for_signature
from documents.proposals.models import Letter
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from tests.calling import Caller
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
UNSIGNED = {"number": "", "signed_on": None, "signer_name": "", "signer_title": ""}
SIGNED = {
    "number": "15/TTr-THPQ",
    "signed_on": date(2026, 11, 20),
    "signer_name": "Trần Thị Bích",
    "signer_title": "Hiệu trưởng",
}
BEFORE_SENDING = [
    "Before sending, fill in: The unit's own number.",
    "Before sending, fill in: Date of the letter.",
    "Before sending, fill in: Signer of the letter.",
    "Before sending, attach: Tờ trình kèm danh sách đề nghị, người đứng đầu đã ký.",
]


def unsigned(town):
    """A draft that has all but number, date, signer and the scan of the signed letter."""
    letter = making.draft(town, **UNSIGNED)
    services.remove_paper(paper=letter.papers.get(kind="to-trinh"), by=town.unit_clerk)
    letter.refresh_from_db()
    return letter


@pytest.fixture
def handed(cast, rules):
    letter = unsigned(cast.here)
    return letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=cast.here.unit_clerk)


def save(letter, by, row_version=None, **values):
    return services.save_letter(
        letter=letter, row_version=row_version or letter.row_version, values=values or SIGNED, by=by
    )


def scan(letter, by, kind="to-trinh"):
    return services.attach_paper(letter=letter, kind=kind, upload=making.pdf("to-trinh-da-ky.pdf", kind), by=by)


# --- handing over ----------------------------------------------------------------------------------
def test_the_clerk_hands_over_what_only_the_signature_completes(cast, rules):
    letter = unsigned(cast.here)

    assert missing(letter, on=TODAY) == BEFORE_SENDING
    assert missing_for_signature(letter, on=TODAY) == []


def test_the_head_does_not_send_without_number_date_signer_and_scan(cast, handed):
    with pytest.raises(NotNow) as refusal:
        letter_services.send(letter=handed, row_version=handed.row_version, by=cast.here.unit_head)

    assert refusal.value.sentences == BEFORE_SENDING
    assert Letter.objects.get().state == "awaiting_signature"


def test_the_head_fills_in_scans_and_sends(cast, handed):
    head = cast.here.unit_head

    saved = save(handed, head)
    scan(saved, head)
    saved.refresh_from_db()
    sent = letter_services.send(letter=saved, row_version=saved.row_version, by=head)

    assert (saved.row_version, sent.state) == (handed.row_version + 2, "sent")
    body = json.loads(sent.proposals.get().versions.get().body)["letter"]
    assert (body["number"], body["signed_on"], body["signer_name"]) == ("15/TTr-THPQ", "2026-11-20", "Trần Thị Bích")
    assert "to-trinh" in {paper["kind"] for paper in body["papers"]}
    assert verify(sent.stream).holds


def test_what_the_head_fills_in_stands_in_the_ledger(cast, handed):
    save(handed, cast.here.unit_head)

    entry = last_act(handed.stream)
    changes = json.loads(entry.payload.body)["changes"]
    assert (entry.act, entry.actor) == ("letter.changed", cast.here.unit_head)
    assert changes["number"] == ["", "15/TTr-THPQ"]
    assert set(changes) - {"search_key"} == {"number", "signed_on", "signer_name", "signer_title"}


# --- what stays shut -------------------------------------------------------------------------------
def test_the_rest_of_the_letter_stays_as_it_was_handed_over(cast, handed):
    saved = save(handed, cast.here.unit_head, title="Tên khác", kind="sudden", number="16/TTr")

    assert (saved.title, saved.kind, saved.number) == (handed.title, "merit", "16/TTr")


def test_no_other_paper_and_no_row_changes_before_the_head(cast, handed):
    head, row = cast.here.unit_head, handed.nominations.first()
    others = handed.papers.exclude(kind="to-trinh").filter(removed_at=None)

    with pytest.raises(NotNow, match="Only the scan of the signed letter"):
        scan(handed, head, kind="bien-ban-xet")
    with pytest.raises(NotNow, match="Only the scan of the signed letter"):
        services.remove_paper(paper=others.get(nomination=None), by=head)
    with pytest.raises(NotNow, match="has been handed over"):
        services.remove_paper(paper=others.filter(nomination=row).get(), by=head)
    with pytest.raises(NotNow, match="has been handed over"):
        services.change_nomination(nomination=row, row_version=1, values={"position": "Tổ trưởng"}, by=head)


def test_a_wrong_scan_is_removed_by_the_head(cast, handed):
    paper = scan(handed, cast.here.unit_head)

    services.remove_paper(paper=paper, by=cast.here.unit_head)

    assert BEFORE_SENDING[-1] in missing(handed, on=TODAY)


def test_the_clerk_is_told_to_ask_for_the_letter_back(cast, handed):
    for deed in (save, scan):
        with pytest.raises(NotNow) as refusal:
            deed(handed, cast.here.unit_clerk)
        assert refusal.value.sentences == [
            "The letter lies before the head of the unit; ask for it back before changing it."
        ]


@pytest.mark.parametrize("office", ["other_head", "office_reviewer", "commune_chair"])
def test_nobody_else_writes_on_a_letter_before_the_head(cast, handed, office):
    for deed in (save, scan):
        with pytest.raises(NotYou):
            deed(handed, cast.here.person[office])


def test_the_head_of_another_window_is_told_who_was_faster(cast, handed):
    save(handed, cast.here.unit_head)

    with pytest.raises(LostRace) as race:
        save(handed, cast.here.unit_head, row_version=handed.row_version, number="17/TTr")

    assert race.value.winner == cast.here.unit_head.full_name


# --- pages and endpoints ---------------------------------------------------------------------------
def test_the_page_asks_the_head_for_the_signature_alone(cast, handed, sign_in):
    page = sign_in(cast.here.unit_head).get(reverse("letters:edit", args=[handed.code]))

    assert list(page.context["form"].fields) == ["number", "signed_on", "signer_name", "signer_title"]
    assert page.context["form"].initial["signer_name"] == cast.here.unit_head.full_name


def test_the_head_signs_through_the_pages(cast, handed, sign_in):
    client = sign_in(cast.here.unit_head)
    typed = {**SIGNED, "signed_on": "20/11/2026", "row_version": handed.row_version}
    papers = reverse("letters:papers", args=[handed.code])

    shown = client.get(papers)
    client.post(reverse("letters:edit", args=[handed.code]), typed)
    client.post(papers, {"file-0-to-trinh": making.pdf(), "file-0-bien-ban-xet": making.pdf("b.pdf")})
    letter = Letter.objects.get()
    client.post(reverse("letters:send", args=[handed.code]), {"row_version": letter.row_version})

    assert [place.code for place in shown.context["shared"]] == ["to-trinh"]
    assert "Papers of each row" not in shown.text
    assert letter.papers.filter(kind="bien-ban-xet").count() == 1
    assert Letter.objects.get().state == "sent"


def test_the_letter_leads_the_head_to_what_is_missing(cast, handed, sign_in):
    page = sign_in(cast.here.unit_head).get(reverse("letters:detail", args=[handed.code]))
    clerk = sign_in(cast.here.unit_clerk).get(reverse("letters:detail", args=[handed.code]))

    assert [line["text"] for line in page.context["checks"]["missing"]] == BEFORE_SENDING
    assert (page.context["may_mend"], page.context["may_write"]) == (True, False)
    assert (clerk.context["may_mend"], clerk.context["may_write"]) == (False, False)
    edit, papers = (reverse(f"letters:{name}", args=[handed.code]) for name in ("edit", "papers"))
    assert [line["url"] for line in page.context["checks"]["missing"]] == [edit, edit, edit, papers]
    assert [line["url"] for line in clerk.context["checks"]["missing"]] == [""] * 4


def test_the_head_signs_through_the_api(cast, handed):
    head, address = Caller(cast.here.unit_head), f"/letters/{handed.code}"
    said = {**SIGNED, "signed_on": "2026-11-20"}

    lost = head.patch(address, row_version=handed.row_version, title="Tên khác")
    saved = head.patch(address, row_version=handed.row_version, **said)
    kept = head.upload(f"{address}/papers", making.pdf(), kind="to-trinh")
    other = head.upload(f"{address}/papers", making.pdf("b.pdf", "b"), kind="bien-ban-xet")
    clerk = Caller(cast.here.unit_clerk).patch(address, row_version=handed.row_version, **said)

    assert (lost.status_code, list(lost.json()["fields"])) == (422, ["title"])
    assert (saved.status_code, saved.json()["number"]) == (200, "15/TTr-THPQ")
    assert [answer.status_code for answer in (kept, other, clerk)] == [201, 409, 409]
