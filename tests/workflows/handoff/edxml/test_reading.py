"""What a receiver says of a document is read, and a hostile file gives a sentence and nothing else."""

from datetime import datetime

import pytest
from django.utils import timezone

from permissions.refusals import ValidationError
from workflows.handoff.edxml.codes import NAMESPACE, Status
from workflows.handoff.edxml.messages import Organ, StatusMessage
from workflows.handoff.edxml.reading import STATUS_LIMIT_BYTES, read_status

BEGIN = f'<edXML xmlns="{NAMESPACE}">'
STATUS = """<edXMLEnvelope><edXMLHeader><Status>
<ResponseFor><OrganId>H55.242</OrganId><Code>12/TTr-UBND</Code><PromulgationDate>2026/11/05</PromulgationDate>
<DocumentId>H55.242,2026/11/05,12/TTr-UBND</DocumentId></ResponseFor>
<From><OrganId>H55.13</OrganId><OrganName>Sở Nội vụ</OrganName></From>
<StatusCode>03</StatusCode><Description>Đã vào sổ &lt;b&gt; số 45</Description>
<Timestamp>2026/11/06 08:30:00</Timestamp>
</Status></edXMLHeader></edXMLEnvelope></edXML>"""
MESSAGE = BEGIN + STATUS


def test_a_status_is_read():
    assert read_status(MESSAGE.encode()) == StatusMessage(
        code=Status.RECEIVED,
        description="Đã vào sổ <b> số 45",
        organ=Organ("H55.13", "Sở Nội vụ"),
        about="H55.242,2026/11/05,12/TTr-UBND",
        at=timezone.make_aware(datetime(2026, 11, 6, 8, 30)),
    )


def test_every_code_of_the_standard_is_known_also_without_its_zero():
    found = [read_status(MESSAGE.replace(">03<", f">{int(code)}<").encode()).code for code in Status.values]

    assert found == ["01", "02", "03", "04", "05", "06", "13", "15", "16"]


def test_a_sender_that_leaves_the_id_out_is_understood_by_its_parts_and_a_bad_time_is_none():
    text = MESSAGE.replace("<DocumentId>H55.242,2026/11/05,12/TTr-UBND</DocumentId>", "").replace(" 08:30:00", "")

    told = read_status(text.encode())

    assert (told.about, told.at) == ("H55.242,2026/11/05,12/TTr-UBND", None)


BOMB = (
    '<!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    + MESSAGE.replace("Đã vào sổ", "&b;&b;")
)  # fmt: skip
OUTSIDE = '<!DOCTYPE edXML SYSTEM "http://127.0.0.1:1/x.dtd">' + MESSAGE
FILE = '<!DOCTYPE edXML [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + MESSAGE.replace("Đã vào sổ", "&f;")
OTHER = MESSAGE.replace(NAMESPACE, "http://www.go.vn/eDoc")
NO_STATUS = BEGIN + "<edXMLEnvelope><edXMLHeader/></edXMLEnvelope></edXML>"
NAMELESS = MESSAGE.replace("H55.242", "").replace(",2026/11/05,12/TTr-UBND", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (FILE, "document type"),
        (OTHER, "QCVN 102:2016"),
        (NO_STATUS, "no status of a document"),
        (NAMELESS, "of which document"),
        (MESSAGE.replace(">03<", ">99<"), "“99”"),
        (MESSAGE[:-20], "not XML"),
        ("", "not XML"),
        (MESSAGE + " " * STATUS_LIMIT_BYTES, "larger"),
    ],
    ids=["bomb", "dtd", "file", "other", "no status", "nameless", "code", "cut", "empty", "large"],
)
def test_what_is_no_status_gives_its_sentence(text, words):
    with pytest.raises(ValidationError, match=words):
        read_status(text.encode())
