"""Records of access in words."""

import re

from django.utils.translation import gettext_lazy as _

from documents.registry.models import Recipient
from permissions.ledger.models import AccessRecord
from permissions.people.models import User

KINDS = {
    "letter": _("Letter"),
    "proposal": _("Dossier"),
    "meeting": _("Meeting"),
    "decision": _("Decision"),
    "transmittal": _("Letter to the province"),
    "opinion": _("Opinion asked"),
    "arrival": _("Arrival"),
    "person": _("Person"),
    "recipient": _("Awards of"),
    "award-book": _("Award book"),
    "campaign": _("Campaign"),
    "people": _("Trail of people"),
}
# A list taken out is named by its own address.
LISTS = {
    "arrivals": _("Arrival book"),
    "campaigns": _("Emulation campaigns"),
    "catalogue": _("Catalogue of rules"),
    "catalogue/base-wages": _("Base wage"),
    "catalogue/holidays": _("Holidays"),
    "catalogue/instruments": _("Legal instruments"),
    "catalogue/rule-sets": _("All rule sets"),
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
    "transmittals": _("Letters to the province"),
    "units": _("Units"),
}
_NAMED = {"person": User, "recipient": Recipient}
_WHAT = re.compile(r"([a-z-]+)(?:/([\w.-]+))?(?:[/ ?](.*))?", re.DOTALL)


def _read(what):
    """(kind, code, rest) of what a record names; kind is empty for an address."""
    address, _mark, asked = what.partition("?")
    if address in LISTS:
        return address, "", asked
    found = _WHAT.fullmatch(what)
    if found is not None and found[1] in KINDS:
        return found[1], found[2] or "", found[3] or ""
    if address.startswith("catalogue/rules/"):
        return "catalogue", "", address.removeprefix("catalogue/rules/")
    return "", "", what


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
        record.thing = f"{(KINDS | LISTS)[kind]} {names.get((kind, code), code)}".strip() if kind else ""
        record.part = rest
    return records
