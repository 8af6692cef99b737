"""Scans of signed sheets: added by who records there, read by who reads there, told, never lost."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from permissions.ledger.models import AccessRecord, LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.project.printouts_world import word_file
from tests.workflows.decisions.conftest import clock, desk  # noqa: F401 - fixtures
from workflows.receipts.models import Receipt
from workflows.receipts.queries import receipts_of
from workflows.receipts.services import add_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(desk):  # noqa: F811 - the fixture above
    return desk.issued(desk.passed("Bùi A", "Chu B"))


def add(desk, decision, row_version=0, about="handover", by=None, upload=None, **said):  # noqa: F811
    upload = upload or making.pdf("ky-nhan.pdf", f"receipt {row_version}")
    said |= {"decision": decision, "about": about, "row_version": row_version, "upload": upload}
    return add_receipt(by=by or desk.town.office_reviewer, **said)


def test_a_scan_is_kept_for_what_was_signed_and_told_with_its_hash(desk, decision):  # noqa: F811
    first = add(desk, decision, note=" Trang 1 đến 3 ")
    add(desk, decision, about="payment", upload=making.pdf("chi-tien.pdf", "money"))
    add(desk, decision, row_version=1)

    found = {about: [row.file_name for row in receipts_of(decision, about)] for about in ("handover", "payment")}
    assert found == {"handover": ["ky-nhan.pdf", "ky-nhan.pdf"], "payment": ["chi-tien.pdf"]}
    entry = LedgerEntry.objects.filter(act="receipt.added").order_by("seq").first()
    assert entry.stream.key == decision.stream
    assert json.loads(entry.payload.body) == {
        "name": "ky-nhan.pdf",
        "signed_for": "handover",
        "receipt_sha256": first.scan.sha256,
        "text": "Trang 1 đến 3",
    }
    assert verify().holds


def test_others_stale_forms_papers_not_issued_and_other_files_are_refused(desk, decision, cast):  # noqa: F811
    add(desk, decision)
    text = SimpleUploadedFile("ky-nhan.pdf", b"no scan at all", content_type="application/pdf")
    refused = [
        (NotYou, {"row_version": 1, "by": desk.town.office_head}),
        (NotYou, {"row_version": 1, "by": cast.there.office_reviewer}),
        (NotYou, {"row_version": 0, "about": "payment", "by": desk.town.records_clerk}),
        (LostRace, {"row_version": 0}),
        (ValidationError, {"row_version": 1, "upload": text}),
        (ValidationError, {"row_version": 1, "upload": SimpleUploadedFile("ky.docx", word_file("x").read())}),
    ]

    for kind, said in refused:
        with pytest.raises(kind) as refusal, transaction.atomic():
            add(desk, decision, **said)
        if kind is LostRace:
            assert refusal.value.winner == desk.town.office_reviewer.full_name
    with pytest.raises(NotNow), transaction.atomic():
        add(desk, desk.signed(desk.passed("Dương C")))

    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("page", ["handovers", "payments"])
def test_the_page_takes_it_lists_it_and_gives_it_out_with_a_record(desk, decision, client, page):  # noqa: F811
    about = page.removesuffix("s")
    client.force_login(desk.town.office_reviewer)
    address = f"/receipts/{decision.code}/{about}/"

    assert f"{address}add/" in client.get(f"/{page}/{decision.code}/").text
    assert client.post(f"{address}add/", {"row_version": 0, "note": "x"}).status_code == 422
    said = {"row_version": 0, "scan": making.pdf("ky <nhận>.pdf", "page")}
    assert client.post(f"{address}add/", said).url == f"/{page}/{decision.code}/"
    shown = client.get(f"/{page}/{decision.code}/").text
    receipt = Receipt.objects.get()
    assert f'href="{address}{receipt.pk}/"' in shown and "<nhận>" not in shown
    assert b"".join(client.get(f"{address}{receipt.pk}/")).startswith(b"%PDF")
    what = f"{decision.stream}/receipts/{receipt.pk} {receipt.scan.sha256}"
    assert AccessRecord.objects.filter(kind="downloaded", what=what).count() == 1
    other = "payment" if about == "handover" else "handover"
    assert client.get(f"/receipts/{decision.code}/{other}/{receipt.pk}/").status_code == 404
    client.force_login(desk.town.office_head)
    assert f"{address}add/" not in client.get(f"/{page}/{decision.code}/").text
