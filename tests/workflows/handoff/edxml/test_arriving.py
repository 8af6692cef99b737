"""A document that came over the axis is registered with its paper; what is damaged or for others is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.arrivals.models import Arrival
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotYou, ValidationError
from tests import making
from tests.documents.attachments.files import png
from tests.workflows.handoff.edxml.arriving import message
from workflows.handoff.edxml.arriving import register_message
from workflows.handoff.edxml.reading import MESSAGE_LIMIT_BYTES, read_message

PAPER = making.PDF
OTHER = making.PDF + b"\n%2"
TWO = message(("quyet-dinh.pdf", PAPER), ("danh-sach.pdf", OTHER))


def _said(cut, put):
    return message(("tra-loi.pdf", PAPER)).replace(cut, put, 1)


def test_a_message_is_read_whole():
    found = read_message(TWO)

    assert (found.sender.name, found.receivers, found.paper_number) == ("Sở Nội vụ", ("H55.242",), "88/SNV-TĐKT")
    assert (f"{found.issued_on:%d/%m/%Y}", found.subject) == ("06/11/2026", "Kết quả <xét> khen thưởng & trả hồ sơ")
    assert [(file.name, file.content) for file in found.files] == [("quyet-dinh.pdf", PAPER), ("danh-sach.pdf", OTHER)]


BOMB = b'<!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa">]><edXML '
DAMAGED = (
    ("dtd", _said(b"<edXML ", BOMB), "document type"),
    ("other standard", _said(b"QCVN_102_2016", b"QCVN_99"), "QCVN 102:2016"),
    ("no header", TWO.replace(b"MessageHeader", b"OtherHeader"), "no document"),
    ("nameless", _said("Sở Nội vụ".encode(), b""), "who sent it"),
    ("attachment missing", _said(b"<ContentId>a1</ContentId>", b"<ContentId>b7</ContentId>"), "is missing"),
    ("attachment damaged", _said(b"JVBER", b"JV*ER"), "cannot be read"),
    ("cut", TWO[:-30], "not XML"),
    ("large", TWO + b" " * MESSAGE_LIMIT_BYTES, "larger"),
)


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in DAMAGED], ids=[row[0] for row in DAMAGED])
def test_what_is_no_whole_message_gives_its_sentence(text, words):
    with pytest.raises(ValidationError, match=words):
        read_message(text)


@pytest.mark.django_db
def test_its_paper_is_registered_once_by_the_records_clerk_alone(above, cast):
    commune, clerk = above.town.commune, above.town.records_clerk
    type(commune).objects.filter(pk=commune.pk).update(agency_code="H55.242")
    commune = type(commune).objects.get(pk=commune.pk)

    with pytest.raises(ValidationError, match=r"1: quyet-dinh\.pdf; 2: danh-sach\.pdf"):
        register_message(commune=commune, content=TWO, by=clerk)
    arrival, left = register_message(commune=commune, content=TWO, by=clerk, chosen=2)
    told = (arrival.sender, arrival.paper_number, f"{arrival.paper_on:%d/%m/%Y}", arrival.file_name, left)
    assert told == ("Sở Nội vụ", "88/SNV-TĐKT", "06/11/2026", "danh-sach.pdf", ["quyet-dinh.pdf"])
    assert LedgerEntry.objects.latest("pk").act == "arrival.registered"

    scanned = message(("to-trinh.png", png()))
    register_message(commune=commune, content=scanned, by=clerk, chosen=1)
    for content, chosen, words in (
        (TWO, 2, "already"),
        (scanned, 1, "already"),
        (TWO, 3, "no such attachment"),
        (TWO.replace(b"H55.242", b"H55.999"), 1, "another body"),
        (message(("a.txt", b"abc")), None, "no paper as PDF"),
        (message(("a.exe", b"MZ")), 1, "a.exe"),
    ):
        with pytest.raises(ValidationError, match=words):
            register_message(commune=commune, content=content, by=clerk, chosen=chosen)
    for person in (above.town.office_reviewer, cast.there.records_clerk, cast.province_officer):
        with pytest.raises(NotYou):
            register_message(commune=commune, content=TWO, by=person, chosen=1)
    assert (Arrival.objects.filter(commune=commune, sender="Sở Nội vụ").count(), verify().holds) == (2, True)


@pytest.mark.django_db
def test_the_page_says_what_is_wrong_and_leads_to_the_arrival(above, sign_in):
    client, address = sign_in(above.town.records_clerk), reverse("transmittals:arrived")

    bad = client.post(address, {"file": SimpleUploadedFile("a.edxml", b"<edXML/>")})
    good = client.post(address, {"file": SimpleUploadedFile("a.edxml", TWO), "chosen": 1}, follow=True)

    assert (bad.status_code, "QCVN 102:2016" in bad.text) == (422, True)
    assert good.redirect_chain[-1][0] == reverse("arrivals:detail", args=[Arrival.objects.latest("pk").pk])
    assert "88/SNV-TĐKT" in good.text and "danh-sach.pdf" in good.text
    assert address in client.get(reverse("transmittals:list")).text
