"""Reading a status of a document, or a document that came: whatever the file holds, nothing is loaded or expanded.

Tried with files made by the published structure, with no gateway.
"""

import binascii
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath

from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from permissions.refusals import ValidationError
from permissions.vietnamese import clean_line, clean_text
from workflows.handoff.edxml.codes import PREFIX, Status
from workflows.handoff.edxml.messages import Incoming, IncomingFile, Organ, StatusMessage

STATUS_LIMIT_BYTES = 256 * 1024
MESSAGE_LIMIT_BYTES = 9_000_000  # the XML library takes no longer text than ten million letters
_MOST_FILES = 50
_LONGEST = 2_000


def _refused(sentence, **params):
    return ValidationError(sentence % params if params else sentence, code="edxml")


def _tree(content, limit_bytes):
    """The root element. Raises ValidationError: too large, no XML, a DTD, another standard."""
    if len(content) > limit_bytes:
        raise _refused(_("The file is larger than a message of this kind can be."))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        tree = etree.parse(BytesIO(content), parser)
    except etree.XMLSyntaxError:
        raise _refused(_("The file is not XML that can be read.")) from None
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise _refused(_("The file declares a document type or entities; edXML has none. It was not read."))
    root = tree.getroot()
    if root.tag != f"{PREFIX}edXML":
        raise _refused(_("The file is not an edXML message after QCVN 102:2016."))
    return root


def _text(parent, path):
    """The text of the first element there, without its namespaces; empty where there is none."""
    if parent is None:
        return ""
    found = parent.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return clean_text(found.text or "")[:_LONGEST] if found is not None else ""


def _organ(parent, name):
    return Organ(clean_line(_text(parent, f"{name}/OrganId")), clean_line(_text(parent, f"{name}/OrganName")))


def _moment(text):
    """2026/11/20 08:30:00, in local time; None where it is none."""
    try:
        return timezone.make_aware(datetime.strptime(text, "%Y/%m/%d %H:%M:%S"))
    except ValueError:
        return None


def read_status(content):
    """The StatusMessage in a file. Raises ValidationError with the sentence for who uploaded it. content: bytes."""
    root = _tree(content, STATUS_LIMIT_BYTES)
    status = root.find(".//{*}edXMLHeader//{*}Status")
    if status is None:
        raise _refused(_("The file holds no status of a document."))
    code = clean_line(_text(status, "StatusCode")).zfill(2)
    if code not in Status.values:
        raise _refused(_("“%(code)s” is no status of the standard."), code=code[:20])
    about = clean_line(_text(status, "ResponseFor/DocumentId")) or _composed_id(status)
    if not about:
        raise _refused(_("The status does not say of which document it is."))
    return StatusMessage(
        code=code,
        description=_text(status, "Description"),
        organ=_organ(status, "From"),
        about=about,
        at=_moment(_text(status, "Timestamp")),
    )


def _composed_id(status):
    """The document's id from its parts, as senders do who leave the id out."""
    parts = ("OrganId", "PromulgationDate", "Code")
    told = [clean_line(_text(status, f"ResponseFor/{part}")) for part in parts]
    return ",".join(told) if all(told) else ""


# --- a document that came --------------------------------------------------------------------------
def read_message(content):
    """The Incoming document of a file. Raises ValidationError with the sentence for who uploaded it. content: bytes."""
    root = _tree(content, MESSAGE_LIMIT_BYTES)
    header = root.find(".//{*}edXMLHeader/{*}MessageHeader")
    if header is None:
        raise _refused(_("The file holds no document."))
    sender, subject = _organ(header, "From"), clean_line(_text(header, "Subject"))
    if not (sender.name and subject):
        raise _refused(_("The message does not say who sent it, or what it is about."))
    return Incoming(
        sender=sender,
        receivers=tuple(filter(None, (clean_line(_text(each, "OrganId")) for each in header.findall("{*}To")))),
        number=clean_line(_text(header, "Code/CodeNumber")),
        symbol=clean_line(_text(header, "Code/CodeNotation")),
        issued_on=_day(_text(header, "PromulgationInfo/PromulgationDate")),
        subject=subject,
        files=tuple(_files(root)),
    )


def _day(text):
    """2026/11/20; None where it is none."""
    try:
        return datetime.strptime(text, "%Y/%m/%d").date()
    except ValueError:
        return None


def _files(root):
    """The attachments in their order. Raises ValidationError where one is damaged, or the manifest names one more."""
    attached = root.findall(".//{*}AttachmentEncoded/{*}Attachment")
    if len(attached) > _MOST_FILES:
        raise _refused(_("The message has more attachments than can be read."))
    there = {_content_id(each) for each in attached}
    named = {_content_id(each) for each in root.iterfind(".//{*}edXMLManifest/{*}Reference")}
    if named - there:
        raise _refused(_("An attachment that the message names is missing. Have it sent again."))
    return [_file(each) for each in attached]


def _content_id(element):
    """Senders write it with and without "cid:"."""
    return clean_line(_text(element, "ContentId")).removeprefix("cid:")


def _file(attachment):
    encoded = attachment.findtext("{*}ContentTransferEncoded") or ""
    try:
        content = binascii.a2b_base64("".join(encoded.split()), strict_mode=True)
    except ValueError:
        raise _refused(_("An attachment of the message cannot be read. Have it sent again.")) from None
    name = PurePosixPath(clean_line(_text(attachment, "AttachmentName")).replace("\\", "/")).name
    return IncomingFile(name, content)
