"""Checking the evidence against its checkpoints: our own, and one that left the house and came back as a file.

Found: entries rewritten or cut off after a checkpoint sealed them, though chain and head fit again; a checkpoint, its
ranges or a key changed, removed or put in between; access records changed, removed or put in after their time. Our own
checkpoints show it as long as nobody has the private key and nobody removes the last ones together with their entries;
a file from outside shows it whatever was done here.

Not found: what happens between two checkpoints that left the house, and is gone before the next.
"""

import json
from itertools import islice

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _

from permissions.ledger import canonical, merkle, signing, verify_bundle
from permissions.ledger.checkpoints import form, keys
from permissions.ledger.checkpoints.making import access_floor, body_of, tree_of
from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange, SealedAccess, SigningKey
from permissions.ledger.checkpoints.queries import code_of, ranges_of
from permissions.ledger.models import AccessRecord, LedgerEntry

KEYS, TABLE, ACCESSES = "permissions_signingkey", "permissions_checkpoint", "permissions_accessrecord"
_AT_ONCE = 2_048
_COMPARED_AT_ONCE = 400


def check(report, *, stream=None, since=None):
    """Add to a report what our own checkpoints show.

    stream: only this one's entries; trees and access records then are not read. since: only checkpoints made from this
    moment on.
    """
    _check_keys(report)
    chosen = Checkpoint.objects.select_related("key").order_by("number")
    if since is not None:
        chosen = chosen.filter(at__gte=since)
    report.checkpoints = _check_each(report, chosen, is_whole=since is None)
    ranges = CheckpointRange.objects.filter(checkpoint__in=chosen.values("pk"))
    broken = _check_heads(report, ranges if stream is None else ranges.filter(stream__key=stream))
    if stream is None:
        _check_trees(report, chosen.exclude(pk__in=broken))
        _check_accesses(report, chosen, is_whole=since is None)


def _check_keys(report):
    for row in SigningKey.objects.select_related("previous").order_by("pk"):
        if fault := keys.fault_of(row):
            report.add(f"{KEYS}/{row.fingerprint[:16]}", 0, row.pk, fault, _("the announcement of a key was changed"))
        elif row.kind == SigningKey.Kind.REPLACED:
            told = _("Trust is broken at %(moment)s: key %(key)s took the place of a lost one.")
            report.notices.append(told % {"moment": canonical.moment(row.at), "key": row.fingerprint[:16]})


def _check_each(report, chosen, is_whole):
    """Each checkpoint by itself and behind the one before it; returns how many there are."""
    before, count, unsigned = None, 0, 0
    for checkpoint in chosen.iterator(_AT_ONCE):
        count += 1
        unsigned += bool(checkpoint.unsigned)
        if broken := _fault_of(checkpoint, before, is_first=before is None and is_whole):
            report.add(TABLE, 0, None, *broken, checkpoint=checkpoint.number)
        before = checkpoint
    if unsigned:
        report.notices.append(_("Checkpoints without signature: %(count)s.") % {"count": unsigned})
    return count


def _fault_of(checkpoint, before, is_first):
    """(kind, reason) of the first thing wrong with a checkpoint, None where it holds."""
    expected = before.number + 1 if before else 1 if is_first else checkpoint.number
    if checkpoint.number != expected:
        return "checkpoint_gap", _("the checkpoints before it are missing")
    if checkpoint.hash != form.hash_of(checkpoint.body) or not _says_its_columns(checkpoint):
        return "checkpoint", _("the checkpoint, or what it seals, was changed")
    prev = before.hash if before else form.GENESIS if checkpoint.number == 1 else checkpoint.prev_hash
    if checkpoint.prev_hash != prev:
        return "checkpoint_link", _("the checkpoint does not follow the one before it")
    if bool(checkpoint.key) == bool(checkpoint.unsigned) or not _is_signed(checkpoint):
        return "checkpoint_signature", _("the signature of the checkpoint does not hold")
    if before and checkpoint.at < before.at:
        return "clock", _("the clock was turned back: the checkpoint is older than the one before it")
    return None


def _says_its_columns(checkpoint):
    try:
        site = json.loads(checkpoint.body)["site"]
    except (ValueError, TypeError, KeyError):
        return False
    ranges = ranges_of(checkpoint)
    in_order = ranges == sorted(ranges)
    return in_order and checkpoint.body == body_of(checkpoint, ranges_sha256=form.ranges_sha256(ranges), site=site)


def _is_signed(checkpoint):
    if checkpoint.key is None:
        return not checkpoint.signature
    return signing.holds(checkpoint.key.public, checkpoint.signature, form.KIND, checkpoint.body)


def _check_heads(report, ranges):
    """Each range begins behind the last one of its stream, and its last entry is the one that was sealed.

    With a chain that holds, all entries before are those that were sealed too. Returns the checkpoints that do not fit.
    """
    steps = ranges.annotate(before=Window(Lag("to_seq"), partition_by="stream", order_by="checkpoint"))
    for row in steps.filter(before__isnull=False).exclude(from_seq=F("before") + 1).select_related("stream"):
        reason = _("entries between two checkpoints were never sealed")
        report.add(row.stream.key, row.from_seq, None, "range", reason, checkpoint=row.checkpoint_id)
    sealed = LedgerEntry.objects.filter(stream=OuterRef("stream"), seq=OuterRef("to_seq"), hash=OuterRef("head"))
    told, broken = set(), set()
    for row in ranges.filter(~Exists(sealed)).select_related("stream").order_by("checkpoint_id", "pk"):
        broken.add(row.checkpoint_id)
        if row.stream_id not in told:
            told.add(row.stream_id)
            _tell_head(report, (row.stream.key, row.from_seq, row.to_seq), row.checkpoint_id)
    return broken


def _tell_head(report, sealed, number):
    """Name what became of sealed entries whose last one is not there as it was."""
    stream, first, last = sealed
    there = LedgerEntry.objects.filter(stream__key=stream)
    entry = there.filter(seq=last).first()
    if entry is not None:
        reason = _("entries %(first)s to %(last)s are not those that the checkpoint sealed: the chain was rewritten")
        report.add(stream, first, entry.pk, "rewritten", reason % {"first": first, "last": last}, checkpoint=number)
        return
    left = there.filter(seq__lt=last).order_by("-seq").values_list("seq", flat=True).first() or 0
    reason = _("the checkpoint sealed entries up to %(last)s, found: %(left)s: they were cut off")
    report.add(stream, left + 1, None, "cut_off", reason % {"last": last, "left": left}, checkpoint=number)


def _check_trees(report, chosen):
    for number, size, root in chosen.values_list("number", "size", "root"):
        tree = tree_of(number)
        if (tree.size, tree.root.hex()) != (size, root):
            reason = _("the sealed entries do not lead to the root of the checkpoint")
            report.add(TABLE, 1, None, "root", reason, checkpoint=number)


def _check_accesses(report, chosen, is_whole):
    """Every sealed access record is as it was, every one that had to be sealed is."""
    for number, size, root in chosen.values_list("number", "access_size", "access_root"):
        _check_access_tree(report, number, size, root)
    sealed = SealedAccess.objects.filter(checkpoint__in=chosen.values("pk"))
    for pk, number in sealed.filter(~Exists(AccessRecord.objects.filter(pk=OuterRef("pk")))).values_list(
        "pk", "checkpoint"
    ):
        reason = _("access record %(id)s was removed") % {"id": pk}
        report.add(ACCESSES, 0, pk, "access_missing", reason, checkpoint=number)
    fields = AccessRecord._meta.concrete_fields
    names = [field.attname for field in fields]
    records = AccessRecord.objects.filter(seal__checkpoint__in=chosen.values("pk")).order_by("pk")
    report.accesses = 0
    for *row, leaf, number in records.values_list(*names, "seal__leaf", "seal__checkpoint").iterator(_AT_ONCE):
        report.accesses += 1
        if merkle.leaf_hash(form.access_leaf(fields, row)).hex() != leaf:
            reason = _("access record %(id)s was changed") % {"id": row[0]}
            report.add(ACCESSES, 0, row[0], "access", reason, checkpoint=number)
    last = chosen.last()
    if is_whole and last is not None:
        for pk in AccessRecord.objects.filter(seal=None, pk__lte=access_floor(last.at)).values_list("pk", flat=True):
            reason = _("access record %(id)s was put in after its time") % {"id": pk}
            report.add(ACCESSES, 0, pk, "access_inserted", reason)


def _check_access_tree(report, number, size, root):
    leaves = SealedAccess.objects.filter(checkpoint=number).order_by("pk").values_list("leaf", flat=True)
    tree, leaves = merkle.Growing(), leaves.iterator(_AT_ONCE)
    while some := list(islice(leaves, _AT_ONCE)):
        tree.add_all([bytes.fromhex(leaf) for leaf in some])
    if (tree.size, tree.root.hex()) != (size, root):
        reason = _("the sealed access records do not lead to the root of the checkpoint")
        report.add(ACCESSES, 1, None, "access_root", reason, checkpoint=number)


def check_file(report, text):
    """Add to a report what a checkpoint shows that left the house. text: of its file.

    Raises verify_bundle.Fault where the file itself does not hold.
    """
    verify_bundle.check_file(text)
    told = json.loads(text)
    body, hashed = json.loads(told["checkpoint"]["body"]), told["checkpoint"]["hash"]
    number = body["number"]
    mine = Checkpoint.objects.filter(number=number).first()
    if mine is None:
        reason = _("we do not have the checkpoint %(code)s that left the house") % {"code": told["code"]}
        report.add(TABLE, 0, None, "checkpoint_missing", reason, checkpoint=number)
    elif mine.hash != hashed:
        reason = _("our checkpoint %(mine)s is not the %(code)s that left the house")
        report.add(
            TABLE, 0, None, "checkpoint_rewritten", reason % {"mine": code_of(mine), "code": told["code"]},
            checkpoint=number,
        )  # fmt: skip
    if body["key"] is not None and not SigningKey.objects.filter(fingerprint=body["key"]).exists():
        reason = _("the checkpoint is signed with a key that was never announced here")
        report.add(KEYS, 0, None, "key_missing", reason, checkpoint=number)
    _check_access_tree(report, number, body["access_size"], body["access_root"])
    for start in range(0, len(told["ranges"]), _COMPARED_AT_ONCE):
        part = told["ranges"][start : start + _COMPARED_AT_ONCE]
        entries = LedgerEntry.objects.filter(stream__key__in=[row[0] for row in part], seq__in={row[2] for row in part})
        there = set(entries.values_list("stream__key", "seq", "hash"))
        for stream, first, last, head in part:
            if (stream, last, head) not in there:
                _tell_head(report, (stream, first, last), number)
