"""What else an entry says, line by line.

Every key of a body stands in `TOLD`, among the files (`files_told.py`) or in `SILENT`, which says why nothing is told
of it: a test walks all acts. Reasons and differences are told beside.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from documents.campaigns.models import CampaignFile
from documents.numbers.kinds import Mode
from documents.registry.states import Answer
from documents.signatures.kinds import Door, Fault, Tie, Verdict
from permissions.ledger.renamed import act_today
from permissions.roles import Office
from workflows.approval.forms import PLACES_OF_THE_LETTER
from workflows.approval.models import Remark
from workflows.council.states import RecusalKind, SeatRole
from workflows.decisions.certificate_models import Certificate
from workflows.handoff.carriage_models import CarrierName
from workflows.handoff.edxml.codes import Status
from workflows.handover.states import HandoverState
from workflows.payments.states import Fund, PaymentState
from workflows.public_notice.models import Objection
from workflows.receipts.models import About
from workflows.revocations.states import AmendmentKind, Item, ReturnState
from workflows.trail import details_of_lists as lists
from workflows.trail.details_of_lists import joined
from workflows.trail.words import day_in_words, dong, label_in, name_pointed_at

_OBJECT = re.compile(r"\w+ object \(\d+\)")


@dataclass(frozen=True, slots=True)
class Said:
    """The entry that is told. names: of the things it points at, {(model label, key): name}."""

    act: str
    body: dict
    names: dict = field(default_factory=dict)


# --- tellers: what stands under a key, and the entry -> lines ----------------------------------------
def _plain(value, entry):
    """As it was recorded, where that is text and not the key of something."""
    return [value] if isinstance(value, str) and value else []


def _row(value, entry):
    """A row of the rules by its name; rows that had none were once recorded as objects of the program."""
    return [] if _OBJECT.fullmatch(value) else [value]


def _names(value, entry):
    rows = value if isinstance(value, list) else []
    return [joined(row["name"] if isinstance(row, dict) else row for row in rows)] if rows else []


def _codes(value, entry):
    codes = [code.rpartition("/")[2] for code in value if isinstance(code, str)] if isinstance(value, list) else []
    return [joined(codes)] if codes else []


def _handler(value, entry):
    return [f"{value['from']} → {value['to']}"]


def _choice(*choices):
    """The word of a choice, of the first of these lists that has it."""
    return lambda value, entry: [label for label in [label_in(value, *choices)] if label]


def _day(sentence):
    return lambda value, entry: [str(sentence) % {"day": day_in_words(value)}] if value else []


def _said(sentence, kind=str):
    return lambda value, entry: [str(sentence) % {"value": value}] if value and isinstance(value, kind) else []


def _counted(sentence):
    def told(value, entry):
        count = len(value) if isinstance(value, list) else value if isinstance(value, int) else 0
        return [sentence % {"count": count}] if count else []

    return told


def _thing(key):
    """The name of the thing of which the entry keeps the key."""
    return lambda value, entry: [name for name in [name_pointed_at(key, value, entry.names)] if name]


def _only(of, tell, otherwise=None):
    """Told so where an act begins like this; else otherwise, or not at all."""

    def told(value, entry):
        if entry.act.startswith(of):
            return tell(value, entry)
        return otherwise(value, entry) if otherwise else []

    return told


def _but(of, tell):
    """Told, but not of acts that begin like this."""
    return _only(of, lambda value, entry: [], tell)


def _dong(value, entry):
    return [str(_("Bonus in all: %(amount)s")) % {"amount": dong(value)}] if isinstance(value, int) else []


def _paid(value, entry):
    return [str(_("Paid in all: %(amount)s")) % {"amount": dong(value)}] if value else []


def _given_back(value, entry):
    return [str(_("Amount given back: %(amount)s")) % {"amount": dong(value)}] if value else []


def _round(value, entry):
    return [str(_("Round %(number)s of the vote")) % {"number": value}] if value > 1 else []


# --- what is told of which key, in this order --------------------------------------------------------
TOLD = {
    # who, in which office
    "name": _plain,
    "for": _said(_("For %(value)s")),
    "person": _plain,
    "username": _said(_("User name: %(value)s")),
    "email": _plain,
    "office": _choice(Office),
    "role": _choice(SeatRole),
    "presides": _said(_("Presides from now on: %(value)s")),
    "relation": _choice(RecusalKind),
    "unit": _plain,
    "owner_unit": _thing("owner_unit"),
    "code": _only("unit.", _said(_("Code: %(value)s"))),
    "handler": _handler,
    "bodies": _names,
    "units": _names,
    "signed_by": lists.signed_by,
    "issuers": _names,
    "source": _plain,
    "verdict": _only("signature.", _choice(Verdict)),
    "fault": _only("signature.", _choice(Fault)),
    "revocation": lists.revocation,
    "tie": _choice(Tie),
    "door": _choice(Door),
    "signer": _said(_("Signed by %(value)s")),
    "scope": lists.scope,
    "came": lists.came,
    "left": lists.left,
    # rows
    "target": _choice(Remark.Target),
    "field": _choice(dict(PLACES_OF_THE_LETTER)),
    "remarks": lists.remarks,
    "judgements": lists.judgements,
    "recipient": _plain,
    "added": lists.added,
    "removed": lists.fields,
    "left_out": lists.rows_left_out,
    "still_faulty": lists.rows_still_faulty,
    "outcomes": lists.outcomes,
    "returned": lists.returned,
    "returns": lists.returns,
    "answers": lists.answers,
    "nominees": _names,
    "lines": _names,
    "roll": lists.roll,
    "marks": lists.marks,
    "results": lists.results,
    "namesakes": _names,
    "order": lists.order,
    "letters": lists.letters,
    "awards": lists.awards,
    # where rows went, and which other papers it belongs to
    "split_off": lists.split_off,
    "split_from": lists.split_from,
    "award_form": _plain,
    "names": lists.names,
    "meeting": _plain,
    "decision": _plain,
    "transmittal": _plain,
    "receiver_status": _choice(Status),
    "carrier": _choice(CarrierName),
    "receipt": _plain,
    "organ": _plain,
    "proposal": _plain,
    "sister": _plain,
    "letter": _plain,
    "opinion": _plain,
    "list": _plain,
    "proposals": _only("demo.", _counted(ngettext_lazy("%(count)s dossier", "%(count)s dossiers", "count")), _codes),
    "rule_set": _thing("rule_set"),
    "copied_from": _only("catalogue.", _thing("copied_from")),
    "campaign": _only("campaign.set_up", lists.fields, _plain),
    # words
    "title": _plain,
    "text": _but("ledger_key.", _plain),
    "legal_basis": _plain,
    "basis": _plain,
    "objections": _plain,
    "number": _only("checkpoint.", _said(_("Checkpoint number %(value)s"), int), _plain),
    "document_number": _plain,
    "reference": _plain,
    "sender": _plain,
    "recorded_for": _plain,
    "arrival": _said(_("Paper %(value)s of the arrival book")),
    "quorum": _plain,
    "summary": _plain,
    "figures": lists.figures,
    "form": _plain,
    "row": _row,
    "mode": _choice(Mode),
    "symbol": _said(_("Symbol: %(value)s")),
    "kind": _only("campaign.", _choice(CampaignFile.Kind)),
    "channel": _choice(Objection.Channel),
    "changed": lists.changed,
    "answer": _only("registry.", _choice(Answer), lists.answer),
    # days and numbers
    "due_on": _day(_("Due on %(day)s")),
    "until_on": _day(_("Until %(day)s")),
    "to_on": _day(_("Until %(day)s")),
    "expires_at": _day(_("Until %(day)s")),
    "effective_from": _day(_("In force from %(day)s")),
    "issued_on": _day(_("Dated %(day)s")),
    "signed_on": _day(_("Signed on %(day)s")),
    "arrived_on": _day(_("Arrived on %(day)s")),
    "received_on": _day(_("Arrived on %(day)s")),
    "year": _said(_("Year %(value)s"), int),
    "due_year": _said(_("Its time is over since %(value)s"), int),
    "round": _round,
    "members": _counted(ngettext_lazy("%(count)s member in all", "%(count)s members in all", "count")),
    "participants": _counted(ngettext_lazy("%(count)s member took part", "%(count)s members took part", "count")),
    "written": _counted(ngettext_lazy("%(count)s written opinion", "%(count)s written opinions", "count")),
    "on_paper": _counted(ngettext_lazy("%(count)s ballot on paper", "%(count)s ballots on paper", "count")),
    "papers_found": _counted(ngettext_lazy("%(count)s paper in the box", "%(count)s papers in the box", "count")),
    "sending": _said(_("Sending number %(value)s"), int),
    "golden_book": lists.golden_book,
    "stock": lists.stock,
    "again": _choice(Certificate.Kind),
    "serial": _said(_("Blank number %(value)s")),
    "places": lists.places,
    "bonus_total": _dong,
    "handovers": lists.handovers,
    "handover_state": _choice(HandoverState),
    "signed_for": _choice(About),
    "handed_on": _day(_("Handed over on %(day)s")),
    "place": _said(_("Place: %(value)s")),
    "on_behalf": _said(_("On behalf: %(value)s")),
    "amendment_kind": _choice(AmendmentKind),
    "revoked": lists.revoked,
    "mended": lists.mended,
    "later": lists.later,
    "decide_anew": lists.decide_anew,
    "due_back": lists.due_back,
    "give_back_by": _day(_("To be given back by %(day)s")),
    "item": _choice(Item),
    "return_state": _choice(ReturnState),
    "returned_on": _day(_("Given back on %(day)s")),
    "given_back": _given_back,
    "payments": lists.payments,
    "payment_state": _choice(PaymentState),
    "paid_total": _paid,
    "fund": _choice(Fund),
    "keepsake": _said(_("Keepsake: %(value)s")),
    "voucher": _said(_("Voucher %(value)s")),
    "paid_by": _said(_("Paid out by %(value)s")),
    "paid_on": _day(_("Paid on %(day)s")),
    "revoked_tokens": _counted(ngettext_lazy("%(count)s token ended", "%(count)s tokens ended", "count")),
    "disposed": lists.disposed,
    "proposed_by": _thing("proposed_by"),
    "approved_by": _thing("approved_by"),
    "executed_by": _thing("executed_by"),
}

_A_KEY = "the key of a row, for programs"
_BESIDE = "told beside: as reason, as differences, as history"
_VOTES = "what was voted is told by the announced result alone"
# Keys of which nothing is told, each with its reason.
SILENT = {
    **dict.fromkeys(
        ("nomination", "paper", "remark", "offer", "objection", "appointment", "deputising", "mandate", "token"), _A_KEY
    ),
    **dict.fromkeys(("nominations", "likeness", "other", "award", "from", "to", "supersedes", "remarks_taken"), _A_KEY),
    **dict.fromkeys(("reason", "changes", "history"), _BESIDE),
    **dict.fromkeys(("votes", "counts", "exceptions", "room"), _VOTES),
    "version_taken": "told with the dossier it was split from",
    "sequence": "the invitation itself says that it is a new one",
    "count": "the rows are told by name",
    "sent_sha256": "the file as it came, before it was written anew and kept",
    "signature": "checked by programs; the key is told by its fingerprint",
    "previous_signature": "as the signature",
}


def details_in_words(act, body, names):
    """What else an entry says: who was judged how, which remark, which paper, until when.

    names: of the things it points at, from `things_pointed_at`.
    """
    entry = Said(act_today(act), body, names)
    told = [line for key, tell in TOLD.items() if key in body for line in tell(body[key], entry)]
    return list(dict.fromkeys(told))
