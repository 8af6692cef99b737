"""A status message is kept with the letter it is about, once; its state stays."""

import hashlib

import pytest
from django.urls import reverse
from lxml import etree

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou, ValidationError
from tests.workflows.handoff.edxml.test_reading import MESSAGE
from workflows.handoff.edxml.outgoing import id_of, is_on, message_of
from workflows.handoff.edxml.recording import record_status
from workflows.handoff.models import ReceiverStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(above):
    for unit, code in ((above.town.commune, "H55.242"), (above.cast.province, "H55")):
        type(unit).objects.filter(pk=unit.pk).update(agency_code=code)
    return above.now(above.forwarded())


def said(letter, text=MESSAGE):
    return text.replace("H55.242,2026/11/05,12/TTr-UBND", id_of(letter)).encode()


def recorded(letter, content, by):
    return record_status(transmittal=letter, row_version=letter.row_version, content=content, by=by)


def test_what_the_receiver_said_is_kept_and_told_and_the_letter_stays_where_it_is(above, letter):
    content = said(letter)
    row = recorded(letter, content, above.town.records_clerk)

    assert (row.code, row.organ_name, row.sha256) == ("03", "Sở Nội vụ", hashlib.sha256(content).hexdigest())
    assert above.now(letter).state == "forwarded"
    entry = LedgerEntry.objects.order_by("-pk").first()
    assert (entry.stream.key, entry.act, entry.actor) == (letter.stream, "transmittal.status_read", row.recorded_by)
    assert verify().holds


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda content: content.replace(b"12/TTr", b"99/TTr").replace(b"2026/", b"2025/"), ValidationError),
        (lambda content: content[:-9], ValidationError),
    ],
    ids=["of another document", "cut"],
)
def test_what_is_not_of_this_letter_is_refused_and_nothing_is_kept(above, letter, change, refusal):
    with pytest.raises(refusal):
        recorded(letter, change(said(letter)), above.town.records_clerk)

    assert not ReceiverStatus.objects.exists()


def test_the_same_file_is_kept_once_and_only_by_who_sends(above, letter):
    content = said(letter)
    recorded(letter, content, above.town.records_clerk)

    with pytest.raises(ValidationError) as refusal:
        recorded(letter, content, above.town.records_clerk)
    with pytest.raises(NotYou):
        recorded(letter, content.replace(b"45", b"46"), above.town.office_reviewer)

    assert [each.code for each in refusal.value.error_list] == ["recorded_before"]
    assert ReceiverStatus.objects.count() == 1


def test_a_letter_without_number_can_have_been_received_by_nobody(above):
    letter = above.signed()

    with pytest.raises(NotNow):
        recorded(letter, MESSAGE.encode(), above.town.records_clerk)


def test_a_file_that_is_no_status_comes_back_with_its_sentence_on_the_page(above, letter, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = sign_in(above.town.records_clerk)
    address = reverse("transmittals:status", args=[letter.code])
    answers = [
        client.post(address, {"row_version": letter.row_version, "file": SimpleUploadedFile("a.xml", content)})
        for content in (b"<edXML/>", said(letter))
    ]

    assert [answer.status_code for answer in answers] == [422, 302]
    assert "QCVN 102:2016" in answers[0].content.decode()
    assert "Sở Nội vụ" in client.get(reverse("transmittals:detail", args=[letter.code])).content.decode()


def test_the_message_of_a_sending_is_a_file_once_both_bodies_have_their_identifier(above, letter, sign_in):
    client, sending = sign_in(above.town.records_clerk), letter.sendings.get()
    address = reverse("transmittals:edxml", args=[letter.code, 1])
    answer = client.get(address)
    content = b"".join(answer.streaming_content)

    root = etree.fromstring(content)
    assert root.findtext(".//{*}MessageHeader/{*}DocumentId") == id_of(letter) == message_of(sending).document_id
    assert [name.text for name in root.iterfind(".//{*}Attachment/{*}AttachmentName")] == [
        "to-trinh.pdf",
        "phieu-gui.pdf",
        f"{letter.code}-1.zip",
    ]
    assert b"".join(client.get(address).streaming_content) == content
    type(above.cast.province).objects.filter(pk=above.cast.province.pk).update(agency_code="")
    assert not is_on(above.now(letter)) and client.get(address).status_code == 404
