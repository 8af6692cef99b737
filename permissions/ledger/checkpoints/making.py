"""Making a checkpoint: every entry since the one before and every access record not yet sealed, under a signature."""

from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy

from permissions.ledger import acts, canonical, kept, merkle, signing, streams
from permissions.ledger.checkpoints import form, keys
from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange, SealedAccess
from permissions.ledger.models import AccessRecord, Stream
from permissions.ledger.services import Line, record
from permissions.timed import timed

STREAM = "ledger/checkpoints"
# Longer than any transaction lives: a record with a lower number than one sealed so long ago came in by another door.
LATE_AT_MOST = timedelta(days=2)
_AT_ONCE = 2_048
acts.declare({"checkpoint.made": gettext_lazy("sealed the evidence with a checkpoint")})


def due_day(now):
    """The newest day whose evening has come: the day a checkpoint is due for."""
    local = timezone.localtime(now)
    return local.date() - timedelta(days=0 if local.hour >= settings.CHECKPOINT_HOUR else 1)


@timed
def make_daily(now):
    """The checkpoint of the day, once. A day on which no tick ran is sealed by the next one that runs."""
    if _is_made(due_day(now)):
        return 0
    return 0 if make(now=now, only_when_due=True) is None else 1


def _is_made(day):
    return Checkpoint.objects.filter(day__gte=day).exists()


@transaction.atomic
def make(*, now=None, only_when_due=False):
    """Seal what is not sealed yet; returns the checkpoint. One at a time: the lock is that of its stream.

    only_when_due: returns None where another process has made the day's checkpoint meanwhile.
    """
    now = now or timezone.now()
    streams.lock([STREAM], commune_id=None)
    day = due_day(now)
    if only_when_due and _is_made(day):
        return None
    before = Checkpoint.objects.order_by("-number").first()
    number = before.number + 1 if before else 1
    signer = keys.signer(now)
    # The ranges go in first: their key to the checkpoint is checked at the end of the transaction.
    ranges = _keep_ranges(number)
    tree, access, through = tree_of(number), *_seal_access(number, now)
    made = Checkpoint(
        number=number,
        day=day,
        at=now,
        prev_hash=before.hash if before else form.GENESIS,
        size=tree.size,
        root=tree.root.hex(),
        access_size=access.size,
        access_root=access.root.hex(),
        access_through=max(through, before.access_through if before else 0),
        key=signer.row,
        unsigned=signer.unsigned,
    )
    made.body = body_of(made, ranges_sha256=form.ranges_sha256(ranges), site=settings.SITE_URL)
    made.hash = form.hash_of(made.body)
    made.signature = signing.sign(signer.key, form.KIND, made.body) if signer.key else ""
    made.save(force_insert=True)
    body = {"number": number, "hash": made.hash, "fingerprint": signer.row.fingerprint if signer.row else None}
    record([Line(stream=STREAM, act="checkpoint.made", body=body)], commune_id=None, by=None, acting_as=None, at=now)
    return made


def body_of(checkpoint, *, ranges_sha256, site):
    """The text of a checkpoint from its columns."""
    return canonical.text_of(
        {
            "access_root": checkpoint.access_root,
            "access_size": checkpoint.access_size,
            "access_through": checkpoint.access_through,
            "at": checkpoint.at,
            "day": checkpoint.day,
            "form": form.FORM,
            "key": checkpoint.key.fingerprint if checkpoint.key else None,
            "number": checkpoint.number,
            "prev": checkpoint.prev_hash,
            "ranges_sha256": ranges_sha256,
            "root": checkpoint.root,
            "site": site,
            "size": checkpoint.size,
            "unsigned": str(checkpoint.unsigned),
        }
    )


def _keep_ranges(number):
    """Note how far each stream has come since it was last sealed: [(stream, from, to, head)] by stream.

    One statement is one snapshot; entries behind a head that is seen are there for good. Sorted here, because
    databases sort letters each in their own way.
    """
    sealed = CheckpointRange.objects.filter(stream=OuterRef("pk")).order_by("-to_seq").values("to_seq")[:1]
    moved = Stream.objects.annotate(sealed=Coalesce(Subquery(sealed), 0)).filter(seq__gt=F("sealed"))
    found = sorted(moved.values_list("key", "pk", "sealed", "seq", "head"))
    CheckpointRange.objects.bulk_create(
        (
            CheckpointRange(checkpoint_id=number, stream_id=pk, from_seq=after + 1, to_seq=seq, head=head)
            for _key, pk, after, seq, head in found
        ),
        batch_size=_AT_ONCE,
    )
    return [(key, after + 1, seq, head) for key, _pk, after, seq, head in found]


def leaves_of(number):
    """(stream, seq, hash) of every entry a checkpoint seals, in the order of its leaves."""
    rows = CheckpointRange.objects.filter(
        checkpoint=number, stream__entries__seq__gte=F("from_seq"), stream__entries__seq__lte=F("to_seq")
    ).order_by("pk", "stream__entries__seq")
    return rows.values_list("stream__key", "stream__entries__seq", "stream__entries__hash").iterator(_AT_ONCE)


def tree_of(number):
    """The tree over the entries of a checkpoint."""
    tree, leaves = merkle.Growing(), leaves_of(number)
    while rows := list(islice(leaves, _AT_ONCE)):
        tree.add_all([merkle.leaf_hash(form.entry_leaf(*row)) for row in rows])
    return tree


def access_floor(now):
    """No access record up to this number can still come in late."""
    old = Checkpoint.objects.filter(at__lt=now - LATE_AT_MOST).order_by("-number").first()
    return old.access_through if old else 0


def _seal_access(number, now):
    """The tree over the access records not sealed yet, by number, and the highest number among them."""
    fields = AccessRecord._meta.concrete_fields
    fresh = AccessRecord.objects.filter(pk__gt=access_floor(now), seal=None).order_by("pk")
    tree, through, sealed = merkle.Growing(), 0, []
    for row in fresh.values_list(*(field.attname for field in fields)).iterator(_AT_ONCE):
        leaf = merkle.leaf_hash(form.access_leaf(fields, row))
        tree.add(leaf)
        through = row[0]
        sealed.append(SealedAccess(record_id=through, checkpoint_id=number, leaf=leaf.hex()))
    SealedAccess.objects.bulk_create(sealed, batch_size=_AT_ONCE)
    return tree, through


def _whole_checkpoints(asked):
    found = Checkpoint.objects.filter(hash__in={named.sha256 for named in asked})
    whole = {row.hash: row.pk for row in found if form.hash_of(row.body) == row.hash}
    return [(named, whole[named.sha256]) for named in asked if named.sha256 in whole]


kept.register_rows(Checkpoint, streams=[STREAM], keys=["hash"], find=_whole_checkpoints)
