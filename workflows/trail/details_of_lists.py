"""What an entry says of each row of a list, and of groups of values: a function for each key of its body.

Each takes what stands under the key, and the entry; it gives lines.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.printing.stock_forms import NAMES as FIELDS
from documents.proposals.states import Outcome
from documents.signatures.kinds import Revocation
from permissions.ledger.renamed import NOMINATION, state_today
from permissions.mandates.models import Mandate
from workflows.approval.models import Judgement
from workflows.council.states import ItemVerdict, Presence, SeatRole
from workflows.handoff.states import Said
from workflows.revocations.states import Item
from workflows.revocations.words import MENDED, printed
from workflows.trail.words import day_in_words, dong, fields_in_words, label_in

NAMED_AT_ONCE = 30


def joined(names):
    """The names in one line, the first ones where there are many."""
    names = [str(name) for name in names]
    told = ", ".join(names[:NAMED_AT_ONCE])
    return f"{told}, …" if len(names) > NAMED_AT_ONCE else told


def with_reason(name, said, reason=""):
    """Nguyễn Văn An - Đạt: 7/9 phiếu"""
    return f"{name} - {said}: {reason}" if reason else f"{name} - {said}"


# --- of a dossier ----------------------------------------------------------------------------------
def remarks(rows, entry):
    yield from (f"• {row['text']}" for row in rows)


def judgements(rows, entry):
    """Each by its name; where the entry names none, how many there are of each."""
    for row in rows:
        if "name" in row:
            yield with_reason(row["name"], label_in(row["verdict"], Judgement.Verdict), row.get("reason"))
    unnamed = [row["verdict"] for row in rows if "name" not in row]
    for verdict in sorted(set(unnamed)):
        yield f"{label_in(verdict, Judgement.Verdict)}: {unnamed.count(verdict)}"


def outcomes(rows, entry):
    for row in rows:
        outcome = label_in(state_today(NOMINATION, row["outcome"]), Outcome)
        by = [row["number"], day_in_words(row["decided_on"])] if row.get("number") else []
        yield with_reason(row["name"], outcome, row.get("sentence") or ", ".join(by))


def handovers(rows, entry):
    """Each by its name; who received it where that is another person."""
    for row in rows:
        yield row["name"] if row["to"] in ("", row["name"]) else f"{row['name']} → {row['to']}"


def payments(rows, entry):
    """Each by its name with its amount; what is not to be paid by its name alone."""
    for row in rows:
        yield f"{row['name']}: {dong(row['amount'])}" if row["amount"] else row["name"]


def revoked(rows, entry):
    """Each by its name, with the ground and what was found."""
    yield from (with_reason(row["name"], row["ground"], row["reason"]) for row in rows)


def mended(rows, entry):
    """Each by its name as decided, wrong words -> right words."""
    for row in rows:
        wrong, right = row["wrong"], row["right"]
        pairs = [(printed(field, wrong[field]), printed(field, right[field])) for field in MENDED if field in right]
        yield f"{row['name']}: {'; '.join(f'{before} → {after}' for before, after in pairs)}"


def later(names, entry):
    """Of whom something later is known that may rest on the revoked award."""
    yield from [_("Later awards or open dossiers: %(names)s") % {"names": joined(names)}] if names else []


def decide_anew(names, entry):
    """Whose lower title got no money because of the revoked one."""
    yield _("Money to be decided anew: %(names)s") % {"names": joined(names)}


def due_back(rows, entry):
    """What is to come back of whom, and by when where each has its own day."""
    for row in rows:
        what = [dong(row["amount"])] if row["amount"] else []
        what += [str(Item.OBJECT.label)] if row["object"] else []
        told = f"{row['name']}: {', '.join(what)}"
        if "by" in row:
            told = _("%(what)s, to be given back by %(day)s") % {"what": told, "day": day_in_words(row["by"])}
        yield told


def split_off(code, entry):
    yield _("Into dossier %(code)s: %(names)s") % {"code": code, "names": joined(entry.body["names"])}


def split_from(code, entry):
    said = {"code": code, "names": joined(entry.body["names"]), "number": entry.body["version_taken"]}
    yield _("From dossier %(code)s, version %(number)s: %(names)s") % said


def names(names, entry):
    """Whom it is about. Of a split they stand with the other dossier; of paper ballots nobody is named here."""
    if entry.act.startswith("meeting.paper"):
        count = len(names)
        yield ngettext("%(count)s ballot on paper", "%(count)s ballots on paper", count) % {"count": count}
    elif names and not {"split_off", "split_from"} & entry.body.keys():
        yield joined(names)


# --- rows that came and went -----------------------------------------------------------------------
def added(value, entry):
    """A row of the rules with its fields, how many rows were loaded, or the names of a list."""
    if isinstance(value, list):
        yield from [joined(row["name"] for row in value)] if value else []
    elif all(isinstance(each, int) for each in value.values()):
        count = sum(value.values())
        yield ngettext("%(count)s row was added", "%(count)s rows were added", count) % {"count": count}
    else:
        yield from fields(value, entry)


def fields(value, entry):
    """A row as it was written or removed: each field with its word."""
    yield from (f"{label}: {told}" for label, told in fields_in_words(entry.act, value, entry.names))


def rows_left_out(numbers, entry):
    yield from [_("Rows of the file left out: %(rows)s") % {"rows": joined(numbers)}] if numbers else []


def signed_by(names, entry):
    """Whose digital signatures a file bears, as their certificates say."""
    yield from [_("Digitally signed by %(names)s") % {"names": joined(names)}] if names else []


def revocation(found, entry):
    """Whether the certificates were looked up in lists of revoked ones, each answer once."""
    for each in dict.fromkeys(found):
        if each:
            yield _("Revocation: %(found)s") % {"found": label_in(each, Revocation)}


def rows_still_faulty(numbers, entry):
    yield from [_("Rows of the file that still have a fault: %(rows)s") % {"rows": joined(numbers)}] if numbers else []


def order(rows, entry):
    """The agenda by the codes of its dossiers; of other lists only that the order is another one."""
    codes = [row for row in rows if isinstance(row, str) and not row.startswith("topic-")]
    if codes:
        yield _("Dossiers in the new order: %(codes)s") % {"codes": joined(codes)}
    elif rows and isinstance(rows[0], list):
        yield _("The list stands in another order")


def letters(rows, entry):
    for row in rows:
        yield _("%(code)s: its time is over since %(year)s") % {"code": row["letter"], "year": row["due_year"]}


def disposed(value, entry):
    count = len(value.get("payloads", []))
    yield ngettext("The text of %(count)s act is gone", "The texts of %(count)s acts are gone", count) % {
        "count": count
    }


def awards(rows, entry):
    if rows:
        told = ngettext("%(count)s award in the award book", "%(count)s awards in the award book", len(rows))
        yield told % {"count": len(rows)}


def golden_book(places, entry):
    first, last = places
    if first is not None:
        yield _("Golden book") + f": {first}" + (f" - {last}" if last != first else "")


def stock(sheet, entry):
    yield _("Printed on the stock “%(name)s”") % {"name": sheet["name"]}


def places(names, entry):
    yield _("Fields placed anew: %(fields)s") % {"fields": joined(str(FIELDS.get(name, name)) for name in names)}


# --- of a meeting ----------------------------------------------------------------------------------
def changed(labels, entry):
    yield from [_("Changed since the last one: %(what)s") % {"what": joined(labels)}] if labels else []


def roll(rows, entry):
    yield from (with_reason(row["person"], label_in(row["presence"], Presence)) for row in rows)


def marks(rows, entry):
    for row in rows:
        before, after = (label_in(value, Presence) for value in row["changes"]["presence"])
        yield f"{row['person']}: {before} → {after}"


def came(rows, entry):
    for row in rows:
        yield _("Came in: %(person)s") % {"person": with_reason(row["name"], label_in(row["role"], SeatRole))}


def left(rows, entry):
    for row in rows:
        yield _("Left: %(person)s") % {"person": with_reason(row["name"], label_in(row["role"], SeatRole))}


def results(rows, entry):
    """What was announced of each nominee, or decided on each item; never of a round that was set aside."""
    for row in rows:
        if "verdict" in row:
            yield with_reason(row["proposal"], label_in(row["verdict"], ItemVerdict), row.get("reason"))
        else:
            yield with_reason(row["name"], _("carried") if row["passed"] else _("not carried"), row["sentence"])


# --- with the province -----------------------------------------------------------------------------
def lines(rows, entry):
    yield from [joined(row["name"] for row in rows)] if rows else []


def returned(rows, entry):
    yield from (f"{row['name']}: {row['reason']}" for row in rows)


def returns(rows, entry):
    yield from dict.fromkeys(row["reason"] for row in rows if row["reason"])


def answers(rows, entry):
    """Lines that are answered alike stand once, with their number."""
    alike = [(label_in(row["said"], Said), _by(row)) for row in rows]
    for said in dict.fromkeys(alike):
        yield f"{alike.count(said)} × {' - '.join(filter(None, said))}"


def answer(said, entry):
    """Of a unit or a body as it was written; of the province what it says of the line."""
    if isinstance(said, dict):
        said = " - ".join(filter(None, (label_in(said["said"], Said), _by(said))))
    yield from [said] if said else []


def _by(row):
    parts = (row["number"], day_in_words(row["decided_on"] or ""), row["issuer"], row["reason"])
    return ", ".join(part for part in parts if part)


# --- of a campaign, of a mandate -------------------------------------------------------------------
def figures(value, entry):
    said = {"granted": value["granted"], "proposed": value["proposed"]}
    yield _("%(granted)s granted of %(proposed)s proposed") % said


def scope(value, entry):
    for name, codes in value.items():
        label = str(Mandate._meta.get_field(name).verbose_name)
        yield f"{label[:1].upper()}{label[1:]}: {codes}"
