"""Rows as they stood at a moment, out of their histories."""

import json
from collections import defaultdict

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import body_of
from permissions.ledger.renamed import state_today


def stood(model, at, ever, **then):
    """History rows, one for each object that there was at a moment: what it said then. One statement.

    ever: Q of history rows that belong to objects worth asking about, whatever they said when. then: what must hold at
    the moment. A moment counts what was saved in it.
    """
    history = model.history.model
    asked = history.objects.filter(ever).order_by().values("id")
    newest = history.objects.filter(id=OuterRef("id"), history_date__lte=at).order_by("-history_date", "-history_id")
    rows = history.objects.filter(id__in=asked, history_id=Subquery(newest.values("history_id")[:1]))
    return rows.exclude(history_type="-").filter(**then).order_by("id")


def of(things):
    """Q: the history rows of these objects. things: a queryset of theirs."""
    return Q(id__in=things.order_by().values("pk"))


def one_as_it_stood(thing, at):
    """The thing with the values it had at a moment, never to be saved; None where it was not there yet."""
    row = stood(type(thing), at, Q(id=thing.pk)).first()
    return in_names_of_today(row.instance) if row else None


def in_names_of_today(thing):
    """A thing out of its history, its states by what they are called today."""
    for name in ("state", "state_left"):
        if state := getattr(thing, name, ""):
            setattr(thing, name, state_today(thing.stream, state))
    return thing


_WHOSE_MOMENT = frozenset({"documents.letter", "documents.proposal", "documents.nomination", "documents.paper"})


def _moment_of_act(act_id):
    """The moment at which all that an act saved was saved: rows are kept a little after the act's own time.

    Of what was disposed of only the act's own time is left.
    """
    entries = list(LedgerEntry.objects.filter(act_id=act_id).select_related("payload"))
    saved = defaultdict(set)
    for entry in entries:
        for row in json.loads(body_of(entry) or "{}").get("history", ()):
            if row["model"] in _WHOSE_MOMENT:
                saved[row["model"]].add(row["history_id"])
    moments = [entry.at for entry in entries]
    for label, keys in saved.items():
        history = apps.get_model(label).history.model
        moments += history.objects.filter(history_id__in=keys).values_list("history_date", flat=True)
    return max(moments)


def moment_of_entry(stream, seq):
    """Right after an entry of a stream; None where there is none."""
    entry = LedgerEntry.objects.filter(stream__key=stream, seq=seq).first()
    return _moment_of_act(entry.act_id) if entry else None


def moment_of_vote(meeting):
    """Right after a meeting was closed and its verdicts came into force; None before."""
    entry = LedgerEntry.objects.filter(stream__key=meeting.stream, at=meeting.closed_at).first()
    return _moment_of_act(entry.act_id) if entry else None
