"""Writing a document that came as an edXML message into the arrival book, with its paper as the scan."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from documents.arrivals import services as arrivals
from documents.arrivals.models import Arrival
from permissions import access
from permissions.refusals import ValidationError
from workflows.handoff.edxml.reading import read_message

_PDF = b"%PDF-"


@transaction.atomic
def register_message(*, commune, content, by, chosen=None, number="", acting_as="", now=None):
    """Register the paper of a message; returns (the Arrival, names of the attachments that only the message holds).

    content: bytes of the file. chosen: which attachment is the paper, from 1; needed where several could be. number: as
    `arrivals.register`. Raises NotYou, ValidationError by field (for another body, in the book already, no such paper).
    """
    access.require(by, "arrivals.register", commune, acting_as=acting_as)
    message = _read(content)
    if commune.agency_code and message.receivers and commune.agency_code not in message.receivers:
        raise ValidationError({"file": _("The message is for another body, not for this commune.")})
    paper = _paper_of(message.files, chosen)
    _refuse_twice(commune, hashlib.sha256(paper.content).hexdigest())
    values = {
        "sender": message.sender.name[:200],
        "paper_number": message.paper_number[:60],
        "paper_on": message.issued_on,
        "title": message.subject[:300],
    }
    try:
        arrival = arrivals.register(
            commune=commune,
            values=values,
            upload=ContentFile(paper.content, name=paper.name),
            number=number,
            by=by,
            acting_as=acting_as,
            now=now,
        )
    except ValidationError as fault:
        told = fault.message_dict
        field = "number" if "number" in told else "file"
        raise ValidationError({field: told.get(field, fault.messages)}) from None
    _refuse_twice(commune, arrival.scan.sha256, but=arrival)  # also what another hand registered meanwhile
    return arrival, [file.name for file in message.files if file is not paper]


def _read(content):
    try:
        return read_message(content)
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None


def _paper_of(files, chosen):
    """The chosen attachment, else the only PDF."""
    if chosen:
        if chosen > len(files):
            raise ValidationError({"chosen": _("The message has no such attachment.")})
        return files[chosen - 1]
    papers = [file for file in files if file.content.startswith(_PDF)]
    if len(papers) == 1:
        return papers[0]
    if not papers:
        raise ValidationError({"file": _("The message holds no paper as PDF.")})
    listed = "; ".join(f"{place}: {file.name}" for place, file in enumerate(files, start=1))
    sentence = _("The message holds several papers. Say which is registered; the others can follow. %(files)s")
    raise ValidationError({"chosen": sentence % {"files": listed}})


def _refuse_twice(commune, sha256, *, but=None):
    """but: what was registered just now; its number keeps others waiting, and pictures are kept as written anew."""
    rows = Arrival.objects.filter(commune=commune, scan__sha256=sha256)
    known = rows.exclude(pk=but.pk).first() if but else rows.first()
    if known is not None:
        raise ValidationError(
            {"file": _("This paper stands in the arrival book already: %(number)s.") % {"number": known}}
        )
