"""What else an entry says, line by line, and the files it is about."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.proposals.states import Outcome
from permissions.ledger.renamed import NOMINATION, state_today
from permissions.roles import Office
from workflows.approval.models import Judgement
from workflows.trail.words import day_in_words, dong

_NAMED_AT_ONCE = 30
# What is told as it was recorded, in this order.
_PLAIN = (
    "title",
    "text",
    "legal_basis",
    "basis",
    "objections",
    "number",
    "reference",
    "sender",
    "recorded_for",
    "quorum",
    "summary",
    "form",
    "row",
)
_DAYS = {
    "due_on": lambda day: _("Due on %(day)s") % {"day": day},
    "until_on": lambda day: _("Until %(day)s") % {"day": day},
    "to_on": lambda day: _("Until %(day)s") % {"day": day},
    "issued_on": lambda day: _("Dated %(day)s") % {"day": day},
    "arrived_on": lambda day: _("Arrived on %(day)s") % {"day": day},
    "received_on": lambda day: _("Arrived on %(day)s") % {"day": day},
}


@dataclass(frozen=True, slots=True)
class FileTold:
    """A file an entry is about. sha256: 64 hex digits, empty where the entry names none."""

    name: str
    sha256: str = ""


def files_in_words(body):
    """The files an entry is about, each with its hash."""
    if body.get("attached"):
        hashes = body["sha256"] if isinstance(body.get("sha256"), list) else []
        hashes += [""] * (len(body["attached"]) - len(hashes))
        pairs = zip(body["attached"], hashes, strict=False)
        return [FileTold(f"{one['file_name']} · {one['name']}", sha256) for one, sha256 in pairs]
    told = [
        FileTold(one["file_name"], one.get("sha256", "")) for one in body.get("papers", []) if isinstance(one, dict)
    ]
    sha256 = body.get("sha256") or body.get("list_sha256", "")
    if body.get("file_name"):
        told.append(FileTold(body["file_name"], sha256))
    elif isinstance(sha256, str) and sha256:
        told.append(FileTold(_("Paper kept"), sha256))
    if body.get("certificates_sha256"):
        told.append(FileTold(_("Certificates"), body["certificates_sha256"]))
    if body.get("version_sha256"):
        told.append(FileTold(_("The version kept"), body["version_sha256"]))
    return told


def _who_where(body, key):
    return {"code": body[key], "names": ", ".join(body["names"])}


def _with_reason(name, said, reason=""):
    return f"{name} - {said}: {reason}" if reason else f"{name} - {said}"


def _people(body):
    """Who was appointed, deputised, given the dossier."""
    if body.get("name"):
        yield body["name"]
    if body.get("for"):
        yield _("For %(name)s") % {"name": body["for"]}
    if body.get("person") and isinstance(body["person"], str):
        yield body["person"]
    if body.get("office") in Office.values:
        yield str(Office(body["office"]).label)
    if isinstance(body.get("unit"), str):
        yield body["unit"]
    if body.get("handler"):
        yield f"{body['handler']['from']} → {body['handler']['to']}"
    yield from (each["name"] for each in body.get("bodies", []))


def _rows(body):
    """What is said of each name of a list."""
    for remark in body.get("remarks", []):
        yield f"• {remark['text']}"
    for row in body.get("judgements", []):
        if "name" in row:
            yield _with_reason(row["name"], Judgement.Verdict(row["verdict"]).label, row.get("reason"))
    added = body.get("added")
    if isinstance(added, list) and added:
        named = ", ".join(row["name"] for row in added[:_NAMED_AT_ONCE])
        yield f"{named}, …" if len(added) > _NAMED_AT_ONCE else named
    for row in body.get("outcomes", []):
        outcome = Outcome(state_today(NOMINATION, row["outcome"]))
        yield _with_reason(row["name"], outcome.label, row.get("sentence"))
    yield from (f"{row['name']}: {row['reason']}" for row in body.get("returned", []))
    if body.get("nominees"):
        yield ", ".join(row["name"] if isinstance(row, dict) else str(row) for row in body["nominees"])
    for mark in body.get("marks", []):
        yield mark["person"]


def _elsewhere(body):
    """Where rows went or came from, and which other papers the entry belongs to."""
    if body.get("split_off"):
        yield _("Into dossier %(code)s: %(names)s") % _who_where(body, "split_off")
    if body.get("split_from"):
        told = _who_where(body, "split_from") | {"number": body["version_taken"]}
        yield _("From dossier %(code)s, version %(number)s: %(names)s") % told
    if body.get("offer") and body.get("award_form"):
        yield " - ".join(str(each) for each in (body["award_form"], ", ".join(body.get("names", []))) if each)
    for key in ("meeting", "decision", "transmittal", "proposal"):
        if isinstance(body.get(key), str):
            yield body[key]
    named = body.get("proposals")
    codes = [code.rpartition("/")[2] for code in named if isinstance(code, str)] if isinstance(named, list) else []
    if codes:
        yield ", ".join(codes)


def details_in_words(body):
    """What else an entry says: who was judged how, which remark, which paper, until when."""
    lines = [*_people(body), *_rows(body), *_elsewhere(body)]
    lines += [str(body[key]) for key in _PLAIN if isinstance(body.get(key), str) and body[key]]
    if isinstance(body.get("answer"), str) and body["answer"]:
        lines.append(body["answer"])
    lines += [told(day_in_words(body[key])) for key, told in _DAYS.items() if body.get(key)]
    if isinstance(body.get("bonus_total"), int):
        lines.append(_("Bonus in all: %(amount)s") % {"amount": dong(body["bonus_total"])})
    return lines
