"""Proving that an entry lies under a checkpoint, without showing any other entry."""

import json
from collections import defaultdict

from permissions.ledger import canonical, merkle
from permissions.ledger.checkpoints import form
from permissions.ledger.checkpoints.making import leaves_of
from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange
from permissions.ledger.checkpoints.queries import announced_keys, code_of, signed
from permissions.ledger.queries import hashed_text

FILE = "bangvang-proof-file 1"


def proofs_of(entries):
    """What proves these entries, and the checkpoints it takes: ([proof], [Checkpoint]); unsealed ones are left out.

    entries: with `stream` and `seq`. Reads every leaf of each of these checkpoints once.
    """
    wanted = defaultdict(set)
    streams = {entry.stream_id: entry.stream.key for entry in entries}
    for number, stream_id, first, last in CheckpointRange.objects.filter(stream__in=streams).values_list(
        "checkpoint", "stream", "from_seq", "to_seq"
    ):
        wanted[number] |= {
            (streams[stream_id], entry.seq)
            for entry in entries
            if entry.stream_id == stream_id and first <= entry.seq <= last
        }
    found = [proof for number, places in sorted(wanted.items()) if places for proof in _proofs(number, places)]
    numbers = {proof["checkpoint"] for proof in found}
    return found, list(Checkpoint.objects.filter(number__in=numbers).select_related("key").order_by("number"))


def _proofs(number, places):
    hashes, indexes = [], []
    for stream, seq, hashed in leaves_of(number):
        if (stream, seq) in places:
            indexes.append((stream, seq, len(hashes)))
        hashes.append(merkle.leaf_hash(form.entry_leaf(stream, seq, hashed)))
    tree = merkle.Tree(hashes)
    for stream, seq, index in indexes:
        path = [each.hex() for each in tree.proof(index)]
        yield {"checkpoint": number, "index": index, "path": path, "seq": seq, "stream": stream}


def file_of_proof(entry):
    """The text of the file that proves one entry; None while no checkpoint seals it.

    It holds the entry itself, the checkpoint and the keys; no payload, so that the text of the act stays here.
    """
    proofs, checkpoints = proofs_of([entry])
    if not proofs:
        return None
    told = {"file": FILE, "code": code_of(checkpoints[0]), "checkpoint": signed(checkpoints[0])}
    told |= {"keys": announced_keys(), "proof": proofs[0]}
    text = hashed_text(entry.stream.key, entry)
    told |= {"entry": json.loads(text), "hash": entry.hash, "prev_hash": entry.prev_hash}
    return canonical.text_of(told) + "\n"
