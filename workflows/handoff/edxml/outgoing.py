"""The message of a sending: the letter, the consignment note and the package, from the commune to its province.

Off until both have an electronic identifier. Built and read by the published structure, tried with no gateway.
"""

from functools import partial

from documents.attachments.serving import open_blob
from documents.signatures.told import file_for
from workflows.handoff import papers
from workflows.handoff.edxml.codes import TYPES
from workflows.handoff.edxml.messages import File, Message, Organ, document_id
from workflows.handoff.edxml.writing import write_message


def is_on(letter):
    """Can a message be made of this letter: both bodies have their identifier, and its kind a number?"""
    kind = letter.symbol.partition("-")[0]
    return bool(letter.commune.agency_code and letter.commune.parent.agency_code and kind in TYPES)


def _organ(unit):
    return Organ(unit.agency_code, unit.name)


def _file(blob, name, description):
    return File(
        name=name,
        media_type=blob.media_type,
        description=description,
        sha256=blob.sha256,
        open_file=partial(open_blob, blob),
    )


def id_of(letter):
    """The id of the letter as a document, which its messages carry and statuses name."""
    return document_id(letter.commune.agency_code, letter.issued_on, letter.number, letter.symbol)


def message_of(sending):
    """The Message of a sending. sending: with its letter, package and note; `is_on` holds."""
    letter = sending.transmittal
    signer = papers.signer_block(letter.signing_form, letter.signer_title, letter.signer_name)
    return Message(
        sender=_organ(letter.commune),
        receiver=_organ(letter.commune.parent),
        number=letter.number,
        symbol=letter.symbol,
        place=letter.commune.place or letter.commune.name,
        issued_on=letter.issued_on,
        subject=letter.title,
        content=letter.title,
        competence=f"{letter.signing_form}." if letter.signing_form else "TM.",
        position=" ".join(signer.lines[1:]),
        signer=letter.signer_name,
        at=sending.sent_at,
        to_places=tuple(letter.recipients.splitlines()),
        files=(
            _file(file_for(letter.second_rendition, at=sending.sent_at), "to-trinh.pdf", "Tờ trình kèm danh sách"),
            _file(sending.note.blob, "phieu-gui.pdf", "Phiếu gửi"),
            _file(sending.package, f"{letter.code}-{sending.number}.zip", "Gói hồ sơ"),
        ),
    )


def write(sending, target):
    """Write the message of a sending to an open binary file; the same sending gives the same bytes."""
    write_message(message_of(sending), target)
