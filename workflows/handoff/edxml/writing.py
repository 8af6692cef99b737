"""Writing an edXML message (QCVN 102:2016/BTTTT) piece by piece: attachments never lie in memory as a whole.

The structure is that of public implementations which agree; it was tried with no gateway.
"""

import base64
from uuid import UUID

from django.utils import timezone
from lxml import etree

from workflows.handoff.edxml.codes import ACTOR, NAMESPACE, NEW_DOCUMENT, NO_STEERING, PREFIX, TYPES, XLINK

_PIECE = 57 * 1024  # bytes; a multiple of three, so that the pieces of base64 fit together
# The envelope carries the prefix, the attachments beside it none: as the published samples do.
_NAMES = {
    None: NAMESPACE,
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsd": "http://www.w3.org/2001/XMLSchema",
}
_OF_ENVELOPE = {"edXML": NAMESPACE, "xlink": XLINK.strip("{}")}


def content_id(file):
    """Within the message; the same file has the same, so that the same input gives the same bytes."""
    return str(UUID(file.sha256[:32]))


def write_message(message, target):
    """Write the message to an open binary file.

    Raises KeyError for a kind of document without a number, ValueError for a character that XML cannot hold.
    """
    with etree.xmlfile(target, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{PREFIX}edXML", nsmap=_NAMES):
            xml.write(_envelope(message))
            with xml.element(f"{PREFIX}AttachmentEncoded"):
                for file in message.files:
                    _write_attachment(xml, file)


def _add(parent, name, text=None, **attributes):
    made = etree.SubElement(parent, name if name.startswith("{") else f"{PREFIX}{name}", attributes)
    if text is not None:
        made.text = str(text)
    return made


def _organ(parent, name, organ):
    made = _add(parent, name)
    _add(made, "OrganId", organ.code)
    _add(made, "OrganizationInCharge", organ.name)
    _add(made, "OrganName", organ.name)
    for each in ("OrganAdd", "Email", "Telephone", "Fax", "Website"):
        _add(made, each, "")


def _envelope(message):
    envelope = etree.Element(f"{PREFIX}edXMLEnvelope", nsmap=_OF_ENVELOPE)
    header = _add(envelope, "edXMLHeader")
    _message_header(_add(header, "MessageHeader"), message)
    _trace(header, message)
    _add(header, "DigitalSignature")
    manifest = _add(_add(envelope, "edXMLBody"), "edXMLManifest", version="1.0")
    for file in message.files:
        told = {f"{XLINK}href": f"cid:{content_id(file)}", f"{XLINK}type": "simple", f"{XLINK}role": "XLinkRole"}
        reference = _add(manifest, "Reference", **told)
        _add(reference, "Description", file.description)
        _add(reference, "AttachmentName", file.name)
        _add(reference, "ContentType", file.media_type)
        _add(reference, "ContentId", f"cid:{content_id(file)}")
    return envelope


def _message_header(header, message):
    """In the order of the standard, 1.1 to 1.14."""
    number, name = TYPES[message.kind]
    _organ(header, "From", message.sender)
    _organ(header, "To", message.receiver)
    code = _add(header, "Code")
    _add(code, "CodeNumber", message.number)
    _add(code, "CodeNotation", message.symbol)
    promulgation = _add(header, "PromulgationInfo")
    _add(promulgation, "Place", message.place)
    _add(promulgation, "PromulgationDate", f"{message.issued_on:%Y/%m/%d}")
    kind = _add(header, "DocumentType")
    _add(kind, "Type", number)
    _add(kind, "TypeName", name)
    _add(kind, "TypeDetail", "0")
    _add(header, "Subject", message.subject)
    _add(header, "Content", message.content)
    signer = _add(header, "SignerInfo")
    _add(signer, "Competence", message.competence)
    _add(signer, "Position", message.position)
    _add(signer, "FullName", message.signer)
    _add(header, "DueDate", "")
    places = _add(header, "ToPlaces")
    for place in message.to_places:
        _add(places, "Place", place)
    other = _add(header, "OtherInfo")
    _add(other, "Priority", "0")
    for each in ("SphereOfPromulgation", "TyperNotation", "PromulgationAmount", "PageAmount"):
        _add(other, each, "")
    appendixes = _add(other, "Appendixes")
    for file in message.files[1:]:
        _add(appendixes, "Appendix", file.description)
    _add(header, "SteeringType", NO_STEERING)
    _add(header, "DocumentId", message.document_id)


def _trace(header, message):
    local = timezone.localtime(message.at)
    traces = _add(header, "TraceHeaderList", id="1", version="1.0", mustUnderstand="1", actor=ACTOR)
    trace = _add(traces, "TraceHeader")
    _add(trace, "OrganId", message.sender.code)
    _add(trace, "Timestamp", f"{local:%Y/%m/%d %H:%M:%S}")
    business = _add(traces, "Bussiness")  # the standard's own spelling
    _add(business, "BussinessDocType", NEW_DOCUMENT)
    _add(business, "BussinessDocReason", "")
    _add(business, "DocumentId", message.document_id)
    staff = _add(business, "StaffInfo")
    _add(staff, "Staff", message.written_by)
    _add(business, "Paper", "0")


def _write_attachment(xml, file):
    with xml.element(f"{PREFIX}Attachment"):
        for name, text in (("ContentType", file.media_type), ("ContentId", content_id(file))):
            with xml.element(f"{PREFIX}{name}"):
                xml.write(text)
        with xml.element(f"{PREFIX}Description"):
            xml.write(file.description)
        with xml.element(f"{PREFIX}ContentTransferEncoded"), file.open_file() as content:
            while piece := content.read(_PIECE):
                xml.write(base64.b64encode(piece).decode())
        with xml.element(f"{PREFIX}AttachmentName"):
            xml.write(file.name)
