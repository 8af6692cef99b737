"""Which act endorsed the appraisal of a dossier: its own, or that on the mother from which it was split off since."""

import json
from collections import defaultdict

from documents.proposals.models import Proposal, Version
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import with_people

ENDORSED, SPLIT_OFF = "proposal.endorse", "proposal.split_from"


def endorsement_of(proposal):
    """The LedgerEntry by which the dossier's appraisal was endorsed last; None where it never was."""
    return endorsements_of({proposal.pk: (proposal, None)}).get(proposal.pk)


def endorsements_of(asked):
    """{key: the LedgerEntry of the last endorsement}, without those that have none.

    asked: {any key: (Proposal, moment up to which acts count, None for now)}. Two statements for each generation of
    splits.
    """
    found = {}
    while asked:
        entries, mothers = _entries({one.stream for one, _moment in asked.values()}), {}
        for key, (one, moment) in asked.items():
            last = {entry.act: entry for entry in entries[one.stream] if moment is None or entry.at <= moment}
            if ENDORSED in last:
                found[key] = last[ENDORSED]
            elif SPLIT_OFF in last and one.split_from_id:
                mothers[key] = (one.split_from_id, last[SPLIT_OFF].at)
        known = Proposal.objects.in_bulk({mother for mother, _moment in mothers.values()})
        asked = {key: (known[mother], moment) for key, (mother, moment) in mothers.items()}
    return found


def came_endorsed(sister):
    """Was the first Version of a dossier that was split off endorsed before, on the dossier whose words it took over?

    Two statements for each Version on the way.
    """
    key = (sister.code, 1)
    while taken := _taken_from(*key):
        key = (taken["code"], taken["version"])
        entries = LedgerEntry.objects.filter(stream__key=f"proposal/{key[0]}", act=ENDORSED, version=key[1])
        if entries.exists():
            return True
    return False


def _taken_from(code, number):
    version = Version.objects.filter(proposal__code=code, number=number).first()
    return None if version is None or version.is_disposed else json.loads(version.body).get("taken_from")


def _entries(streams):
    """{stream: its endorsements and how it was split off, oldest first}"""
    rows = LedgerEntry.objects.filter(stream__key__in=streams, act__in=(ENDORSED, SPLIT_OFF))
    found = defaultdict(list)
    for entry in with_people(rows).order_by("stream", "seq"):
        found[entry.stream.key].append(entry)
    return found
