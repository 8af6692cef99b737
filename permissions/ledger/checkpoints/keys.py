"""The keys of the checkpoints: made, announced by the one before, replaced where lost. None is kept here."""

import json
import logging
import os
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from permissions.ledger import acts, canonical, kept, signing
from permissions.ledger.checkpoints.models import Checkpoint, SigningKey
from permissions.ledger.services import Line, record
from permissions.ledger.signing import KeyFault

STREAM = "ledger/keys"
KIND = "key 1"
acts.declare(
    {
        "ledger_key.first": gettext_lazy("announced the first key of the checkpoints"),
        "ledger_key.rotated": gettext_lazy("announced a new key of the checkpoints, signed with the old one"),
        "ledger_key.replaced": gettext_lazy("put a new key in place of a lost one"),
    }
)
logger = logging.getLogger(__name__)


class Signer(NamedTuple):
    """What signs the next checkpoint: the private key and its row, or why there is none."""

    key: Ed25519PrivateKey | None = None
    row: SigningKey | None = None
    unsigned: str = ""


def newest():
    """The key announced last, None before the first."""
    return SigningKey.objects.order_by("-pk").select_related("previous").first()


def _announce(kind, key, *, reason, at, previous=None, previous_key=None):
    public = signing.public_hex(key)
    text = canonical.text_of(
        {
            "at": at,
            "fingerprint": signing.fingerprint(public),
            "kind": kind,
            "previous": previous.fingerprint if previous else None,
            "public": public,
            "reason": reason,
        }
    )
    row = SigningKey.objects.create(
        fingerprint=signing.fingerprint(public),
        public=public,
        kind=kind,
        previous=previous,
        at=at,
        text=text,
        signature=signing.sign(key, KIND, text),
        previous_signature=signing.sign(previous_key, KIND, text) if previous_key else "",
    )
    body = {"reason": reason, "text": text, "fingerprint": row.fingerprint, "signature": row.signature}
    body["previous_signature"] = row.previous_signature
    record([Line(stream=STREAM, act=f"ledger_key.{kind}", body=body)], commune_id=None, by=None, acting_as=None, at=at)
    return row


def signer(at):
    """What the next checkpoint is signed with; trouble with the key never keeps a checkpoint from being made.

    A first key is announced on the way: there was no trust before it that could be broken.
    """
    if not settings.LEDGER_KEY_FILE:
        return Signer(unsigned=Checkpoint.Unsigned.NO_KEY)
    try:
        key = signing.read(settings.LEDGER_KEY_FILE)
    except KeyFault as fault:
        logger.error("%s The checkpoint is made without signature.", fault)
        return Signer(unsigned=Checkpoint.Unsigned.UNREADABLE)
    known, mine = newest(), signing.fingerprint(signing.public_hex(key))
    if known is None:
        return Signer(key, _announce(SigningKey.Kind.FIRST, key, reason="", at=at))
    if known.fingerprint == mine:
        return Signer(key, known)
    is_old = SigningKey.objects.filter(fingerprint=mine).exists()
    unsigned = Checkpoint.Unsigned.OLD_KEY if is_old else Checkpoint.Unsigned.UNKNOWN_KEY
    logger.error("The checkpoint is made without signature: %s.", unsigned.value)
    return Signer(unsigned=unsigned)


def make(path):
    """Make the first key; returns its row. Raises KeyFault where there is a key already, in the file or announced."""
    if newest() is not None:
        raise KeyFault("A key is announced already: rotate it, or replace it if it is lost.")
    if Path(path).exists():
        raise KeyFault(f"There is a file {path} already; it is not written over.")
    key = signing.generate()
    signing.write(key, path)
    with transaction.atomic():
        return _announce(SigningKey.Kind.FIRST, key, reason="", at=timezone.now())


def rotate(path, reason):
    """Announce a new key with the old one and put it into the file; the old file stays beside, to be destroyed by hand.

    Run again after a fault it goes on where it stopped. Raises KeyFault where the file holds another key than the one
    in use.
    """
    old, fresh = signing.read(path), f"{path}.new"
    if not Path(fresh).exists():
        signing.write(signing.generate(), fresh)
    key, known = signing.read(fresh), newest()
    old_print = signing.fingerprint(signing.public_hex(old))
    if known is None or known.fingerprint != signing.fingerprint(signing.public_hex(key)):
        if known is None or known.fingerprint != old_print:
            raise KeyFault(f"The key in {path} is not the one in use; only that one can announce its successor.")
        with transaction.atomic():
            known = _announce(
                SigningKey.Kind.ROTATED, key, reason=reason, at=timezone.now(), previous=known, previous_key=old
            )
    os.rename(path, f"{path}.{old_print[:16]}")
    os.rename(fresh, path)
    return known


def replace(path, reason):
    """Put a new key in place of a lost one: from here on trust begins anew, and every check says so.

    Raises KeyFault where nothing is lost: the key in the file was announced.
    """
    known = newest()
    if known is None:
        raise KeyFault("No key was ever announced: make the first one.")
    if not Path(path).exists():
        signing.write(signing.generate(), path)
    key = signing.read(path)
    if SigningKey.objects.filter(fingerprint=signing.fingerprint(signing.public_hex(key))).exists():
        raise KeyFault(f"The key in {path} was announced: nothing is lost. Rotate it instead.")
    with transaction.atomic():
        return _announce(SigningKey.Kind.REPLACED, key, reason=reason, at=timezone.now(), previous=known)


def fault_of(row):
    """What is wrong with the announcement of a key: a word for programs, "" where it holds.

    A key put in place of a lost one holds; that trust is broken there is told apart.
    """
    told = canonical.text_of(
        {
            "at": row.at,
            "fingerprint": row.fingerprint,
            "kind": row.kind,
            "previous": row.previous.fingerprint if row.previous else None,
            "public": row.public,
            "reason": json.loads(row.text).get("reason"),
        }
    )
    if told != row.text or signing.fingerprint(row.public) != row.fingerprint:
        return "key"
    if not signing.holds(row.public, row.signature, KIND, row.text):
        return "key_signature"
    if row.kind == SigningKey.Kind.ROTATED and not (
        row.previous and signing.holds(row.previous.public, row.previous_signature, KIND, row.text)
    ):
        return "key_signature"
    return ""


def _whole_keys(asked):
    found = SigningKey.objects.filter(fingerprint__in={named.sha256 for named in asked}).select_related("previous")
    whole = {row.fingerprint: row.pk for row in found if not fault_of(row)}
    return [(named, whole[named.sha256]) for named in asked if named.sha256 in whole]


kept.register_rows(SigningKey, streams=[STREAM], keys=["fingerprint"], find=_whole_keys)
