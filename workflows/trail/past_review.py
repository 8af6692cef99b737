"""What the review said of a dossier by a moment: remarks as the ledger tells them, judgements out of their own rows.

Remarks keep no history; each of their deeds is an entry. A split takes some of them along and copies others, so the
entries of every dossier of the letter are read.
"""

import json
from collections import defaultdict
from copy import copy

from django.db.models import Value
from django.db.models.functions import Concat

from documents.proposals.models import Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import body_of, with_people
from permissions.ledger.renamed import act_today, acts_ever
from workflows.approval.models import Judgement, Remark


def _noted(found, entry, body):
    target = body["target"]
    found[body["remark"]] = Remark(
        pk=body["remark"],
        version=entry.version,
        target=target,
        field=body["field"] if target == Remark.Target.FIELD else "",
        paper_kind=body["field"] if target == Remark.Target.PAPER else "",
        text=body["text"],
        made_by=entry.actor,
        made_at=entry.at,
    )


def _dropped(found, entry, body):
    found.pop(body["remark"], None)


def _returned(found, entry, body):
    for told in body["remarks"]:
        if remark := found.get(told["remark"]):
            remark.state = Remark.State.OPEN


def _answered(found, entry, body):
    if remark := found.get(body["remark"]):
        remark.state, remark.answer = Remark.State.ANSWERED, body["answer"]
        remark.answered_by, remark.answered_at = entry.actor, entry.at


def _settled(found, entry, body):
    if remark := found.get(body["remark"]):
        remark.state = Remark.State.SETTLED


_ANSWERED, _TAKEN = "remark.answered", "proposal.split_from"
_DEEDS = {
    "remark.noted": _noted,
    "remark.dropped": _dropped,
    "proposal.return_for_completion": _returned,
    _ANSWERED: _answered,
    "remark.settled": _settled,
}


def _take(found, mother, body):
    """What a split takes out of the mother's remarks into the sister's, and what it copies."""
    taken = body.get("remarks_taken", {"moved": [], "copied": {}})
    found |= {pk: mother.pop(pk) for pk in taken["moved"] if pk in mother}
    found |= {new: copy(mother[int(old)]) for old, new in taken["copied"].items() if int(old) in mother}
    for pk, remark in found.items():
        remark.pk, remark.version = pk, 1


def _entries(letter_id, at):
    """[(code of the dossier, act of today, entry, body)] of every dossier of a letter by a moment: one statement."""
    keys = Proposal.objects.filter(letter=letter_id).order_by().annotate(key=Concat(Value("proposal/"), "code"))
    acts = sorted(acts_ever({*_DEEDS, _TAKEN}))
    rows = LedgerEntry.objects.filter(stream__key__in=keys.values("key"), act__in=acts, at__lte=at)
    for entry in with_people(rows.filter(payload__isnull=False)).order_by("pk"):
        yield entry.stream.key.partition("/")[2], act_today(entry.act), entry, json.loads(body_of(entry))


def _stood(proposal, at, answers_until):
    """{key: Remark} of a dossier at a moment; of answers only those given by `answers_until`."""
    found = defaultdict(dict)
    for code, act, entry, body in _entries(proposal.letter_id, at):
        if act == _TAKEN:
            _take(found[code], found[body["split_from"]], body)
        elif act != _ANSWERED or entry.at <= answers_until:
            _DEEDS[act](found[code], entry, body)
    return found[proposal.code]


def remarks_at(proposal, at, *, sight, sent_at, rows):
    """The remarks on a dossier as they stood at a moment and are told to who reads it so: two statements.

    sent_at: when the version of that moment was sent; an answer given since was still the unit's own. rows: those shown
    of that moment; a remark pinned to another row is left out.
    """
    found = _stood(proposal, at, at if sight.drafts else sent_at)
    if not sight.notes:
        found = {pk: remark for pk, remark in found.items() if remark.state != Remark.State.NOTED}
    shown = {row.pk: row for row in rows}
    pinned = Remark.objects.filter(pk__in=found, nomination__isnull=False).order_by()
    for pk, row in pinned.values_list("pk", "nomination"):
        if row in shown:
            found[pk].nomination = shown[row]
        else:
            del found[pk]
    return [found[pk] for pk in sorted(found)]


def judgements_at(proposal, at, version):
    """{nomination id: the Judgement that counted at a moment}. version: the number of the one read then."""
    rows = Judgement.objects.filter(proposal=proposal.pk, made_at__lte=at, version__lte=version).order_by("pk")
    return {row.nomination_id: row for row in rows}
