"""Reading checkpoints: the newest, its short code, the file that leaves the house."""

from permissions.ledger import canonical
from permissions.ledger.checkpoints import form
from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange, SigningKey

FILE = "bangvang-checkpoint-file 1"


def newest(*, before=None):
    """The checkpoint made last, with its key, or the last one made before a moment; None before the first."""
    rows = Checkpoint.objects.select_related("key").order_by("-number")
    return (rows if before is None else rows.filter(at__lt=before)).first()


def code_of(checkpoint):
    """The short code of a checkpoint, as papers print it."""
    return form.short_code(checkpoint.number, checkpoint.day, checkpoint.hash)


def ranges_of(checkpoint):
    """[(stream, from, to, head)] of a checkpoint, in the order of its leaves."""
    return list(
        CheckpointRange.objects.filter(checkpoint=checkpoint)
        .order_by("pk")
        .values_list("stream__key", "from_seq", "to_seq", "head")
    )


def signed(checkpoint):
    """A checkpoint as others check it: the text as signed, its hash and signature."""
    return {"body": checkpoint.body, "hash": checkpoint.hash, "signature": checkpoint.signature}


def announced_keys():
    """Every key with its announcement, oldest first, as others check them."""
    return list(
        SigningKey.objects.order_by("pk").values(
            "fingerprint", "public", "kind", "text", "signature", "previous_signature"
        )
    )


def file_of(checkpoint):
    """The text of a checkpoint's file: all that is needed to check it, and the evidence against it."""
    told = {"file": FILE, "code": code_of(checkpoint), "checkpoint": signed(checkpoint)}
    told |= {"keys": announced_keys(), "ranges": [list(each) for each in ranges_of(checkpoint)]}
    return canonical.text_of(told) + "\n"


def file_name(checkpoint):
    """Name under which the file of a checkpoint is saved."""
    return f"diem-niem-phong-{checkpoint.day.year}-{checkpoint.number:04}.json"


def is_sealed(entry):
    """Does a checkpoint seal this entry already? One statement."""
    return CheckpointRange.objects.filter(
        stream=entry.stream_id, from_seq__lte=entry.seq, to_seq__gte=entry.seq
    ).exists()
