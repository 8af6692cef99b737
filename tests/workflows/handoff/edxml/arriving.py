"""A message as the province's document system would give it out, made by the published structure."""

import base64

from workflows.handoff.edxml.codes import NAMESPACE

_TEXT = """<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="{namespace}"><edXML:edXMLEnvelope xmlns:edXML="{namespace}"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>H55.13</edXML:OrganId><edXML:OrganName>Sở Nội vụ</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>H55.242</edXML:OrganId></edXML:To>
<edXML:Code><edXML:CodeNumber>88</edXML:CodeNumber><edXML:CodeNotation>SNV-TĐKT</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:PromulgationDate>2026/11/06</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:Subject>Kết quả &lt;xét&gt; khen thưởng &amp; trả hồ sơ</edXML:Subject>
</edXML:MessageHeader></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest>{references}</edXML:edXMLManifest>
</edXML:edXMLBody></edXML:edXMLEnvelope><AttachmentEncoded>{attachments}</AttachmentEncoded></edXML>"""
_REFERENCE = "<edXML:Reference><edXML:ContentId>cid:a{place}</edXML:ContentId></edXML:Reference>"
_ATTACHMENT = (
    "<Attachment><ContentId>a{place}</ContentId><ContentTransferEncoded>{content}</ContentTransferEncoded>"
    "<AttachmentName>{name}</AttachmentName></Attachment>"
)


def message(*files):
    """Bytes of a message with these attachments: (name, content)."""
    rows = [
        {"place": place, "name": name, "content": base64.encodebytes(content).decode()}
        for place, (name, content) in enumerate(files, start=1)
    ]
    return _TEXT.format(
        namespace=NAMESPACE,
        references="".join(_REFERENCE.format(**row) for row in rows),
        attachments="".join(_ATTACHMENT.format(**row) for row in rows),
    ).encode()
