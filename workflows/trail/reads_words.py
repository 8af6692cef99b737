"""Records of access in words."""

import re

from django.utils.translation import gettext_lazy as _

from documents.registry.models import Recipient
from permissions.ledger.models import AccessRecord
from permissions.people.models import User
from workflows.printouts import choices

KINDS = {
    "letter": _("Letter"),
    "proposal": _("Dossier"),
    "meeting": _("Meeting"),
    "decision": _("Decision"),
    "transmittal": _("Letter to the province"),
    "amendment": _("Cancelling or correcting decision"),
    "conclusion": _("Conclusion"),
    "opinion": _("Opinion asked"),
    "arrival": _("Arrival"),
    "disposal": _("List for disposal"),
    "person": _("Person"),
    "recipient": _("Awards of"),
    "award-book": _("Award book"),
    "campaign": _("Campaign"),
    "people": _("Trail of people"),
}
# What is not looked for by its code.
_BESIDE = {
    "register": _("Register of numbers"),
    "registers": _("Register of numbers"),
    "stock": _("Stock for certificates"),
    "word-form": _("Word forms of the commune"),
    "checkpoint": _("Checkpoint"),
    "ledger/addresses": _("Addresses to which checkpoints are mailed"),
    "ledger/checkpoints": _("Checkpoints"),
    "ledger/issuers": _("Trusted issuers of signatures"),
    "ledger/keys": _("Keys of the checkpoints"),
}
_THINGS = KINDS | _BESIDE
# A list taken out is named by its own address.
LISTS = {
    "amendments": _("Cancelling and correcting decisions"),
    "arrivals": _("Arrival book"),
    "campaigns": _("Emulation campaigns"),
    "catalogue": _("Catalogue of rules"),
    "catalogue/base-wages": _("Base wage"),
    "catalogue/grounds": _("Grounds of revocation"),
    "catalogue/holidays": _("Holidays"),
    "catalogue/instruments": _("Legal instruments"),
    "catalogue/rule-sets": _("All rule sets"),
    "conclusions": _("Conclusions of the council"),
    "council-year": _("The year"),
    "councils": _("Awards councils"),
    "decisions": _("Decisions"),
    "disposal": _("Disposal"),
    "disposal/holds": _("Dossiers on hold"),
    "disposal/lists": _("Lists for disposal"),
    "inbox": _("Inbox"),
    "inbox/done": _("Done by me"),
    "inbox/sent": _("Sent by me"),
    "journal": _("Journal"),
    "letters": _("Letters"),
    "likenesses": _("The same one?"),
    "mandates": _("Inspectors' mandates"),
    "meetings": _("Council meetings"),
    "notices": _("Notices"),
    "opinions": _("Opinions asked"),
    "handovers/ceremony": _("Order of the ceremony"),
    "payments": _("Award money"),
    "people": _("People and offices"),
    "proposals": _("Proposals"),
    "reads": _("Who opened what"),
    "returns": _("To be given back"),
    "transmittals": _("Letters to the province"),
    "units": _("Units"),
}
# The first word of which part it was; what follows it, a key or a digest, stays as it is.
PARTS = {
    "answer-sheet": _("Answers of the province"),
    "book": _("Book of the register"),
    "bundle": _("Bundle of evidence"),
    "dossiers": _("Dossiers of the meeting"),
    "excel": _("List in Excel"),
    "extract": _("Extract of the minutes"),
    "invitation": _("Invitation"),
    "letter": _("Letter"),
    "minutes": _("Minutes"),
    "money": _("Award money"),
    "nominations": _("Nominations"),
    "objections": _("Objections"),
    "order": _("Order of the ceremony"),
    "package": _("Package"),
    "papers": _("Papers"),
    "person": _("Person"),
    "receipt": _("Signed sheet"),
    "receipts": _("Signed sheet"),
    "signed": _("Signed file"),
    "to-sign": _("File to sign"),
    "unit": _("Unit"),
}
_PRINTED = {
    "letter": choices.OF_LETTER | choices.OF_ROW,
    "proposal": choices.OF_PROPOSAL,
    "meeting": choices.OF_MEETING,
    "campaign": choices.OF_CAMPAIGN,
    "award-book": choices.OF_YEAR,
}
_NAMED = {"person": User, "recipient": Recipient}
# Of arrivals and registers commune, kind or year, and number together are the code.
_WHAT = re.compile(
    r"(?:(arrival|registers?)/([\w-]+/[\w-]+/[\w-]+)|(ledger/[a-z]+|[a-z-]+)(?:/([\w.-]+))?)(?:[/ ?](.*))?", re.DOTALL
)
_PART = re.compile(r"([a-z-]+)(?:[/ .](.*))?", re.DOTALL)


def _read(what):
    """(kind, code, rest) of what a record names; kind is empty for an address."""
    address, _mark, asked = what.partition("?")
    if address in LISTS:
        return address, "", asked
    found = _WHAT.fullmatch(what)
    kind = found and (found[1] or found[3])
    if kind in _THINGS:
        return kind, found[2] or found[4] or "", found[5] or ""
    if address.startswith("catalogue/rules/"):
        return "catalogue", "", address.removeprefix("catalogue/rules/")
    return "", "", what


def _part_of(kind, rest):
    """Which part of a thing, in words; the query of a list stays as it is."""
    found = _PART.fullmatch(rest)
    if kind in _THINGS and rest.isdecimal():
        return _("entry %(number)s of the trail") % {"number": rest}
    if found is None or kind not in _THINGS:
        return rest
    word, more = found[1], found[2] or ""
    if word == "print" and more in _PRINTED.get(kind, ()):
        return str(_PRINTED[kind][more].title)
    return f"{PARTS[word]} {more}".strip() if word in PARTS else rest


def _typed_name(record):
    """The user name that was typed where nobody came in; else empty."""
    if record.person_id is not None:
        return ""
    if record.kind == AccessRecord.Kind.SIGN_IN_FAILED:
        return record.what
    return record.what.split(" ", 3)[-1] if record.what.startswith("too_often ") else ""


def _without_strange_names(records):
    """A name that nobody has is not shown: a password typed into the wrong field is one. At most one statement."""
    typed = {record: name for record in records if (name := _typed_name(record))}
    if not typed:
        return
    known = set(User.objects.filter(username__in=set(typed.values())).values_list("username", flat=True))
    for record, name in typed.items():
        if name not in known:
            record.what = record.what.removesuffix(name) + str(_("(a name that nobody has)"))


def with_words(records):
    """Each record with `thing`, what it names in words, and `part`, which of it: at most three statements.

    What strangers typed is left out of `what` too; the evidence keeps it.
    """
    _without_strange_names(records)
    read, keys = [_read(record.what) for record in records], {}
    for kind, code, _rest in read:
        if kind in _NAMED and code.isdecimal():
            keys.setdefault(kind, set()).add(int(code))
    names = {
        (kind, str(pk)): name
        for kind, wanted in keys.items()
        for pk, name in _NAMED[kind].objects.filter(pk__in=wanted).values_list("pk", "full_name")
    }
    for record, (kind, code, rest) in zip(records, read, strict=True):
        record.thing = f"{(_THINGS | LISTS)[kind]} {names.get((kind, code), code)}".strip() if kind else ""
        record.part = _part_of(kind, rest)
    return records
