"""An edXML message: its order, its attachments, the same bytes for the same document."""

import base64
import hashlib
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from lxml import etree

from workflows.handoff.edxml.messages import File, Message, Organ
from workflows.handoff.edxml.writing import content_id, write_message

LARGE = bytes(range(256)) * 1000


def a_file(name, content, description):
    return File(
        name=name,
        media_type="application/pdf",
        description=description,
        sha256=hashlib.sha256(content).hexdigest(),
        open_file=lambda: BytesIO(content),
    )


def a_message(**said):
    values = {
        "sender": Organ("H55.242", "UBND xã Phong Quang"),
        "receiver": Organ("H55", "UBND tỉnh Thái Nguyên"),
        "number": "12",
        "symbol": "TTr-UBND",
        "place": "Phong Quang",
        "issued_on": date(2026, 11, 5),
        "subject": "Đề nghị tặng Bằng khen <của> Chủ tịch & UBND tỉnh",
        "content": "Đề nghị tặng Bằng khen",
        "competence": "TM.",
        "position": "CHỦ TỊCH",
        "signer": "Nguyễn Văn Ưởng",
        "at": datetime(2026, 11, 5, 18, 30, tzinfo=UTC),
        "to_places": ("Như trên;", "Lưu: VT."),
        "files": (a_file("to-trinh.pdf", b"%PDF-1.4", "Tờ trình"), a_file("goi.zip", LARGE, "Gói hồ sơ")),
    }
    return Message(**(values | said))


def written(message):
    target = BytesIO()
    write_message(message, target)
    return target.getvalue()


def test_the_header_has_the_parts_of_the_standard_in_their_order():
    root = etree.fromstring(written(a_message()))

    header = root.find(".//{*}MessageHeader")
    assert [etree.QName(child).localname for child in header] == [
        "From",
        "To",
        "Code",
        "PromulgationInfo",
        "DocumentType",
        "Subject",
        "Content",
        "SignerInfo",
        "DueDate",
        "ToPlaces",
        "OtherInfo",
        "SteeringType",
        "DocumentId",
    ]
    assert header.findtext("{*}Subject") == "Đề nghị tặng Bằng khen <của> Chủ tịch & UBND tỉnh"
    assert header.findtext("{*}PromulgationInfo/{*}PromulgationDate") == "2026/11/05"
    assert header.findtext("{*}DocumentId") == "H55.242,2026/11/05,12/TTr-UBND"
    assert [each.text for each in header.find("{*}ToPlaces")] == ["Như trên;", "Lưu: VT."]
    assert root.findtext(".//{*}TraceHeader/{*}Timestamp") == "2026/11/06 01:30:00"
    assert [etree.QName(child).localname for child in root] == ["edXMLEnvelope", "AttachmentEncoded"]
    assert [child.tag for child in root.find("{*}AttachmentEncoded")[0]] == [
        "{http://www.mic.gov.vn/TBT/QCVN_102_2016}" + name
        for name in ("ContentType", "ContentId", "Description", "ContentTransferEncoded", "AttachmentName")
    ]


def test_every_attachment_is_named_and_comes_back_byte_for_byte():
    message = a_message()
    root = etree.fromstring(written(message))

    named = [each.text for each in root.iterfind(".//{*}edXMLManifest/{*}Reference/{*}ContentId")]
    held = {
        each.findtext("{*}ContentId"): base64.b64decode(each.findtext("{*}ContentTransferEncoded"), validate=True)
        for each in root.iterfind(".//{*}Attachment")
    }
    assert named == [f"cid:{key}" for key in held] == [f"cid:{content_id(file)}" for file in message.files]
    assert list(held.values()) == [b"%PDF-1.4", LARGE]


def test_the_same_document_has_the_same_bytes_and_another_has_not():
    first = written(a_message())

    assert written(a_message()) == first
    assert written(a_message(number="13")) != first


def test_a_kind_of_document_without_a_number_is_not_guessed():
    with pytest.raises(KeyError):
        written(a_message(symbol="XYZ-UBND"))
