"""After the issue: spoiled sheets and certificates issued again, each told, the printed facts the same."""

import pytest
from django.db import transaction

from documents.numbers.models import IssuedNumber
from documents.proposals.models import Nomination
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.documents.printing.reading import pages_of
from tests.workflows.decisions.test_papers import kept
from workflows.decisions import certificate_services as services
from workflows.decisions.certificate_models import Certificate, SpoiledSheet
from workflows.decisions.certificates import address_of
from workflows.decisions.open_check import certificate_of_code

pytestmark = pytest.mark.django_db


def test_a_certificate_issued_again_says_the_same_is_marked_and_takes_the_place_of_the_first(desk, clock):
    decision = desk.issued(desk.passed("Nguyễn Thị Hòa", "Bùi B"))
    line, clerk = decision.lines.get(nomination__full_name="Bùi B"), desk.town.records_clerk
    first = line.certificates.get()
    kept_before = kept(decision.certificates)

    second = services.issue_again(line=line, row_version=1, kind="replaced", reason=" Bị mất do lũ ", by=clerk)
    third = services.issue_again(
        line=line, row_version=2, kind="exchanged", reason="In sai mẫu", by=clerk, takes_number=True
    )

    pages = [pages_of(kept(made.rendition)) for made in (second, third)]
    assert [len(each) for each in pages] == [1, 1]
    assert "Cấp lại lần 01, ngày 23 tháng 11 năm 2026" in pages[0][0] and "Số sổ vàng: 2/2026" in pages[0][0]
    assert "Cấp đổi lần 02" in pages[1][0] and "Số sổ vàng: 3/2026" in pages[1][0]
    assert address_of(second.code).partition("//")[2] in pages[0][0]
    assert kept(decision.certificates) == kept_before
    today = decision.issued_on
    assert [certificate_of_code(made.code, today).is_valid for made in (first, second, third)] == [False, False, True]
    assert IssuedNumber.objects.filter(register__kind="golden_book").count() == 3
    entries = LedgerEntry.objects.filter(stream__key=decision.stream, act="certificate.issued_again").order_by("pk")
    assert ["Bị mất do lũ" in entry.payload.body for entry in entries] == [True, False]
    assert second.rendition.sha256 in entries[0].payload.body
    assert verify().holds


def test_a_spoiled_sheet_is_noted_and_nothing_is_noted_without_right_reason_or_award(desk, cast):
    decision = desk.issued(desk.passed("Bùi A"))
    line, clerk = decision.lines.get(), desk.town.records_clerk

    sheet = services.note_spoiled(line=line, row_version=1, serial=" A 12 ", reason="Kẹt giấy", by=clerk)

    assert (sheet.serial, sheet.noted_by) == ("A 12", clerk)
    assert '"serial":"A 12"' in LedgerEntry.objects.get(act="certificate.spoiled").payload.body
    drafted = desk.drafted(desk.passed("Bùi C")).lines.get()
    refused = [
        (NotYou, lambda: services.note_spoiled(line=line, row_version=2, reason="x", by=desk.town.office_head)),
        (
            NotYou,
            lambda: services.issue_again(
                line=line, row_version=2, kind="replaced", reason="x", by=cast.there.records_clerk
            ),
        ),
        (ValidationError, lambda: services.note_spoiled(line=line, row_version=2, reason="  ", by=clerk)),
        (ValidationError, lambda: services.issue_again(line=line, row_version=2, kind="first", reason="x", by=clerk)),
        (ValidationError, lambda: services.issue_again(line=line, row_version=2, kind="replaced", reason="", by=clerk)),
        (
            ValidationError,
            lambda: services.issue_again(line=line, row_version=2, kind="replaced", reason="x", stock=99, by=clerk),
        ),
        (NotNow, lambda: services.note_spoiled(line=drafted, row_version=0, reason="x", by=clerk)),
    ]
    with pytest.raises(LostRace) as late, transaction.atomic():
        services.issue_again(line=line, row_version=1, kind="replaced", reason="x", by=clerk)
    assert late.value.winner == clerk.full_name
    for kind, deed in refused:
        with pytest.raises(kind), transaction.atomic():
            deed()
    Nomination.objects.filter(pk=line.nomination_id).update(outcome="refused")
    with pytest.raises(NotNow), transaction.atomic():
        services.issue_again(line=line, row_version=2, kind="replaced", reason="x", by=clerk)
    assert (SpoiledSheet.objects.count(), Certificate.objects.count()) == (1, 1)


def test_the_page_of_a_line_does_both_deeds(desk, client):
    decision = desk.issued(desk.passed("Bùi A"))
    line = decision.lines.get()
    client.force_login(desk.town.records_clerk)
    address = f"/decisions/{decision.code}/certificates/{line.pk}/"

    assert address in client.get(f"/decisions/{decision.code}/").content.decode()
    assert client.post(f"{address}spoiled/", {"reason": ""}).status_code == 422
    assert client.post(f"{address}spoiled/", {"reason": "Lem <mực>", "row_version": 1}).status_code == 302
    said = {"kind": "replaced", "reason": "Mất", "row_version": 2}
    assert [client.post(f"{address}again/", said).status_code for _twice in range(2)] == [302, 409]
    page = client.get(address).content.decode()
    assert "Lem &lt;mực&gt;" in page and f"/c/{line.certificates.last().code}/" in page
    assert pages_of(b"".join(client.get(f"{address}2.pdf")))[0].endswith("ngày 23 tháng 11 năm 2026")
